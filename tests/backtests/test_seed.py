"""The published text of Twente, second quarter of 2022: read back, its shifted total row is mended by its sums."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from doorzicht.domain.publicatie.rules.herstel import Herstel, herstel
from doorzicht.infra.spreadsheets.tables import read_sheets

SEED = Path(__file__).parent / "gegevens" / "transparantie-klantprofielen-2022-kw2-twente.txt"


@pytest.fixture(scope="module")
def gelezen() -> Herstel:
    return herstel(read_sheets(SEED))


def test_the_total_row_is_the_sum_of_the_fourteen_rows(gelezen):
    assert gelezen.sluit
    assert len(gelezen.rijen) == 14
    assert gelezen.totaal == (376, 2_432, 5_020, 785, 376 + 2_432 + 5_020 + 785)
    assert gelezen.totaal[4] == 8_613


def test_what_was_found_and_mended_is_told(gelezen):
    assert [(b.soort.value, b.gevonden, b.hersteld) for b in gelezen.bevindingen] == [
        ("totaalrij-verschoven", "één cel naar rechts", "teruggezet"),
        ("eindtotaal-ontbreekt", "leeg", "8.613"),
        ("spelling", "banenafpraak (7 keer)", "banenafspraak"),
    ]


def test_region_quarter_and_closing_sentence_are_read(gelezen):
    tabel = gelezen.tabel

    assert (tabel.regio_nummer, tabel.regio, tabel.kwartaal) == (9, "Twente", "2022-kw2")
    assert (tabel.slotzin.doelgroepregister, tabel.slotzin.bekend_procent) == (11_649, 74)  # 8.613 / 11.649


def test_rows_stand_as_published(gelezen):
    rijen = {rij.gemeente: lezing for rij, lezing in zip(gelezen.tabel.rijen, gelezen.rijen, strict=True)}

    assert rijen["Enschede"] == (174, 1_010, 1_650, 218, 3_052)
    assert rijen["Dinkelland"] == (1, 31, 107, 9, 148)


def test_a_single_wrong_digit_is_told_and_not_mended(tmp_path):
    kopie = tmp_path / "fout.txt"
    kopie.write_text(SEED.read_text(encoding="utf-8").replace("1.010", "1.070"), encoding="utf-8")

    fout = herstel(read_sheets(kopie))

    assert not fout.sluit
    assert [b.uitleg for b in fout.bevindingen][:2] == [
        "Rij Enschede: de getallen zijn samen 3.112, maar er staat 3.052 (verschil 60).",
        "Kolom gemeenteklanten zonder profiel: de getallen zijn samen 2.492, maar er staat 2.432 (verschil 60).",
    ]


def test_the_same_table_in_a_workbook_reads_the_same(tmp_path, gelezen):
    book = openpyxl.Workbook()
    for line in SEED.read_text(encoding="utf-8").splitlines():
        cells = [cell.replace("<b>", "").replace("</b>", "") for cell in line.split("\t")]
        numbers = [cell.replace(".", "") for cell in cells]
        book.active.append(
            [int(n) if n.isdigit() else c or None for n, c in zip(numbers, cells, strict=True)]
        )
    book.save(tmp_path / "seed.xlsx")

    uit_werkmap = herstel(read_sheets(tmp_path / "seed.xlsx"))

    assert uit_werkmap.rijen == gelezen.rijen
    assert uit_werkmap.totaal == gelezen.totaal
    assert uit_werkmap.bevindingen == gelezen.bevindingen


def test_a_wrong_digit_in_the_seed_does_not_hide_that_the_total_row_is_shifted(tmp_path):
    fout = tmp_path / "fout.txt"
    fout.write_text(SEED.read_text(encoding="utf-8").replace("\t361\t", "\t362\t"), encoding="utf-8")

    gelezen = herstel(read_sheets(fout))

    assert not gelezen.sluit
    verschoven = [b for b in gelezen.bevindingen if b.soort.value == "totaalrij-verschoven"]
    assert [(b.gevonden, b.hersteld) for b in verschoven] == [("één cel naar rechts", None)]
