"""A klant gets all that is held of him, on a page and as a file; nobody else gets it, and every look is on record."""

from __future__ import annotations

import json
from io import BytesIO
from uuid import uuid4

import pikepdf
import pytest

from doorzicht.domain.betrokkene import service
from doorzicht.domain.betrokkene.model import Correctieveld
from doorzicht.domain.betrokkene.rules.dekking import IN_INZAGE
from doorzicht.domain.toegang.model import Organisatiesoort, Rol
from doorzicht.domain.toegang.service import GeenToegang, NietGevonden
from doorzicht.domain.toegang.tables import LogregelTable
from tests.handelenden import handelende, organisatie
from tests.integration.betrokkene.conftest import BSN, VELDEN


def woorden(inzage) -> list[str]:
    return [gegeven.in_woorden for r in inzage.rubrieken for rij in r.rijen for gegeven in rij]


def test_a_klant_reads_every_fact_that_is_held_of_him(bekende):
    inzage = service.geef_inzage(bekende.zelf, bekende.id)
    gelezen = woorden(inzage)

    verwacht = VELDEN | {"geslacht": "vrouw"}  # a word for the code
    assert [waarde for waarde in map(str, verwacht.values()) if waarde not in gelezen] == []
    assert gelezen.count(BSN) == 2  # as a klant, and in the register
    assert "Wajong (oud of 2010) en kan werken" in gelezen
    assert "4 maart 2021" in gelezen
    assert "Mevrouw Ondenkbaar stond aan de balie" in gelezen
    assert "noor" in gelezen


def test_what_is_not_known_is_said_to_be_not_known(bekende):
    over_jou = service.geef_inzage(bekende.zelf, bekende.id).rubriek("klant").rijen[0]

    assert {gegeven.naam: gegeven.in_woorden for gegeven in over_jou}["Rijbewijs"] == "niet bekend"


def test_the_inzage_tells_of_every_table_that_is_said_to_be_in_it(bekende):
    inzage = service.geef_inzage(bekende.zelf, bekende.id)

    assert {tabel: r.sleutel for r in inzage.rubrieken for tabel in r.tabellen} == IN_INZAGE


def test_a_file_for_programs_holds_what_the_page_holds(bekende):
    bestand = json.loads(service.geef_bestand(bekende.zelf, bekende.id, service.Vorm.JSON))

    assert bestand["rubrieken"]["klant"]["gegevens"][0]["Naam"] == "Noor Ondenkbaar"
    assert bestand["rubrieken"]["klant"]["gegevens"][0]["Rijbewijs"] is None
    assert bestand["rubrieken"]["klant"]["gegevens"][0]["Geslacht"] == "vrouw"
    assert bestand["rubrieken"]["klant"]["gegevens"][0]["Geslacht (zoals opgeslagen)"] == "V"
    assert "Naam (zoals opgeslagen)" not in bestand["rubrieken"]["klant"]["gegevens"][0]
    assert set(bestand["rubrieken"]) == set(IN_INZAGE.values())


def test_a_file_to_read_is_tagged_and_in_dutch(bekende):
    pdf = service.geef_bestand(bekende.zelf, bekende.id, service.Vorm.PDF)

    with pikepdf.open(BytesIO(pdf)) as document:
        assert document.Root.MarkInfo.Marked
        assert str(document.Root.Lang).startswith("nl")
        assert "/StructTreeRoot" in document.Root


def test_his_own_klantmanager_makes_the_file_for_who_has_no_account(bekende):
    assert service.geef_bestand(bekende.klantmanager, bekende.id, service.Vorm.JSON)

    regel = LogregelTable.objects.latest("id")
    assert (regel.gebruiker, regel.handeling, regel.wijze) == ("k.manager", "betrokkene.inzage", "uitvoer")
    assert "register" in regel.velden


def test_the_file_that_a_klantmanager_makes_is_as_whole_as_her_own(bekende):
    service.geef_inzage(bekende.zelf, bekende.id)
    van_haar = json.loads(service.geef_bestand(bekende.zelf, bekende.id, service.Vorm.JSON))["rubrieken"]
    van_hem = json.loads(service.geef_bestand(bekende.klantmanager, bekende.id, service.Vorm.JSON))[
        "rubrieken"
    ]

    anders = {naam for naam in van_haar if van_haar[naam]["gegevens"] != van_hem[naam]["gegevens"]}
    assert anders == {"wie-keek"}  # his own look came to it
    assert len(van_hem["wie-keek"]["gegevens"]) == len(van_haar["wie-keek"]["gegevens"]) + 1


def test_who_may_not_gets_nothing_and_no_line_says_that_he_saw_it(bekende):
    with pytest.raises(GeenToegang):
        service.geef_inzage(bekende.teamleider, bekende.id)
    with pytest.raises(NietGevonden):
        service.geef_inzage(bekende.vreemde, bekende.id)
    with pytest.raises(NietGevonden):
        service.geef_inzage(bekende.klantmanager, uuid4())

    assert LogregelTable.objects.count() == 0


def test_another_klant_does_not_exist_for_a_klant(bekende):
    ander = handelende(Rol.KLANT, organisatie(Organisatiesoort.GEMEENTE), "ander", klant=uuid4())

    with pytest.raises(NietGevonden):
        service.geef_inzage(ander, bekende.id)


def test_who_looked_names_every_look_with_its_purpose(bekende):
    service.geef_bestand(bekende.klantmanager, bekende.id, service.Vorm.JSON)

    blikken = service.wie_keek(bekende.zelf, bekende.id)

    assert [(b.gebruiker, b.handeling, b.doel.value) for b in blikken] == [
        ("noor", "betrokkene.wie-keek", "eigen-gegevens"),
        ("k.manager", "betrokkene.inzage", "dienstverlening"),
    ]


def test_who_looked_is_for_the_klant_alone(bekende):
    with pytest.raises(GeenToegang):
        service.wie_keek(bekende.klantmanager, bekende.id)


@pytest.mark.parametrize(
    ("veld", "groep"), [(Correctieveld.TELEFOON, "contact"), (Correctieveld.REGISTER, "register")]
)
def test_whoever_reads_what_was_asked_is_logged_with_the_fields_that_stand_in_it(bekende, veld, groep):
    service.vraag_correctie(bekende.zelf, bekende.id, veld, "", "0698765432")

    for wie, lees in ((bekende.zelf, service.verzoeken_van), (bekende.klantmanager, service.verzoeken_van)):
        lees(wie, bekende.id)
        assert groep in LogregelTable.objects.latest("id").velden
    service.open_verzoeken(bekende.klantmanager)
    regel = LogregelTable.objects.latest("id")
    assert (regel.wijze, set(regel.velden)) == ("lijst", {"identiteit", "profiel", groep})
