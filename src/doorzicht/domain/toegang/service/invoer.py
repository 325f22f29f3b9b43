"""The record of what was brought in: who, when, which bytes, how many rows; nothing about the people in it."""

from __future__ import annotations

from django.utils import timezone

from doorzicht.domain.toegang.tables import InvoerTable
from doorzicht.foundation.invoer import Opdracht, Uitslag


def leg_invoer_vast(soort: str, uitslag: Uitslag, opdracht: Opdracht) -> None:
    """Record a file that was brought in: counts and a hash.

    Part of the transaction of the import itself: there is no import without its record.
    """
    InvoerTable.objects.create(
        soort=soort,
        bestand_sha256=uitslag.bestand_sha256,
        door=opdracht.door,
        op=timezone.now(),
        nieuw=uitslag.nieuw,
        gewijzigd=uitslag.gewijzigd,
        ongewijzigd=uitslag.ongewijzigd,
        geweigerd=uitslag.geweigerd,
        synthetisch=uitslag.synthetisch,
    )


def heeft_echte_invoer() -> bool:
    """Whether a file with people who may exist was ever brought in."""
    return InvoerTable.objects.filter(synthetisch=False).exists()


def is_synthetisch() -> bool:
    """Whether any file that was brought in holds generated people; then every uitgave says so."""
    return InvoerTable.objects.filter(synthetisch=True).exists()
