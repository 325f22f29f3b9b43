"""The pages of a klant and of who answers him, through the gate, as a browser asks for them."""

from __future__ import annotations

import json

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from doorzicht.domain.betrokkene.tables import CorrectieverzoekTable
from doorzicht.domain.klantprofiel.tables import KlantbezwaarTable
from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import Kijkwijze, Organisatiesoort, Rol, Veldgroep
from doorzicht.domain.toegang.tables import LogregelTable
from tests.handelenden import ENSCHEDE, HENGELO, organisatie
from tests.integration.betrokkene.conftest import Bekende


@pytest.fixture
def noor(aangemeld, bekende: Bekende) -> Client:
    return aangemeld(
        Rol.KLANT, organisatie(Organisatiesoort.GEMEENTE, gemeente=ENSCHEDE), "noor", klant=bekende.id
    )


@pytest.fixture
def klantmanager(aangemeld, bekende: Bekende) -> Client:
    return aangemeld(Rol.KLANTMANAGER, organisatie(Organisatiesoort.GEMEENTE, gemeente=ENSCHEDE), "k.manager")


@pytest.fixture
def vreemde(aangemeld, bekende: Bekende) -> Client:
    return aangemeld(Rol.KLANTMANAGER, organisatie(Organisatiesoort.GEMEENTE, gemeente=HENGELO), "v.reemde")


def test_a_klant_reads_what_is_known_of_her(noor):
    antwoord = noor.get("/mijn/")

    assert antwoord.status_code == 200
    assert antwoord["Cache-Control"] == "no-store"
    tekst = antwoord.content.decode()
    assert "Noor Ondenkbaar" in tekst
    assert "Fietsenmaker" in tekst
    assert "niet bekend" in tekst
    assert "999990019" not in tekst  # over a shoulder
    assert "••••••019" in tekst


def test_the_same_in_english(noor):
    tekst = noor.get("/en/mijn/").content.decode()

    assert "What we know about you" in tekst
    assert "not known" in tekst
    assert "Wat we van je weten" not in tekst


@pytest.mark.parametrize(("vorm", "begin"), [("json", b"{"), ("pdf", b"%PDF")])
def test_she_takes_it_along(noor, vorm, begin):
    antwoord = noor.get(f"/mijn/gegevens.{vorm}")

    assert antwoord.content.startswith(begin)
    assert antwoord["Content-Disposition"] == f'attachment; filename="mijn-gegevens.{vorm}"'
    assert antwoord["Cache-Control"] == "no-store"
    assert LogregelTable.objects.latest("id").wijze == "uitvoer"


def test_a_form_that_is_none_is_not_there(noor):
    assert noor.get("/mijn/gegevens.xml").status_code == 404


def test_she_sees_who_looked(noor, klantmanager, bekende):
    klantmanager.get(reverse("klant-inzage", args=[bekende.id, "json"]))

    tekst = noor.get("/mijn/wie-keek/").content.decode()

    assert "Klantmanager, Gemeente Enschede" in tekst
    assert "Opgehaald als bestand" in tekst
    assert "k.manager" not in tekst


def test_however_often_was_looked_the_file_has_all_of_it(noor, bekende):
    with toegang.transactie(bekende.klantmanager, "klant.dossier") as handeling:
        for _keer in range(130):
            handeling.zie([bekende.id], Kijkwijze.PAGINA, [Veldgroep.WERK])

    tekst = noor.get("/mijn/wie-keek/").content.decode()
    bestand = json.loads(noor.get("/mijn/gegevens.json").content)

    assert tekst.count("Klantmanager, Gemeente Enschede") == 100
    assert "Er keken er meer" in tekst
    rollen = [blik["Rol"] for blik in bestand["rubrieken"]["wie-keek"]["gegevens"]]
    assert rollen.count("klantmanager") == 130


def test_she_asks_for_a_correction_and_her_klantmanager_honours_it(noor, klantmanager, bekende):
    vraag = {"veld": "telefoon", "staat_er": "0612345678", "moet_zijn": "0687654321"}
    assert noor.post("/mijn/verbeteren/", vraag).status_code == 302
    verzoek = CorrectieverzoekTable.objects.get()
    assert "Noor Ondenkbaar" in klantmanager.get("/werk/correcties/").content.decode()
    pad = reverse("correctie", args=[verzoek.id])
    assert "0687654321" in klantmanager.get(pad).content.decode()

    antwoord = klantmanager.post(pad, {"besluit": "ja", "nieuw": "0687654321", "uitleg": "Aangepast."})

    assert antwoord.status_code == 302
    assert "0687654321" in noor.get("/mijn/").content.decode()
    assert "Gedaan: je kreeg gelijk" in noor.get("/mijn/verbeteren/").content.decode()
    assert "Noor" not in klantmanager.get("/werk/correcties/").content.decode()


def test_what_is_not_changed_is_not_honoured_and_a_name_is_changed_along_with_the_yes(
    noor, klantmanager, bekende
):
    noor.post("/mijn/verbeteren/", {"veld": "naam", "moet_zijn": "Nora Ondenkbaar"})
    noor.post("/mijn/verbeteren/", {"veld": "adres", "moet_zijn": "Zandkuilweg 82"})
    paden = {v.veld: reverse("correctie", args=[v.id]) for v in CorrectieverzoekTable.objects.all()}

    for pad in paden.values():
        antwoord = klantmanager.post(pad, {"besluit": "ja", "uitleg": "Gedaan."})
        assert antwoord.status_code == 400
        assert "staat nog hetzelfde" in antwoord.content.decode()
    assert "Gedaan: je kreeg gelijk" not in noor.get("/mijn/verbeteren/").content.decode()

    assert klantmanager.post(paden["naam"], {"besluit": "ja", "nieuw": "Nora Ondenkbaar"}).status_code == 302
    assert "Nora Ondenkbaar" in noor.get("/mijn/").content.decode()
    formulier = {"versie": "2", "huisnummer": "82"}
    klantmanager.post(reverse("klant-wijzigen", args=[bekende.id]), formulier)
    assert "Dit is veranderd sinds" in klantmanager.get(paden["adres"]).content.decode()
    assert klantmanager.post(paden["adres"], {"besluit": "ja"}).status_code == 302


def test_what_is_kept_elsewhere_is_passed_on_and_the_klant_reads_to_whom(noor, klantmanager, bekende):
    noor.post("/mijn/verbeteren/", {"veld": "register", "moet_zijn": "Ik sta er niet meer in"})
    pad = reverse("correctie", args=[CorrectieverzoekTable.objects.get().id])
    assert "Het doelgroepregister houdt UWV bij." in klantmanager.get(pad).content.decode()
    assert klantmanager.post(pad, {"besluit": "ja", "uitleg": ""}).status_code == 400
    assert klantmanager.post(pad, {"besluit": "ja", "uitleg": "Doorgegeven aan UWV."}).status_code == 302
    assert "Doorgegeven aan UWV." in noor.get("/mijn/verbeteren/").content.decode()


def test_a_refusal_without_a_reason_is_refused(noor, klantmanager, bekende):
    noor.post("/mijn/verbeteren/", {"veld": "naam", "moet_zijn": "Nora"})
    verzoek = CorrectieverzoekTable.objects.get()
    pad = reverse("correctie", args=[verzoek.id])

    antwoord = klantmanager.post(pad, {"besluit": "nee", "uitleg": " "})

    assert antwoord.status_code == 400
    assert "Je hebt nog niets geschreven." in antwoord.content.decode()
    klantmanager.post(pad, {"besluit": "nee", "uitleg": "Je naam komt van de gemeente."})
    assert "Je naam komt van de gemeente." in noor.get("/mijn/verbeteren/").content.decode()


@pytest.mark.parametrize(
    "vraag",
    [{}, {"veld": "bsn", "moet_zijn": "1"}, {"veld": "naam"}, {"veld": "naam", "moet_zijn": "x" * 501}],
)
def test_a_request_that_says_too_little_or_too_much_is_not_stored(noor, vraag):
    assert noor.post("/mijn/verbeteren/", vraag).status_code == 400
    assert CorrectieverzoekTable.objects.count() == 0


def test_she_stops_being_shown_to_employers_and_may_come_back(noor):
    noor.post("/mijn/bezwaar/", {"verwerking": "verkenner"})
    bezwaar = KlantbezwaarTable.objects.get()
    assert bezwaar.status == "geldt"
    assert "Gestopt" in noor.get("/mijn/bezwaar/").content.decode()

    noor.post("/mijn/bezwaar/", {"verwerking": "verkenner", "intrekken": str(bezwaar.id)})

    bezwaar.refresh_from_db()
    assert bezwaar.status == "ingetrokken"


def test_on_another_objection_her_organisation_decides(noor, klantmanager):
    noor.post("/mijn/bezwaar/", {"verwerking": "cijfers", "reden": "Ik wil niet geteld worden"})
    bezwaar = KlantbezwaarTable.objects.get()
    pad = reverse("bezwaar", args=[bezwaar.id])
    assert "Ik wil niet geteld worden" in klantmanager.get(pad).content.decode()

    klantmanager.post(pad, {"besluit": "nee", "uitleg": "Voor statistiek mag het."})

    assert "Voor statistiek mag het." in noor.get("/mijn/bezwaar/").content.decode()


def test_at_the_counter_his_klantmanager_writes_it_down(klantmanager, bekende):
    pad = reverse("klant-rechten", args=[bekende.id])
    assert klantmanager.get(pad).status_code == 200

    klantmanager.post(pad, {"veld": "beroep", "moet_zijn": "Kok"})
    klantmanager.post(pad, {"verwerking": "verkenner"})

    assert CorrectieverzoekTable.objects.get().moet_zijn == "Kok"
    assert KlantbezwaarTable.objects.get().status == "geldt"


def test_for_another_organisation_there_is_no_such_klant_and_no_such_request(vreemde, noor, bekende):
    noor.post("/mijn/verbeteren/", {"veld": "naam", "moet_zijn": "Nora"})
    verzoek = CorrectieverzoekTable.objects.get()
    paden = [
        reverse("klant-rechten", args=[bekende.id]),
        reverse("klant-inzage", args=[bekende.id, "json"]),
        reverse("correctie", args=[verzoek.id]),
    ]

    assert [vreemde.get(pad).status_code for pad in paden] == [404, 404, 404]
    assert "Nora" not in vreemde.get("/werk/correcties/").content.decode()
    assert vreemde.post(paden[2], {"besluit": "ja"}).status_code == 404


def test_a_colleague_has_no_page_of_his_own_data_here(klantmanager):
    assert klantmanager.get("/mijn/").status_code == 403


def test_when_the_look_cannot_be_written_down_nothing_is_shown(noor):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE toegang_logregel ADD CONSTRAINT dicht CHECK (handeling = '') NOT VALID")

    antwoord = noor.get("/mijn/")

    assert antwoord.status_code == 503
    assert "Zandkuilweg" not in antwoord.content.decode()  # her name is that of who is logged in


def test_the_file_holds_no_more_than_the_page_may_show(noor):
    bestand = json.loads(noor.get("/mijn/gegevens.json").content)

    assert "bsn_versleuteld" not in json.dumps(bestand)
    assert "bsn_index" not in json.dumps(bestand)
