"""What a cell of an untidy spreadsheet says; unknown is None, never "no"."""

from datetime import date, datetime

import pytest

from doorzicht.foundation.cellen import als_exporttekst, lees_datum, lees_getal, lees_janee, lees_tekst
from doorzicht.foundation.errors import Weigering

VANDAAG = date(2022, 6, 30)
DAG = date(2021, 3, 4)


@pytest.mark.parametrize(
    "cel",
    [
        DAG,
        datetime(2021, 3, 4, 13, 5),  # noqa: DTZ001 - a date cell knows no zone
        "2021-03-04",
        "20210304",
        "2021-03-04T00:00:00",
        "2021-03-04 00:00:00",
        "04-03-2021",
        "4-3-2021",
        "04/03/2021",
        "4.3.2021",
        "4 maart 2021",
        "4 mrt 2021",
        "04-mrt-2021",
        " 04-03-2021 ",
        44259,
        44259.0,
        44259.75,
        "44259",
    ],
)
def test_a_date_in_every_form_that_is_seen(cel: object) -> None:
    assert lees_datum(cel, VANDAAG) == DAG


@pytest.mark.parametrize("cel", [None, "", "  ", "NNB", "nnb", "Onbekend", "??", "99999", 99999, 99999.0])
def test_unknown_is_none_for_every_reader(cel: object) -> None:
    assert lees_datum(cel, VANDAAG) is None
    assert lees_getal(cel, 100) is None
    assert lees_janee(cel) is None
    assert lees_tekst(cel) is None


@pytest.mark.parametrize(
    ("cel", "reden"),
    [
        ("31-12-1899", "vóór 1900"),
        ("01-07-2022", "toekomst"),  # a day after today
        ("31-02-2021", "geen datum"),
        ("04-03-21", "geen datum"),  # which century?
        ("03/30/2021", "geen datum"),  # month and day the other way round
        ("gisteren", "geen datum"),
        ("0", "vóór 1900"),
        (-5.0, "geen datum"),
        (1e300, "geen datum"),
        (float("nan"), "geen datum"),
        (True, "geen datum"),
    ],
)
def test_an_impossible_date_is_refused_with_the_reason(cel: object, reden: str) -> None:
    with pytest.raises(Weigering, match=reden):
        lees_datum(cel, VANDAAG)


@pytest.mark.parametrize(("cel", "getal"), [("24", 24), ("24,5", 24), (36.0, 36), ("0", 0), (7, 7)])
def test_a_number_is_whole(cel: object, getal: int) -> None:
    assert lees_getal(cel, 168) == getal


@pytest.mark.parametrize("cel", ["-1", "169", "veel", "1e9", "٣", float("inf"), float("nan"), "12 uur"])
def test_a_number_that_cannot_be_right_is_refused(cel: object) -> None:
    with pytest.raises(Weigering):
        lees_getal(cel, 168)


@pytest.mark.parametrize(
    ("cel", "waarde"), [("Ja", True), ("JA", True), ("Nee", False), (1.0, True), ("2", False), (0, False)]
)
def test_ja_and_nee(cel: object, waarde: bool) -> None:
    assert lees_janee(cel) is waarde


@pytest.mark.parametrize(
    "tekst",
    [
        *("=1+1", "+31612345678", "-1", "@naam", "\tx", "\rx"),
        *("＝1", "＋1", "－1", "＠x", "﹦1", " =1", "\n=1", "\xa0@x", "\u3000+1"),
        *("\u200b=1", "\ufeff-1", "\u202e=1", "\u200b \u2060＝1", "\xad@x"),
    ],
)
def test_a_text_that_looks_like_a_formula_goes_out_marked_and_comes_back_as_it_was(tekst: str) -> None:
    uit = als_exporttekst(tekst)

    assert uit.startswith("'")
    assert lees_tekst(uit) == lees_tekst(tekst)


@pytest.mark.parametrize("tekst", ["", "a=1", "1-1", "'s-Gravenhage", "x@y", " a", "\u200ba"])
def test_another_text_goes_out_as_it_is(tekst: str) -> None:
    assert als_exporttekst(tekst) == tekst


def test_control_signs_become_spaces_and_a_very_long_text_is_refused() -> None:
    assert lees_tekst(" Jan\r\nde\x00Vries ") == "Jan de Vries"
    with pytest.raises(Weigering, match="te lang"):
        lees_tekst("x" * 1001)
