"""A period of days: from a day on, up to but not including another, or open.

The same half-open form as PostgreSQL's daterange `[van, tot)`, so that two periods can touch without overlap.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Periode:
    """Days from `van` up to, not including, `tot`; `tot` None means that no end is known."""

    van: date
    tot: date | None = None

    def __post_init__(self) -> None:
        if self.tot is not None and self.tot < self.van:
            raise ValueError(f"a period cannot end ({self.tot}) before it starts ({self.van})")

    def __contains__(self, dag: date) -> bool:
        return self.van <= dag and (self.tot is None or dag < self.tot)
