"""Who no longer meets the conditions leaves on 31 December of the second calendar year after (t+2).

The rule stood still from 30 December 2017 to 1 January 2026, so nobody leaves by it before 31 December 2028.
"""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorzicht.domain.doelgroepregister.rules import dag_van_uitstroom, laatste_dag


@pytest.mark.parametrize(
    ("vervallen_op", "laatste"),
    [
        ("2013-06-30", "2015-12-31"),  # 2013 + 2, before the rule stood still
        ("2014-12-31", "2016-12-31"),  # the last year that left by the old rule
        ("2015-01-01", "2028-12-31"),  # 2015 + 2 = 31 December 2017: one day into the suspension
        ("2020-03-01", "2028-12-31"),  # in the suspension
        ("2025-12-31", "2028-12-31"),  # the last day of the suspension
        ("2026-01-01", "2028-12-31"),  # 2026 + 2
        ("2027-01-01", "2029-12-31"),  # 2027 + 2
    ],
)
def test_the_last_day_in_the_register(vervallen_op: str, laatste: str) -> None:
    assert laatste_dag(date.fromisoformat(vervallen_op)) == date.fromisoformat(laatste)


@given(st.dates(date(2017, 12, 30), date(2090, 1, 1)))
def test_nobody_leaves_between_the_suspension_and_the_end_of_2028(vervallen_op: date) -> None:
    assert laatste_dag(vervallen_op) >= date(2028, 12, 31)


def test_somebody_is_in_on_his_last_day_and_out_the_day_after() -> None:
    assert dag_van_uitstroom(date(2028, 12, 31)) == date(2029, 1, 1)
