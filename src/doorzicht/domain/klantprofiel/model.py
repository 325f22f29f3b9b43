"""Words of the klantprofiel: for now its existence, its status and its dates, what counts as one, and objections.

An objection stands here, so that a profile can be kept from the verkenner without asking a higher term.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from uuid import UUID, uuid4


class Profielstatus(Enum):
    """Where a profile stands; drawn in docs/lifecycles/klantprofiel.md."""

    CONCEPT = "concept"
    VASTGESTELD = "vastgesteld"
    INGETROKKEN = "ingetrokken"


class Profieltelling(Enum):
    """What the publication counts as a profile: a setting with a name, printed in the notes of every uitgave."""

    VASTGESTELD = (
        "vastgesteld",
        "Een klant heeft een profiel als het op of voor de peildatum met hem is vastgesteld en niet is ingetrokken.",
    )
    GEDEELD = (
        "gedeeld",
        "Een klant heeft een profiel als het op of voor de peildatum met hem is vastgesteld, niet is ingetrokken, "
        "en hij het goed vindt dat het wordt gedeeld.",
    )

    def __init__(self, code: str, omschrijving: str) -> None:
        self.code = code
        self.omschrijving = omschrijving


class Jadatum(Enum):
    """From which day a profile counts that the export only calls `Ja`: a setting with a name."""

    INSCHRIJFDATUM = "inschrijfdatum"
    BESTANDSDATUM = "bestandsdatum"


class Verwerking(Enum):
    """What a klant can object to (AVG 21): a code, and what is done then in plain words."""

    VERKENNER = ("verkenner", "Laten zien aan werkgevers, zonder je naam")
    BEMIDDELING = ("bemiddeling", "Je voorstellen voor werk")
    CIJFERS = ("cijfers", "Je meetellen in de cijfers")
    OVERIG = ("overig", "Iets anders dat we met je gegevens doen")

    def __init__(self, code: str, omschrijving: str) -> None:
        self.code = code
        self.omschrijving = omschrijving

    @property
    def stopt_meteen(self) -> bool:
        """Being shown to employers ends by the objection itself; about the rest the organisation decides."""
        return self is Verwerking.VERKENNER


class Bezwaarstatus(Enum):
    """Where an objection stands; drawn in docs/lifecycles/klantbezwaar.md."""

    GELDT = "geldt"
    INGEDIEND = "ingediend"
    INGEWILLIGD = "ingewilligd"
    AFGEWEZEN = "afgewezen"
    INGETROKKEN = "ingetrokken"


class NietMeerOpen(Exception):
    """The step does not follow from where this objection stands."""


@dataclass(frozen=True)
class Klantbezwaar:
    """An objection of a klant against one way of using his data."""

    id: UUID
    klant: UUID
    verwerking: Verwerking
    reden: str
    ingediend_op: datetime
    status: Bezwaarstatus
    besloten_door: str | None = None
    besloten_op: datetime | None = None
    besluit: str | None = None
    ingetrokken_op: datetime | None = None

    @classmethod
    def maken(cls, klant: UUID, verwerking: Verwerking, reden: str, op: datetime) -> Klantbezwaar:
        """A new one: against the verkenner it holds at once."""
        status = Bezwaarstatus.GELDT if verwerking.stopt_meteen else Bezwaarstatus.INGEDIEND
        return cls(uuid4(), klant, verwerking, reden, op, status)

    @property
    def werkt(self) -> bool:
        """Whether this use of his data has stopped."""
        return self.status in (Bezwaarstatus.GELDT, Bezwaarstatus.INGEWILLIGD)

    @property
    def wacht(self) -> bool:
        """Whether the organisation still has to decide."""
        return self.status is Bezwaarstatus.INGEDIEND

    def inwilligen(self, door: str, op: datetime, besluit: str) -> Klantbezwaar:
        """The organisation stops this use."""
        return self._besloten(Bezwaarstatus.INGEWILLIGD, door, op, besluit)

    def afwijzen(self, door: str, op: datetime, besluit: str) -> Klantbezwaar:
        """The organisation goes on, for compelling grounds that it gives (AVG 21, first paragraph)."""
        return self._besloten(Bezwaarstatus.AFGEWEZEN, door, op, besluit)

    def intrekken(self, op: datetime) -> Klantbezwaar:
        """The klant no longer objects; what was refused needs no withdrawal."""
        if self.status in (Bezwaarstatus.AFGEWEZEN, Bezwaarstatus.INGETROKKEN):
            raise NietMeerOpen(self.status.value)
        return replace(self, status=Bezwaarstatus.INGETROKKEN, ingetrokken_op=op)

    def _besloten(self, status: Bezwaarstatus, door: str, op: datetime, besluit: str) -> Klantbezwaar:
        if self.status is not Bezwaarstatus.INGEDIEND:
            raise NietMeerOpen(self.status.value)
        return replace(self, status=status, besloten_door=door, besloten_op=op, besluit=besluit)
