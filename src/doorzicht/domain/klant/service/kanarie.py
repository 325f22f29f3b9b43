"""Places an invented dossier that nobody has a reason to open: whoever does, was looking around.

It looks like the others of its organisation: each column is drawn from another klant, so that together they describe
nobody. Only the list of canaries knows it, which no page can read. It does not count in the figures.
"""

from __future__ import annotations

import secrets
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from doorzicht.domain.klant.store.kanarie import maak_kanarie
from doorzicht.domain.toegang import service as toegang
from doorzicht.foundation.bsn import is_elfproef
from doorzicht.foundation.errors import Weigering
from doorzicht.infra.crypto import Sealer

_NUMMERS = range(900_000_000, 1_000_000_000)
"""Numbers that are given to nobody."""


def plaats_kanarie(gemeente_code: str, naam: str) -> UUID:
    """An invented klant of a gemeente; returns his number. Raises Weigering when there is no such gemeente."""
    huis = next((een for een in toegang.organisaties() if een.gemeente_code == gemeente_code), None)
    if huis is None:
        raise Weigering(f"Gemeente {gemeente_code} kennen we niet.", "Geef een code zoals GM0153.")
    if not naam.strip():
        raise Weigering("Er is geen naam.", "Verzin een naam die niemand heeft.")
    ring = toegang.sleutelring()
    with transaction.atomic():
        toegang.eis_index(ring)
        rij, index, versleuteld = Sealer(ring, "klant_klant").seal_for_new_row(_number_of_nobody().encode())
        klant = UUID(rij)
        thuis = (UUID(str(huis.id)), gemeente_code)
        maak_kanarie(klant, (index, versleuteld), naam.strip(), thuis, timezone.localdate())
        toegang.merk_kanarie(klant)
    return klant


def _number_of_nobody() -> str:
    """Nine digits in a range that is not given out; that they pass the check makes them look like the others."""
    while True:
        nummer = str(_NUMMERS.start + secrets.randbelow(len(_NUMMERS)))
        if is_elfproef(nummer):
            return nummer
