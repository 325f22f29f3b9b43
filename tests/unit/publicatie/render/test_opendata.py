"""The open data of an uitgave: what a program reads."""

import csv
import json
from dataclasses import replace
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from csvw import CSVW

from doorzicht.domain.publicatie.model import Beleid, Bescherming, Regel
from doorzicht.domain.publicatie.render import opendata
from tests import uitgaven

KOP = (
    "regio_nummer,regio,gemeente_code,gemeente,gemeenteklant_profiel,gemeenteklant_geen_profiel,"
    "uwvklant_profiel,uwvklant_geen_profiel,totaal"
)


def test_the_csv_has_the_agreed_heading_and_a_row_a_gemeente_without_a_total():
    regels = opendata.maak_csv(uitgaven.twente()).decode().splitlines()
    assert regels[0] == KOP
    assert regels[4] == "9,Twente,GM0153,Enschede,174,1010,1650,218,3052"
    assert len(regels) == 1 + 14


def test_a_hidden_cell_is_x_in_the_csv_and_null_in_the_json():
    inhoud = uitgaven.onderdrukt()
    rijen = {rij["gemeente"]: rij for rij in csv.DictReader(StringIO(opendata.maak_csv(inhoud).decode()))}
    uitgave = json.loads(opendata.maak_json(inhoud))
    assert rijen["Dinkelland"]["gemeenteklant_profiel"] == "x"
    assert uitgave["rijen"][2]["gemeenteklantProfiel"] is None


def test_the_json_says_the_published_figures():
    uitgave = json.loads(opendata.maak_json(uitgaven.twente()))
    assert set(uitgave) == {
        "kwartaal",
        "peildatum",
        "regio",
        "beleid",
        "drempel",
        "rijen",
        "totaal",
        "doelgroepregister",
        "bekendProcent",
        "uitgever",
        "uitgegevenOp",
        "versie",
        "peilingHash",
        "toelichting",
    }
    assert (uitgave["kwartaal"], uitgave["peildatum"]) == ("2022-kw2", "2022-06-30")
    assert uitgave["regio"] == {"nummer": 9, "naam": "Twente"}
    assert list(uitgave["totaal"].values()) == [376, 2432, 5020, 785, 8613]
    assert (uitgave["doelgroepregister"], uitgave["bekendProcent"]) == (11649, 74)


def test_the_json_says_who_issued_it_and_when_by_what_was_stored():
    inhoud = replace(uitgaven.twente(), uitgever="Regio Twente", uitgegeven_op=date(2022, 7, 14))
    uitgave = json.loads(opendata.maak_json(inhoud))
    assert (uitgave["uitgever"], uitgave["uitgegevenOp"]) == ("Regio Twente", "2022-07-14")


@pytest.mark.parametrize(
    ("beleid", "drempel"),
    [(Beleid.ONDERDRUKT, 7), (Beleid.AFGEROND_5, None), (Beleid.ZOALS_GEPUBLICEERD, None)],
)
def test_the_json_says_the_drempel_only_where_it_counts(beleid: Beleid, drempel: int | None):
    inhoud = replace(uitgaven.twente(), bescherming=Bescherming(beleid, drempel=7))
    assert json.loads(opendata.maak_json(inhoud))["drempel"] == drempel


def test_every_key_of_the_json_is_explained():
    uitleg = Path(__file__).parents[4].joinpath("docs", "opendata.md").read_text(encoding="utf-8")
    uitgave = json.loads(opendata.maak_json(uitgaven.twente()))
    assert [sleutel for sleutel in (*uitgave, *uitgave["totaal"]) if f"`{sleutel}`" not in uitleg] == []


@pytest.mark.parametrize("naam", uitgaven.VOORBEELDEN)
def test_the_csv_fits_its_own_description(naam: str, tmp_path: Path):
    inhoud = uitgaven.VOORBEELDEN[naam]()
    (tmp_path / "tabel.csv").write_bytes(opendata.maak_csv(inhoud))
    beschrijving = tmp_path / "tabel.csv-metadata.json"
    beschrijving.write_bytes(opendata.maak_csv_metadata(inhoud))
    gelezen = CSVW(str(beschrijving), validate=True)
    assert gelezen.is_valid
    rijen = [rij for tabel in gelezen.tables for rij in tabel]
    assert [rij["totaal"] for rij in rijen] == [regel.cijfers.totaal for regel in inhoud.tabel.regels]


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r"])
def test_no_name_becomes_a_formula(begin: str):
    inhoud = uitgaven.twente()
    regel = replace(inhoud.tabel.regels[0], gemeente=f"{begin}1+1")
    tabel = replace(inhoud.tabel, regels=(Regel(regel.gemeente_code, regel.gemeente, regel.cijfers),))
    rijen = csv.reader(StringIO(opendata.maak_csv(replace(inhoud, tabel=tabel)).decode(), newline=""))
    assert [cel for rij in rijen for cel in rij if cel.startswith(("=", "+", "-", "@", "\t", "\r"))] == []
