"""A file that is not what it seems is refused before anything parses it, with what to do."""

from __future__ import annotations

import time
import tracemalloc
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

import pytest

from doorzicht.foundation.errors import Weigering
from doorzicht.infra.spreadsheets.reading import Header, read_table
from tests.invoerbestanden import schrijf_xlsx

HEADER = Header(required=("Naam", "Datum"))
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
SHEET = "xl/worksheets/sheet1.xml"


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


def refusal(path: Path) -> Weigering:
    with pytest.raises(Weigering) as refused:
        list(read_table(path, HEADER).rows())
    assert refused.value.doe, "a refusal says what to do"
    return refused.value


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "leeg"),
        (b"%PDF-1.7\n", "PDF"),
        (b"\x89PNG\r\n", "afbeelding"),
        (b"<html><table>", "webpagina"),
        (b"\xef\xbb\xbf <?xml version='1.0'?>", "webpagina"),
        (b'{"Naam": 1}', "JSON"),
        (COMPOUND + "Workbook".encode("utf-16-le"), "oud soort"),
        (COMPOUND + "EncryptedPackage".encode("utf-16-le"), "wachtwoord"),
        ("Naam;Datum\nZoë;1\n".encode("cp1252"), "UTF-8"),
        ("Naam;Datum\n".encode("utf-16"), "UTF-16"),
        ("Naam;Datum\n".encode("utf-16-le"), "nulbytes"),
        (b"Naam;Datum\n\x00;1\n", "nulbytes"),
        (b"PK\x03\x04 en dan niets", "beschadigd"),
        (b"PK\x05\x06" + b"\0" * 18, "leeg ingepakt"),
        (b'Naam;Datum\n"' + b"x" * 200_000, "veel te lang"),
        (b"Naam;Datum\n" + b";" * 5000, "meer dan 1000 cellen"),
    ],
)
def test_what_is_not_a_table_is_refused_by_its_bytes(tmp_path: Path, content: bytes, says: str) -> None:
    (tmp_path / "export.xlsx").write_bytes(content)

    assert says in str(refusal(tmp_path / "export.xlsx"))


def test_a_bomb_is_refused_from_its_directory_in_no_time_and_no_memory(
    tmp_path: Path, tidy: dict[str, bytes]
) -> None:
    """524 MB that was packed into half a megabyte."""
    with zipfile.ZipFile(tmp_path / "bom.xlsx", "w", zipfile.ZIP_DEFLATED) as container:
        for name, content in tidy.items():
            if name != SHEET:
                container.writestr(name, content)
        with container.open(SHEET, "w") as part:
            for _ in range(524):
                part.write(b"0" * 1_000_000)

    tracemalloc.start()
    begin = time.perf_counter()
    weigering = refusal(tmp_path / "bom.xlsx")
    seconds = time.perf_counter() - begin
    extra = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert "aanval" in str(weigering)
    assert seconds < 0.05
    assert extra < 5_000_000


def test_a_bomb_that_lies_about_its_size_is_refused_at_the_first_byte_too_many(
    tmp_path: Path, tidy: dict[str, bytes]
) -> None:
    large = b"<worksheet>" + b" " * 3_000_000
    path = packed(tmp_path / "leugen.xlsx", tidy | {SHEET: large})
    content = path.read_bytes()
    true_size, said = len(large).to_bytes(4, "little"), (1000).to_bytes(4, "little")
    true_crc, crc = zlib.crc32(large).to_bytes(4, "little"), zlib.crc32(large[:1000]).to_bytes(4, "little")
    path.write_bytes(content.replace(true_size, said).replace(true_crc, crc))

    assert "groter dan het lijkt" in str(refusal(path))


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ({"xl/vbaProject.bin": b"x"}, "macro"),
        ({"xl/macrosheets/sheet1.xml": b"<x/>"}, "macro"),
        ({"xl/embeddings/boek.xlsx": b"PK\x03\x04xxxx"}, "ander bestand"),
        ({"xl/media/plaatje.png": b"PK\x03\x04xxxx"}, "ander bestand"),
        ({"xl/workbook.bin": b"x"}, "Dit soort rekenblad"),
        ({SHEET: b'<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet>&a;</worksheet>'}, "entity"),
        ({"xl/workbook.xml": b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><workbook/>'}, "entity"),
        ({"xl/sharedStrings.xml": b'<?xml version="1.0"?><!DOCTYPE x><sst/>'}, "entity"),
        ({SHEET: '<?xml version="1.0" encoding="utf-16"?><worksheet/>'.encode("utf-16")}, "beschadigd"),
        ({"xl/workbook.xml": b"<workbook"}, "beschadigd"),
        ({SHEET: b'<worksheet><sheetData><row r="1"><c r="XFD1"/></row></sheetData></worksheet>'}, "ver buiten"),
        ({SHEET: b"<sheetData><row r='1048576'><c r='CV1048576'/></row></sheetData>"}, "te groot"),
        ({SHEET: b'<worksheet><sheetData><row><c r="&#65;1"/></row></sheetData></worksheet>'}, "beschadigd"),
        ({f"deel{nummer}.xml": b"<x/>" for nummer in range(2100)}, "aanval"),
    ],
)  # fmt: skip
def test_a_workbook_with_something_in_it_is_refused(
    tmp_path: Path, tidy: dict[str, bytes], parts: dict[str, bytes], says: str
) -> None:
    assert says in str(refusal(packed(tmp_path / "boek.xlsx", tidy | parts)))


def test_a_zip_of_other_things_is_no_workbook(tmp_path: Path) -> None:
    assert "geen rekenblad" in str(refusal(packed(tmp_path / "x.xlsx", {"brief.txt": b"hallo"})))


def test_an_encrypted_zip_is_refused(tmp_path: Path, tidy: dict[str, bytes]) -> None:
    content = bytearray(packed(tmp_path / "x.xlsx", tidy).read_bytes())
    place = content.index(b"PK\x01\x02")
    content[place + 8] |= 1
    (tmp_path / "x.xlsx").write_bytes(bytes(content))

    assert "wachtwoord" in str(refusal(tmp_path / "x.xlsx"))


def test_a_truncated_workbook_is_refused_wherever_it_ends(tmp_path: Path, tidy: dict[str, bytes]) -> None:
    whole = packed(tmp_path / "x.xlsx", tidy).read_bytes()

    for size in range(1, len(whole), 211):
        (tmp_path / "half.xlsx").write_bytes(whole[:size])
        refusal(tmp_path / "half.xlsx")


def test_a_cell_at_the_border_of_two_pieces_is_still_seen(tmp_path: Path, tidy: dict[str, bytes]) -> None:
    """The sheet is looked at in pieces: what names a far cell may stand across the border of two."""
    far = b'<c r="XFD1"/>'
    for shift in range(len(far) + 2):
        start = b"<worksheet><sheetData><row>"
        filler = b" " * ((1 << 18) - len(start) - shift)
        noise = start + filler + far + b"</row></sheetData></worksheet>"
        path = tmp_path / "rand.xlsx"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as container:
            for name, content in (tidy | {SHEET: noise}).items():
                container.writestr(name, content)
        assert "ver buiten" in str(refusal(path))


def test_a_file_that_is_not_there_is_a_refusal_too(tmp_path: Path) -> None:
    assert "niet te openen" in str(refusal(tmp_path / "weg.csv"))
