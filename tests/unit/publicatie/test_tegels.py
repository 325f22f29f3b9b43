"""The tile map: each region once, neighbours together, honest classes."""

import pytest

from doorzicht.domain.publicatie.rules.tegels import KOLOMMEN, PLAATSEN, RIJEN, Klasse, klasse_van, klassen
from tests import uitgaven


def test_every_region_has_one_place_of_its_own():
    assert sorted(PLAATSEN) == list(range(1, 36))
    assert len({(tegel.kolom, tegel.rij) for tegel in PLAATSEN.values()}) == 35
    assert all(tegel.kolom < KOLOMMEN and tegel.rij < RIJEN for tegel in PLAATSEN.values())


def test_the_short_name_is_that_of_the_region():
    for nummer, tegel in PLAATSEN.items():
        woord = tegel.kort.split()[0].split("-")[0]
        assert woord.lower() in uitgaven.REGIOS[nummer - 1].lower()


@pytest.mark.parametrize(
    ("noord", "zuid"), [(34, 35), (22, 29), (4, 9), (3, 8), (23, 27), (27, 33), (26, 28)]
)
def test_south_lies_below_north(noord: int, zuid: int):
    assert PLAATSEN[zuid].rij > PLAATSEN[noord].rij


@pytest.mark.parametrize(
    ("aandelen", "verwacht"),
    [
        ([], ()),
        ([63], (Klasse(63, 63),)),
        ([60, 64], tuple(Klasse(n, n) for n in range(60, 65))),
        ([47, 70], (Klasse(40, 49), Klasse(50, 59), Klasse(60, 69), Klasse(70, 79))),
        ([0, 100], tuple(Klasse(20 * n, 20 * n + 19 if n < 4 else 100) for n in range(5))),
        ([100], (Klasse(99, 100),)),
    ],
)
def test_classes_are_few_round_and_whole(aandelen: list[int], verwacht: tuple[Klasse, ...]):
    assert klassen(aandelen) == verwacht


def test_every_share_falls_in_a_class_that_holds_it():
    for laag in range(101):
        for hoog in range(laag, 101):
            legenda = klassen([laag, hoog])
            assert 1 <= len(legenda) <= 5
            for aandeel in (laag, hoog):
                klasse = legenda[klasse_van(aandeel, legenda) - 1]
                assert klasse.van <= aandeel <= klasse.tot_en_met
