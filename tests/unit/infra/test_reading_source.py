"""A file is opened once, has to be a plain one, and may not change while it is read."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from doorzicht.foundation.errors import Weigering
from doorzicht.infra.spreadsheets.reading import Header, read_table
from doorzicht.infra.spreadsheets.reading_source import Source
from doorzicht.infra.spreadsheets.tables import read_sheets
from tests.invoerbestanden import schrijf_xlsx

HEADER = Header(required=("Naam", "Datum"))


def read(path: Path) -> object:
    return list(read_table(path, HEADER).rows())


def fifo(path: Path) -> None:
    os.mkfifo(path)


def folder(path: Path) -> None:
    path.mkdir()


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def listening(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(path))


def loop(path: Path) -> None:
    path.symlink_to(path)


@pytest.mark.parametrize("reader", [read, read_sheets])
@pytest.mark.parametrize("make", [fifo, folder, device, listening, loop])
def test_what_is_no_plain_file_is_refused_at_once(
    tmp_path: Path, make: Callable[[Path], None], reader: Callable[[Path], object]
) -> None:
    path = tmp_path / "x.csv"
    make(path)
    refused: list[Weigering] = []

    def attempt() -> None:
        try:
            reader(path)
        except Weigering as weigering:
            refused.append(weigering)

    thread = threading.Thread(target=attempt, daemon=True)
    thread.start()
    thread.join(5)

    assert refused
    assert "x.csv" in str(refused[0])


@pytest.mark.parametrize("after", ["Naam;Datum\nanders;2\n", "Naam;Datum\n", "Naam;Datum\na;1\nb;2\nc;3\n"])
def test_a_text_that_changes_between_two_passes_is_refused(tmp_path: Path, after: str) -> None:
    path = tmp_path / "x.csv"
    path.write_text("Naam;Datum\nwaarde;1\n")
    table = read_table(path, HEADER)
    path.write_text(after)

    with pytest.raises(Weigering, match="veranderde tijdens het lezen"):
        list(table.rows())


def test_a_text_that_becomes_something_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("Naam;Datum\n" + "waarde;1\n" * 50_000)
    table = read_table(path, HEADER)
    path.write_bytes(b"Naam;Datum\n" + b"\xe9\xff;1\n" * 50_000)

    with pytest.raises(Weigering, match="veranderde tijdens het lezen"):
        list(table.rows())


def test_a_change_that_keeps_size_and_time_is_seen_by_the_hash(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("Naam;Datum\nwaarde;1\n")
    before = path.stat()
    table = read_table(path, HEADER)
    path.write_text("Naam;Datum\nanders;1\n")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

    with pytest.raises(Weigering, match="veranderde tijdens het lezen"):
        list(table.rows())


def test_another_file_put_in_its_place_does_not_matter(tmp_path: Path) -> None:
    path, other = tmp_path / "x.csv", tmp_path / "y.csv"
    path.write_text("Naam;Datum\nwaarde;1\n")
    other.write_text("Naam;Datum\nanders;2\n")
    table = read_table(path, HEADER)
    other.replace(path)

    assert [cells for _, cells in table.rows()] == [("waarde", "1")]
    assert [cells for _, cells in table.rows()] == [("waarde", "1")]


def test_a_workbook_that_grows_while_it_is_read_is_refused(tmp_path: Path) -> None:
    path = schrijf_xlsx(tmp_path / "x.xlsx", [["Naam", "Datum"], ["a", "b"]])
    source = Source(path)
    with path.open("ab") as out:
        out.write(b"meer")

    with pytest.raises(Weigering, match="veranderde tijdens het lezen"):
        source.content()


def test_no_descriptor_is_left_open(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("Naam;Datum\nwaarde;1\n")
    before = len(list(Path("/proc/self/fd").iterdir()))

    for _ in range(5):
        read(path)

    assert len(list(Path("/proc/self/fd").iterdir())) == before


@pytest.mark.parametrize(
    "content",
    [
        b"a" * 3_000_000,
        b"Naam;Datum\n" + b"a" * 1_500_000 + b";1\n",
        b"Naam;Datum\r" + b"a" * 1_500_000 + b";1\r",
        b"Naam;Datum\n" + (b'"' + b"a\n" * 60_000 + b'";') * 100 + b"1\n",
    ],
)
def test_a_long_line_is_refused_in_little_memory(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(content)

    with pytest.raises(Weigering, match="veel te lang"):
        read(path)


def test_a_cell_of_many_lines_is_read(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(b'Naam;Datum\n"' + b"a\n" * 60_000 + b'";"' + b"b\n" * 60_000 + b'"\nc;1\n')

    assert [number for number, _ in read_table(path, HEADER).rows()] == [2, 3]


def test_a_file_over_the_setting_is_refused_before_it_is_read(tmp_path: Path, settings: object) -> None:
    settings.MAX_INVOER_MB = "1"  # type: ignore[attr-defined]
    with (tmp_path / "x.csv").open("wb") as out:
        out.write(b"Naam;Datum\n")
        out.truncate(1_500_000_000)

    with pytest.raises(Weigering, match="groter dan 1 MB"):
        read(tmp_path / "x.csv")


def test_a_wrong_limit_is_named(tmp_path: Path, settings: object) -> None:
    settings.MAX_INVOER_MB = "veel"  # type: ignore[attr-defined]
    (tmp_path / "x.csv").write_bytes(b"Naam;Datum\n")

    with pytest.raises(Weigering, match="DOORZICHT_MAX_INVOER_MB"):
        read(tmp_path / "x.csv")
