"""Random sheets, tidy and not: what the guard lets through a parser lays out no wider, and with no more text."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineError, load_workbook

from doorzicht.foundation.errors import Weigering
from doorzicht.infra.spreadsheets.reading_weight import Weight
from doorzicht.infra.spreadsheets.reading_xml import PartReader
from tests.invoerbestanden import schrijf_xlsx

PLENTY = 10**9
STRINGS = "xl/sharedStrings.xml"
SHEET = "xl/worksheets/sheet1.xml"
SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PLACES = st.builds(
    str.__add__, st.sampled_from(["A", "B", "aa", "Z", "IV", ""]), st.sampled_from(["1", "2", "9", "40", ""])
)
CELLS = st.builds(
    "<c{}>{}</c>".format,
    st.one_of(st.just(""), PLACES.map(' r="{}"'.format), st.just(' x:r="Z9" xmlns:x="q"')),
    st.sampled_from(["", "<v>1</v>", "<is><t>a</t></is>", "<!-- <c r='Z99'/> -->"]),
)
NUMBERS = st.one_of(st.just(""), st.integers(0, 60).map(' r="{}"'.format), st.just(' r=" 3"'))
ROWS = st.builds(
    str.format,
    st.sampled_from(["<row{0}>{1}</row>", "<row{0}>{1}</row>", "<row{0}/>{1}", "<x:row{0}>{1}</x:row>"]),
    NUMBERS,
    st.lists(CELLS, max_size=5).map("".join),
)


@pytest.fixture(scope="module")
def tidy(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    path: Path = tmp_path_factory.mktemp("boek") / "goed.xlsx"
    with zipfile.ZipFile(schrijf_xlsx(path, [["a"]])) as container:
        return {name: container.read(name) for name in container.namelist()}


def laid_out(parts: dict[str, bytes]) -> tuple[int, int]:
    """The rows and columns a parser makes of the sheet; none when it refuses."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as container:
        for name, content in parts.items():
            container.writestr(name, content)
    try:
        end = load_workbook(packed).get_sheet_by_index(0).end
    except CalamineError:
        return 0, 0
    return (end[0] + 1, end[1] + 1) if end else (0, 0)


@given(rows=st.lists(ROWS, min_size=1, max_size=5))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_the_guard_counts_at_least_what_the_parser_lays_out(tidy: dict[str, bytes], rows: list[str]) -> None:
    sheet = f'<worksheet xmlns="{SPACE}" xmlns:x="{SPACE}"><sheetData>{"".join(rows)}</sheetData></worksheet>'.encode()
    reader = PartReader(Weight(PLENTY))
    try:
        reader.feed(sheet)
        reader.close()
    except Weigering:
        return

    extent = reader.extent
    height, width = laid_out(tidy | {SHEET: sheet})

    assert extent is not None
    assert height <= extent.rows
    assert width <= extent.columns


SIZES = st.sampled_from([0, 1, 30, 4000])
STRING = st.sampled_from(
    [
        "<si><t>{0}</t></si>",
        "<x:si><x:t>{0}</x:t></x:si>",
        "<si><r><t>{0}</t></r><r><t>b</t></r></si>",
        "<si><t>a</t><si><t>{0}</t></si></si>",
        "<si><t>a<!-- b -->{0}</t></si>",
        "<t>{0}</t>",
        "<si/>",
        "<si>",
    ]
)
LETTERS = st.sampled_from(["a", "é", "&#97;", "<![CDATA[a]]>", "€"])
TEXTS = st.builds(str.format, STRING, st.builds(str.__mul__, LETTERS, SIZES))
SPLIT = ["&#49;", "1<x/>2", "1<!-- -->2", "1<?a b?>2", "<![CDATA[1]]>", "0" * 9000 + "1", "0</v><v>1"]
POINTERS = st.sampled_from([*"0123x", " 1", "-1", "+1", "1.0", "", "1" * 30, "\u0662", *SPLIT])
POINTING = st.builds(
    "<c t='{}'><v>{}</v></c>".format, st.sampled_from(["s", "s", "s", "str", "inlineStr"]), POINTERS
)


@given(strings=st.lists(TEXTS, max_size=4), cells=st.lists(POINTING, min_size=1, max_size=8))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_the_guard_counts_at_least_the_text_that_the_parser_copies(
    tidy: dict[str, bytes], strings: list[str], cells: list[str]
) -> None:
    table = f'<sst xmlns="{SPACE}" xmlns:x="{SPACE}">{"".join(strings)}</sst>'.encode()
    sheet = (
        f'<worksheet xmlns="{SPACE}"><sheetData><row>{"".join(cells)}</row></sheetData></worksheet>'.encode()
    )
    weight = Weight(PLENTY)
    try:
        for part in (table, sheet):
            reader = PartReader(weight)
            reader.feed(part)
            reader.close()
    except Weigering:
        return

    assert copied(tidy | {STRINGS: table, SHEET: sheet}) <= PLENTY - weight.left


def copied(parts: dict[str, bytes]) -> int:
    """The bytes of text in the cells that a parser makes of the sheet."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as container:
        for name, content in parts.items():
            container.writestr(name, content)
    try:
        rows = load_workbook(packed).get_sheet_by_index(0).to_python()
    except CalamineError:
        return 0
    return sum(len(cell.encode()) for row in rows for cell in row if isinstance(cell, str))
