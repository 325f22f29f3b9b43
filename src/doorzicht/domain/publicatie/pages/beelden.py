"""Pictures on the pages as plain values: bars, tiles of the map, points of the trend.

A page draws them as HTML and small SVG of its own, not as the pictures of the report: they must be read on a
phone of 360 pixels, in two languages, and with the keyboard. Every value also stands there as text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from django.utils.translation import gettext as _

from doorzicht.domain.publicatie.model import Cel, Land, Trendpunt, aandeel
from doorzicht.domain.publicatie.pages.afkortingen import AFKORTINGEN
from doorzicht.domain.publicatie.pages.zinnen import (
    NIEMAND,
    bekendtekst,
    getal,
    kwartaal_kort,
    percentage,
    profieltekst,
)
from doorzicht.domain.publicatie.rules import tegels, teksten

_BREED, _HOOG = 360, 220
_LINKS, _RECHTS, _BOVEN, _ONDER = 40, 52, 12, 40
_REGEL = 18
_MEESTE_NAMEN = 6


@dataclass(frozen=True)
class Staaf:
    """A bar of at most a hundred wide; `breedte` None draws nothing (hidden, or nobody)."""

    breedte: int | None
    tekst: str
    aantallen: str


def staaf(deel: Cel, rest: Cel) -> Staaf:
    """The bar of a share: 15 of 447."""
    if deel is None or rest is None:
        return Staaf(None, percentage(None), "")
    breedte = aandeel(deel, deel + rest)
    tekst = NIEMAND if breedte is None else percentage(breedte)
    return Staaf(breedte, tekst, f"{getal(deel)} / {getal(deel + rest)}")


@dataclass(frozen=True)
class Vak:
    """A tile of the map; without `href` when the region has no page in this quarter."""

    kolom: int
    rij: int
    nummer: int
    naam: str
    kort: str
    afkorting: str
    aandeel: str
    klasse: int
    href: str
    huidig: bool


@dataclass(frozen=True)
class Legendavak:
    """A class of the legend; the first may stand for what is hidden (klasse 0)."""

    klasse: int
    tekst: str


@dataclass(frozen=True)
class Kaart:
    """The tile map: tiles in the order of the country, from north to south."""

    vakken: tuple[Vak, ...]
    legenda: tuple[Legendavak, ...]


def kaart(land: Land, hrefs: Mapping[int, str], nadruk: int | None = None) -> Kaart:
    """The map of the share with profiel; a region without a share gets class 0."""
    delen = {regio.nummer: teksten.aandeel_profiel(regio.cijfers) for regio in land.regios}
    klassen = tegels.klassen([deel for deel in delen.values() if deel is not None])
    namen = {regio.nummer: regio.naam for regio in land.regios}
    teksten_van = {regio.nummer: profieltekst(regio.cijfers) for regio in land.regios}
    vakken = tuple(
        Vak(
            kolom=plaats.kolom + 1,
            rij=plaats.rij + 1,
            nummer=nummer,
            naam=namen[nummer],
            kort=plaats.kort,
            afkorting=AFKORTINGEN[nummer],
            aandeel=teksten_van[nummer],
            klasse=_klasse(delen[nummer], klassen),
            href=hrefs.get(nummer, ""),
            huidig=nummer == nadruk,
        )
        for nummer, plaats in tegels.PLAATSEN.items()
        if nummer in namen
    )
    legenda = [
        Legendavak(nummer, f"{klasse.van}–{klasse.tot_en_met}%")
        for nummer, klasse in enumerate(klassen, start=1)
    ]
    if None in delen.values():
        legenda.append(Legendavak(0, _("geen cijfer")))
    return Kaart(vakken, tuple(legenda))


def _klasse(deel: int | None, klassen: tuple[tegels.Klasse, ...]) -> int:
    return 0 if deel is None else tegels.klasse_van(deel, klassen)


@dataclass(frozen=True)
class Punt:
    """A point of a line, with its text."""

    x: int
    y: int
    tekst: str


@dataclass(frozen=True)
class Lijn:
    """A line of the trend: pieces between points that are known, and the label at its end."""

    soort: str
    stukken: tuple[tuple[Punt, Punt], ...]
    punten: tuple[Punt, ...]
    eind: Punt | None
    label_y: int


@dataclass(frozen=True)
class Jaarkwartaal:
    """The name of a quarter under the chart, on two lines."""

    x: int
    y: int
    boven: str
    onder: str


@dataclass(frozen=True)
class Trendrij:
    """A quarter in the table beside the chart."""

    kwartaal: str
    totaal: str
    bekend: str
    profiel: str


@dataclass(frozen=True)
class Trend:
    """The trend: lines from zero to a hundred percent, and the same figures as rows, newest first.

    `met_register` is false for a gemeente: its part of the register is not published.
    """

    lijnen: tuple[Lijn, ...]
    kwartalen: tuple[Jaarkwartaal, ...]
    schaal: tuple[Punt, ...]
    rijen: tuple[Trendrij, ...]
    heeft_lijn: bool
    met_register: bool


def trend(punten: Sequence[Trendpunt], *, met_register: bool = True) -> Trend:
    """Share with profiel, and share of the register that is known in Sonar, by quarter."""
    profiel = [teksten.aandeel_profiel(punt.cijfers) for punt in punten]
    bekend = [aandeel(punt.cijfers.totaal, punt.doelgroepregister) for punt in punten]
    rijen = tuple(
        Trendrij(
            kwartaal_kort(punt.kwartaal),
            getal(punt.cijfers.totaal),
            bekendtekst(punt.cijfers, punt.doelgroepregister),
            profieltekst(punt.cijfers),
        )
        for punt in punten
    )
    lijnen: tuple[Lijn, ...] = (_lijn("profiel", profiel),)
    if met_register:
        lijnen = _zonder_botsing(lijnen[0], _lijn("bekend", bekend))
    return Trend(
        lijnen=lijnen,
        kwartalen=_onder_de_as(punten),
        schaal=tuple(Punt(_LINKS, _y(waarde), f"{waarde}%") for waarde in (0, 25, 50, 75, 100)),
        rijen=tuple(reversed(rijen)),
        heeft_lijn=len(punten) > 1,
        met_register=met_register,
    )


def _onder_de_as(punten: Sequence[Trendpunt]) -> tuple[Jaarkwartaal, ...]:
    """The newest quarter always has its name; with many quarters not every other one."""
    stap = -(-len(punten) // _MEESTE_NAMEN) if punten else 1
    return tuple(
        Jaarkwartaal(
            _x(plaats, len(punten)),
            _HOOG - _ONDER + 20,
            _("kw %(nummer)d") % {"nummer": punt.kwartaal.nummer},
            str(punt.kwartaal.jaar),
        )
        for plaats, punt in enumerate(punten)
        if (len(punten) - 1 - plaats) % stap == 0
    )


def _lijn(soort: str, waarden: Sequence[int | None]) -> Lijn:
    plekken = [
        None if waarde is None else Punt(_x(plaats, len(waarden)), _y(waarde), percentage(waarde))
        for plaats, waarde in enumerate(waarden)
    ]
    stukken = tuple((een, ander) for een, ander in pairwise(plekken) if een and ander)
    punten = tuple(plek for plek in plekken if plek)
    eind = punten[-1] if punten else None
    return Lijn(soort, stukken, punten, eind, eind.y + 5 if eind else 0)


def _zonder_botsing(een: Lijn, ander: Lijn) -> tuple[Lijn, Lijn]:
    """Two labels at the end of the lines keep a line of text between them."""
    boven, onder = sorted((een, ander), key=lambda lijn: lijn.label_y)
    tekort = _REGEL - (onder.label_y - boven.label_y)
    if tekort <= 0:
        return boven, onder
    return (
        replace(boven, label_y=boven.label_y - tekort // 2),
        replace(onder, label_y=onder.label_y + (tekort + 1) // 2),
    )


def _x(plaats: int, aantal: int) -> int:
    return _LINKS + 12 + (_BREED - _LINKS - _RECHTS - 12) * plaats // max(aantal - 1, 1)


def _y(waarde: int) -> int:
    return _BOVEN + (_HOOG - _BOVEN - _ONDER) * (100 - waarde) // 100
