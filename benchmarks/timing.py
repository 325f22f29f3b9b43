"""Times a piece of work several times, and says how it went."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Times:
    """Milliseconds of each run, sorted."""

    runs: tuple[float, ...]

    @property
    def median(self) -> float:
        """Half of the runs took no longer."""
        return median(self.runs)

    @property
    def spread(self) -> str:
        """Shortest and longest run; with so few runs the longest is the p99."""
        return f"{self.runs[0]:,.0f} to {self.runs[-1]:,.0f}"


def measure(work: Callable[[], object], times: int) -> Times:
    """Once to warm up, then `times` times."""
    work()
    runs = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        runs.append((time.perf_counter() - start) * 1000)
    return Times(tuple(sorted(runs)))
