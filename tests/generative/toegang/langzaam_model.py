"""Who may read whom, said again as slowly and plainly as can be: lists in memory, gone through from begin to end.

Shares no rule with the program. What it knows of a klant is who serves him and where he lives; of a person, his roles.
"""

from __future__ import annotations

from dataclasses import dataclass, field

TWENTE = ("GM0153", "GM0164")
"""The gemeenten of the test that the office of UWV in Twente serves."""


@dataclass(frozen=True)
class Plek:
    """A chair that somebody can sit on: an organisation, its kind, a role and a purpose."""

    organisatie: str
    soort: str
    rol: str
    doel: str


@dataclass
class Stoel:
    """Somebody on a chair, with one session; `over` once that session was refused."""

    wie: str
    plek: Plek
    beeindigd: bool = False
    over: bool = False


@dataclass
class Klant:
    """Who serves a klant, and where he lives when that is known."""

    bij: str
    woont_in: str | None


@dataclass
class Model:
    """All that counts for access, and nothing else."""

    klanten: dict[str, Klant]
    stoelen: list[Stoel] = field(default_factory=list)
    uitgeschakeld: set[str] = field(default_factory=set)
    afwezig: set[tuple[str, str]] = field(default_factory=set)
    gesloten: set[str] = field(default_factory=set)
    glas: set[tuple[str, str, str]] = field(default_factory=set)

    def acts(self, stoel: Stoel) -> bool:
        """Whether his session lets him act now; one that was refused once stays refused."""
        if stoel.over:
            return False
        if stoel.beeindigd:
            return False
        if stoel.wie in self.uitgeschakeld:
            return False
        if (stoel.wie, stoel.plek.organisatie) in self.afwezig:
            return False
        return stoel.plek.organisatie not in self.gesloten

    def relation(self, stoel: Stoel, klant: str) -> str | None:
        """eigen, breekglas or nothing; who does not serve klanten has nothing."""
        if not self.serves(stoel.plek):
            return None
        if self.is_own(stoel.plek, self.klanten[klant]):
            return "eigen"
        if (stoel.wie, stoel.plek.organisatie, klant) in self.glas:
            return "breekglas"
        return None

    def serves(self, plek: Plek) -> bool:
        """Whether this chair is one from which klanten are served."""
        if plek.rol not in ("klantmanager", "teamleider"):
            return False
        if plek.doel != "dienstverlening":
            return False
        return plek.soort != "wsp"

    def is_own(self, plek: Plek, klant: Klant) -> bool:
        """A gemeente serves its own; UWV's office those who live nearby; UWV the rest."""
        if plek.soort == "gemeente":
            return klant.bij == plek.organisatie
        if klant.bij != "uwv":
            return False
        if plek.soort == "uwv-kantoor":
            return klant.woont_in in TWENTE
        return klant.woont_in is None

    def own(self, stoel: Stoel) -> set[str]:
        """All of his own."""
        return {naam for naam in self.klanten if self.relation(stoel, naam) == "eigen"}
