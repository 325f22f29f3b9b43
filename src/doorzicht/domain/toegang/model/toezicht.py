"""Words of supervision: alarms, broken glass, and what needs four eyes. Each moves one way, and never by one person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import Enum
from typing import Any
from uuid import UUID

from doorzicht.domain.toegang.model.gebruiker import GebruikerId
from doorzicht.domain.toegang.model.organisatie import OrganisatieId
from doorzicht.foundation.errors import Weigering

MAXIMUM_ZONDER_VIEROGEN = 100
"""An export of more persons than this waits for somebody else."""

WERKDAGEN_OORDEEL = 5
MINUTEN_BREEKGLAS = 60
KORTSTE_UITLEG = 20
"""Characters in which somebody has to say why, at least."""


class Alarmsoort(Enum):
    """What happened that somebody has to look at."""

    KANARIE = "kanarie"
    VEEL_DOSSIERS = "veel-dossiers"
    VEEL_IN_LIJSTEN = "veel-in-lijsten"
    VEEL_INZAGE = "veel-inzage"
    ANDERE_REGIO = "andere-regio"
    AFWIJZINGEN = "afwijzingen"
    BREEKGLAS = "breekglas"
    VEEL_INSCHRIJVINGEN = "veel-inschrijvingen"
    VAAK_ELDERS = "vaak-elders"


class Uitkomst(Enum):
    """What looking at an alarm came to."""

    TERECHT = "terecht"
    AANGESPROKEN = "aangesproken"
    INCIDENT = "incident"


@dataclass(frozen=True)
class Alarm:
    """Something about one person, sometimes about one klant; open until somebody else says what it was."""

    id: UUID
    soort: Alarmsoort
    op: datetime
    gebruiker: GebruikerId
    organisatie: OrganisatieId | None
    klant: UUID | None
    feiten: Mapping[str, Any]
    afgehandeld_door: GebruikerId | None = None
    afgehandeld_op: datetime | None = None
    uitkomst: Uitkomst | None = None
    toelichting: str = ""

    @property
    def is_open(self) -> bool:
        """Nobody handled it yet."""
        return self.afgehandeld_op is None

    def afhandelen(self, door: GebruikerId, op: datetime, uitkomst: Uitkomst, toelichting: str) -> Alarm:
        """Closed with an outcome; raises Weigering for whoever caused it, or when it was closed before."""
        if not self.is_open:
            raise Weigering("Dit alarm is al afgehandeld.", "Kies een ander alarm.")
        if door == self.gebruiker:
            raise Weigering("Dit alarm gaat over jou; een ander handelt het af.", "Vraag een collega.")
        return replace(
            self,
            afgehandeld_door=door,
            afgehandeld_op=op,
            uitkomst=uitkomst,
            toelichting=uitleg(toelichting),
        )


class Breekglasreden(Enum):
    """Why somebody could not wait for the way that leads to a klant of another organisation."""

    SPOED = "spoed"
    GEVAAR = "gevaar"
    VERHUISD = "verhuisd"
    WAARNEMING = "waarneming"


class Oordeel(Enum):
    """Whether breaking the glass was right."""

    TERECHT = "terecht"
    ONTERECHT = "onterecht"


@dataclass(frozen=True)
class Breekglas:
    """One klant opened by somebody whose klant he is not, for an hour; judged by somebody else afterwards."""

    id: UUID
    gebruiker: GebruikerId
    organisatie: OrganisatieId
    klant: UUID
    reden: Breekglasreden
    toelichting: str
    op: datetime
    tot: datetime
    beoordelen_voor: date
    beoordeeld_door: GebruikerId | None = None
    beoordeeld_op: datetime | None = None
    oordeel: Oordeel | None = None
    oordeel_tekst: str = ""

    def is_te_laat(self, vandaag: date) -> bool:
        """Whether it should have been judged by now."""
        return self.oordeel is None and vandaag > self.beoordelen_voor

    def beoordelen(self, door: GebruikerId, op: datetime, oordeel: Oordeel, tekst: str) -> Breekglas:
        """Judged; raises Weigering for whoever broke the glass, or when it was judged before."""
        if self.oordeel is not None:
            raise Weigering("Deze noodtoegang is al beoordeeld.", "Kies een andere.")
        if door == self.gebruiker:
            raise Weigering("Je kunt je eigen noodtoegang niet beoordelen.", "Vraag een collega.")
        return replace(
            self, beoordeeld_door=door, beoordeeld_op=op, oordeel=oordeel, oordeel_tekst=uitleg(tekst)
        )


class Vierogensoort(Enum):
    """What one person proposes and another decides on."""

    UITVOER = "uitvoer"
    VERWIJDERING = "verwijdering"
    LOGBOEK = "logboek-opruimen"


class Voorstelstatus(Enum):
    """Where a proposal stands."""

    WACHT = "wacht"
    GOEDGEKEURD = "goedgekeurd"
    AFGEWEZEN = "afgewezen"
    UITGEVOERD = "uitgevoerd"


@dataclass(frozen=True)
class Voorstel:
    """Something for four eyes: proposed, decided on by another, carried out once."""

    id: UUID
    soort: Vierogensoort
    organisatie: OrganisatieId
    inhoud: Mapping[str, Any]
    aantal: int
    voorgesteld_door: GebruikerId
    voorgesteld_op: datetime
    besloten_door: GebruikerId | None = None
    besloten_op: datetime | None = None
    goedgekeurd: bool | None = None
    uitgevoerd_op: datetime | None = None

    @property
    def status(self) -> Voorstelstatus:
        """Follows from what was decided and done."""
        if self.uitgevoerd_op is not None:
            return Voorstelstatus.UITGEVOERD
        if self.goedgekeurd is None:
            return Voorstelstatus.WACHT
        return Voorstelstatus.GOEDGEKEURD if self.goedgekeurd else Voorstelstatus.AFGEWEZEN

    def besluiten(self, door: GebruikerId, op: datetime, *, goedgekeurd: bool) -> Voorstel:
        """Decided; raises Weigering for the proposer, or when it was decided before."""
        if self.status is not Voorstelstatus.WACHT:
            raise Weigering("Over dit voorstel is al besloten.", "Kies een ander voorstel.")
        if door == self.voorgesteld_door:
            raise Weigering("Over je eigen voorstel besluit een ander.", "Vraag een collega.")
        return replace(self, besloten_door=door, besloten_op=op, goedgekeurd=goedgekeurd)

    def uitvoeren(self, op: datetime) -> Voorstel:
        """Carried out; raises Weigering unless it was approved and not carried out before."""
        if self.status is not Voorstelstatus.GOEDGEKEURD:
            raise Weigering(
                "Dit voorstel mag niet (meer) worden uitgevoerd.", "Vraag eerst een tweede paar ogen."
            )
        return replace(self, uitgevoerd_op=op)


def uitleg(tekst: str) -> str:
    """A reason in words; raises Weigering when it is too short to be one."""
    kaal = " ".join(tekst.split())
    if len(kaal) < KORTSTE_UITLEG:
        raise Weigering(
            "De uitleg is te kort.", f"Schrijf in minstens {KORTSTE_UITLEG} tekens wat er aan de hand was."
        )
    return kaal
