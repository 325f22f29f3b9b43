"""Writes a workbook as XLSX: real Excel tables, so that a screen reader and a filter know the headings.

xlsxwriter dates the parts of the file in 1980 and takes the moment of creation from us.
"""

from __future__ import annotations

from datetime import datetime, time
from io import BytesIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from doorzicht.infra.spreadsheets.writing import Column, Sheet, Value, Workbook, safe

_NUMBER = "#,##0"
"""Excel shows the thousands sign of the reader's own language: a point in Dutch."""


def to_xlsx(workbook: Workbook) -> bytes:
    """The bytes of the file."""
    made = BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True, "default_date_format": "d mmmm yyyy"})
    book.set_properties(
        {
            "title": workbook.title,
            "author": workbook.author,
            "comments": workbook.description,
            "created": datetime.combine(workbook.issued, time()),
        }
    )
    looks = _Looks(book)
    for number, sheet in enumerate(workbook.sheets, start=1):
        _write(book.add_worksheet(sheet.name), sheet, looks, f"Tabel_{number}")
    book.close()
    return made.getvalue()


class _Looks:
    """The few formats of the book, made once."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.heading = book.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#d7e8ea", "font_color": "#14213d"}
        )
        self._cells = {
            (is_number, is_total, is_wrapped): book.add_format(
                {
                    "num_format": _NUMBER if is_number else "General",
                    "align": "right" if is_number else "left",
                    "valign": "top",
                    "bold": is_total,
                    "top": 1 if is_total else 0,
                    "text_wrap": is_wrapped,
                }
            )
            for is_number in (False, True)
            for is_total in (False, True)
            for is_wrapped in (False, True)
        }

    def of(self, column: Column, *, is_total: bool) -> Format:
        """How a cell of this column looks."""
        return self._cells[column.is_number, is_total, column.is_wrapped]


def _write(target: Worksheet, sheet: Sheet, looks: _Looks, name: str) -> None:
    for index, column in enumerate(sheet.columns):
        target.set_column(index, index, column.width)
    rows = [*sheet.rows, *([sheet.total] if sheet.total else [])]
    for row_number, row in enumerate(rows, start=1):
        is_total = sheet.total is not None and row_number == len(rows)
        for index, (column, value) in enumerate(zip(sheet.columns, row, strict=True)):
            _write_cell(target, row_number, index, value, looks.of(column, is_total=is_total))
    target.add_table(
        0,
        0,
        max(len(rows), 1),
        len(sheet.columns) - 1,
        {
            "name": name,
            "autofilter": False,
            "style": None,
            "columns": [
                {"header": column.heading, "header_format": looks.heading} for column in sheet.columns
            ],
        },
    )
    target.freeze_panes(1, 0)
    target.hide_gridlines(0)
    target.set_landscape()
    target.set_paper(9)
    target.fit_to_pages(1, 0)
    target.repeat_rows(0)


def _write_cell(target: Worksheet, row: int, column: int, value: Value, look: Format) -> None:
    if isinstance(value, int):
        target.write_number(row, column, value, look)
    else:
        target.write_string(row, column, str(safe(value)), look)
