"""An export as people really hold it: a workbook with choice lists, date cells, number cells and empty rows."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from doorzicht.domain.klant.model import SONAR_KOLOMMEN
from doorzicht.domain.klant.tables import InschrijvingTable, KlantTable, WoonplaatsTable
from doorzicht.domain.klantprofiel import service as klantprofielen
from doorzicht.domain.klantprofiel.tables import KlantprofielTable
from doorzicht.foundation.invoer import Opdracht
from tests.invoerbestanden import schrijf_xlsx, sonar_rij

LIJSTEN = {"Keuzelijst": ["Opleidingsniveau", "VMBO", "MBO"], "Gemeenten": ["Gemeente", "Almelo"]}


def test_an_untidy_workbook(kaart: None, tmp_path: Path) -> None:
    rij = sonar_rij(
        12345672,  # a number cell: the leading zero is gone
        Inschrijfdatum=datetime(2020, 3, 15),  # noqa: DTZ001 - a date cell knows no zone
        Datum_melding=43862,  # the serial number of 1 February 2020
        Gemeente=141,
        Opleidingsniveau="vmbo",
        Leeftijd=30.0,
        Klantprofiel=date(2021, 2, 3),
    )
    leeg = [None] * 35
    rijen = [[*SONAR_KOLOMMEN, None], [*rij.values(), "JA"], *[leeg] * 400]
    pad = schrijf_xlsx(tmp_path / "export.xlsx", rijen, "Rapport 7", LIJSTEN)

    uitslag = klantprofielen.importeer_sonar_export(pad, Opdracht(door="test"))

    klant = KlantTable.objects.get()
    assert (uitslag.nieuw, uitslag.geweigerd) == (1, 0)
    assert (klant.datum_melding, klant.opleidingsniveau, klant.leeftijd) == (date(2020, 2, 1), "VMBO", 30)
    assert InschrijvingTable.objects.get().van == date(2020, 3, 15)
    assert WoonplaatsTable.objects.get().gemeente_code == "GM0141"
    profiel = KlantprofielTable.objects.get()
    assert (profiel.vastgesteld_op, profiel.toestemming_delen) == (date(2021, 2, 3), True)
