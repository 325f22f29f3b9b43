"""A sheet that would make a parser fill memory is refused before one opens it, however it says where its cells are."""

from __future__ import annotations

import struct
import time
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

import pytest

from doorzicht.foundation.errors import Weigering
from doorzicht.infra.spreadsheets.reading import Header, read_table
from doorzicht.infra.spreadsheets.reading_container import inspect
from doorzicht.infra.spreadsheets.tables import read_sheets
from tests.invoerbestanden import schrijf_xlsx

HEADER = Header(required=("Naam", "Datum"))
SHEET = "xl/worksheets/sheet1.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
CELL = "<c><v>1</v></c>"
HEAD = '<row r="1"><c t="inlineStr"><is><t>Naam</t></is></c><c t="inlineStr"><is><t>Datum</t></is></c></row>'
FAR = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'


def sheet(body: str, before: str = "") -> bytes:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'{before}<worksheet xmlns="{space}"><sheetData>{HEAD}{body}</sheetData></worksheet>'.encode()


@pytest.fixture
def tidy(tmp_path: Path) -> dict[str, bytes]:
    """The parts of a good workbook."""
    with zipfile.ZipFile(schrijf_xlsx(tmp_path / "goed.xlsx", [["Naam", "Datum"], ["a", "b"]])) as container:
        return {name: container.read(name) for name in container.namelist()}


def packed(path: Path, parts: Mapping[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as container:
        for name, content in parts.items():
            container.writestr(name, content)
    return path


def refusal(path: Path) -> str:
    """What the guard says; it alone, so that a hole in it kills no test run."""
    with pytest.raises(Weigering) as refused:
        inspect(path.read_bytes())
    return str(refused.value)


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (f"<row>{CELL * 200}</row><row r='999999'><c r='A999999'/></row>", "te groot"),
        (f"<row>{CELL * 34}</row><row r='999999'><c r='A999999'/></row>", "te groot"),
        (f"<row r='999999'/><row>{CELL * 34}</row>", "te groot"),
        (f"<row>{CELL * 34}</row><row r='40000'><c/></row>", "te groot"),
        (f"<row>{CELL * 300}</row>", "ver buiten"),
        (f"<row><c r='IU2'/>{CELL * 4}</row>", "ver buiten"),
        ("<row r='1048576'/><row/>", "ver buiten"),
        ("<row r='0'/>", "beschadigd"),
        ("<row r='9'><c r='A9'/></row><row r='2'><c r='A2'/></row>", "beschadigd"),
        ("<row r='9'><c r='A3'/></row>", "beschadigd"),
        ("<row r='9999999999'/>", "beschadigd"),
        ("<row><c r='A'/></row>", "beschadigd"),
        ("<row><c r='12'/></row>", "beschadigd"),
        ("<row r='2'><c r='AB'/></row>", "beschadigd"),
        ("<row r='2'><c r='A1048577'/></row>", "ver buiten"),
        ("</sheetData><sheetData>", "beschadigd"),
        (f"<row/>{CELL * 30}<row>{CELL}</row>", "beschadigd"),
        (f"<row>{CELL * 30}<row>{CELL * 30}</row></row>", "beschadigd"),
        (f"<row>{CELL * 30}<other_row/><row>{CELL * 30}</row></row>", "beschadigd"),
        (f"<row/><a:b:row xmlns:a='a'>{CELL * 200}</a:b:row>", "beschadigd"),
        (f"<no_sheetData/><x/><row>{CELL * 300}</row>", "beschadigd"),
        (f"<x:row xmlns:x='x' r='999999'>{'<x:c/>' * 34}</x:row>", "te groot"),
        (f"<row><c {' ' * 1_600_000}r='A2'/></row>", "beschadigd"),
        ("<row>", "beschadigd"),
    ],
)  # fmt: skip
def test_a_sheet_that_reaches_far_is_refused(
    tmp_path: Path, tidy: dict[str, bytes], body: str, says: str
) -> None:
    path = packed(tmp_path / "ver.xlsx", tidy | {SHEET: sheet(body)})

    begin = time.perf_counter()
    said = refusal(path)

    assert says in said
    assert time.perf_counter() - begin < 0.05


def test_what_stands_behind_the_cells_may_have_rows_of_its_own(
    tmp_path: Path, tidy: dict[str, bytes]
) -> None:
    """A button or a choice list on a sheet has a place that is written so."""
    place = "<x:from><x:col>9</x:col><x:colOff>0</x:colOff><x:row>1</x:row></x:from>"
    content = sheet("").replace(
        b"</sheetData>", f"</sheetData><pageMargins/><controls xmlns:x='x'>{place * 2}</controls>".encode()
    )

    inspect(packed(tmp_path / "knop.xlsx", tidy | {SHEET: content}).read_bytes())


def test_spaces_before_the_sign_hide_no_cell_at_the_border_of_two_pieces(
    tmp_path: Path, tidy: dict[str, bytes]
) -> None:
    before = sheet("<row r='100000'><c ").index(b"<c ", 200) + 3
    padding = (1 << 18) - before - 101
    body = f"<row r='100000'><c {' ' * padding}r{' ' * 200}='AZZ100000'/></row>"

    assert "ver buiten" in refusal(packed(tmp_path / "spaties.xlsx", tidy | {SHEET: sheet(body)}))


@pytest.mark.parametrize("name", ["sheet1.dat", "sheet1", "SHEET1.XML", "sheet1.xml.bak"])
def test_a_sheet_under_another_name_is_looked_at_too(
    tmp_path: Path, tidy: dict[str, bytes], name: str
) -> None:
    relations = tidy[RELATIONS].replace(b"sheet1.xml", name.encode())
    parts = {key: part for key, part in tidy.items() if key != SHEET}
    parts |= {RELATIONS: relations, f"xl/worksheets/{name}": sheet(FAR)}
    path = packed(tmp_path / "naam.xlsx", parts)

    assert "ver buiten" in refusal(path)
    with pytest.raises(Weigering):
        read_sheets(path)


@pytest.mark.parametrize("ending", ["png", "PNG", "bin", "vml", "pn&#103;"])
def test_a_sheet_in_the_clothes_of_a_picture_is_refused(
    tmp_path: Path, tidy: dict[str, bytes], ending: str
) -> None:
    relations = tidy[RELATIONS].replace(b"sheet1.xml", f"sheet1.{ending}".encode())
    parts = tidy | {RELATIONS: relations, "xl/worksheets/sheet1.png": sheet(FAR)}

    assert "beschadigd" in refusal(packed(tmp_path / "plaatje.xlsx", parts))


def test_a_workbook_with_a_picture_is_read(tmp_path: Path, tidy: dict[str, bytes]) -> None:
    path = packed(tmp_path / "plaatje.xlsx", tidy | {"xl/media/image1.png": b"\x89PNG\r\n\x1a\n<geen xml"})

    assert [number for number, _ in read_table(path, HEADER).rows()] == [2]


def test_two_parts_that_differ_only_in_case_are_refused(tmp_path: Path, tidy: dict[str, bytes]) -> None:
    parts = tidy | {SHEET.upper(): sheet("")}

    assert "beschadigd" in refusal(packed(tmp_path / "dubbel.xlsx", parts))


def test_a_workbook_before_or_behind_another_is_refused(tmp_path: Path, tidy: dict[str, bytes]) -> None:
    """Which of the two a reader takes would be its own choice."""
    good = packed(tmp_path / "goed.xlsx", tidy).read_bytes()
    bad = packed(tmp_path / "slecht.xlsx", tidy | {SHEET: sheet(FAR)}).read_bytes()
    as_comment = bad[:-2] + len(good).to_bytes(2, "little") + good

    for content in (bad + good, as_comment, good[:-2] + len(bad).to_bytes(2, "little") + bad):
        (tmp_path / "twee.xlsx").write_bytes(content)
        assert refusal(tmp_path / "twee.xlsx")


def test_a_part_with_a_second_name_is_refused(tmp_path: Path, tidy: dict[str, bytes]) -> None:
    """Under its first name a picture, which is not looked at; under the second a sheet."""
    second = b"\x01" + zlib.crc32(b"xl/media/a.png").to_bytes(4, "little") + b"xl/worksheets/sheet9.xml"
    part = zipfile.ZipInfo("xl/media/a.png")
    part.extra = b"\x99\x99\x01\x00x" + struct.pack("<HH", 0x7075, len(second)) + second
    path = packed(tmp_path / "twee-namen.xlsx", tidy)
    with zipfile.ZipFile(path, "a") as container:
        container.writestr(part, sheet(FAR))

    assert "beschadigd" in refusal(path)


def test_a_pointer_to_another_directory_is_refused(tmp_path: Path, tidy: dict[str, bytes]) -> None:
    """In the remark of the last part stands what a reader of very large files takes for the way to the directory."""
    path = packed(tmp_path / "wijzer.xlsx", tidy)
    part = zipfile.ZipInfo("xl/media/a.png")
    part.comment = struct.pack("<4sIQI", b"PK\x06\x07", 0, 0, 1)
    with zipfile.ZipFile(path, "a") as container:
        container.writestr(part, b"x")

    assert "beschadigd" in refusal(path)


def test_a_long_directory_is_refused_before_it_is_read(tmp_path: Path, tidy: dict[str, bytes]) -> None:
    content = packed(tmp_path / "veel.xlsx", {f"deel{n}": b"" for n in range(20_000)} | tidy).read_bytes()

    begin = time.perf_counter()
    with pytest.raises(Weigering, match="aanval"):
        inspect(content)

    assert time.perf_counter() - begin < 0.05


def test_another_encoding_is_refused(tmp_path: Path, tidy: dict[str, bytes]) -> None:
    content = sheet("", "<?xml version='1.0' encoding='iso-8859-1'?>")

    assert "beschadigd" in refusal(packed(tmp_path / "latin.xlsx", tidy | {SHEET: content}))


def test_millions_of_texts_are_refused(
    tmp_path: Path, tidy: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("doorzicht.infra.spreadsheets.reading_xml.MAX_STRINGS", 1000)
    parts = tidy | {"xl/sharedStrings.xml": b"<sst>" + b"<si><t>x</t></si>" * 1001 + b"</sst>"}

    assert "te veel teksten" in refusal(packed(tmp_path / "teksten.xlsx", parts))


def test_a_large_tidy_sheet_is_looked_at_in_a_few_seconds(tmp_path: Path, tidy: dict[str, bytes]) -> None:
    rows = "".join(
        f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c><c r="B{row}"><v>1</v></c></row>'
        for row in range(2, 350_002)
    )
    content = packed(tmp_path / "groot.xlsx", tidy | {SHEET: sheet(rows)}).read_bytes()

    begin = time.perf_counter()
    inspect(content)

    assert time.perf_counter() - begin < 8
