"""A klant has a profiel when it was vastgesteld on or before the peildatum and not ingetrokken by then."""

from datetime import date, datetime

import pytest

from doorzicht.domain.klantprofiel.rules import lees_profiel, telt_als_profiel
from doorzicht.foundation.errors import Weigering

PEILDATUM = date(2022, 6, 30)


@pytest.mark.parametrize(
    ("vastgesteld", "ingetrokken", "telt"),
    [
        ("2022-06-30", None, True),  # on the day itself
        ("2022-07-01", None, False),  # a day late
        ("2022-01-10", "2022-06-30", False),  # withdrawn on the day itself
        ("2022-01-10", "2022-07-01", True),  # withdrawn a day later
        (None, None, False),  # a concept does not count
    ],
)
def test_profiel_on_the_peildatum(vastgesteld: str | None, ingetrokken: str | None, telt: bool) -> None:
    dagen = [date.fromisoformat(dag) if dag else None for dag in (vastgesteld, ingetrokken)]

    assert telt_als_profiel(*dagen, PEILDATUM) is telt


@pytest.mark.parametrize(
    ("cel", "betekent"),
    [
        ("NNB", "geen"),  # UWV's own value
        ("Nee", "geen"),
        ("JA", "ja"),
        ("concept", "concept"),
        ("14-02-2021", "2021-02-14"),  # vastgesteld on that day
        (datetime(2021, 2, 14), "2021-02-14"),  # noqa: DTZ001 - a date cell knows no zone
        (44241.0, "2021-02-14"),  # a serial number
        ("", None),  # not known: changes nothing
        ("Onbekend", None),
        ("??", None),
    ],
)
def test_what_the_column_klantprofiel_says(cel: object, betekent: str | None) -> None:
    assert lees_profiel(cel, date(2022, 6, 30)) == betekent


@pytest.mark.parametrize("cel", ["misschien", "31-02-2021", "01-01-2099"])
def test_another_word_or_an_impossible_day_is_refused(cel: str) -> None:
    with pytest.raises(Weigering, match=r"Ja, Nee, NNB"):
        lees_profiel(cel, date(2022, 6, 30))
