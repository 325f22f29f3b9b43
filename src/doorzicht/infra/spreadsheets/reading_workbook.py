"""Reads one sheet of an XLSX workbook, after the container was inspected (reading_container).

Sheets are tried in their order; the one whose first rows hold the header is read. Other sheets (choice lists) are
not converted. The parser runs on the very bytes that were inspected, so the file cannot be changed in between.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from typing import TypeVar

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, load_workbook

from doorzicht.foundation.errors import Weigering
from doorzicht.infra.spreadsheets.reading_container import inspect
from doorzicht.infra.spreadsheets.reading_header import SEARCHED_ROWS, Header
from doorzicht.infra.spreadsheets.reading_source import Source
from doorzicht.infra.spreadsheets.reading_table import Row, Table

T = TypeVar("T")

MAX_BYTES = 64_000_000
MAX_SHEETS = 100
_DAMAGED = (
    "Dit rekenblad is beschadigd.",
    "Open het in je rekenprogramma, sla het opnieuw op en lees dat bestand in.",
)


def read_workbook(source: Source, header: Header) -> Table:
    """The table of a workbook; raises Weigering when the container is not safe or no sheet has the header."""
    if source.size > MAX_BYTES:
        raise Weigering(
            "Het rekenblad is groter dan 64 MB.", "Sla het op als CSV (UTF-8) en lees dat bestand in."
        )
    source.check_size(MAX_BYTES)
    content = source.content()
    inspect(content)
    sheet, place = _find_sheet(_guard(lambda: load_workbook(io.BytesIO(content))), header)
    number = (sheet.start[0] if sheet.start else 0) + place + 1
    lay = header.layout(next(islice(sheet.iter_rows(), place, None)), number)

    def rows() -> Iterator[Row]:
        for row_number, row in enumerate(islice(sheet.iter_rows(), place + 1, None), start=number + 1):
            yield row_number, lay(row)

    return Table(hashlib.sha256(content).hexdigest(), max(sheet.height - place - 1, 1), rows)


def _guard(action: Callable[[], T]) -> T:
    """A parser that stumbles over a damaged file may raise anything, a panic of its own too: that is one refusal."""
    try:
        return action()
    except (CalamineError, OSError, ValueError, KeyError, IndexError, OverflowError) as fout:
        raise Weigering(*_DAMAGED) from fout
    except BaseException as fout:
        if type(fout).__name__ != "PanicException":
            raise
        raise Weigering(*_DAMAGED) from fout


def _find_sheet(workbook: CalamineWorkbook, header: Header) -> tuple[CalamineSheet, int]:
    names = workbook.sheet_names
    if len(names) > MAX_SHEETS:
        raise Weigering(
            f"Dit rekenblad heeft meer dan {MAX_SHEETS} bladen.", "Houd alleen het blad met de tabel over."
        )
    best: tuple[int, CalamineSheet, int] | None = None
    for name in names:
        sheet = _guard(partial(workbook.get_sheet_by_name, name))
        first = list(islice(sheet.iter_rows(), SEARCHED_ROWS))
        place = header.find(first)
        if place is not None and (best is None or header.score(first[place]) > best[0]):
            best = (header.score(first[place]), sheet, place)
    if best is None:
        raise Weigering(
            "Geen van de bladen heeft de kop van deze tabel.",
            f"De eerste rij hoort te beginnen met: {', '.join(header.required[:5])}.",
        )
    return best[1:]
