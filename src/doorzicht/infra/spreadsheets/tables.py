"""Reads any small table file as text: tab-separated text, CSV, or a workbook, as sheets of lines of cells.

Refuses what is empty, too large, not text and not a workbook. Workbooks pass the guard before they are opened.
It does not know what the table is about.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, load_workbook

from doorzicht.foundation.errors import Weigering
from doorzicht.infra.spreadsheets.reading_container import inspect_any
from doorzicht.infra.spreadsheets.reading_source import Source

MAX_BYTES = 5_000_000
MAX_ROWS = 20_000
MAX_COLUMNS = 200
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
_WORKBOOK = (b"PK\x03\x04", _OLD_WORKBOOK)
_TEXT_CONTROL = {9, 10, 12, 13}

Sheets = list[list[list[str]]]


def read_sheets(path: Path) -> Sheets:
    """Every sheet as lines of cells, all text; one sheet for a text file."""
    content = _read_bytes(path)
    if content.startswith(_WORKBOOK):
        return _read_workbook(content, path.name)
    return [_split(_decode(content, path.name))]


def _read_workbook(content: bytes, name: str) -> Sheets:
    """All sheets of a workbook that passed the guard; a sheet that was only formatted is cut where its text ends."""
    if content.startswith(_OLD_WORKBOOK):
        raise Weigering(
            "Dit is een oude of met een wachtwoord beveiligde werkmap.", "Sla haar op als gewone XLSX.", name
        )
    try:
        inspect_any(content)
        workbook = load_workbook(io.BytesIO(content))
        return [_cells(workbook.get_sheet_by_index(number)) for number in range(len(workbook.sheet_names))]
    except Weigering as weigering:
        weigering.waar = weigering.waar or name
        raise
    except BaseException as error:
        # a parser that stumbles may raise a panic of its own, which is no Exception
        if (
            not isinstance(error, (CalamineError, OSError, ValueError))
            and "Panic" not in type(error).__name__
        ):
            raise
        raise Weigering(
            "Deze werkmap is beschadigd.", "Sla haar opnieuw op als XLSX of ODS.", name
        ) from error


def _cells(sheet: CalamineSheet) -> list[list[str]]:
    rows = sheet.to_python(skip_empty_area=False, nrows=MAX_ROWS)
    return [[_as_text(value) for value in row[:MAX_COLUMNS]] for row in rows]


def _as_text(value: object) -> str:
    """As it would stand in a text: 1010.0 is 1010."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _read_bytes(path: Path) -> bytes:
    source = Source(path)
    if source.size > MAX_BYTES:
        raise Weigering(
            f"Het bestand is groter dan {MAX_BYTES // 1_000_000} MB.",
            "Geef alleen de tabel van één arbeidsmarktregio.",
            path.name,
        )
    content = source.content()
    if not content.strip():
        raise Weigering("Het bestand is leeg.", "Geef een bestand met een tabel.", path.name)
    return content


def _decode(content: bytes, name: str) -> str:
    if any(byte < 32 and byte not in _TEXT_CONTROL for byte in set(content)):
        raise Weigering(
            "Dit is geen tekst en geen werkmap.",
            "Geef een tekst met tabs, een CSV-, XLSX- of ODS-bestand.",
            name,
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Weigering("De tekst is niet in UTF-8.", "Sla het bestand op als UTF-8.", name) from error


def _split(text: str) -> list[list[str]]:
    lines = text.splitlines()
    if any("\t" in line for line in lines):
        return [line.split("\t") for line in lines]
    separator = ";" if sum(";" in line for line in lines) > sum("," in line for line in lines) else ","
    try:
        return list(csv.reader(io.StringIO(text), delimiter=separator))
    except csv.Error as error:
        raise Weigering("Het CSV-bestand is niet te lezen.", "Kijk de aanhalingstekens na.") from error
