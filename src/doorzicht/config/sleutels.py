"""Replaces the keys that BSNs are sealed and found with, while reading goes on.

1. A new sealing key is put in the key file; from then on everything is sealed with it, and what is old is sealed again.
2. A new index key is put beside the one in use; all rows get their new index in one transaction; then it is in use.
3. Old keys go only when nothing is sealed with them any more, and only when asked.

Broken off at any point, the same command goes on where it was.
"""

from __future__ import annotations

import os
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import transaction

from doorzicht.domain.betrokkene import service as betrokkenen
from doorzicht.domain.toegang import service as toegang
from doorzicht.foundation.errors import Weigering
from doorzicht.infra.crypto import (
    OMGEVING,
    KeyRing,
    parse_keyring,
    with_index_in_use,
    with_new_index_key,
    with_new_sealing_key,
    without_old_keys,
)
from doorzicht.infra.files import write_private_file
from doorzicht.infra.rotation import Progress, Sealed, count, reindex, reseal, waiting


def verzegelde() -> list[Sealed]:
    """Every column with sealed secrets, as the tables declare them."""
    return [
        Sealed(table._meta.db_table, column, index)
        for table in apps.get_app_config("doorzicht").get_models()
        for column, index in getattr(table, "VERZEGELD", {}).items()
    ]


ONVERANDERLIJK = Sealed("toegang_verwerking", "data_subject_id")
"""Lines of a log are never written again: their key stays until their retention is over."""


def sleutels() -> KeyRing:
    """The keys as they are now."""
    return toegang.sleutelring()


def te_doen() -> dict[str, int]:
    """How many rows each table still has under an old sealing key."""
    ring = sleutels()
    return {sealed.table: waiting(sealed, ring) for sealed in verzegelde()}


def aantallen() -> dict[str, int]:
    """How many rows with sealed secrets each table has."""
    return {sealed.table: count(sealed) for sealed in verzegelde()}


def vernieuw_verzegeling(voortgang: Progress) -> int:
    """Take a new sealing key into use when everything is under the present one, and seal all rows with it."""
    if not any(te_doen().values()):
        _write(with_new_sealing_key(_read()))
    ring = sleutels()
    return sum(reseal(sealed, ring, voortgang) for sealed in verzegelde())


def vernieuw_index(voortgang: Progress) -> int:
    """Find every person by a new index key from now on; finishes a replacement that was broken off."""
    ring = sleutels()
    if ring.index_number == toegang.index_nummer(ring) == max(ring.indexing):
        _write(with_new_index_key(_read()))
        ring = sleutels()
    nummer, done = max(ring.indexing), 0
    if toegang.index_nummer(ring) != nummer:
        with transaction.atomic():
            toegang.wissel_index(nummer)
            done = reindex(verzegelde(), ring.with_index_in_use(nummer), voortgang)
    _write(with_index_in_use(_read(), nummer))
    return done


def ruim_op() -> None:
    """Throw away keys that nothing needs any more; raises Weigering while something does."""
    if any(te_doen().values()):
        raise Weigering(
            "Er zijn nog gegevens onder een oude sleutel.", "Voer eerst uit: doorzicht sleutels vernieuw."
        )
    ring = sleutels()
    if waiting(ONVERANDERLIJK, ring):
        raise Weigering(
            "Het logboek van verwerkingen heeft nog regels onder een oude sleutel; die worden niet herschreven.",
            "Bewaar de oude sleutel tot de bewaartermijn van die regels voorbij is.",
        )
    if ring.index_number != toegang.index_nummer(ring):
        raise Weigering(
            "Een nieuwe indexsleutel is nog niet in gebruik.",
            "Voer eerst uit: doorzicht sleutels vernieuw --index.",
        )
    if len(ring.indexing) > 1 and betrokkenen.heeft_wissingen():
        raise Weigering(
            "De wislijst noemt mensen die alleen met de oude indexsleutel te herkennen zijn.",
            "Bewaar die sleutel, zodat wie is gewist na het terugzetten van een reservekopie gewist blijft.",
        )
    _write(without_old_keys(_read()))


def _read() -> str:
    if os.environ.get(OMGEVING):
        raise Weigering(
            f"De sleutels staan in {OMGEVING}; daar schrijft doorzicht niet.",
            "Zet ze in een sleutelbestand (DOORZICHT_SLEUTELBESTAND) om ze te vernieuwen.",
        )
    return Path(settings.SLEUTELBESTAND).read_text(encoding="utf-8")


def _write(text: str) -> None:
    """Whole or not at all, and only when it is a key file."""
    parse_keyring(text, Path(settings.SLEUTELBESTAND).name)
    write_private_file(Path(settings.SLEUTELBESTAND), text.encode())
