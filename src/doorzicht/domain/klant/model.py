"""Words of the klant: a person who is registered with UWV or a gemeente, as the Sonar export tells of him."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from typing import Any, NewType
from uuid import UUID

from doorzicht.domain.toegang.model import Veldgroep

KlantId = NewType("KlantId", UUID)

SONAR_KOLOMMEN = (
    "Datum melding",
    "1e uitk dag (niet WW)",
    "BSN",
    "ID_WZ",
    "Beschikbare uren/wk",
    "Opleidingsniveau",
    "Beroepssector",
    "Bemiddelingsberoep",
    "Mondeling Nederlands",
    "Schriftelijk Nederlands",
    "Rijbewijs",
    "Inschrijfdatum",
    "Geslacht",
    "Telefoonnummer",
    "Volledige Naam",
    "Leeftijd",
    "E-mailadres",
    "Vervoer",
    "Gemeente",
    "Postcode",
    "Plaats",
    "Straatnaam",
    "Huisnummer",
    "Huisnummer Toevoeging",
    "Banenafspraak",
    "Klantprofiel",
    "Arbeidsmarktregio",
    "Cases (aantal)",
    "Sonar",
    "Medewerker Naam",
    "Organisatie Naam",
    "GSD Kantoor",
    "Participatieladder",
    "Aantal",
)
"""The header of the Sonar dashboard export, in its order (DOMAIN: exactly these 34)."""

TOESTEMMING = "Toestemming"
"""The 35th column that some exports have, with this name or without one."""

VELDEN: dict[Veldgroep, tuple[str, ...]] = {
    Veldgroep.IDENTITEIT: ("naam", "geslacht", "leeftijd", "id_werkzoekende"),
    Veldgroep.CONTACT: (
        *("telefoonnummer", "email", "straat", "huisnummer", "huisnummer_toevoeging", "postcode", "plaats"),
    ),
    Veldgroep.WERK: (
        *("uren_per_week", "opleidingsniveau", "beroepssector", "bemiddelingsberoep"),
        *("mondeling_nederlands", "schriftelijk_nederlands", "rijbewijs", "vervoer"),
        *("banenafspraak", "medewerker", "gsd_kantoor", "participatieladder"),
        *("datum_melding", "eerste_uitkeringsdag"),
    ),
}
"""Which fields of a klant are shown, logged and permitted together."""

WIJZIGBAAR = (
    *("naam", "geslacht"),
    *VELDEN[Veldgroep.CONTACT],
    *("uren_per_week", "opleidingsniveau", "beroepssector", "bemiddelingsberoep"),
    *("mondeling_nederlands", "schriftelijk_nederlands", "rijbewijs", "vervoer"),
)
"""What a klantmanager changes by hand; the rest comes from where it is kept."""

UITVOERVELDEN = (
    *VELDEN[Veldgroep.IDENTITEIT],
    *VELDEN[Veldgroep.CONTACT],
    *VELDEN[Veldgroep.WERK],
)
"""What of a klant can be taken along in a file; never a BSN."""

GROEP_VAN = {veld: groep for groep, velden in VELDEN.items() for veld in velden}

Velden = dict[str, Any]
"""Values by the name of their field; None is unknown."""


class Volgorde(Enum):
    """The order of a list."""

    NAAM = "naam"
    NIEUWSTE = "nieuwste"


@dataclass(frozen=True)
class Filter:
    """Which of his own klanten somebody wants to see: words in their name, where they live."""

    woorden: tuple[str, ...] = ()
    gemeente: str | None = None
    volgorde: Volgorde = Volgorde.NAAM


@dataclass(frozen=True)
class Klantregel:
    """A klant in a list."""

    id: KlantId
    naam: str | None
    leeftijd: int | None
    plaats: str | None
    gemeente: str | None
    ingeschreven_van: date
    opleidingsniveau: str | None
    uren_per_week: int | None


@dataclass(frozen=True)
class Lijst:
    """One page of a list; `totaal` counts all pages."""

    regels: tuple[Klantregel, ...]
    totaal: int
    pagina: int
    per_pagina: int

    @property
    def paginas(self) -> int:
        """How many pages there are; an empty list has one."""
        return max(1, -(-self.totaal // self.per_pagina))


@dataclass(frozen=True)
class Periode:
    """Something that held from a day until another: an organisation, a gemeente, a ground in the register."""

    wat: str
    van: date
    tot: date | None


@dataclass(frozen=True)
class Dossier:
    """What somebody may see of one klant; a group of fields that he may not see is not in it."""

    id: KlantId
    versie: int
    velden: dict[Veldgroep, Velden] = field(default_factory=dict)
    inschrijvingen: tuple[Periode, ...] = ()
    woonplaatsen: tuple[Periode, ...] = ()
    register: tuple[Periode, ...] | None = None
    verantwoordelijk: str | None = None
    in_nood: bool = False


@dataclass(frozen=True)
class Wijziging:
    """One change in the past: which row, when, by whom, and what it said before of what changed."""

    tabel: str
    soort: str
    op: datetime
    door: str
    van: Velden
    naar: Velden


@dataclass(frozen=True)
class Botsing:
    """A field that two people changed: what it was, what the other wrote, what this one wants."""

    veld: str
    was: Any
    ander: Any
    eigen: Any


class Samenloop(Exception):
    """Somebody else changed the same fields meanwhile; nothing is stored until one of the two is chosen."""

    def __init__(self, botsingen: tuple[Botsing, ...], versie: int) -> None:
        super().__init__("samenloop")
        self.botsingen = botsingen
        self.versie = versie


class Uitkomst(Enum):
    """What a registration led to. New, known elsewhere and ended before are one and the same to who asked."""

    ONTVANGEN = "ontvangen"
    EIGEN = "eigen"
    BEZIG = "bezig"
    """A file is being brought in, or keys are being replaced: nothing was done."""


@dataclass(frozen=True)
class Inschrijving:
    """The answer to a registration; `klant` only of somebody whom who asks served already."""

    uitkomst: Uitkomst
    klant: KlantId | None = None
