"""What we publish ourselves reads back as it went out: CSV and workbooks, hidden cells and all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from doorzicht.domain.publicatie.model import UitgaveInhoud
from doorzicht.domain.publicatie.render.opendata import maak_csv
from doorzicht.domain.publicatie.render.werkboek import maak_ods, maak_xlsx
from doorzicht.domain.publicatie.rules.herstel import Herstel, herstel
from doorzicht.domain.publicatie.rules.vergelijken import Celverschil, vergelijk
from doorzicht.infra.spreadsheets.tables import read_sheets
from tests.uitgaven import VOORBEELDEN, onderdrukt, twente

FORMATEN = {"tabel.csv": maak_csv, "tabel.xlsx": maak_xlsx, "tabel.ods": maak_ods}


def lees_terug(inhoud: UitgaveInhoud, naam: str, folder: Path) -> Herstel:
    (folder / naam).write_bytes(FORMATEN[naam](inhoud))
    return herstel(read_sheets(folder / naam))


@pytest.mark.parametrize("naam", FORMATEN)
@pytest.mark.parametrize("voorbeeld", VOORBEELDEN)
def test_an_uitgave_reads_back_as_it_went_out(tmp_path, naam, voorbeeld):
    inhoud = VOORBEELDEN[voorbeeld]()

    gelezen = lees_terug(inhoud, naam, tmp_path)

    assert gelezen.sluit
    assert gelezen.bevindingen == ()
    assert (gelezen.tabel.regio_nummer, gelezen.tabel.regio) == (
        inhoud.tabel.regio_nummer,
        inhoud.tabel.regio,
    )
    assert vergelijk(gelezen, inhoud) == ()


@pytest.mark.parametrize("naam", ["tabel.xlsx", "tabel.ods"])
def test_a_workbook_tells_its_register_total(tmp_path, naam):
    slotzin = lees_terug(twente(), naam, tmp_path).tabel.slotzin

    assert (slotzin.doelgroepregister, slotzin.bekend_procent) == (11_649, 74)


def test_every_cell_that_differs_is_named(tmp_path):
    gelezen = lees_terug(onderdrukt(), "tabel.csv", tmp_path)

    verschillen = vergelijk(gelezen, twente())

    dinkelland = [verschil for verschil in verschillen if verschil.waar == "rij Dinkelland"]
    assert dinkelland == [
        Celverschil("rij Dinkelland", "gemeenteklanten met profiel", "x", 1),
        Celverschil("rij Dinkelland", "gemeenteklanten zonder profiel", "x", 31),
        Celverschil("rij Dinkelland", "UWV-klanten zonder profiel", "x", 9),
    ]
    assert all(verschil.in_bestand == "x" for verschil in verschillen)


def test_a_row_that_only_one_of_the_two_has_is_named(tmp_path):
    inhoud = twente()
    zonder_wierden = replace(inhoud, tabel=replace(inhoud.tabel, regels=inhoud.tabel.regels[:-1]))

    verschillen = vergelijk(lees_terug(zonder_wierden, "tabel.csv", tmp_path), inhoud)

    assert Celverschil("rij Wierden", "hele rij", None, "staat er") in verschillen
    assert Celverschil("totaalrij", "totaal", 8_613 - 166, 8_613) in verschillen
