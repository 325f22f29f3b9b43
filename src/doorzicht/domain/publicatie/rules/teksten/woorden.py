"""How a figure is written, and which shares are computed from the figures.

Every share comes from protected figures; where a part is hidden there is no share.
"""

from __future__ import annotations

from dataclasses import dataclass

from doorzicht.domain.publicatie.model import Cel, Cijfers, Trendpunt
from doorzicht.foundation.getallen import duizendtal, procent

TITEL = "Transparantie van klantprofielen"
AFGESCHERMD = "afgeschermd"
TOTAALRIJ = "TOTAAL AMR"


@dataclass(frozen=True)
class Alinea:
    """A heading and the text under it."""

    kop: str
    tekst: str


@dataclass(frozen=True)
class Kerncijfer:
    """A large figure and the words that make it a sentence."""

    waarde: str
    zin: str


def cel(getal: Cel) -> str:
    """A cell as the table prints it: 1.010, or x when it is hidden."""
    return "x" if getal is None else duizendtal(getal)


def percentage(waarde: int | None) -> str:
    """A share as text: 74%, or that it is hidden."""
    return AFGESCHERMD if waarde is None else f"{waarde}%"


def kort_percentage(waarde: int | None, *, is_leeg: bool) -> str:
    """A share where there is little room: 74%, x when it is hidden, a dash when there is nobody to have a share."""
    if waarde is None:
        return "–" if is_leeg else "x"
    return f"{waarde}%"


def kort_aandeel(cijfers: Cijfers) -> str:
    """The share with a profiel among all klanten, where there is little room."""
    return kort_percentage(aandeel_profiel(cijfers), is_leeg=cijfers.totaal == 0)


def aandeel(profiel: Cel, geen_profiel: Cel) -> int | None:
    """The share with a profiel; None when a part is hidden or when there is nobody."""
    if profiel is None or geen_profiel is None:
        return None
    return procent(profiel, profiel + geen_profiel)


def aandeel_gemeente(cijfers: Cijfers) -> int | None:
    """The share with a profiel among gemeenteklanten."""
    return aandeel(cijfers.gemeenteklant_profiel, cijfers.gemeenteklant_geen_profiel)


def aandeel_uwv(cijfers: Cijfers) -> int | None:
    """The share with a profiel among UWV-klanten."""
    return aandeel(cijfers.uwvklant_profiel, cijfers.uwvklant_geen_profiel)


def aandeel_profiel(cijfers: Cijfers) -> int | None:
    """The share with a profiel among all klanten in Sonar."""
    met = met_profiel(cijfers)
    return None if met is None or cijfers.totaal is None else procent(met, cijfers.totaal)


def met_profiel(cijfers: Cijfers) -> Cel:
    """How many have a profiel, gemeenteklanten and UWV-klanten together; None when a part is hidden."""
    if cijfers.gemeenteklant_profiel is None or cijfers.uwvklant_profiel is None:
        return None
    return cijfers.gemeenteklant_profiel + cijfers.uwvklant_profiel


def aandeel_bekend(punt: Trendpunt) -> int | None:
    """The share of the doelgroepregister that is known in Sonar, in a quarter of the trend."""
    if punt.cijfers.totaal is None or punt.doelgroepregister is None:
        return None
    return procent(punt.cijfers.totaal, punt.doelgroepregister)
