"""A table that was read: its rows one by one, in the order of the header, never all at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from doorzicht.infra.spreadsheets.reading_header import Cells

Row = tuple[int, Cells]
"""The number of the row as a spreadsheet program shows it, and its cells in the order of the header."""


@dataclass(frozen=True)
class Table:
    """`rows` can be asked for more than once; `expected` is how many there are at most."""

    sha256: str
    expected: int
    rows: Callable[[], Iterator[Row]]
