"""Rows of the klant: how an export becomes rows (`importeren`), and how one person reads and changes them."""

from doorzicht.domain.klant.store.importeren import (
    GEWIJZIGD,
    INVOER,
    SLEUTELKOLOMMEN,
    WERK,
    beeindig_afwezigen,
    dubbele,
    heeft_bekenden,
    koppel,
    laat_weg,
    stand,
    tel,
    verouderde,
    verwerk,
)

__all__ = [
    "GEWIJZIGD",
    "INVOER",
    "SLEUTELKOLOMMEN",
    "WERK",
    "beeindig_afwezigen",
    "dubbele",
    "heeft_bekenden",
    "koppel",
    "laat_weg",
    "stand",
    "tel",
    "verouderde",
    "verwerk",
]
