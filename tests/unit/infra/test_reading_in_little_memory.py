"""A workbook takes less than 200 MB to read, however it is made; one that would take more is refused from its XML.

Each is read in a process of its own: what a process once took is never given back.
"""

from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from doorzicht.infra.spreadsheets.tables import MAX_BYTES
from tests.invoerbestanden import schrijf_xlsx

LIMIT_MB = 200
COLUMNS = 34
SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
READ = """
import resource, sys
from pathlib import Path
from doorzicht.foundation.errors import Weigering
from doorzicht.infra.spreadsheets.reading import Header, read_table
from doorzicht.infra.spreadsheets.tables import read_sheets

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000

begin = peak()
try:
    if sys.argv[2] == "table":
        said = sum(1 for _ in read_table(Path(sys.argv[1]), Header(required=("Naam", "Datum"))).rows())
    else:
        said = sum(map(len, read_sheets(Path(sys.argv[1]))))
except Weigering as weigering:
    said = weigering.doe.replace(chr(10), " ")
print(peak() - begin, said, sep="\\n")
"""


def read(path: Path, how: str = "table") -> tuple[float, str]:
    """How many MB more it took, and how many rows there were or what to do."""
    done = subprocess.run([sys.executable, "-c", READ, path, how], capture_output=True, text=True, check=True)
    extra, said = done.stdout.strip().split("\n")
    return float(extra), said


def workbook(path: Path, rows: int, cell: Callable[[int], str], strings: list[str]) -> Path:
    """A sheet with a header and rows, without the ratio of a bomb."""
    with zipfile.ZipFile(schrijf_xlsx(path.with_name("goed.xlsx"), [["Naam", "Datum"]])) as tidy:
        parts = {name: tidy.read(name) for name in tidy.namelist()}
    head = "".join(f"<c t='inlineStr'><is><t>{name}</t></is></c>" for name in ("Naam", "Datum"))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as container:
        table = "".join(f"<si><t>{text}</t></si>" for text in strings)
        parts["xl/sharedStrings.xml"] = f"<sst xmlns='{SPACE}'>{table}</sst>".encode()
        for name, content in parts.items():
            if name != "xl/worksheets/sheet1.xml":
                container.writestr(name, content)
        with container.open("xl/worksheets/sheet1.xml", "w") as out:
            out.write(f"<worksheet xmlns='{SPACE}'><sheetData><row>{head}</row>".encode())
            for row in range(rows):
                cells = "".join(cell(row * COLUMNS + column) for column in range(COLUMNS))
                out.write(f"<row>{cells}</row>".encode())
            out.write(b"</sheetData></worksheet>")
    return path


def shared(number: int) -> str:
    return f"<c t='s'><v>{number * 7919 % 5000}</v></c>"


def number(number: int) -> str:
    return f"<c><v>{number * 7919 % 10007}.5</v></c>"


def inline(number: int) -> str:
    return f"<c t='inlineStr'><is><t>{number * 7919 % 10007}</t></is></c>"


@pytest.mark.parametrize("cell", [shared, number, inline])
def test_the_largest_sheet_that_is_read_takes_little_memory(
    tmp_path: Path, cell: Callable[[int], str]
) -> None:
    rows = 50_000
    extra, said = read(workbook(tmp_path / "a.xlsx", rows, cell, [f"tekst {n}" for n in range(5000)]))

    assert said == str(rows)
    assert extra < LIMIT_MB


@pytest.mark.parametrize("cell", [shared, number, inline])
def test_a_larger_one_is_refused_with_the_advice_to_bring_a_csv(
    tmp_path: Path, cell: Callable[[int], str]
) -> None:
    extra, said = read(workbook(tmp_path / "a.xlsx", 100_000, cell, [f"tekst {n}" for n in range(5000)]))

    assert "CSV" in said
    assert extra < 40


@pytest.mark.parametrize("how", ["table", "sheets"])
def test_a_long_text_that_many_cells_point_to_is_refused(tmp_path: Path, how: str) -> None:
    """A file of some kB that asks a parser for gigabytes."""
    path = workbook(
        tmp_path / "a.xlsx", 3000, lambda n: f"<c t='s'><v>{n * 7919 % 97}</v></c>", ["z" * 20_000] * 97
    )

    extra, said = read(path, how)

    assert path.stat().st_size < 1_000_000
    assert "CSV" in said
    assert extra < 40


@pytest.mark.parametrize("cell", [shared, number, inline])
def test_a_table_that_is_laid_out_as_a_whole_takes_little_memory_too(
    tmp_path: Path, cell: Callable[[int], str]
) -> None:
    path = workbook(tmp_path / "a.xlsx", 18_000, cell, [f"tekst {n}" for n in range(5000)])

    extra, said = read(path, "sheets")

    assert path.stat().st_size < MAX_BYTES
    assert said == "18001"
    assert extra < LIMIT_MB
