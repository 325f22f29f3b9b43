"""The workbook of an uitgave, read back by programs that had no part in making it."""

from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from odfdo import Document
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from python_calamine import CalamineWorkbook

from doorzicht.domain.publicatie.render.werkboek import maak_ods, maak_xlsx
from tests import uitgaven

BLADEN = ["Tabel", "Per kwartaal", "Per regio", "Toelichting"]


def xlsx() -> Workbook:
    return load_workbook(BytesIO(maak_xlsx(uitgaven.twente())))


def test_every_sheet_holds_one_table_from_its_first_cell():
    boek = xlsx()
    assert boek.sheetnames == BLADEN
    for blad in boek:
        (tabel,) = blad.tables.values()
        assert tabel.ref.startswith("A1:")
        assert tabel.ref == blad.dimensions
        assert blad.freeze_panes == "A2"
        assert not blad.merged_cells.ranges


def test_figures_are_numbers_with_a_thousands_sign():
    cel = xlsx()["Tabel"]["F5"]
    assert (cel.value, cel.number_format) == (1010, "#,##0")


def test_the_last_row_is_the_total():
    laatste = [cel.value for cel in list(xlsx()["Tabel"].rows)[-1]]
    assert laatste[3:] == ["TOTAAL AMR", 376, 2432, 5020, 785, 8613]


def test_the_file_is_dated_on_the_day_of_issue():
    gegevens = xlsx().properties
    assert str(gegevens.created.date()) == str(gegevens.modified.date()) == "2022-09-15"


@pytest.mark.parametrize("maak", [maak_xlsx, maak_ods])
def test_both_formats_hold_the_same_cells(maak):
    boek = CalamineWorkbook.from_filelike(BytesIO(maak(uitgaven.onderdrukt())))
    assert boek.sheet_names == BLADEN
    rijen = boek.get_sheet_by_name("Tabel").to_python()
    assert rijen[3] == [9, "Twente", "GM1774", "Dinkelland", "x", "x", 107, "x", 148]
    assert rijen[-1][4:] == [376, 2432, 5020, 785, 8613]


def test_the_ods_is_what_an_ods_library_expects():
    document = Document(BytesIO(maak_ods(uitgaven.twente())))
    assert [tabel.name for tabel in document.body.tables] == BLADEN
    assert document.meta.title == "Transparantie van klantprofielen, tweede kwartaal 2022, Twente"
    assert document.meta.language == "nl-NL"


def test_an_ods_says_first_what_it_is():
    eerste = ZipFile(BytesIO(maak_ods(uitgaven.twente()))).infolist()[0]
    assert (eerste.filename, eerste.compress_type) == ("mimetype", 0)


@pytest.mark.parametrize("maak", [maak_xlsx, maak_ods])
@pytest.mark.parametrize("begin", ["=", "+", "-", "@"])
def test_no_text_becomes_a_formula(maak, begin: str):
    inhoud = replace(uitgaven.twente(), toelichting=(f"{begin}HYPERLINK()",), uitgever=f"{begin}1")
    boek = CalamineWorkbook.from_filelike(BytesIO(maak(inhoud)))
    cellen = [cel for naam in BLADEN for rij in boek.get_sheet_by_name(naam).to_python() for cel in rij]
    assert [cel for cel in cellen if str(cel).startswith(("=", "+", "-", "@", "\t", "\r"))] == []
