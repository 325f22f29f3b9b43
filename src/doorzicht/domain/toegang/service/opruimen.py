"""The way out for lines of the log that were kept long enough.

1. The operator proposes; the batches are those whose seal is older than five years.
2. A supervisor of UWV decides, in a page, as with everything that needs four eyes.
3. The lines go and their seals stay, so that the chain can still be checked. The file outside is told first.

The database refuses each step that is not allowed, to its owner too: without an approved proposal no line can go.
"""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from doorzicht.domain.toegang.model import Vierogensoort, Voorstelstatus
from doorzicht.domain.toegang.service.toezien import auditor
from doorzicht.domain.toegang.service.vierogen import stel_voor, voer_uit
from doorzicht.domain.toegang.store import kop, toezicht, zegels
from doorzicht.foundation.errors import Weigering
from doorzicht.infra.log import get_log

BEWAREN = timedelta(days=5 * 366)
"""A few days more than the five years that the database wants."""

log = get_log()


def stel_opruimen_voor(door: str) -> int:
    """Propose to let go of all lines that are old enough; returns how many they are."""
    oud = zegels.ouder_dan(timezone.now() - BEWAREN)
    if not oud:
        raise Weigering("Er zijn nog geen regels die oud genoeg zijn.", "Een regel wordt vijf jaar bewaard.")
    aantal = sum(een.aantal for een in oud)
    stel_voor(auditor(door), Vierogensoort.LOGBOEK, {"zegels": [een.nummer for een in oud]}, aantal)
    return aantal


def ruim_op() -> int:
    """Carry out what was approved, once; returns how many lines went."""
    with zegels.alone(wachten=True), transaction.atomic():
        goedgekeurd = [
            een
            for een in toezicht.voorstellen(open_only=False)
            if een.soort is Vierogensoort.LOGBOEK and een.status is Voorstelstatus.GOEDGEKEURD
        ]
        if not goedgekeurd:
            raise Weigering(
                "Er is geen goedgekeurd voorstel.", "Laat een ander eerst besluiten op de website."
            )
        regels = 0
        for voorstel in goedgekeurd:
            voer_uit(Vierogensoort.LOGBOEK, voorstel.id)
            for nummer in voorstel.inhoud["zegels"]:
                regels += zegels.laat_gaan(nummer, voorstel.id, timezone.now())
                kop.schrijf_vervallen(nummer, timezone.now())
    log.info("logboek.opgeruimd", regels=regels)
    return regels
