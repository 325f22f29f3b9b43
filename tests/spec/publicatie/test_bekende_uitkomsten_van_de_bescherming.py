"""Protection gives the answers that are known: for Twente in 2022-kw2 and for two published examples.

Cost is the number of persons in hidden cells. Cells are counted row by row, a total after every row.
"""

from __future__ import annotations

import numpy as np
import pytest

from doorzicht.domain.publicatie.rules.bescherming.afronden import rond_af
from doorzicht.domain.publicatie.rules.bescherming.audit import bereiken
from doorzicht.domain.publicatie.rules.bescherming.onderdrukken import kies_verborgen, primair
from doorzicht.domain.publicatie.rules.bescherming.rooster import Rooster, met_randen

TWENTE = [
    [15, 432, 753, 93],  # Almelo
    [16, 43, 149, 30],  # Borne
    [1, 31, 107, 9],  # Dinkelland
    [174, 1010, 1650, 218],  # Enschede
    [3, 54, 118, 16],  # Haaksbergen
    [34, 68, 195, 31],  # Hellendoorn
    [39, 361, 827, 112],  # Hengelo
    [2, 59, 164, 26],  # Hof van Twente
    [3, 72, 153, 23],  # Losser
    [67, 64, 276, 110],  # Oldenzaal
    [10, 36, 227, 27],  # Rijssen-Holten
    [3, 23, 80, 14],  # Tubbergen
    [5, 136, 220, 58],  # Twenterand
    [4, 43, 101, 18],  # Wierden
]
A_TOT_D = [[2, 18], [19, 14], [10, 12], [14, 11]]
W_TOT_Z = [[30, 47, 64, 89], [90, 124, 5, 31], [92, 100, 59, 85], [800, 991, 651, 685]]


def rooster(kern: list[list[int]]) -> Rooster:
    return Rooster.of(*met_randen(kern))


def cellen(*namen: str, breedte: int = 5) -> np.ndarray:
    """w-b is row w, column b."""
    verborgen = np.zeros(breedte * breedte, dtype=np.bool_)
    for naam in namen:
        verborgen["wxyz".index(naam[0]) * breedte + "abcd".index(naam[1])] = True
    return verborgen


@pytest.mark.parametrize(
    ("drempel", "primaire", "andere", "personen"),
    [
        (3, 2, 2, 38),  # 1+2 and 9+26
        (5, 6, 6, 122),  # 1+2+3+3+3+4 and 9+26+16+23+14+18
        (10, 8, 6, 185),  # 1+3+2+3+3+5+4+9 and 16+26+23+14+58+18
    ],
)
def test_twente_hides_as_few_persons_as_can_be(drempel, primaire, andere, personen):
    tabel = rooster(TWENTE)
    verborgen, klein = kies_verborgen(tabel, drempel), primair(tabel, drempel)
    assert (klein.sum(), (verborgen & ~klein).sum()) == (primaire, andere)
    assert tabel.waarden[verborgen].sum() == personen
    assert tabel.waarden[-1] == 8613


def test_hiding_only_the_small_cells_of_twente_hides_nothing():
    tabel = rooster(TWENTE)
    klein = primair(tabel, 5)
    gevonden = bereiken(tabel.met_verborgen(klein))
    assert sorted(b.onder for b in gevonden) == [1, 2, 3, 3, 3, 4]
    assert all(b.onder == b.boven == tabel.waarden[b.cel] for b in gevonden)


def test_twente_rounded_to_fives_adds_up_to_8610_and_moves_at_most_3():
    tabel = rooster(TWENTE)
    afgerond = rond_af(tabel)
    assert afgerond[-1] == 8610
    assert abs(afgerond - tabel.waarden).max() == 3
    assert (afgerond % 5 == 0).all()
    assert (tabel.sommen @ afgerond == 0).all()


def test_published_example_of_four_by_two_hides_a_and_c():
    tabel = rooster(A_TOT_D)
    verborgen = kies_verborgen(tabel, 5)
    # A-f, A-m, C-f, C-m: three cells a row
    assert np.flatnonzero(verborgen).tolist() == [0, 1, 6, 7]
    assert tabel.waarden[verborgen].sum() == 2 + 18 + 10 + 12 == 42


def test_two_hidden_cells_in_every_line_are_not_enough():
    tabel = rooster(W_TOT_Z)
    verborgen = cellen("wa", "wb", "wc", "xa", "xc", "yb", "yd", "zb", "zd")
    bereik = {b.cel: (b.onder, b.boven) for b in bereiken(tabel.met_verborgen(verborgen))}
    assert bereik[1] == (47, 47)


def test_hiding_one_more_cell_closes_the_leak():
    tabel = rooster(W_TOT_Z)
    verborgen = cellen("wa", "wb", "wc", "xa", "xc", "xd", "yb", "yd", "zb", "zd")
    bereik = {b.cel: (b.onder, b.boven) for b in bereiken(tabel.met_verborgen(verborgen))}
    assert bereik[1] == (0, 78)


@pytest.mark.parametrize(
    ("kern", "drempel", "verborgen"),
    [
        ([[7, 8], [9, 6]], 5, []),  # nothing is small
        ([[0, 8], [9, 6]], 5, []),  # nought points at nobody
        ([[5, 8], [9, 6]], 5, []),  # the drempel itself may be shown
        ([[1, 8], [9, 6]], 5, [0, 1, 3, 4]),  # one small cell takes a square with it
        ([[1, 4, 9], [7, 3, 9], [9, 9, 9]], 5, [0, 1, 4, 5]),  # small cells that hide each other: 1+4 and 7+3
    ],
)
def test_what_is_hidden_in_small_tables(kern, drempel, verborgen):
    assert np.flatnonzero(kies_verborgen(rooster(kern), drempel)).tolist() == verborgen
