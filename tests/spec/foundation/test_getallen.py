"""Numbers as Dutch readers write them, and percentages in one way."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorzicht.foundation.getallen import duizendtal, procent


@pytest.mark.parametrize(
    ("getal", "tekst"), [(0, "0"), (376, "376"), (1010, "1.010"), (250405, "250.405"), (-1200, "-1.200")]
)
def test_thousands_have_a_point(getal: int, tekst: str) -> None:
    assert duizendtal(getal) == tekst


@pytest.mark.parametrize(
    ("deel", "geheel", "verwacht"),
    [
        (8613, 11649, 74),  # 73,9: the published percentage of Twente
        (1, 200, 1),  # 0,5: a half goes up
        (5, 8, 63),  # 62,5
        (0, 10, 0),
        (10, 10, 100),
        (3, 0, None),  # there is no whole
    ],
)
def test_a_percentage_is_rounded_to_whole_percents(deel: int, geheel: int, verwacht: int | None) -> None:
    assert procent(deel, geheel) == verwacht


@given(st.integers(0, 10**7), st.integers(1, 10**7))
def test_a_percentage_is_never_more_than_half_a_percent_off(deel: int, geheel: int) -> None:
    gerond = procent(deel, geheel)

    assert gerond is not None
    assert Fraction(-1, 2) < gerond - Fraction(100 * deel, geheel) <= Fraction(1, 2)
