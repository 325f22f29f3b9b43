"""The trend: two lines over the quarters, each named where it ends.

Quarters stand at their real distance; where a figure is hidden or a quarter is missing the line has a gap.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from doorzicht.domain.publicatie.model import Trendpunt
from doorzicht.domain.publicatie.render.grafieken import kleuren
from doorzicht.domain.publicatie.rules import teksten
from doorzicht.foundation.kwartaal import Kwartaal
from doorzicht.infra.charts import Scale, element, line, path, picture, rect, spread, text

_BREED, _HOOG = 720, 320
_LINKS, _RECHTS = 52, 540
_Y = Scale(0, 100, 272, 20)
_ALLE_WAARDEN = 8
"""Up to this many quarters every point has its value beside it; with more, only the first and the last."""


def trend(punten: Sequence[Trendpunt], sleutel: str = "trend") -> str:
    """The whole picture, or nothing when there are fewer than two points to join."""
    if len(teksten.bruikbaar(punten)) < 2:
        return ""
    x = Scale(_rang(punten[0].kwartaal), _rang(punten[-1].kwartaal), _LINKS + 24, _RECHTS - 8)
    profiel = [teksten.aandeel_profiel(punt.cijfers) for punt in punten]
    bekend = [teksten.aandeel_bekend(punt) for punt in punten]
    delen = (
        _raster(),
        _kwartalen(punten, x),
        _lijn(punten, bekend, x, "bekend", kleuren.STONE),
        _lijn(punten, profiel, x, "profiel", kleuren.PETROL),
        _namen(profiel, bekend),
    )
    return picture(_BREED, _HOOG, sleutel, teksten.trendtitel(punten), teksten.trendalt(punten), *delen)


def _rang(kwartaal: Kwartaal) -> int:
    return 4 * kwartaal.jaar + kwartaal.nummer


def _raster() -> str:
    delen = []
    for waarde in (0, 25, 50, 75, 100):
        klasse, kleur = ("dz-as", kleuren.AS) if waarde == 0 else ("dz-lijn", kleuren.LIJN)
        delen.append(
            line(_LINKS, _Y(waarde), _RECHTS, _Y(waarde), class_=klasse, stroke=kleur, stroke_width=1)
        )
        delen.append(
            text(
                _LINKS - 8,
                _Y(waarde) + 4,
                f"{waarde}%",
                12,
                class_="dz-zacht",
                fill=kleuren.ZACHT,
                text_anchor="end",
            )
        )
    return "".join(delen)


def _kwartalen(punten: Sequence[Trendpunt], x: Scale) -> str:
    stap = -(-len(punten) // _ALLE_WAARDEN)
    delen = []
    for punt in list(punten)[::-1][::stap]:
        midden = x(_rang(punt.kwartaal))
        delen.append(_midden(midden, 292, f"kwartaal {punt.kwartaal.nummer}"))
        delen.append(_midden(midden, 308, str(punt.kwartaal.jaar)))
    return "".join(delen)


def _midden(x: float, y: float, tekst: str) -> str:
    return text(x, y, tekst, 12, class_="dz-zacht", fill=kleuren.ZACHT, text_anchor="middle")


def _lijn(
    punten: Sequence[Trendpunt], waarden: Sequence[int | None], x: Scale, soort: str, kleur: str
) -> str:
    plaatsen = [
        (_rang(punt.kwartaal), waarde)
        for punt, waarde in zip(punten, waarden, strict=True)
        if waarde is not None
    ]
    streep = "6 4" if soort == "bekend" else None
    delen = [
        path(
            ((x(van[0]), _Y(van[1])), (x(tot[0]), _Y(tot[1]))),
            class_=f"dz-{soort}",
            stroke=kleur,
            stroke_width=2.5,
            stroke_dasharray=streep,
            fill="none",
        )
        for van, tot in pairwise(plaatsen)
        if tot[0] - van[0] == 1
    ]
    delen.extend(_MERKEN[soort](x(rang), _Y(waarde)) for rang, waarde in plaatsen)
    delen.extend(_waarden(plaatsen, x, boven=soort == "bekend"))
    return "".join(delen)


def _rond(x: float, y: float) -> str:
    return element("circle", cx=x, cy=y, r=4.5, class_="dz-punt-profiel", fill=kleuren.PETROL)


def _vierkant(x: float, y: float) -> str:
    return rect(
        x - 4, y - 4, 8, 8, class_="dz-punt-bekend", fill=kleuren.WIT, stroke=kleuren.STONE, stroke_width=2
    )


_MERKEN: dict[str, Callable[[float, float], str]] = {"profiel": _rond, "bekend": _vierkant}


def _waarden(plaatsen: list[tuple[int, int]], x: Scale, *, boven: bool) -> list[str]:
    """The value beside each point but the last, whose value stands in the name of the line."""
    gekozen = plaatsen[:-1] if len(plaatsen) <= _ALLE_WAARDEN else plaatsen[:1]
    afstand = -11 if boven else 20
    return [
        text(
            x(rang),
            _Y(waarde) + afstand,
            f"{waarde}%",
            12,
            class_="dz-inkt",
            fill=kleuren.INKT,
            text_anchor="middle",
        )
        for rang, waarde in gekozen
    ]


def _namen(profiel: Sequence[int | None], bekend: Sequence[int | None]) -> str:
    """The name of each line, at the height of its last point, kept apart where the lines meet."""
    namen = [
        (waarde, soort, regels)
        for waarde, soort, regels in (
            (_laatste(profiel), "profiel", ("heeft een profiel", "van wie in Sonar staat")),
            (_laatste(bekend), "bekend", ("is bekend in Sonar", "van het doelgroepregister")),
        )
        if waarde is not None
    ]
    hoogten = spread([_Y(waarde) for waarde, _, _ in namen], 40)
    return "".join(
        text(
            _RECHTS + 10,
            hoogte,
            f"{waarde}% {kop}",
            14,
            class_="dz-inkt",
            fill=kleuren.INKT,
            font_weight="600",
        )
        + text(_RECHTS + 10, hoogte + 16, rest, 12, class_="dz-zacht", fill=kleuren.ZACHT)
        for hoogte, (waarde, _, (kop, rest)) in zip(hoogten, namen, strict=True)
    )


def _laatste(waarden: Sequence[int | None]) -> int | None:
    return next((waarde for waarde in reversed(waarden) if waarde is not None), None)
