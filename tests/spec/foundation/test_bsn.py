"""A BSN has nine digits and passes the elfproef; it is never repeated in an error."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.nl import bsn as reference

from doorzicht.foundation.bsn import Bsn, is_elfproef
from doorzicht.foundation.errors import Weigering


@pytest.mark.parametrize(
    ("geschreven", "nummer"),
    [
        ("111222333", "111222333"),
        ("1112.22.333", "111222333"),
        (" 111 222 333 ", "111222333"),
        ("12345672", "012345672"),  # eight digits: a spreadsheet dropped the leading zero
    ],
)
def test_dots_spaces_and_lost_zeros_are_mended(geschreven: str, nummer: str) -> None:
    assert is_elfproef(nummer)
    assert Bsn.parse(geschreven).nummer == nummer


@pytest.mark.parametrize(
    "geschreven", ["111222334", "123", "", "abc", "000000000", "1112223330", "١١١٢٢٢٣٣٣"]
)
def test_a_wrong_bsn_is_refused_without_repeating_it(geschreven: str) -> None:
    with pytest.raises(Weigering) as geweigerd:
        Bsn.parse(geschreven)

    assert not geschreven.strip() or geschreven not in str(geweigerd.value)


def test_a_bsn_does_not_show_itself_in_a_traceback() -> None:
    assert "111222333" not in repr(Bsn.parse("111222333"))


@given(st.from_regex(r"[0-9]{9}", fullmatch=True))
def test_the_elfproef_agrees_with_the_library(nummer: str) -> None:
    assert is_elfproef(nummer) == reference.is_valid(nummer)
