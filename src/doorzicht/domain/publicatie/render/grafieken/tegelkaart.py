"""The tile map: 35 regions, the darker the larger the share with a profiel, each tile with its number in words.

With `koppeling` every tile is a real link, so that a keyboard reaches it.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from doorzicht.domain.publicatie.model import Land, Regiocijfers
from doorzicht.domain.publicatie.render.grafieken import kleuren
from doorzicht.domain.publicatie.rules import teksten
from doorzicht.domain.publicatie.rules.tegels import KOLOMMEN, PLAATSEN, RIJEN, Klasse, klasse_van, klassen
from doorzicht.infra.charts import element, picture, rect, text

_TEGEL_B, _TEGEL_H, _GOOT = 112, 60, 6
_BREED = KOLOMMEN * (_TEGEL_B + _GOOT) - _GOOT + 8
_KAART_H = RIJEN * (_TEGEL_H + _GOOT)
_MARGE = 4

Koppeling = Callable[[int], str]


def tegelkaart(
    land: Land, nadruk: int | None = None, koppeling: Koppeling | None = None, sleutel: str = "tegelkaart"
) -> str:
    """The whole picture with its legend in the empty corner of the North Sea."""
    legenda = klassen([waarde for _, waarde in teksten.regioaandelen(land)])
    gewoon = [regio for regio in land.regios if regio.nummer in PLAATSEN and regio.nummer != nadruk]
    voorop = [regio for regio in land.regios if regio.nummer in PLAATSEN and regio.nummer == nadruk]
    tegels = [
        _met_koppeling(regio, _tegel(regio, legenda, is_nadruk=regio.nummer == nadruk), koppeling)
        for regio in (*gewoon, *voorop)
    ]
    is_volledig = all(teksten.aandeel_profiel(regio.cijfers) is not None for regio in land.regios)
    return picture(
        _BREED,
        _KAART_H + 2 * _MARGE,
        sleutel,
        teksten.kaarttitel(land, nadruk),
        teksten.kaartalt(land, nadruk),
        _legenda(legenda, is_volledig=is_volledig),
        *tegels,
        role="img" if koppeling is None else "group",
    )


def _tegel(regio: Regiocijfers, legenda: tuple[Klasse, ...], *, is_nadruk: bool) -> str:
    plaats = PLAATSEN[regio.nummer]
    x, y = _MARGE + plaats.kolom * (_TEGEL_B + _GOOT), _MARGE + plaats.rij * (_TEGEL_H + _GOOT)
    waarde = teksten.aandeel_profiel(regio.cijfers)
    toon = None if waarde is None else _tonen(legenda)[klasse_van(waarde, legenda) - 1]
    klasse, kleur = _tekstkleur(toon)
    return "".join(
        (
            _vlak(x, y, toon),
            text(x + 8, y + 20, plaats.kort, 12.5, class_=klasse, fill=kleur),
            text(
                x + 8,
                y + 48,
                teksten.kort_aandeel(regio.cijfers),
                22,
                class_=klasse,
                fill=kleur,
                font_weight="700",
            ),
            text(
                x + _TEGEL_B - 8, y + 48, str(regio.nummer), 12, class_=klasse, fill=kleur, text_anchor="end"
            ),
            _rand(x, y) if is_nadruk else "",
        )
    )


def _vlak(x: float, y: float, toon: int | None) -> str:
    if toon is None:
        return rect(
            x + 0.5,
            y + 0.5,
            _TEGEL_B - 1,
            _TEGEL_H - 1,
            rx=4,
            class_="dz-klasse-leeg",
            fill=kleuren.WIT,
            stroke=kleuren.AS,
            stroke_dasharray="4 3",
        )
    return rect(x, y, _TEGEL_B, _TEGEL_H, rx=4, class_=f"dz-klasse-{toon}", fill=kleuren.KLASSEN[toon - 1])


def _rand(x: float, y: float) -> str:
    """Two rims, light inside dark, so that the chosen tile stands out on any ground and in grey."""
    return rect(
        x + 2.5, y + 2.5, _TEGEL_B - 5, _TEGEL_H - 5, rx=2, fill="none", stroke=kleuren.WIT, stroke_width=2
    ) + rect(
        x - 0.5,
        y - 0.5,
        _TEGEL_B + 1,
        _TEGEL_H + 1,
        rx=4,
        class_="dz-nadruk",
        fill="none",
        stroke=kleuren.INKT,
        stroke_width=4,
    )


def _tonen(legenda: tuple[Klasse, ...]) -> tuple[int, ...]:
    return kleuren.TONEN[len(legenda)] if legenda else ()


def _tekstkleur(toon: int | None) -> tuple[str, str]:
    if toon is not None and toon >= kleuren.DONKER_VANAF:
        return "dz-op-donker", kleuren.WIT
    return "dz-op-licht", kleuren.INKT


def _met_koppeling(regio: Regiocijfers, tegel: str, koppeling: Koppeling | None) -> str:
    naam = f"{regio.naam}: {teksten.percentage(teksten.aandeel_profiel(regio.cijfers))}"
    if koppeling is None:
        return element("g", element("title", escape(naam)), tegel)
    return element("a", element("title", escape(naam)), tegel, href=koppeling(regio.nummer), aria_label=naam)


def _legenda(legenda: tuple[Klasse, ...], *, is_volledig: bool) -> str:
    delen = [
        text(
            _MARGE, 24, "Aandeel met een profiel", 14, class_="dz-inkt", fill=kleuren.INKT, font_weight="600"
        ),
        text(_MARGE, 42, "van wie in Sonar staat", 12.5, class_="dz-zacht", fill=kleuren.ZACHT),
    ]
    for nummer, (klasse, toon) in enumerate(zip(legenda, _tonen(legenda), strict=True), start=1):
        y = 34 + nummer * 22
        delen.append(
            rect(_MARGE, y, 26, 16, rx=2, class_=f"dz-klasse-{toon}", fill=kleuren.KLASSEN[toon - 1])
        )
        delen.append(text(_MARGE + 34, y + 13, _bereik(klasse), 13, class_="dz-inkt", fill=kleuren.INKT))
    if not is_volledig:
        y = 34 + (len(legenda) + 1) * 22
        delen.append(
            rect(
                _MARGE + 0.5,
                y + 0.5,
                25,
                15,
                rx=2,
                class_="dz-klasse-leeg",
                fill=kleuren.WIT,
                stroke=kleuren.AS,
                stroke_dasharray="4 3",
            )
        )
        delen.append(text(_MARGE + 34, y + 13, teksten.AFGESCHERMD, 13, class_="dz-inkt", fill=kleuren.INKT))
    return "".join(delen)


def _bereik(klasse: Klasse) -> str:
    if klasse.van == klasse.tot_en_met:
        return f"{klasse.van}%"
    return f"{klasse.van}–{klasse.tot_en_met}%"
