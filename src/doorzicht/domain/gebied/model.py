"""Words of the map: gemeenten and arbeidsmarktregio's as they were on a day.

An Indeling is the whole map on one date; it answers every question on place without a database.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NewType

GemeenteCode = NewType("GemeenteCode", str)
"""A CBS code such as GM0141."""

RegioNummer = NewType("RegioNummer", int)
"""UWV's number of an arbeidsmarktregio, 1 to 35; 9 = Twente (Besluit werkgebieden UWV 2015, bijlage 3)."""


@dataclass(frozen=True)
class Gemeente:
    """A gemeente on a date: its place (degrees), the region it lies in and the codes of its neighbours."""

    code: GemeenteCode
    naam: str
    regio_nummer: RegioNummer
    breedte: float
    lengte: float
    buren: tuple[GemeenteCode, ...] = ()


@dataclass(frozen=True)
class Arbeidsmarktregio:
    """One of the regions in which UWV and gemeenten serve employers together; `cbs_code` as AM05."""

    nummer: RegioNummer
    naam: str
    cbs_code: str

    @property
    def titel(self) -> str:
        """As the publication prints it: 9 Twente."""
        return f"{self.nummer} {self.naam}"


@dataclass(frozen=True)
class Indeling:
    """The gemeenten (alphabetical) and regions (by number) of one date, and the spellings they are known by."""

    peildatum: date
    regios: tuple[Arbeidsmarktregio, ...]
    gemeenten: tuple[Gemeente, ...]
    schrijfwijzen: Mapping[str, GemeenteCode] = field(default_factory=dict)

    def regio(self, nummer: int) -> Arbeidsmarktregio | None:
        """The region with this number, or None."""
        return next((regio for regio in self.regios if regio.nummer == nummer), None)

    def gemeente(self, code: str) -> Gemeente | None:
        """The gemeente with this code, or None."""
        return next((gemeente for gemeente in self.gemeenten if gemeente.code == code), None)

    def gemeenten_in(self, nummer: int) -> tuple[Gemeente, ...]:
        """The gemeenten of one region, in the order of the publication (alphabetical)."""
        return tuple(gemeente for gemeente in self.gemeenten if gemeente.regio_nummer == nummer)
