"""An organisation answers within one month: on the same day of the next month, or on its last day."""

from __future__ import annotations

from datetime import date

import pytest

from doorzicht.domain.betrokkene.rules.termijn import klok, uiterlijke_dag


@pytest.mark.parametrize(
    ("gevraagd", "uiterlijk"),
    [
        ("2026-01-15", "2026-02-15"),
        ("2026-01-31", "2026-02-28"),  # February has no 31st
        ("2028-01-31", "2028-02-29"),  # a leap year
        ("2026-12-10", "2027-01-10"),
        ("2026-02-28", "2026-03-28"),
    ],
)
def test_the_last_day_to_answer(gevraagd, uiterlijk):
    assert uiterlijke_dag(date.fromisoformat(gevraagd)) == date.fromisoformat(uiterlijk)


@pytest.mark.parametrize(
    ("vandaag", "dagen", "heeft_haast", "te_laat"),
    [
        ("2026-02-07", 8, False, False),
        ("2026-02-08", 7, True, False),
        ("2026-02-15", 0, True, False),  # the day itself is in time
        ("2026-02-16", -1, False, True),
    ],
)
def test_the_clock_of_a_request_to_answer_by_15_february(vandaag, dagen, heeft_haast, te_laat):
    gelezen = klok(date(2026, 2, 15), date.fromisoformat(vandaag))

    assert (gelezen.dagen, gelezen.heeft_haast, gelezen.is_te_laat) == (dagen, heeft_haast, te_laat)
