"""The way into organisations and the record of what was brought in.

1. The organisations follow from the map: UWV, and one for every gemeente.
2. Every file that is brought in is recorded: who, when, which bytes, how many rows.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from doorzicht.domain.toegang.model import Organisatie, OrganisatieId, Organisatiesoort
from doorzicht.domain.toegang.tables import InvoerTable, OrganisatieTable
from doorzicht.foundation.invoer import Opdracht, Uitslag


def organisaties() -> tuple[Organisatie, ...]:
    """All organisations; some hundreds."""
    return tuple(
        Organisatie(OrganisatieId(rij.id), Organisatiesoort(rij.soort), rij.naam, rij.gemeente_code)
        for rij in OrganisatieTable.objects.order_by("soort", "naam")
    )


def zorg_voor_organisaties(gemeenten: Iterable[tuple[str, str]]) -> None:
    """See to it that UWV and every gemeente (code, naam) exist as organisations; existing ones stay as they are."""
    OrganisatieTable.objects.get_or_create(soort=Organisatiesoort.UWV.value, defaults={"naam": "UWV"})
    OrganisatieTable.objects.bulk_create(
        (
            OrganisatieTable(
                soort=Organisatiesoort.GEMEENTE.value, naam=f"Gemeente {naam}", gemeente_code=code
            )
            for code, naam in gemeenten
        ),
        ignore_conflicts=True,
    )


def leg_invoer_vast(soort: str, uitslag: Uitslag, opdracht: Opdracht) -> None:
    """Record a file that was brought in: counts and a hash, nothing about the people in it.

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
