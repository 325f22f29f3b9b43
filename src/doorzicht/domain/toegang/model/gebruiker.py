"""Words of people who act: their roles, their purposes, and the one organisation that acts through them now.

A gebruiker may have roles in two organisations, but in one session he is one Handelende: one role, one organisation,
one purpose. No group accounts: a gebruiker is one person.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import NewType
from uuid import UUID

from doorzicht.domain.toegang.model.organisatie import OrganisatieId, Organisatiesoort

GebruikerId = NewType("GebruikerId", str)
"""Who acts, as recorded with an import, a look or an uitgave: an account name, never a name of a person."""


class Rol(Enum):
    """What a person does for an organisation."""

    KLANTMANAGER = "klantmanager"
    ADVISEUR = "adviseur-werkgeversdiensten"
    TEAMLEIDER = "teamleider"
    BEHEERDER = "functioneel-beheerder"
    STATISTICUS = "statisticus"
    VASTSTELLER = "vaststeller"
    PRIVACY_OFFICER = "privacy-officer"
    AUDITOR = "auditor"
    WERKGEVER = "werkgever"
    INTERMEDIAIR = "intermediair"
    KLANT = "klant"


class Doel(Enum):
    """For what a person acts. Every look and every change is for exactly one purpose (AVG art. 5 lid 1 onder b)."""

    DIENSTVERLENING = "dienstverlening"
    BEMIDDELING = "bemiddeling"
    VERANTWOORDING = "verantwoording"
    STATISTIEK = "statistiek"
    TOEZICHT = "toezicht"
    BEHEER = "beheer"
    ZOEKEN = "kandidaten-zoeken"
    INZAGE = "eigen-gegevens"


_UITVOERING = frozenset({Organisatiesoort.UWV, Organisatiesoort.UWV_KANTOOR, Organisatiesoort.GEMEENTE})
_OVERHEID = _UITVOERING | {Organisatiesoort.WSP}

ROLLEN_BIJ: dict[Rol, frozenset[Organisatiesoort]] = {
    Rol.KLANTMANAGER: _UITVOERING,
    Rol.ADVISEUR: frozenset({Organisatiesoort.WSP}),
    Rol.TEAMLEIDER: _OVERHEID,
    Rol.BEHEERDER: frozenset(Organisatiesoort),
    Rol.STATISTICUS: frozenset({Organisatiesoort.UWV}),
    Rol.VASTSTELLER: frozenset({Organisatiesoort.UWV}),
    Rol.PRIVACY_OFFICER: _OVERHEID,
    Rol.AUDITOR: frozenset({Organisatiesoort.UWV}),
    Rol.WERKGEVER: frozenset({Organisatiesoort.WERKGEVER}),
    Rol.INTERMEDIAIR: frozenset({Organisatiesoort.INTERMEDIAIR}),
    Rol.KLANT: _UITVOERING,
}
"""With which kinds of organisation a role can be held."""

DOELEN_VAN: dict[Rol, tuple[Doel, ...]] = {
    Rol.KLANTMANAGER: (Doel.DIENSTVERLENING,),
    Rol.ADVISEUR: (Doel.BEMIDDELING,),
    Rol.TEAMLEIDER: (Doel.DIENSTVERLENING, Doel.VERANTWOORDING),
    Rol.BEHEERDER: (Doel.BEHEER,),
    Rol.STATISTICUS: (Doel.STATISTIEK,),
    Rol.VASTSTELLER: (Doel.STATISTIEK,),
    Rol.PRIVACY_OFFICER: (Doel.TOEZICHT,),
    Rol.AUDITOR: (Doel.TOEZICHT,),
    Rol.WERKGEVER: (Doel.ZOEKEN,),
    Rol.INTERMEDIAIR: (Doel.ZOEKEN,),
    Rol.KLANT: (Doel.INZAGE,),
}
"""The purposes a role can act for; the first is the one it has unless the person chooses another."""


@dataclass(frozen=True)
class Handelende:
    """Who acts, for whom, in which role and for which purpose: what every decision is about.

    `gemeenten` are the codes where a regional organisation works; None for one that works everywhere it is asked.
    `klant` is set only when a klant acts for himself.
    """

    gebruiker: GebruikerId
    organisatie: OrganisatieId
    hoofd: OrganisatieId
    soort: Organisatiesoort
    rol: Rol
    doel: Doel
    regio_nummer: int | None = None
    gemeenten: frozenset[str] | None = field(default=None)
    klant: UUID | None = None

    def __post_init__(self) -> None:
        if self.doel not in DOELEN_VAN[self.rol]:
            raise ValueError(f"{self.rol.value} never acts for {self.doel.value}")
        if self.soort not in ROLLEN_BIJ[self.rol]:
            raise ValueError(f"{self.rol.value} does not exist at {self.soort.value}")
        if (self.klant is None) == (self.rol is Rol.KLANT):
            raise ValueError("a klant acts for himself, nobody else does")
