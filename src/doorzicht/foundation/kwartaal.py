"""A quarter of a year, the rhythm of the publication.

Written as `2022-kw2`; in words "tweede kwartaal 2022". The peildatum is its last day.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from doorzicht.foundation.errors import Weigering

_VORM = re.compile(r"(?P<jaar>(?:19|20)\d\d)-kw(?P<nummer>[1-4])", re.ASCII)
_RANG = ("eerste", "tweede", "derde", "vierde")


@dataclass(frozen=True, order=True)
class Kwartaal:
    """A quarter: `jaar` in four digits, `nummer` 1 to 4."""

    jaar: int
    nummer: int

    def __post_init__(self) -> None:
        if not 1 <= self.nummer <= 4 or not 1900 <= self.jaar <= 2099:
            raise ValueError(f"no such quarter: {self.jaar}-kw{self.nummer}")

    @classmethod
    def parse(cls, tekst: str) -> Kwartaal:
        """Read `2022-kw2`; raises Weigering for anything else."""
        gevonden = _VORM.fullmatch(tekst.strip().lower())
        if gevonden is None:
            raise Weigering(f"‘{tekst[:40]}’ is geen kwartaal.", "Schrijf een kwartaal als 2022-kw2.")
        return cls(int(gevonden["jaar"]), int(gevonden["nummer"]))

    @classmethod
    def of(cls, dag: date) -> Kwartaal:
        """The quarter in which a day falls."""
        return cls(dag.year, (dag.month - 1) // 3 + 1)

    @property
    def begin(self) -> date:
        """The first day of the quarter."""
        return date(self.jaar, 3 * self.nummer - 2, 1)

    @property
    def peildatum(self) -> date:
        """The last day of the quarter (DOMAIN: the figures are those of that day)."""
        return self.volgende().begin - timedelta(days=1)

    @property
    def naam(self) -> str:
        """In words: tweede kwartaal 2022."""
        return f"{_RANG[self.nummer - 1]} kwartaal {self.jaar}"

    def volgende(self) -> Kwartaal:
        """The quarter after this one."""
        return Kwartaal(self.jaar + 1, 1) if self.nummer == 4 else Kwartaal(self.jaar, self.nummer + 1)

    def vorige(self) -> Kwartaal:
        """The quarter before this one."""
        return Kwartaal(self.jaar - 1, 4) if self.nummer == 1 else Kwartaal(self.jaar, self.nummer - 1)

    def __str__(self) -> str:
        return f"{self.jaar}-kw{self.nummer}"
