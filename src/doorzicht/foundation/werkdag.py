"""Working days in the Netherlands: not Saturday, not Sunday, not a day off for the government.

The days off are those of the Algemene termijnenwet, art. 3, with Liberation Day in every fifth year, as the
government's employees have it. Easter is computed (the Gregorian rule as Meeus wrote it down).
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

_SUNDAY = 6
_WEEKEND = (5, _SUNDAY)


def na_werkdagen(dag: date, aantal: int) -> date:
    """The day that is so many working days later."""
    while aantal:
        dag += timedelta(days=1)
        aantal -= is_werkdag(dag)
    return dag


def is_werkdag(dag: date) -> bool:
    """Whether the government works on a day."""
    return dag.weekday() not in _WEEKEND and dag not in vrije_dagen(dag.year)


@cache
def vrije_dagen(jaar: int) -> frozenset[date]:
    """The days off of a year."""
    paas = _easter(jaar)
    verjaardag = date(jaar, 4, 27)
    vrij = {
        date(jaar, 1, 1),
        paas - timedelta(days=2),
        paas + timedelta(days=1),
        verjaardag - timedelta(days=verjaardag.weekday() == _SUNDAY),
        paas + timedelta(days=39),
        paas + timedelta(days=50),
        date(jaar, 12, 25),
        date(jaar, 12, 26),
    }
    return frozenset(vrij | ({date(jaar, 5, 5)} if jaar % 5 == 0 else set()))


def _easter(jaar: int) -> date:
    """Easter Sunday: the first one after the full moon of the church that falls on or after 21 March."""
    eeuw, rest = divmod(jaar, 100)
    gulden = jaar % 19
    maan = (19 * gulden + eeuw - eeuw // 4 - (eeuw - (eeuw + 8) // 25 + 1) // 3 + 15) % 30
    zondag = (32 + 2 * (eeuw % 4) + 2 * (rest // 4) - maan - rest % 4) % 7
    schrikkel = (gulden + 11 * maan + 22 * zondag) // 451
    maand, dag = divmod(maan + zondag - 7 * schrikkel + 114, 31)
    return date(jaar, maand, dag + 1)
