"""The pages of beheer: a person is added, a role decided on, and what was typed stays when it is refused."""

from __future__ import annotations

import re
from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from doorzicht.domain.toegang.model import Organisatiesoort, Rol
from doorzicht.domain.toegang.tables import (
    AfwezigheidTable,
    GebruikerTable,
    OrganisatieTable,
    RoltoekenningTable,
    UitnodigingTable,
)
from tests.aanmelden import meld_aan, stel_in
from tests.handelenden import gebruiker_met_rol, organisatie

pytestmark = pytest.mark.django_db
CAS = {
    "account": "cas.visser",
    "naam": "Cas Visser",
    "email": "cas@enschede.example",
    "rol": "klantmanager",
    "tot": "",
}


@pytest.fixture
def enschede(kaart) -> OrganisatieTable:
    return organisatie(Organisatiesoort.GEMEENTE)


@pytest.fixture
def als(enschede) -> Callable[..., Client]:
    """A browser of somebody, a beheerder of Enschede unless told otherwise."""

    def browser(account: str, rol: Rol = Rol.BEHEERDER, bij: OrganisatieTable | None = None) -> Client:
        client = Client()
        meld_aan(client, rol, bij or enschede, account)
        return client

    return browser


def cas() -> UUID:
    return GebruikerTable.objects.get(account="cas.visser").id


def test_a_person_is_added_and_somebody_else_grants_the_role(als):
    an, bo = als("an"), als("bo")
    antwoord = an.post(reverse("beheer-gebruiker-nieuw"), CAS)
    assert antwoord.headers["Location"] == reverse("beheer-gebruiker", args=[cas()])
    rol = RoltoekenningTable.objects.get(gebruiker=cas())
    besluit = {"rol": str(rol.id), "besluit": "ja"}

    assert an.post("/beheer/rollen/", besluit).status_code == 400
    te_vroeg = bo.post("/beheer/rollen/", besluit)
    assert (te_vroeg.status_code, "nog niet ingesteld" in te_vroeg.text) == (400, True)
    stel_in("cas.visser")
    assert "Cas Visser" in bo.get("/beheer/rollen/").text
    assert bo.post("/beheer/rollen/", besluit).status_code == 302

    rol.refresh_from_db()
    assert (rol.voorgesteld_door, rol.toegekend_door) == ("an", "bo")
    assert "Cas Visser" in an.get("/beheer/gebruikers/?q=visser").text


@pytest.mark.parametrize(
    ("anders", "gezegd"),
    [
        ({"account": "balie"}, "van één persoon"),
        ({"email": "info@enschede.example"}, "lezen meer mensen"),
        ({"naam": ""}, "Vul in:"),
        ({"rol": "klant"}, "Kies:"),
        ({"tot": "morgen"}, "geen datum"),
        ({"tot": "2020-01-01"}, "ligt voor de eerste"),
    ],
)
def test_a_refused_form_says_why_and_keeps_what_was_typed(als, anders, gezegd):
    antwoord = als("an").post(reverse("beheer-gebruiker-nieuw"), CAS | anders)
    assert antwoord.status_code == 400
    assert gezegd in antwoord.text
    waarden = dict(re.findall(r'name="(\w+)" type="\w+" value="([^"]*)"', antwoord.text))
    verwacht = {
        naam: waarde for naam, waarde in (CAS | anders).items() if naam in ("account", "naam", "email")
    }
    assert {naam: waarden[naam] for naam in verwacht} == verwacht
    assert not GebruikerTable.objects.filter(account=(CAS | anders)["account"]).exists()


def test_what_the_form_does_not_ask_is_not_read(als):
    als("an").post(
        reverse("beheer-gebruiker-nieuw"),
        CAS | {"klant": str(uuid4()), "is_demo": "1", "toegekend_door": "bo"},
    )
    rij = RoltoekenningTable.objects.get(gebruiker=cas())
    assert (rij.toegekend_door, rij.gebruiker.klant, rij.gebruiker.is_demo) == (None, None, False)


def test_a_code_is_in_one_answer_and_nowhere_else(als):
    an = als("an")
    an.post(reverse("beheer-gebruiker-nieuw"), CAS)
    adres = reverse("beheer-gebruiker", args=[cas()])
    antwoord = an.post(reverse("beheer-gebruiker-uitnodiging", args=[cas()]))
    (code,) = re.findall(r'codetekst">([^<]+)<', antwoord.text)
    assert antwoord.headers["Cache-Control"] == "no-store"
    assert "codetekst" not in an.get(adres).text
    assert code.encode() not in bytes(UitnodigingTable.objects.get().code_hash)
    assert an.get(reverse("beheer-gebruiker-uitnodiging", args=[cas()])).status_code == 302
    assert UitnodigingTable.objects.count() == 1


def test_a_role_a_rest_and_an_end_on_the_page_of_a_person(als, enschede):
    an = als("an")
    rij = gebruiker_met_rol(Rol.KLANTMANAGER, enschede, "cas.visser")
    gebruiker_met_rol(Rol.KLANTMANAGER, enschede, "dirk.smit")
    adres = reverse("beheer-gebruiker", args=[cas()])

    an.post(reverse("beheer-gebruiker-rol", args=[cas()]), {"rol": "teamleider", "tot": ""})
    assert "wacht op een ander" in an.get(adres).text

    afwezig = {"van": rij.toegekend_op.date().isoformat(), "terug": "", "vervanger": "dirk.smit"}
    fout = an.post(reverse("beheer-gebruiker-afwezig", args=[cas()]), afwezig)
    assert (fout.status_code, "al voorbij" in fout.text, 'value="dirk.smit"' in fout.text) == (
        400,
        True,
        True,
    )
    an.post(reverse("beheer-gebruiker-afwezig", args=[cas()]), {**afwezig, "van": vandaag()})
    assert "rust: afwezig" in an.get(adres).text
    weg = AfwezigheidTable.objects.get()
    an.post(reverse("beheer-gebruiker-terug", args=[cas(), weg.id]))
    assert "rust: afwezig" not in an.get(adres).text

    an.post(reverse("beheer-rol-einde", args=[cas(), rij.id]))
    assert "Eerdere rollen" in an.get(adres).text


def vandaag() -> str:
    return timezone.localdate().isoformat()


def test_a_name_changes_and_a_person_leaves_and_comes_back(als, enschede):
    an = als("an")
    gebruiker_met_rol(Rol.KLANTMANAGER, enschede, "cas.visser")
    gegevens = {"naam": "Cas de Vries", "email": "cas@enschede.example"}
    an.post(reverse("beheer-gebruiker-gegevens", args=[cas()]), gegevens)
    assert GebruikerTable.objects.get(id=cas()).naam == "Cas de Vries"
    an.post(reverse("beheer-gebruiker-vertrek", args=[cas()]))
    assert "uitgeschakeld" in an.get(reverse("beheer-gebruiker", args=[cas()])).text
    an.post(reverse("beheer-gebruiker-weer-aan", args=[cas()]))
    assert GebruikerTable.objects.get(id=cas()).uitgeschakeld_op is None


def test_the_last_beheerder_is_told_why_his_role_stays(als, enschede):
    an = als("an")
    rij = RoltoekenningTable.objects.get(gebruiker__account="an")
    antwoord = an.post(reverse("beheer-rol-einde", args=[rij.gebruiker_id, rij.id]))
    assert (antwoord.status_code, "laatste functioneel beheerder" in antwoord.text) == (400, True)


def test_people_of_another_gemeente_are_not_there(als, enschede):
    rij = gebruiker_met_rol(Rol.KLANTMANAGER, enschede, "cas.visser")
    vreemd = als("vera", bij=organisatie(Organisatiesoort.GEMEENTE, gemeente="GM0164"))
    for adres in ("beheer-gebruiker", "beheer-gebruiker-vertrek", "beheer-gebruiker-uitnodiging"):
        pad = reverse(adres, args=[rij.gebruiker_id])
        assert (vreemd.get(pad) if adres == "beheer-gebruiker" else vreemd.post(pad)).status_code == 404
    assert vreemd.post("/beheer/rollen/", {"rol": "geen id", "besluit": "ja"}).status_code == 404


def test_an_employer_is_added_changed_closed_and_opened(als):
    an = als("an", bij=organisatie(Organisatiesoort.UWV))
    nieuw = f"{reverse('beheer-organisatie-nieuw')}?soort=werkgever"
    fout = an.post(nieuw, {"naam": "Bakkerij De Proef", "kvk": "123"})
    assert (fout.status_code, 'value="123"' in fout.text, "acht cijfers" in fout.text) == (400, True, True)
    an.post(nieuw, {"naam": "Bakkerij De Proef", "kvk": "6875 0110"})
    rij = OrganisatieTable.objects.get(soort="werkgever")
    adres = reverse("beheer-organisatie", args=[rij.id])
    assert "68750110" in an.get("/beheer/organisaties/?q=proef").text
    an.post(adres, {"doe": "wijzig", "gegevens": "1", "naam": "Bakkerij De Test", "kvk": "68750110"})
    an.post(adres, {"doe": "sluit"})
    rij.refresh_from_db()
    assert (rij.naam, rij.gesloten_op is None) == ("Bakkerij De Test", False)
    assert an.post(adres, {"doe": "sluit"}).status_code == 400
    an.post(adres, {"doe": "open"})
    rij.refresh_from_db()
    assert rij.gesloten_op is None


def test_uwv_names_the_organisation_of_a_new_person(als):
    an = als("an", bij=organisatie(Organisatiesoort.UWV))
    nieuw = reverse("beheer-gebruiker-nieuw")
    assert an.post(nieuw, CAS | {"organisatie": "Gemeente Enschede"}).status_code == 400
    assert an.post(nieuw, CAS | {"organisatie": "uwv twente"}).status_code == 302
    assert RoltoekenningTable.objects.get(gebruiker=cas()).organisatie.naam == "UWV Twente"


def test_a_gemeente_becomes_centrumgemeente_and_a_region_gets_an_office(als):
    an = als("an", bij=organisatie(Organisatiesoort.UWV))
    almelo = OrganisatieTable.objects.get(gemeente_code="GM0141")
    an.post(reverse("beheer-organisatie", args=[almelo.id]), {"doe": "centrum"})
    almelo.refresh_from_db()
    assert almelo.is_centrumgemeente
    an.post(f"{reverse('beheer-organisatie-nieuw')}?soort=uwv-kantoor", {"naam": "UWV Almelo", "regio": "9"})
    assert OrganisatieTable.objects.get(naam="UWV Almelo").regio_nummer == 9


@pytest.mark.parametrize("adres", ["/beheer/organisaties/", "/beheer/organisaties/nieuw/"])
def test_a_beheerder_of_a_gemeente_keeps_no_list_of_organisations(als, adres):
    assert als("an").get(adres).status_code == 403


def test_the_pages_are_there_in_english_too(als):
    an = als("an")
    for pad in ("/en/beheer/gebruikers/", "/en/beheer/gebruikers/nieuw/", "/en/beheer/rollen/"):
        assert an.get(pad).status_code == 200
