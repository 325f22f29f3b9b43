"""Words of organisations: who can be registered with, work for klanten, or look for people.

UWV has offices (kantoren) that each serve one region; a WSP is the shared counter of a region for employers;
employers and intermediaries are known by their KVK number.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import NewType
from uuid import UUID

OrganisatieId = NewType("OrganisatieId", UUID)


class Organisatiesoort(Enum):
    """The kinds of organisation; a klant is registered with UWV or with a gemeente."""

    UWV = "uwv"
    UWV_KANTOOR = "uwv-kantoor"
    GEMEENTE = "gemeente"
    WSP = "wsp"
    WERKGEVER = "werkgever"
    INTERMEDIAIR = "intermediair"


REGIONAAL = frozenset({Organisatiesoort.UWV_KANTOOR, Organisatiesoort.WSP})
"""Kinds that work for exactly one arbeidsmarktregio."""

MET_KVK = frozenset({Organisatiesoort.WERKGEVER, Organisatiesoort.INTERMEDIAIR})
"""Kinds that the trade register knows; they see no person."""


@dataclass(frozen=True)
class Organisatie:
    """An organisation; `gemeente_code` only of a gemeente, `regio_nummer` of regional ones and gemeenten with one.

    `hoofd` is the organisation that its klanten are registered with: UWV for an office, else itself.
    """

    id: OrganisatieId
    soort: Organisatiesoort
    naam: str
    gemeente_code: str | None = None
    regio_nummer: int | None = None
    kvk_nummer: str | None = None
    hoofd: OrganisatieId | None = None
    is_centrumgemeente: bool = False
    gesloten_op: date | None = None

    def is_gesloten(self, dag: date) -> bool:
        """Whether it no longer takes part on a day."""
        return self.gesloten_op is not None and self.gesloten_op <= dag
