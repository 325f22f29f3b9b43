"""A small table file is read as sheets of lines of cells; what is not such a file is refused with what to do."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from doorzicht.foundation.errors import Weigering
from doorzicht.infra.spreadsheets.tables import MAX_BYTES, read_sheets


@pytest.fixture
def written(tmp_path):
    def write(content: bytes, name: str = "tabel.txt") -> Path:
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return write


@pytest.mark.parametrize(
    ("content", "cells"),
    [
        (b"a\tb\n1.010\tx\n", [["a", "b"], ["1.010", "x"]]),
        (b'\xef\xbb\xbfa,b\n"1,2",x\n', [["a", "b"], ["1,2", "x"]]),
        (b"a;b\r\n1;2\r\n", [["a", "b"], ["1", "2"]]),
        ("één,b\n".encode(), [["één", "b"]]),
    ],
)
def test_a_text_is_split_by_what_separates_its_cells(written, content, cells):
    assert read_sheets(written(content)) == [cells]


def test_every_sheet_of_a_workbook_is_read_as_text(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["Gemeente", None, 1010])
    book.create_sheet("noten").append(["een zin"])
    book.save(tmp_path / "tabel.xlsx")

    assert read_sheets(tmp_path / "tabel.xlsx") == [[["Gemeente", "", "1010"]], [["een zin"]]]


def bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as container:
        container.writestr("[Content_Types].xml", "<Types/>")
        container.writestr("xl/workbook.xml", "<workbook/>")
        container.writestr("xl/worksheets/sheet1.xml", b" " * 150_000_000)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "leeg"),
        (b" \n\n", "leeg"),
        (b"a" * (MAX_BYTES + 1), "groter dan 5 MB"),
        (b"\x00\x01\x02\x03", "geen tekst"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "geen tekst"),
        (b"%PDF-1.7\n\x80\x81", "UTF-8"),
        ("één".encode("cp1252"), "UTF-8"),
        (b"PK\x03\x04rubbish", "beschadigd"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "oude"),
        (b'"' + b"a," * 100_000, "te lezen"),
    ],
)
def test_what_is_no_table_is_refused(written, content, why):
    with pytest.raises(Weigering, match=why):
        read_sheets(written(content))


def test_a_bomb_is_refused_before_it_is_parsed(written):
    with pytest.raises(Weigering, match="groter dan het lijkt"):
        read_sheets(written(bomb(), "bom.xlsx"))


def test_what_cannot_be_opened_is_refused(tmp_path):
    with pytest.raises(Weigering, match="niet te openen"):
        read_sheets(tmp_path / "weg.csv")
