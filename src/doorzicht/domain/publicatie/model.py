"""Words of the publication: a frozen peiling, its tables, and the uitgave that goes out.

Frozen values only. The numbers in an UitgaveInhoud are already protected: whoever renders them
needs to know nothing of protection, and cannot undo it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import Enum
from typing import NewType

import numpy as np
import numpy.typing as npt

from doorzicht.foundation.errors import Weigering
from doorzicht.foundation.getallen import procent
from doorzicht.foundation.kwartaal import Kwartaal

Cel = int | None
"""A number of persons, or None for a cell that is hidden to protect people."""

PeilingHash = NewType("PeilingHash", str)
"""SHA-256 in hex over the bytes of the frozen rows."""


def aandeel(deel: Cel, geheel: Cel) -> int | None:
    """A share in whole percents of two protected figures; None when one is hidden or there is no whole."""
    return None if deel is None or geheel is None else procent(deel, geheel)


class Klantsoort(Enum):
    """Whose klant somebody is: the organisation responsible on the peildatum."""

    GEMEENTEKLANT = "gemeenteklant"
    UWVKLANT = "uwvklant"


@dataclass(frozen=True, slots=True)
class Cijfers:
    """The five figures of a row of the publication, in its order."""

    gemeenteklant_profiel: Cel
    gemeenteklant_geen_profiel: Cel
    uwvklant_profiel: Cel
    uwvklant_geen_profiel: Cel
    totaal: Cel

    def cellen(self) -> tuple[Cel, Cel, Cel, Cel, Cel]:
        """The figures as a tuple, the total last."""
        return (
            self.gemeenteklant_profiel,
            self.gemeenteklant_geen_profiel,
            self.uwvklant_profiel,
            self.uwvklant_geen_profiel,
            self.totaal,
        )

    @classmethod
    def of(cls, cellen: Iterable[Cel]) -> Cijfers:
        """From five figures, the total last."""
        return cls(*cellen)


@dataclass(frozen=True, slots=True)
class Regel:
    """A row of the table: one gemeente."""

    gemeente_code: str
    gemeente: str
    cijfers: Cijfers


@dataclass(frozen=True)
class Tabel:
    """The table of one arbeidsmarktregio: a row a gemeente (alphabetical) and the total row."""

    regio_nummer: int
    regio: str
    regels: tuple[Regel, ...]
    totaal: Cijfers


@dataclass(frozen=True)
class Landtabel:
    """Every region's table of one quarter, with the register: counted as one, and protected as one.

    `doelgroepregister` runs beside `tabellen` (one figure a region, by region number).
    `zonder_gemeente` counts klanten who count but whose gemeente is not known: they are in no table, and not
    in `cijfers`, the sum of the regions. `doelgroepregister_totaal` does hold the people of the register whose
    gemeente is not known (`doelgroepregister_zonder_gemeente`).
    """

    tabellen: tuple[Tabel, ...]
    cijfers: Cijfers
    doelgroepregister: tuple[Cel, ...]
    doelgroepregister_totaal: Cel
    zonder_gemeente: Cel
    doelgroepregister_zonder_gemeente: Cel = 0

    def bekend_procent(self, regio_nummer: int) -> int | None:
        """The share of a region's register that is known in Sonar; None when one of the two is hidden."""
        plaats = [tabel.regio_nummer for tabel in self.tabellen].index(regio_nummer)
        return aandeel(self.tabellen[plaats].totaal.totaal, self.doelgroepregister[plaats])


@dataclass(frozen=True, eq=False)
class Telrijen:
    """What a count reads of a peiling: one small number a person and side.

    Who is in the register stands first, by rising `klant`: a count need only find where each number begins.

    `gemeenten` holds codes; place g means gemeenten[g], and -1 one that is not known. `register` is g + 2, or 0 for
    who is not in it. `klant` is 0 when not in Sonar, else 4 x (g + 2) + the column of the publication (0 to 3:
    gemeenteklant with and without profiel, UWV-klant with and without).
    """

    gemeenten: tuple[str, ...]
    klant: npt.NDArray[np.int16]
    register: npt.NDArray[np.int16]

    @property
    def in_register(self) -> int:
        """How many rows are of people in the register; only they count."""
        return int(np.count_nonzero(self.register))


@dataclass(frozen=True, eq=False)
class Peilingrijen(Telrijen):
    """The frozen rows of a quarter: everybody in the register or in Sonar on the peildatum.

    `pseudoniem` is n x 16 bytes. Who is in the register stands first; both parts by rising `klant`, then by it.
    """

    pseudoniem: npt.NDArray[np.uint8]

    def __len__(self) -> int:
        return len(self.pseudoniem)

    @classmethod
    def of(
        cls,
        gemeenten: tuple[str, ...],
        pseudoniem: npt.NDArray[np.uint8],
        *,
        in_register: npt.NDArray[np.bool_],
        register_gemeente: npt.NDArray[np.int16],
        klantsoort: npt.NDArray[np.int8],
        klant_gemeente: npt.NDArray[np.int16],
        heeft_profiel: npt.NDArray[np.bool_],
    ) -> Peilingrijen:
        """From one column a fact, sorted by pseudonym: place -1 not known; klantsoort 0 none, 1 gemeente, 2 UWV."""
        kolom = (klantsoort == 2) * 2 + ~heeft_profiel
        klant = np.where(klantsoort > 0, 4 * (klant_gemeente.astype(np.int16) + 2) + kolom, 0)
        register = np.where(in_register, register_gemeente + 2, 0)
        volgorde = np.lexsort((klant, ~in_register))
        return cls(
            gemeenten,
            klant.astype(np.int16)[volgorde],
            register.astype(np.int16)[volgorde],
            pseudoniem[volgorde],
        )


class Beleid(Enum):
    """How the tables of a quarter are protected; printed in the notes of every uitgave."""

    ZOALS_GEPUBLICEERD = "zoals-gepubliceerd"
    AFGEROND_5 = "afgerond-5"
    ONDERDRUKT = "onderdrukt"


@dataclass(frozen=True)
class Bescherming:
    """The protection chosen for one quarter; `drempel` counts only for ONDERDRUKT."""

    beleid: Beleid
    drempel: int = 5


@dataclass(frozen=True)
class Regiocijfers:
    """One region in the national picture: its total row and its part of the doelgroepregister, protected."""

    nummer: int
    naam: str
    cijfers: Cijfers
    doelgroepregister: Cel


@dataclass(frozen=True)
class Land:
    """The country in one quarter: national totals and the 35 regions, protected."""

    cijfers: Cijfers
    doelgroepregister: Cel
    regios: tuple[Regiocijfers, ...]


@dataclass(frozen=True)
class Lek:
    """A hidden figure of which too much can be derived: it lies between `onder` and `boven`."""

    plaats: str
    onder: int
    boven: int | None


class Ernst(Enum):
    """What a finding does: an error stops the uitgave, a remark asks somebody to look."""

    FOUT = "fout"
    LET_OP = "let-op"


@dataclass(frozen=True)
class Bevinding:
    """What a check before vaststelling found; `tekst` is for the one who checks and names no person."""

    ernst: Ernst
    code: str
    tekst: str


@dataclass(frozen=True)
class Trendpunt:
    """A quarter in the trend of a region: its total row and its register total, protected."""

    kwartaal: Kwartaal
    cijfers: Cijfers
    doelgroepregister: Cel


@dataclass(frozen=True)
class UitgaveInhoud:
    """All that is printed in an uitgave. Every format and page is a pure function of this value.

    `trend` runs from the oldest quarter to this one. `zonder_gemeente` counts people in the peiling
    whose gemeente is not known (protected like a cell). `uitgegeven_op` is stored, never read from a clock.
    """

    kwartaal: Kwartaal
    versie: int
    bescherming: Bescherming
    peiling_hash: PeilingHash
    tabel: Tabel
    doelgroepregister: Cel
    bekend_procent: int | None
    land: Land
    trend: tuple[Trendpunt, ...]
    zonder_gemeente: Cel
    toelichting: tuple[str, ...]
    uitgever: str
    uitgegeven_op: date
    synthetisch: bool

    @property
    def peildatum(self) -> date:
        """The last day of the quarter."""
        return self.kwartaal.peildatum


@dataclass(frozen=True)
class Peiling:
    """The frozen stand of one quarter: which rows (by their hash), how many, by whom and when."""

    hash: PeilingHash
    kwartaal: Kwartaal
    rijen: int
    bevroren_op: datetime
    bevroren_door: str
    synthetisch: bool


@dataclass(frozen=True)
class Besluit:
    """What goes out of a peiling under one protection: the tables of the whole country, and what the checks found."""

    nummer: int
    peiling: Peiling
    bescherming: Bescherming
    landtabel: Landtabel
    bevindingen: tuple[Bevinding, ...]


class Status(Enum):
    """The life of an uitgave; it only moves downwards in this list."""

    CONCEPT = "concept"
    GECONTROLEERD = "gecontroleerd"
    VASTGESTELD = "vastgesteld"
    GEPUBLICEERD = "gepubliceerd"
    GERECTIFICEERD = "gerectificeerd"


class VerkeerdeStatus(Weigering):
    """A step that does not follow from the status in which an uitgave is."""

    def __init__(self, status: Status, stap: str) -> None:
        super().__init__(
            f"Een uitgave met status {status.value} kan niet naar de stap ‘{stap}’.",
            "Volg de stappen: maken, controleren, vaststellen, publiceren.",
        )


def wie(account: str) -> str:
    """An account as it is compared: spaces around it and capitals do not make another person."""
    return account.strip().casefold()


class VierOgen(Weigering):
    """The second signature is not of a second person."""


@dataclass(frozen=True)
class Uitgave:
    """One version of the publication of a region and quarter, with who moved it and when."""

    kwartaal: Kwartaal
    regio_nummer: int
    versie: int
    status: Status
    inhoud: UitgaveInhoud
    gemaakt_door: str
    gecontroleerd_door: str | None = None
    vastgesteld_door: str | None = None
    gepubliceerd_op: datetime | None = None

    def controleren(self, door: str) -> Uitgave:
        """The checks were read and accepted."""
        return self._naar(Status.CONCEPT, Status.GECONTROLEERD, "controleren", gecontroleerd_door=door)

    def vaststellen(self, door: str, op: date) -> Uitgave:
        """The second signature, by somebody else than the maker, under a content that carries its date."""
        if wie(door) in ("", wie(self.gemaakt_door)):
            raise VierOgen(
                "De vaststeller moet een ander zijn dan de maker.", "Laat een collega de uitgave vaststellen."
            )
        inhoud = replace(self.inhoud, uitgegeven_op=op)
        return self._naar(
            Status.GECONTROLEERD, Status.VASTGESTELD, "vaststellen", vastgesteld_door=door, inhoud=inhoud
        )

    def publiceren(self, op: datetime) -> Uitgave:
        """Out it goes; from here on it never changes."""
        return self._naar(Status.VASTGESTELD, Status.GEPUBLICEERD, "publiceren", gepubliceerd_op=op)

    def rectificeren(self) -> Uitgave:
        """A newer version stands beside this one; this one stays readable."""
        return self._naar(Status.GEPUBLICEERD, Status.GERECTIFICEERD, "rectificeren")

    def _naar(self, van: Status, naar: Status, stap: str, **wijziging: object) -> Uitgave:
        if self.status is not van:
            raise VerkeerdeStatus(self.status, stap)
        return replace(self, status=naar, **wijziging)  # type: ignore[arg-type]  # the callers name real fields
