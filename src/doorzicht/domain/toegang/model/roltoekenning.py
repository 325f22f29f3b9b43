"""Words of people and their roles: who a person is to us, the life of a role, and being away.

A role is proposed by one person and granted by another, neither of whom is the one who gets it. Wrong steps are
refused here in words, and once more by the database. Never decides who may manage whom: that is a predicate.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from uuid import UUID

from doorzicht.domain.toegang.model.gebruiker import GebruikerId, Rol
from doorzicht.domain.toegang.model.organisatie import Organisatie, OrganisatieId
from doorzicht.foundation.errors import Weigering


class Rolstatus(Enum):
    """Where a role is in its life."""

    VOORGESTELD = "voorgesteld"
    TOEGEKEND = "toegekend"
    AFGEWEZEN = "afgewezen"
    BEEINDIGD = "beeindigd"


@dataclass(frozen=True)
class Gebruiker:
    """One person who can log in; `account` is what every record names him by."""

    id: UUID
    account: GebruikerId
    naam: str
    email: str | None
    is_demo: bool = False
    is_uitgeschakeld: bool = False
    is_klant: bool = False
    heeft_wachtwoord: bool = False


@dataclass(frozen=True)
class Roltoekenning:
    """A role of a person at an organisation, from-to (half-open), with who took each step."""

    id: UUID
    gebruiker: Gebruiker
    organisatie: Organisatie
    rol: Rol
    van: date
    voorgesteld_door: GebruikerId
    tot: date | None = None
    toegekend_door: GebruikerId | None = None
    afgewezen_door: GebruikerId | None = None
    beeindigd_door: GebruikerId | None = None

    @property
    def status(self) -> Rolstatus:
        """The last step that was taken."""
        if self.afgewezen_door is not None:
            return Rolstatus.AFGEWEZEN
        if self.beeindigd_door is not None:
            return Rolstatus.BEEINDIGD
        return Rolstatus.VOORGESTELD if self.toegekend_door is None else Rolstatus.TOEGEKEND

    @property
    def is_open(self) -> bool:
        """Whether it is proposed or granted, and nobody ended it."""
        return self.status in (Rolstatus.VOORGESTELD, Rolstatus.TOEGEKEND)

    def toekennen(self, door: GebruikerId) -> Roltoekenning:
        """Say yes; raises Weigering for the proposer and for the person himself (four eyes)."""
        self._moet(Rolstatus.VOORGESTELD)
        if door == self.voorgesteld_door:
            raise Weigering(
                "Je hebt deze rol zelf voorgesteld.", "Vraag een andere beheerder om te beslissen."
            )
        if door == self.gebruiker.account:
            raise Weigering("Niemand geeft zichzelf een rol.", "Vraag een andere beheerder om te beslissen.")
        return replace(self, toegekend_door=door)

    def afwijzen(self, door: GebruikerId) -> Roltoekenning:
        """Say no, or take the proposal back: a no needs no second person."""
        self._moet(Rolstatus.VOORGESTELD)
        return replace(self, afgewezen_door=door)

    def beeindigen(self, door: GebruikerId, per: date) -> Roltoekenning:
        """End it at once; a role keeps at least its first day, so that its period is one."""
        self._moet(Rolstatus.TOEGEKEND)
        eind = max(per, date.fromordinal(self.van.toordinal() + 1))
        return replace(self, beeindigd_door=door, tot=eind if self.tot is None else min(eind, self.tot))

    def _moet(self, status: Rolstatus) -> None:
        if self.status is not status:
            raise Weigering(
                "Dit kan niet meer: iemand anders was je voor.",
                "Open de pagina opnieuw en kijk wat er staat.",
            )


@dataclass(frozen=True)
class Afwezigheid:
    """A person who is away from one organisation, from-to (half-open); never says why."""

    id: UUID
    gebruiker: GebruikerId
    organisatie: OrganisatieId
    van: date
    tot: date | None
    vervanger: GebruikerId | None

    def omvat(self, dag: date) -> bool:
        """Whether he is away on a day."""
        return self.van <= dag and (self.tot is None or dag < self.tot)
