"""A workbook that anybody can read, before it is a file: one table a sheet from A1, no merged cells, no formulas.

`writing_xlsx` and `writing_ods` make the file of it. It holds no clock: the date in it is the date of issue.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from doorzicht.foundation.cellen import als_exporttekst

Value = int | str


@dataclass(frozen=True)
class Column:
    """A heading and how its cells look; width in characters."""

    heading: str
    width: float
    is_number: bool = False
    is_wrapped: bool = False


@dataclass(frozen=True)
class Sheet:
    """One table; `total` is its last row, set apart."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    total: tuple[Value, ...] | None = None


@dataclass(frozen=True)
class Workbook:
    """Sheets and what the file says of itself."""

    title: str
    author: str
    description: str
    issued: date
    sheets: tuple[Sheet, ...]


def safe(value: Value) -> Value:
    """Text that no spreadsheet program takes for a formula."""
    return als_exporttekst(value) if isinstance(value, str) else value
