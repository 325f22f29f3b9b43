"""The way into organisations and the record of what was brought in.

1. The organisations follow from the map: UWV, and one for every gemeente.
2. Every file that is brought in is recorded: who, when, which bytes, how many rows.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime

from doorzicht.domain.toegang.model import Organisatie, OrganisatieId, Organisatiesoort
from doorzicht.domain.toegang.tables import InvoerTable, OrganisatieTable


@dataclass(frozen=True)
class Invoer:
    """What is recorded of one file: counts and a hash, nothing about the people in it."""

    soort: str
    bestand_sha256: str
    door: str
    op: datetime
    nieuw: int
    gewijzigd: int
    ongewijzigd: int
    geweigerd: int
    synthetisch: bool


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


def leg_invoer_vast(invoer: Invoer) -> None:
    """Record a file that was brought in; part of the transaction of the import itself."""
    InvoerTable.objects.create(**asdict(invoer))


def heeft_echte_invoer() -> bool:
    """Whether a file with people who may exist was ever brought in."""
    return InvoerTable.objects.filter(synthetisch=False).exists()


def is_synthetisch() -> bool:
    """Whether any file that was brought in holds generated people; then every uitgave says so."""
    return InvoerTable.objects.filter(synthetisch=True).exists()
