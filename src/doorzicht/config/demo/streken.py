"""Decides how many people live where in the demo: Twente as published, the other regions light and made up.

Shares differ from region to region, so that a map and a ranking have something to show. They mean nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from doorzicht.config.demo.gepubliceerd import REGISTER_TWENTE, TWENTE, Vier, twente
from doorzicht.domain.gebied.model import Gemeente, Indeling

KLANTEN_OVERIG = 6_000
MINSTENS = 4
"""The smallest gemeente has this many klanten."""

GROOT = {
    "Amsterdam": 40, "Rotterdam": 38, "'s-Gravenhage": 32, "Utrecht": 18, "Eindhoven": 14, "Groningen": 14,
    "Tilburg": 13, "Almere": 12, "Breda": 10, "Nijmegen": 10, "Arnhem": 10, "Haarlem": 8, "Zaanstad": 8,
    "Amersfoort": 8, "Apeldoorn": 8, "'s-Hertogenbosch": 8, "Zwolle": 7, "Leeuwarden": 8, "Maastricht": 8,
    "Dordrecht": 8, "Zoetermeer": 6, "Leiden": 6, "Emmen": 7, "Venlo": 6, "Heerlen": 8, "Helmond": 7,
}  # fmt: skip
"""Larger cities weigh more; any other gemeente weighs between 1 and 3."""


@dataclass(frozen=True)
class Plaats:
    """What is to be made for one gemeente: its four figures, and who is only in the register."""

    gemeente: Gemeente
    cijfers: Vier
    alleen_register: int


def plaatsen_twente(indeling: Indeling, te_laat: int) -> list[Plaats]:
    """The published figures; `te_laat` people of the register come into Sonar too late and are made elsewhere."""
    cijfers = twente()
    gemeenten = [gemeente for gemeente in indeling.gemeenten_in(TWENTE) if gemeente.naam in cijfers]
    bekend = sum(sum(vier) for vier in cijfers.values())
    onbekend = REGISTER_TWENTE - bekend - te_laat
    delen = verdeel(onbekend, [sum(cijfers[gemeente.naam]) for gemeente in gemeenten])
    return [
        Plaats(gemeente, cijfers[gemeente.naam], deel)
        for gemeente, deel in zip(gemeenten, delen, strict=True)
    ]


def plaatsen_overig(indeling: Indeling, toeval: Random) -> Iterator[Plaats]:
    """Every gemeente outside Twente, with shares of its own region."""
    gemeenten = [gemeente for gemeente in indeling.gemeenten if gemeente.regio_nummer != TWENTE]
    gewichten = [GROOT.get(gemeente.naam, 0) * 100 or toeval.randrange(100, 300) for gemeente in gemeenten]
    klanten = verdeel(KLANTEN_OVERIG - MINSTENS * len(gemeenten), gewichten)
    aandelen = {regio.nummer: _aandelen(toeval) for regio in indeling.regios}
    for gemeente, deel in zip(gemeenten, klanten, strict=True):
        bij_gemeente, profiel_gemeente, profiel_uwv, bekend = aandelen[gemeente.regio_nummer]
        aantal = MINSTENS + deel
        van_gemeente = round(aantal * bij_gemeente)
        met_gemeente = round(van_gemeente * profiel_gemeente)
        met_uwv = round((aantal - van_gemeente) * profiel_uwv)
        vier = (met_gemeente, van_gemeente - met_gemeente, met_uwv, aantal - van_gemeente - met_uwv)
        yield Plaats(gemeente, vier, round(aantal / bekend) - aantal)


def _aandelen(toeval: Random) -> tuple[float, float, float, float]:
    """Of a region: klanten of the gemeente, their profiles, those of UWV's, and who is known in Sonar."""
    return (
        toeval.uniform(0.22, 0.45),
        toeval.uniform(0.08, 0.5),
        toeval.uniform(0.6, 0.93),
        toeval.uniform(0.56, 0.86),
    )


def verdeel(aantal: int, gewichten: list[int]) -> list[int]:
    """Share out by weight in whole numbers that add up: the largest remainders get one more."""
    som = sum(gewichten)
    delen = [aantal * gewicht // som for gewicht in gewichten]
    op_rest = sorted(range(len(gewichten)), key=lambda plaats: (-(aantal * gewichten[plaats] % som), plaats))
    for plaats in op_rest[: aantal - sum(delen)]:
        delen[plaats] += 1
    return delen
