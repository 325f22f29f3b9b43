"""Makes up the people of the demo: synthetic, with dates such that counting them gives the figures asked for.

Every count of the last quarter is met exactly; earlier quarters follow from the same dates and are smaller.
Beside them stand people who must not count: not in the register, gone from it, or too late.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

from doorzicht.config.demo.dagen import (
    BEGIN,
    KWARTALEN,
    LAATSTE,
    NA_LAATSTE,
    in_kwartaal,
    kwartaal_van_instroom,
    midden_in,
    tussen,
)
from doorzicht.config.demo.gepubliceerd import Vier
from doorzicht.domain.gebied.model import Gemeente
from doorzicht.foundation.kwartaal import Kwartaal

INSTROOM_MET_PROFIEL = 0.028
INSTROOM_ZONDER_PROFIEL = 0.004
NIEUW_PROFIEL_GEMEENTE = 0.02
NIEUW_PROFIEL_UWV = 0.003
INSTROOM_REGISTER = 0.03
TE_LAAT_PROFIEL = 0.01
KOMT_DOOR_REGISTRATIE = 0.5


@dataclass(frozen=True)
class Registratie:
    """A period in the doelgroepregister; `einde` None when it goes on."""

    van: date
    einde: date | None = None


@dataclass(frozen=True)
class Inschrijving:
    """Somebody in Sonar: with the gemeente or with UWV, since when, and when his klantprofiel was made."""

    bij_gemeente: bool
    van: date
    profiel: date | None = None


@dataclass(frozen=True)
class Mens:
    """A synthetic person: where he lives, and his place in the register and in Sonar (one of them may be None)."""

    bsn: str
    gemeente: Gemeente
    registratie: Registratie | None
    inschrijving: Inschrijving | None


@dataclass(frozen=True)
class Buitenbeentjes:
    """How many people there are who are in a file and must not count."""

    niet_in_register: int
    uit_register: int
    te_laat_ingeschreven: int
    te_laat_geregistreerd: int
    uit_register_buiten_sonar: int


class Bevolking:
    """Draws people one by one; the same seed and the same questions give the same people."""

    def __init__(self, toeval: Random, bsns: Iterator[str]) -> None:
        self._toeval = toeval
        self._bsns = bsns

    def klanten(self, gemeente: Gemeente, cijfers: Vier) -> Iterator[Mens]:
        """Who counts in the last quarter: exactly the four figures of a gemeente."""
        for cel, aantal in enumerate(cijfers):
            begin = self._toeval.random()
            for nummer in range(aantal):
                yield self._klant(gemeente, cel < 2, cel % 2 == 0, (nummer + begin) / max(aantal, 1) % 1)

    def alleen_register(self, gemeente: Gemeente, aantal: int) -> Iterator[Mens]:
        """In the register in the last quarter, not known in Sonar."""
        begin = self._toeval.random()
        for nummer in range(aantal):
            kwartaal = kwartaal_van_instroom((nummer + begin) / aantal % 1, INSTROOM_REGISTER)
            yield self._mens(gemeente, Registratie(in_kwartaal(self._toeval, kwartaal)), None)

    def buitenbeentjes(self, gemeenten: list[Gemeente], aantallen: Buitenbeentjes) -> Iterator[Mens]:
        """People who must not count in the last quarter."""
        toeval = self._toeval
        for _ in range(aantallen.niet_in_register):
            yield self._mens(toeval.choice(gemeenten), None, self._inschrijving(toeval.random() < 0.2))
        for _ in range(aantallen.uit_register):
            yield self._mens(
                toeval.choice(gemeenten), self._beeindigd(), self._inschrijving(toeval.random() < 0.3)
            )
        for _ in range(aantallen.te_laat_ingeschreven):
            laat = Inschrijving(toeval.random() < 0.4, tussen(toeval, *NA_LAATSTE))
            yield self._mens(toeval.choice(gemeenten), Registratie(in_kwartaal(toeval, None)), laat)
        for _ in range(aantallen.te_laat_geregistreerd):
            laat_in = Registratie(tussen(toeval, *NA_LAATSTE))
            yield self._mens(toeval.choice(gemeenten), laat_in, self._inschrijving(toeval.random() < 0.5))
        for _ in range(aantallen.uit_register_buiten_sonar):
            yield self._mens(toeval.choice(gemeenten), self._beeindigd(), None)

    def _mens(
        self, gemeente: Gemeente, registratie: Registratie | None, inschrijving: Inschrijving | None
    ) -> Mens:
        return Mens(next(self._bsns), gemeente, registratie, inschrijving)

    def _klant(self, gemeente: Gemeente, bij_gemeente: bool, met_profiel: bool, plek: float) -> Mens:
        aandeel = INSTROOM_MET_PROFIEL if met_profiel else INSTROOM_ZONDER_PROFIEL
        kwartaal = kwartaal_van_instroom(plek, aandeel)
        registratie, van = self._binnenkomst(kwartaal)
        nieuw = NIEUW_PROFIEL_GEMEENTE if bij_gemeente else NIEUW_PROFIEL_UWV
        rest = (plek - 3 * aandeel) / nieuw
        profiel = self._profieldag(van, kwartaal, rest) if met_profiel else self._te_laat()
        return self._mens(gemeente, registratie, Inschrijving(bij_gemeente, van, profiel))

    def _binnenkomst(self, kwartaal: Kwartaal | None) -> tuple[Registratie, date]:
        """Somebody starts to count on the last of two days: in the register, and in Sonar."""
        dag = in_kwartaal(self._toeval, kwartaal)
        eerder = tussen(self._toeval, BEGIN, dag)
        if self._toeval.random() < KOMT_DOOR_REGISTRATIE:
            return Registratie(dag), eerder
        return Registratie(eerder), dag

    def _profieldag(self, van: date, kwartaal: Kwartaal | None, rest: float) -> date:
        """In the quarter of coming in, or for some who were in before, in one of the later quarters."""
        later = None if kwartaal else kwartaal_van_instroom(rest, 1)
        if later:
            return in_kwartaal(self._toeval, later)
        return tussen(self._toeval, van, (kwartaal or KWARTALEN[0]).peildatum)

    def _te_laat(self) -> date | None:
        return tussen(self._toeval, *NA_LAATSTE) if self._toeval.random() < TE_LAAT_PROFIEL else None

    def _inschrijving(self, met_profiel: bool) -> Inschrijving:
        van = in_kwartaal(self._toeval, None)
        profiel = tussen(self._toeval, van, LAATSTE.peildatum) if met_profiel else None
        return Inschrijving(self._toeval.random() < 0.4, van, profiel)

    def _beeindigd(self) -> Registratie:
        """Left the register before the last peildatum: most long ago, some in each of the last quarters."""
        kwartaal = self._toeval.choice((*[None] * 9, *KWARTALEN[1:]))
        einde = (
            midden_in(self._toeval, kwartaal)
            if kwartaal
            else tussen(self._toeval, date(2017, 1, 9), date(2021, 9, 1))
        )
        return Registratie(tussen(self._toeval, BEGIN, date(2016, 12, 19)), einde)
