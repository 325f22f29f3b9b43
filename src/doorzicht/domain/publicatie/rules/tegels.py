"""The tile map: a fixed place for each of the 35 arbeidsmarktregio's, so that it resembles the Netherlands.

Drawn by hand after the centroids of the gemeenten: neighbours stay neighbours where a grid allows it, and the
one hole is the IJsselmeer. A tile has the same size for every region: the map shows shares, not areas.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Tegel:
    """Column and row of a tile, both from 0, and a name that fits on it (the full name stands in the list)."""

    kolom: int
    rij: int
    kort: str


KOLOMMEN = 6
RIJEN = 9

_KAART: tuple[tuple[tuple[int, str] | None, ...], ...] = (
    (None, None, None, None, (2, "Friesland"), (1, "Groningen")),
    (None, None, (3, "Noord-Holland N."), None, (5, "Regio Zwolle"), (4, "Drenthe")),
    (None, (8, "Kennemerland"), (7, "Zaanstreek"), (6, "Flevoland"), (11, "Stedendriehoek"), (9, "Twente")),
    (
        None,
        (13, "Holland Rijnland"),
        (10, "Groot Amsterdam"),
        (12, "Gooi en Vecht"),
        (15, "Amersfoort"),
        (17, "Achterhoek"),
    ),
    (
        (20, "Haaglanden"),
        (18, "Zuid-Holland C."),
        (19, "Midden-Holland"),
        (14, "Midden-Utrecht"),
        (16, "FoodValley"),
        (21, "Midden-Gelderland"),
    ),
    (
        (22, "Rijnmond"),
        (26, "Drechtsteden"),
        (24, "Gorinchem"),
        (23, "Rivierenland"),
        (25, "Rijk v. Nijmegen"),
        None,
    ),
    (
        (29, "Zeeland"),
        (28, "West-Brabant"),
        (30, "Midden-Brabant"),
        (27, "Noordoost-Brabant"),
        (32, "Helmond-De Peel"),
        (31, "Noord-Limburg"),
    ),
    (None, None, None, (33, "Zuidoost-Brabant"), (34, "Midden-Limburg"), None),
    (None, None, None, None, (35, "Zuid-Limburg"), None),
)

PLAATSEN: dict[int, Tegel] = {
    vak[0]: Tegel(kolom, rij, vak[1])
    for rij, vakken in enumerate(_KAART)
    for kolom, vak in enumerate(vakken)
    if vak is not None
}
"""The tile of each region, by its number."""


@dataclass(frozen=True)
class Klasse:
    """A class of the legend, both borders included, in whole percents."""

    van: int
    tot_en_met: int


_STAPPEN = (1, 2, 5, 10, 20)
_MEEST = 5


def klassen(aandelen: list[int]) -> tuple[Klasse, ...]:
    """At most five classes with round borders that together hold every share; none without shares.

    Equal steps, never quantiles: a reader must be able to compare two quarters and trust the colour.
    """
    if not aandelen:
        return ()
    laagst, hoogst = min(*aandelen, 99), min(max(aandelen), 99)  # 100 joins the class that ends at 99
    stap = next(stap for stap in _STAPPEN if hoogst // stap - laagst // stap < _MEEST)
    randen = range(laagst // stap * stap, hoogst + 1, stap)
    return tuple(Klasse(rand, 100 if rand + stap == 100 else rand + stap - 1) for rand in randen)


def klasse_van(aandeel: int, klassen: tuple[Klasse, ...]) -> int:
    """Which class, from 1, a share falls in."""
    return next(nummer for nummer, klasse in enumerate(klassen, start=1) if aandeel <= klasse.tot_en_met)
