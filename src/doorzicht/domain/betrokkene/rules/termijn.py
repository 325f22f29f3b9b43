"""Within what time an organisation answers, and how that clock reads. Pure: today is an argument.

Source: AVG art. 12, third paragraph: one month after receipt. A month ends on the same day of the next month, or on
its last day when that month is shorter.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

_SPOED = 7


@dataclass(frozen=True)
class Klok:
    """How many days an answer may still take; below zero it is late."""

    dagen: int

    @property
    def is_te_laat(self) -> bool:
        """The month has passed."""
        return self.dagen < 0

    @property
    def heeft_haast(self) -> bool:
        """A week or less is left."""
        return 0 <= self.dagen <= _SPOED


def plus_maanden(dag: date, maanden: int) -> date:
    """The same day so many months later, or the last day of a month that has no such day."""
    jaar, maand = divmod(dag.month - 1 + maanden, 12)
    jaar, maand = dag.year + jaar, maand + 1
    return date(jaar, maand, min(dag.day, monthrange(jaar, maand)[1]))


def uiterlijke_dag(ingediend: date) -> date:
    """The last day on which the organisation answers in time."""
    return plus_maanden(ingediend, 1)


def klok(uiterlijk: date, vandaag: date) -> Klok:
    """How the clock reads today."""
    return Klok((uiterlijk - vandaag) // timedelta(days=1))
