"""An ODS that would make a parser fill memory is refused before one opens it, however it repeats what it says."""

from __future__ import annotations

import time
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from doorzicht.foundation.errors import Weigering
from doorzicht.infra.spreadsheets.reading_container import inspect, inspect_any
from doorzicht.infra.spreadsheets.tables import read_sheets

SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)
CELL = "<table:table-cell office:value-type='string'><text:p>a</text:p></table:table-cell>"


def content(body: str, before: str = "") -> bytes:
    return (
        f"{before}<office:document-content {SPACES}><office:body><office:spreadsheet>"
        f"{body}</office:spreadsheet></office:body></office:document-content>"
    ).encode()


def table(rows: str) -> bytes:
    return content(f"<table:table table:name='blad'>{rows}</table:table>")


def ods(path: Path, said: bytes, more: Mapping[str, bytes] | None = None) -> Path:
    parts = {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": said}
    parts |= {"META-INF/manifest.xml": b"<manifest/>", **(more or {})}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as container:
        for name, part in parts.items():
            container.writestr(name, part)
    return path


def repeated(kind: str, times: object, inside: str = "") -> str:
    what = "rows" if kind == "row" else "columns"
    typed = " office:value-type='string'" if inside and kind == "cell" else ""
    return f"<table:table-{kind} table:number-{what}-repeated='{times}'{typed}>{inside}</table:table-{kind}>"


def row(*cells: str) -> str:
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def spaces(said: str, times: int = 1) -> str:
    space = f"<text:s text:c='{said}'/>" * times
    return f"<table:table-cell><text:p>{space}</text:p></table:table-cell>"


TEXT = "<text:p>a</text:p>"
ROW = row(CELL)
MANY_ROWS = repeated("row", 1_048_576, CELL)
WIDE = row(repeated("cell", 16_384, TEXT))
TABLE_IN_A_CELL = f"<table:table-cell><table:table>{ROW}</table:table></table:table-cell>"


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        (MANY_ROWS, "te groot"),
        (WIDE * 62, "te groot"),
        (repeated("row", 999_999, repeated("cell", 5)) + row(CELL, CELL), "te groot"),
        (row(repeated("cell", 1_000_001), CELL), "te groot"),
        (row(spaces("9999999", times=3)), "te groot"),
        (repeated("row", 300, repeated("cell", 3000, f"<text:p>{'a' * 30}</text:p>")), "te groot"),
        (f"{WIDE * 40}</table:table><table:table>{WIDE * 40}", "te groot"),
        (row(TABLE_IN_A_CELL), "beschadigd"),
        (row(ROW), "beschadigd"),
        (row(f"<table:table-cell>{CELL}</table:table-cell>"), "beschadigd"),
        (CELL, "beschadigd"),
        (repeated("row", -1, CELL), "beschadigd"),
        (repeated("row", 0, CELL), "beschadigd"),
        (repeated("row", "9" * 30, CELL), "beschadigd"),
        (row(spaces("x")), "beschadigd"),
        ("<table:table-row>", "beschadigd"),
    ],
)  # fmt: skip
def test_a_table_that_repeats_too_much_is_refused(tmp_path: Path, rows: str, says: str) -> None:
    path = ods(tmp_path / "veel.ods", table(rows))

    begin = time.perf_counter()
    with pytest.raises(Weigering, match=says):
        inspect_any(path.read_bytes())  # the guard alone, so that a hole in it kills no test run
    assert time.perf_counter() - begin < 0.05


@pytest.mark.parametrize(
    ("before", "says"),
    [
        ("<!DOCTYPE a [<!ENTITY b 'c'>]>", "XML-verwijzing"),
        ("<?xml version='1.0' encoding='latin-1'?>", "beschadigd"),
    ],
)
def test_a_declaration_is_refused(tmp_path: Path, before: str, says: str) -> None:
    with pytest.raises(Weigering, match=says):
        read_sheets(ods(tmp_path / "a.ods", content("", before)))


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("xl/workbook.xml", "beschadigd"),
        ("[Content_Types].xml", "beschadigd"),
        ("Basic/Standard/Module1.xml", "macro"),
        ("Scripts/python/a.py", "macro"),
        ("CONTENT.XML", "beschadigd"),
    ],
)
def test_an_ods_that_is_something_else_too_is_refused(tmp_path: Path, name: str, says: str) -> None:
    with pytest.raises(Weigering, match=says):
        read_sheets(ods(tmp_path / "a.ods", table(ROW), {name: b"<a/>"}))


def test_the_empty_rest_that_a_program_writes_behind_a_table_is_read_over(tmp_path: Path) -> None:
    rest = repeated("row", 1_048_575, repeated("cell", 16_384))
    rows = row(CELL, repeated("cell", 2, TEXT), repeated("cell", 16_381)) + rest

    assert read_sheets(ods(tmp_path / "a.ods", table(rows))) == [[["a", "a", "a"]]]


def test_an_import_takes_no_ods(tmp_path: Path) -> None:
    with pytest.raises(Weigering, match="Sla het op als XLSX"):
        inspect(ods(tmp_path / "a.ods", table(ROW)).read_bytes())
