"""Words of the betrokkene (AVG 4, onder 1): the person whose data these are, and what he may ask.

A correctieverzoek moves by methods; a wrong step cannot be spoken. Persons are known here by an id only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import Enum
from uuid import UUID, uuid4

from doorzicht.foundation.gegevens import Rubriek, Waarde


class Correctieveld(Enum):
    """What a klant can say is wrong: a code, its name on a page, and the fields of klant that say it.

    Where no field of klant says it, it is kept elsewhere: who answers passes it on.
    """

    NAAM = ("naam", "Mijn naam", "naam")
    TELEFOON = ("telefoon", "Mijn telefoonnummer", "telefoonnummer")
    EMAIL = ("email", "Mijn e-mailadres", "email")
    ADRES = ("adres", "Mijn adres", "straat", "huisnummer", "huisnummer_toevoeging", "postcode", "plaats")
    WOONPLAATS = ("woonplaats", "De gemeente waar ik woon")
    GESLACHT = ("geslacht", "Mijn geslacht", "geslacht")
    OPLEIDING = ("opleiding", "Mijn opleiding", "opleidingsniveau")
    BEROEP = ("beroep", "Het werk dat ik zoek", "bemiddelingsberoep", "beroepssector")
    UREN = ("uren", "Hoeveel uur ik kan werken", "uren_per_week")
    RIJBEWIJS = ("rijbewijs", "Mijn rijbewijs", "rijbewijs")
    VERVOER = ("vervoer", "Mijn vervoer", "vervoer")
    TAAL = (
        "taal",
        "Hoe goed ik Nederlands spreek of schrijf",
        "mondeling_nederlands",
        "schriftelijk_nederlands",
    )
    REGISTER = ("register", "Mijn gegevens in het doelgroepregister")
    INSCHRIJVING = ("inschrijving", "Waar en wanneer ik sta ingeschreven")
    PROFIEL = ("profiel", "Mijn klantprofiel")
    ANDERS = ("anders", "Iets anders")

    def __init__(self, code: str, omschrijving: str, *kolommen: str) -> None:
        self.code = code
        self.omschrijving = omschrijving
        self.kolommen = kolommen

    @property
    def kolom(self) -> str | None:
        """The one field that is changed along with the answer; where there are several, the dossier's page does it."""
        return self.kolommen[0] if len(self.kolommen) == 1 else None


class Correctiestatus(Enum):
    """Where a request stands; drawn in docs/lifecycles/correctieverzoek.md."""

    INGEDIEND = "ingediend"
    INGEWILLIGD = "ingewilligd"
    AFGEWEZEN = "afgewezen"
    INGETROKKEN = "ingetrokken"


class AlBesloten(Exception):
    """The step does not follow from where this request stands."""


@dataclass(frozen=True)
class Correctieverzoek:
    """A klant says what is wrong and what it should be; his organisation answers within a month."""

    id: UUID
    klant: UUID
    veld: Correctieveld
    staat_er: str
    moet_zijn: str
    ingediend_op: datetime
    uiterlijk_op: date
    status: Correctiestatus = Correctiestatus.INGEDIEND
    besloten_door: str | None = None
    besloten_op: datetime | None = None
    reden: str | None = None

    @classmethod
    def indienen(
        cls, klant: UUID, veld: Correctieveld, tekst: tuple[str, str], op: datetime, uiterlijk: date
    ) -> Correctieverzoek:
        """A new request; `tekst` is what stands there now and what it should be."""
        return cls(uuid4(), klant, veld, *tekst, op, uiterlijk)

    @property
    def is_open(self) -> bool:
        """Whether the organisation still has to answer."""
        return self.status is Correctiestatus.INGEDIEND

    def inwilligen(self, door: str, op: datetime, reden: str = "") -> Correctieverzoek:
        """The klant was right and it is changed."""
        return self._besloten(Correctiestatus.INGEWILLIGD, door, op, reden)

    def afwijzen(self, door: str, op: datetime, reden: str) -> Correctieverzoek:
        """It stays as it is; the klant is told why and where he can complain (AVG 12, fourth paragraph)."""
        if not reden.strip():
            raise ValueError("a refusal has a reason")
        return self._besloten(Correctiestatus.AFGEWEZEN, door, op, reden)

    def intrekken(self, door: str, op: datetime) -> Correctieverzoek:
        """The klant takes it back."""
        return self._besloten(Correctiestatus.INGETROKKEN, door, op, "")

    def _besloten(self, status: Correctiestatus, door: str, op: datetime, reden: str) -> Correctieverzoek:
        if not self.is_open:
            raise AlBesloten(self.status.value)
        return replace(self, status=status, besloten_door=door, besloten_op=op, reden=reden)


@dataclass(frozen=True)
class TeBesluiten:
    """A request as it lies before who decides: whose it is, and what the dossier says of it now, field by field."""

    verzoek: Correctieverzoek
    naam: str | None
    staat_nu: Mapping[str, Waarde]
    is_veranderd: bool


@dataclass(frozen=True)
class Inzage:
    """All that is held of a klant at a moment, heading by heading."""

    klant: UUID
    op: datetime
    rubrieken: tuple[Rubriek, ...]

    def rubriek(self, sleutel: str) -> Rubriek:
        """The part with this key; there always is one."""
        return next(rubriek for rubriek in self.rubrieken if rubriek.sleutel == sleutel)


class Verzameling(Enum):
    """What is kept and erased as one: a person in it is erased whole."""

    KLANTEN = "klanten"
    REGISTER = "doelgroepregister"


@dataclass(frozen=True)
class Wissing:
    """A line of the erasure list: a keyed mark of who was erased from what, and when. The mark tells nobody who."""

    verzameling: Verzameling
    merk: bytes
    op: datetime
    ronde: UUID


@dataclass(frozen=True)
class Wisronde:
    """A deletion run that waits for a second person: its proposal, how many persons, who proposed it."""

    voorstel: UUID
    aantal: int
    voorgesteld_door: str
