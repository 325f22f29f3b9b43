"""Five working days after a day, over weekends and the days off of the Algemene termijnenwet."""

from __future__ import annotations

from datetime import date

import pytest

from doorzicht.foundation.werkdag import is_werkdag, na_werkdagen


@pytest.mark.parametrize(
    ("van", "aantal", "tot"),
    [
        ("2026-11-23", 5, "2026-11-30"),  # Monday to Monday
        ("2026-11-27", 1, "2026-11-30"),  # over a weekend
        ("2026-11-28", 5, "2026-12-04"),  # from a Saturday
        ("2026-12-24", 1, "2026-12-28"),  # Christmas on a Friday and a Saturday
        ("2026-03-31", 5, "2026-04-09"),  # Good Friday 3 April, Easter Monday 6 April
        ("2026-05-13", 1, "2026-05-15"),  # Ascension Day
        ("2025-05-02", 1, "2025-05-06"),  # Liberation Day, in a fifth year
        ("2026-05-04", 1, "2026-05-05"),  # and not in another
        ("2025-04-25", 1, "2025-04-28"),  # the king's birthday on a Sunday is kept on Saturday
    ],
)
def test_after_so_many_working_days(van, aantal, tot):
    assert na_werkdagen(date.fromisoformat(van), aantal) == date.fromisoformat(tot)


@pytest.mark.parametrize(
    "dag",
    [
        "2022-04-18",
        "2023-04-10",
        "2024-04-01",
        "2025-04-21",
        "2026-04-06",
        "2027-03-29",
        "2038-04-26",
        "2049-04-19",
    ],
)
def test_easter_monday_of_known_years_is_free(dag):
    assert not is_werkdag(date.fromisoformat(dag))
