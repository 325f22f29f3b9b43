"""Bars a gemeente: the share with a profiel among gemeenteklanten and among UWV-klanten.

The region stands on top as the measure; beside the bars the share of both together. A hidden figure has a word, no bar.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from doorzicht.domain.publicatie.model import Cijfers, Tabel
from doorzicht.domain.publicatie.render.grafieken import kleuren
from doorzicht.domain.publicatie.rules import teksten
from doorzicht.infra.charts import Scale, line, picture, rect, text

_BREED = 720
_X = Scale(0, 100, 210, 614)
_SAMEN = 712
_KOP = 58
_STAAF = 10
_STEEK = 13
_RIJ = 36
_REGIO_RUIMTE = 12


class Volgorde(Enum):
    """The order of the gemeenten in the picture."""

    NAAM = "naam"
    AANDEEL = "aandeel"


@dataclass(frozen=True)
class _Rij:
    naam: str
    gemeente: int | None
    uwv: int | None
    samen: int | None
    is_leeg: tuple[bool, bool]
    """Whether there is nobody among gemeenteklanten, among UWV-klanten (not the same as hidden)."""


def staven(tabel: Tabel, volgorde: Volgorde = Volgorde.AANDEEL, sleutel: str = "staven") -> str:
    """The whole picture; its title is the finding, its description tells it in words."""
    rijen = [_rij(regel.gemeente, regel.cijfers) for regel in tabel.regels]
    if volgorde is Volgorde.AANDEEL:
        rijen.sort(key=lambda rij: -1 if rij.samen is None else rij.samen, reverse=True)
    hoog = _KOP + _RIJ * (len(rijen) + 1) + _REGIO_RUIMTE
    delen = [_assen(hoog), _legenda()]
    delen.append(_teken(_rij("Hele regio", tabel.totaal), _KOP, "700"))
    delen.extend(
        _teken(rij, _KOP + _REGIO_RUIMTE + _RIJ * nummer, "400") for nummer, rij in enumerate(rijen, start=1)
    )
    return picture(_BREED, hoog, sleutel, teksten.staventitel(tabel), teksten.stavenalt(tabel), *delen)


def _rij(naam: str, cijfers: Cijfers) -> _Rij:
    return _Rij(
        naam,
        teksten.aandeel_gemeente(cijfers),
        teksten.aandeel_uwv(cijfers),
        teksten.aandeel_profiel(cijfers),
        (
            cijfers.gemeenteklant_profiel == 0 == cijfers.gemeenteklant_geen_profiel,
            cijfers.uwvklant_profiel == 0 == cijfers.uwvklant_geen_profiel,
        ),
    )


def _assen(hoog: float) -> str:
    delen = []
    for waarde in (0, 25, 50, 75, 100):
        klasse, kleur = ("dz-as", kleuren.AS) if waarde == 0 else ("dz-lijn", kleuren.LIJN)
        delen.append(
            line(_X(waarde), _KOP - 6, _X(waarde), hoog - 6, class_=klasse, stroke=kleur, stroke_width=1)
        )
        delen.append(
            text(
                _X(waarde),
                _KOP - 12,
                f"{waarde}%",
                12,
                class_="dz-zacht",
                fill=kleuren.ZACHT,
                text_anchor="middle",
            )
        )
    scheiding = _KOP + _RIJ + _REGIO_RUIMTE / 2 - 2
    delen.append(line(0, scheiding, _BREED, scheiding, class_="dz-lijn", stroke=kleuren.LIJN, stroke_width=1))
    return "".join(delen)


def _legenda() -> str:
    x = _X(0)
    return "".join(
        (
            _gemeentestaaf(x, 9, 26),
            text(x + 34, 18, "gemeenteklanten met profiel", 13, class_="dz-inkt", fill=kleuren.INKT),
            _uwvstaaf(x + 212, 9, 26),
            text(x + 246, 18, "UWV-klanten met profiel", 13, class_="dz-inkt", fill=kleuren.INKT),
            text(_SAMEN, 18, "samen", 13, class_="dz-inkt", fill=kleuren.INKT, text_anchor="end"),
        )
    )


def _gemeentestaaf(x: float, y: float, breed: float) -> str:
    return rect(x, y, breed, _STAAF, class_="dz-gemeente", fill=kleuren.PETROL)


def _uwvstaaf(x: float, y: float, breed: float) -> str:
    """Light inside a dark rim: told apart from the other bar in a grey print too."""
    if breed < 1:
        return ""
    return rect(
        x + 0.5,
        y + 0.5,
        breed - 1,
        _STAAF - 1,
        class_="dz-uwv",
        fill=kleuren.PLUM_LICHT,
        stroke=kleuren.PLUM,
        stroke_width=1,
    )


def _teken(rij: _Rij, y: float, gewicht: str) -> str:
    midden = y + _RIJ / 2
    samen = teksten.kort_percentage(rij.samen, is_leeg=all(rij.is_leeg))
    return "".join(
        (
            text(0, midden + 3, rij.naam, 13.5, class_="dz-inkt", fill=kleuren.INKT, font_weight=gewicht),
            _staaf(rij.gemeente, y + 5, is_uwv=False, is_leeg=rij.is_leeg[0]),
            _staaf(rij.uwv, y + 5 + _STEEK, is_uwv=True, is_leeg=rij.is_leeg[1]),
            text(
                _SAMEN,
                midden + 3,
                samen,
                14,
                class_="dz-inkt",
                fill=kleuren.INKT,
                font_weight=gewicht,
                text_anchor="end",
            ),
        )
    )


def _staaf(waarde: int | None, y: float, *, is_uwv: bool, is_leeg: bool) -> str:
    if waarde is None:
        woord = "geen klanten" if is_leeg else teksten.AFGESCHERMD
        return text(
            _X(0) + 6, y + _STAAF - 1, woord, 12, class_="dz-zacht", fill=kleuren.ZACHT, font_style="italic"
        )
    breed = _X(waarde) - _X(0)
    staaf = _uwvstaaf(_X(0), y, breed) if is_uwv else _gemeentestaaf(_X(0), y, breed)
    return staaf + text(_X(waarde) + 6, y + _STAAF - 1, f"{waarde}%", 12, class_="dz-inkt", fill=kleuren.INKT)
