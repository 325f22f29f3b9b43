"""Looks at the content of an ODS workbook while it is inflated, as reading_xml does at the parts of an XLSX.

Follows the repeats as the parser does: a cell or row that says something is laid out as often as it says, empty ones
only when something comes behind them. Refuses what would fill memory that way, and a table inside a cell.
"""

from __future__ import annotations

import re

from doorzicht.foundation.errors import Weigering
from doorzicht.infra.spreadsheets.reading_weight import DAMAGED, LARGE, Weight
from doorzicht.infra.spreadsheets.reading_xml import PartReader

MAX_AREA = 500_000
"""Cells of all tables together, each as the full rectangle that a parser makes of it."""
MAX_SAID = 20_000_000
"""Characters, each as often as it is repeated."""

_NUMBER = re.compile(r"[0-9]{1,7}", re.ASCII)
_OUTSIDE, _TABLE, _ROW, _CELL = range(4)
_LEVEL = {
    "table:table": _TABLE,
    "table:table-row": _ROW,
    "table:table-cell": _CELL,
    "table:covered-table-cell": _CELL,
}
_SAYING = ("office:", "calcext:", "table:formula")


class ContentReader(PartReader):
    """Is fed the pieces of content.xml."""

    def __init__(self, weight: Weight) -> None:
        super().__init__(weight)
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._hear
        self._inside = _OUTSIDE
        self._area = self._said = 0
        self._rows = self._width = self._empty_rows = 0
        self._columns = self._empty_columns = 0
        self._row_repeat = self._cell_repeat = self._cell_says = 0

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name in _LEVEL:
            self._enter(_LEVEL[name], attributes)
        elif self._inside == _CELL:
            self._cell_says += 1 + (_repeat(attributes, "text:c") if name == "text:s" else 0)

    def _enter(self, level: int, attributes: dict[str, str]) -> None:
        """A cell stands in a row, a row in a table, and a table in no other."""
        if self._inside != level - 1:
            raise Weigering(*DAMAGED)
        self._inside = level
        if level == _TABLE:
            self._rows = self._width = self._empty_rows = 0
        elif level == _ROW:
            self._columns = self._empty_columns = 0
            self._row_repeat = _repeat(attributes, "table:number-rows-repeated")
        else:
            self._cell_says = sum(
                len(said) + 1 for key, said in attributes.items() if key.startswith(_SAYING)
            )
            self._cell_repeat = _repeat(attributes, "table:number-columns-repeated")

    def _hear(self, text: str) -> None:
        if self._inside == _CELL:
            self._cell_says += len(text)

    def _end(self, name: str) -> None:
        level = _LEVEL.get(name)
        if level is None:
            return
        self._inside = level - 1
        if level == _CELL:
            self._end_cell()
        elif level == _ROW:
            self._end_row()
        else:
            self._area += self._rows * self._width

    def _end_cell(self) -> None:
        if not self._cell_says:
            self._empty_columns += self._cell_repeat
            return
        self._columns += self._empty_columns + self._cell_repeat
        self._empty_columns = 0
        self._said += self._cell_says * self._cell_repeat * self._row_repeat
        if self._said > MAX_SAID:
            raise Weigering(*LARGE)

    def _end_row(self) -> None:
        if not self._columns:
            self._empty_rows += self._row_repeat
            return
        self._rows += self._empty_rows + self._row_repeat
        self._empty_rows = 0
        self._width = max(self._width, self._columns)
        if self._area + self._rows * self._width > MAX_AREA:
            raise Weigering(*LARGE)


def _repeat(attributes: dict[str, str], name: str) -> int:
    said = attributes.get(name, "1")
    if not _NUMBER.fullmatch(said) or int(said) == 0:
        raise Weigering(*DAMAGED)
    return int(said)
