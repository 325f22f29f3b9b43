"""A new person sets his account up on an invitation: a code, a password, a second factor; then it is used."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import GebruikerId, Organisatiesoort, Rol
from doorzicht.domain.toegang.tables import GebruikerTable, UitnodigingTable
from tests.aanmelden import WACHTWOORD, code_nu, met_inlog
from tests.handelenden import gebruiker_met_rol, organisatie

INVITED, SET_UP = "/inloggen/uitnodiging/", "/inloggen/instellen/"
OWN = "groene koe zingt graag"


@pytest.fixture
def piet(kaart: None) -> GebruikerTable:
    """Somebody new, with a role and without a password."""
    return gebruiker_met_rol(Rol.KLANTMANAGER, organisatie(Organisatiesoort.GEMEENTE), "p.vos").gebruiker


def invite(gebruiker: GebruikerTable) -> str:
    """A fresh code."""
    return toegang.nodig_uit(gebruiker.id, GebruikerId("b.eheer"))


def accept(client: Client, code: str, account: str = "p.vos", new: str = OWN, again: str | None = None):
    """Send the first form."""
    sent = {"account": account, "code": code, "nieuw": new, "nog_eens": new if again is None else again}
    return client.post(INVITED, sent)


def set_up(client: Client):
    """Scan the picture and send the first code."""
    page = client.get(SET_UP).content.decode()
    secret = re.search(r'dz-geheim">([A-Z2-7 ]+)<', page)[1].replace(" ", "")
    return client.post(SET_UP, {"code": code_nu(secret)}), secret


def test_a_new_person_comes_in(piet):
    client = Client()
    assert accept(client, invite(piet))["Location"] == SET_UP
    assert client.get("/account/")["Location"].startswith("/inloggen/tweede-factor/")

    page, secret = set_up(client)

    codes = re.findall(r'dz-codes__code">([A-Z0-9-]+)<', page.content.decode())
    assert (page.status_code, len(codes)) == (200, 10)
    assert client.get("/account/").status_code == 200
    assert toegang.handelende_van(client.cookies[settings.SESSIE_COOKIE].value).rol is Rol.KLANTMANAGER
    fresh = Client()
    assert (
        fresh.post("/inloggen/", {"account": "p.vos", "wachtwoord": OWN})["Location"]
        == "/inloggen/tweede-factor/"
    )
    assert fresh.post("/inloggen/tweede-factor/", {"code": code_nu(secret, later=1)})["Location"] == "/werk/"


def test_the_code_is_used_only_when_the_second_factor_is_there(piet):
    code = invite(piet)
    accept(Client(), code)  # and then the browser was closed
    assert Client().post("/inloggen/", {"account": "p.vos", "wachtwoord": OWN}).status_code == 400

    client = Client()
    assert accept(client, code)["Location"] == SET_UP
    set_up(client)

    assert accept(Client(), code).status_code == 400


def test_whatever_is_wrong_with_a_code_the_answer_is_the_same(piet):
    code = invite(piet)
    newer = invite(piet)
    UitnodigingTable.objects.filter(gebruikt_op__isnull=True).update(
        gemaakt_op=timezone.now() - timedelta(days=8), verloopt_op=timezone.now() - timedelta(days=1)
    )

    answers = [
        accept(Client(), code),  # closed by a newer one
        accept(Client(), newer),  # a day too late
        accept(Client(), "AAAA-AAAA-AAAA-AAAA"),
        accept(Client(), "", account="bestaat.niet"),
    ]

    said = {re.search(r'role="alert"><p>(.*?)<', answer.content.decode())[1] for answer in answers}
    assert {answer.status_code for answer in answers} == {400}
    assert len(said) == 1


def test_a_code_is_for_one_person(piet):
    other = gebruiker_met_rol(Rol.KLANTMANAGER, organisatie(Organisatiesoort.GEMEENTE), "a.nder").gebruiker
    code = invite(other)
    invite(piet)

    assert accept(Client(), code).status_code == 400


def test_codes_cannot_be_guessed_without_waiting(piet):
    for _ in range(5):
        accept(Client(), "AAAA-AAAA-AAAA-AAAA")

    assert accept(Client(), invite(piet)).status_code == 429


def test_a_weak_password_is_refused_and_the_code_stays_good(piet):
    code, client = invite(piet), Client()

    weak = accept(client, code, new="kort")
    assert "12 tekens of meer" in weak.content.decode()
    assert OWN not in weak.content.decode()
    assert accept(client, code, again="niet hetzelfde als dat").status_code == 400
    assert accept(client, code)["Location"] == SET_UP


def test_an_invitation_starts_somebody_anew(piet):
    known = met_inlog(Rol.KLANTMANAGER, organisatie(Organisatiesoort.GEMEENTE)).gebruiker
    old = Client()
    old.cookies[settings.SESSIE_COOKIE] = toegang.begin_sessie(known.id)
    client = Client()

    assert accept(client, invite(known), account="s.devries")["Location"] == SET_UP

    assert old.get("/account/").status_code == 302
    assert toegang.controleer_wachtwoord("s.devries", WACHTWOORD, "192.0.2.1") is None
    page, _ = set_up(client)
    assert page.status_code == 200
    assert len(toegang.factoren_van(known.id)) == 1


def test_the_pages_of_setting_up_are_closed_to_who_was_not_invited(piet):
    half = Client()
    met_inlog(Rol.KLANTMANAGER, organisatie(Organisatiesoort.GEMEENTE))
    half.post("/inloggen/", {"account": "s.devries", "wachtwoord": WACHTWOORD})

    for client in (Client(), half):
        for path in (SET_UP, "/inloggen/instellen/sleutel/"):
            assert client.get(path)["Location"] == INVITED
            assert client.post(path, {"code": "000000", "antwoord": "{}"})["Location"] == INVITED


def test_who_sets_up_his_account_is_not_let_in_by_another_door(piet):
    client = Client()
    accept(client, invite(piet))

    assert client.post("/inloggen/tweede-factor/", {"code": "000000"})["Location"] == SET_UP
    assert client.post("/inloggen/herstelcode/", {"herstelcode": "x"})["Location"] == SET_UP
    assert client.get("/account/").status_code == 302


def test_a_code_does_not_stand_in_the_database(piet):
    code = invite(piet)
    row = UitnodigingTable.objects.get()

    assert code.encode() not in bytes(row.code_hash)
    assert code.replace("-", "").encode() not in bytes(row.code_hash)
    assert accept(Client(), bytes(row.code_hash).hex()).status_code == 400


@pytest.mark.parametrize("language", ["", "/en"])
def test_the_pages_open_in_both_languages(piet, language):
    client = Client()
    assert client.get(language + INVITED).status_code == 200
    accept(client, invite(piet))
    for path in (SET_UP, "/inloggen/instellen/sleutel/"):
        answer = client.get(language + path)
        assert (answer.status_code, answer["Cache-Control"]) == (200, "no-store")
        assert answer["Content-Language"] == ("en" if language else "nl")
