"""An untidy file gives its table: found by its header, whatever the sheet or the file is called."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from doorzicht.foundation.errors import Weigering
from doorzicht.infra.spreadsheets.reading import Header, read_table
from tests.invoerbestanden import schrijf_xlsx

HEADER = Header(
    required=("Naam", "Datum", "Aantal"), optional=("Ja",), nameless_last="Ja", skipped=("Reden",)
)
KOP = ["Naam", "Datum", "Aantal"]


def read(path: Path) -> list[tuple[int, object]]:
    return [(number, cells) for number, cells in read_table(path, HEADER).rows()]


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_csv_in_utf8_with_any_delimiter(tmp_path: Path, delimiter: str, mark: bytes) -> None:
    text = 'Naam;Datum;Aantal\r\n"Súdwest\nFryslân";1-1-2020;3\r\n'.replace(";", delimiter)

    assert read(written(tmp_path / "x.xlsx", mark + text.encode())) == [
        (2, ("Súdwest\nFryslân", "1-1-2020", "3", None))
    ]


def test_rows_keep_the_number_that_a_spreadsheet_program_shows(tmp_path: Path) -> None:
    text = "Overzicht juni\n\nnaam; DATUM ;aantal\na;;1\n\nb;;2\n"

    assert [number for number, _ in read(written(tmp_path / "x.csv", text.encode()))] == [4, 6]


def test_columns_may_stand_in_another_order_and_rows_may_be_short(tmp_path: Path) -> None:
    text = "Aantal,Naam,Datum\n1,a\n2,b,c\n"

    assert [cells for _, cells in read(written(tmp_path / "x", text.encode()))] == [
        ("a", None, "1", None),
        ("b", "c", "2", None),
    ]


@pytest.mark.parametrize("last", ["", ";", ";Ja", ";JA", ";;"])
def test_one_last_column_may_have_no_name(tmp_path: Path, last: str) -> None:
    text = f"Naam;Datum;Aantal{last}\na;b;1;Nee\n"

    assert read(written(tmp_path / "x.csv", text.encode())) == [(2, ("a", "b", "1", "Nee"))]


def test_a_column_with_reasons_from_us_is_skipped(tmp_path: Path) -> None:
    assert read(written(tmp_path / "x.csv", b"Naam;Datum;Aantal;Ja;Reden\na;b;1;Nee;fout\n")) == [
        (2, ("a", "b", "1", "Nee"))
    ]


def test_a_row_with_more_cells_than_the_header_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    (_, wrong), (_, right) = read(written(tmp_path / "x.csv", b"Naam;Datum;Aantal\na;b;1;2;3\na;b;1\n"))

    assert isinstance(wrong, Weigering)
    assert right == ("a", "b", "1", None)


def test_a_workbook_with_choice_lists_and_hundreds_of_empty_rows(tmp_path: Path) -> None:
    empty = [None, None, None]
    rows = [KOP, ["a", date(2020, 1, 1), 7], *[empty] * 600]
    path = schrijf_xlsx(tmp_path / "x.csv", rows, "Export 3", {"Keuzes": ["Naam", "Datum"], "Leeg": []})

    table = read_table(path, HEADER)
    first = next(table.rows())

    assert first[0] == 2
    assert first[1][0] == "a"
    assert first[1][1] in (date(2020, 1, 1), datetime(2020, 1, 1))  # noqa: DTZ001 - a date cell knows no zone
    assert first[1][2] == 7
    assert all(not any(cells) for _, cells in list(table.rows())[1:])


def test_a_table_can_be_read_twice(tmp_path: Path) -> None:
    table = read_table(schrijf_xlsx(tmp_path / "x.xlsx", [KOP, ["a", "b", 1]]), HEADER)

    assert list(table.rows()) == list(table.rows())


@pytest.mark.parametrize(
    ("kop", "zegt"),
    [
        ("Naam;Datums;Aantal", r"‘Datum’ ontbreekt.*‘datums’"),
        ("Naam;Datum", "‘Aantal’ ontbreekt"),
        ("Naam;Datum;Aantal;Kleur;Maat", "‘kleur’ kennen we niet"),
        ("Naam;Datum;Aantal;Naam", "‘naam’ staat er 2 keer in"),
        ("Naam;Datum;;Aantal;Ja", "Kolom 3 heeft geen naam"),
        ("A;B;C", "kop van de tabel is niet gevonden"),
    ],
)
def test_a_wrong_header_says_which_column(tmp_path: Path, kop: str, zegt: str) -> None:
    with pytest.raises(Weigering, match=zegt) as geweigerd:
        read(written(tmp_path / "x.csv", f"{kop}\na;b;c\n".encode()))

    assert geweigerd.value.doe


def test_a_workbook_without_the_header_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Weigering, match="Geen van de bladen"):
        read(schrijf_xlsx(tmp_path / "x.xlsx", [["A", "B", "C"], [1, 2, 3]]))


@pytest.mark.parametrize("name", ["982738237", "06-12345678", "p.puk@voorbeeld.nl"])
def test_a_heading_that_may_be_of_a_person_is_named_by_its_place(tmp_path: Path, name: str) -> None:
    path = tmp_path / "x.csv"
    path.write_text(f"Naam;Datum;{name}\na;1;b\n")

    with pytest.raises(Weigering, match="naam van kolom 3") as refused:
        read_table(path, Header(required=("Naam", "Datum")))
    assert name not in str(refused.value)
