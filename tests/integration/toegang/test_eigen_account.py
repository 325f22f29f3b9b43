"""One's own account: a new password ends the other sessions, nobody is left without a second factor."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import Organisatiesoort, Rol
from doorzicht.domain.toegang.tables import RoltoekenningTable, SessieTable, TweedeFactorTable
from tests.aanmelden import WACHTWOORD, code_nu, met_inlog
from tests.handelenden import organisatie

NEW = "oranje otter eet ontbijt"
PAGES = [
    "/account/",
    "/account/rol/",
    "/account/wachtwoord/",
    "/account/app/",
    "/account/sleutel/",
    "/account/herstelcodes/",
    "/uitloggen/",
]


@pytest.fixture
def sanne(kaart: None) -> RoltoekenningTable:
    """A klantmanager of Enschede with a password and an app."""
    return met_inlog(Rol.KLANTMANAGER, organisatie(Organisatiesoort.GEMEENTE))


def browser(toekenning: RoltoekenningTable) -> Client:
    """One of her browsers, logged in."""
    client = Client()
    client.cookies[settings.SESSIE_COOKIE] = toegang.begin_sessie(toekenning.gebruiker_id, toekenning.id)
    return client


@pytest.fixture
def client(sanne: RoltoekenningTable) -> Client:
    """The browser at hand."""
    return browser(sanne)


def is_in(client: Client) -> bool:
    """Whether pages for people open."""
    return client.get("/account/").status_code == 200


def change(client: Client, old: str = WACHTWOORD, new: str = NEW, again: str | None = None):
    """Send the form of a new password."""
    return client.post(
        "/account/wachtwoord/", {"wachtwoord": old, "nieuw": new, "nog_eens": new if again is None else again}
    )


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["", "/en"])
def test_every_page_of_the_account_opens_in_both_languages(client, path, language):
    answer = client.get(language + path)

    assert answer.status_code == 200
    assert answer["Content-Language"] == ("en" if language else "nl")
    assert answer["Cache-Control"] == "no-store"
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=", answer.content.decode())


def test_only_a_page_that_asks_a_key_may_run_a_script(client):
    for path in PAGES:
        policy = client.get(path)["Content-Security-Policy"]
        assert ("script-src 'self'" in policy) == (path == "/account/sleutel/")
        assert "unsafe" not in policy


def test_a_new_password_ends_the_other_sessions_and_changes_the_secret_of_this_one(client, sanne):
    other, secret = browser(sanne), client.cookies[settings.SESSIE_COOKIE].value

    answer = change(client)

    assert answer["Location"] == "/account/?klaar=wachtwoord"
    assert is_in(client)
    assert not is_in(other)
    assert toegang.sessie_van(secret) is None
    assert toegang.handelende_van(client.cookies[settings.SESSIE_COOKIE].value).rol is Rol.KLANTMANAGER
    assert toegang.controleer_wachtwoord("s.devries", WACHTWOORD, "192.0.2.1") is None
    assert toegang.controleer_wachtwoord("s.devries", NEW, "192.0.2.1")


@pytest.mark.parametrize(
    ("new", "why"),
    [
        ("kort", "12 tekens of meer"),
        ("918273645546372819", "alleen cijfers"),
        ("s.devries.1990", "lijkt op je naam"),
        ("ik ben S.DeVries zelf", "lijkt op je naam"),
        ("Doorzicht2026!", "naam van deze site"),
        ("1q2w3e4r5t6y", "bekende wachtwoorden"),
        ("x" * 201, "hoogstens 200"),
    ],
)
def test_a_weak_password_is_refused_with_the_reason(client, new, why):
    answer = change(client, new=new)

    assert answer.status_code == 400
    assert why in answer.content.decode()


def test_the_old_password_is_asked_again(client, sanne):
    other = browser(sanne)

    assert change(client, old="verkeerd wachtwoord").status_code == 400
    assert change(client, again="iets anders dan dat").status_code == 400
    assert is_in(other)


def test_whoever_sits_at_an_open_screen_cannot_guess_the_password(client):
    for _ in range(5):
        change(client, old="verkeerd wachtwoord")

    answer = change(client)

    assert "Wacht 1 minuut" in answer.content.decode()


def test_one_of_ones_other_sessions_can_be_ended_and_nobody_elses(client, sanne):
    other = browser(sanne)
    stranger = browser(met_inlog(Rol.KLANTMANAGER, organisatie(Organisatiesoort.GEMEENTE), "a.nder"))
    known = {
        name: toegang.sessie_van(c.cookies[settings.SESSIE_COOKIE].value).kenmerk
        for name, c in {"other": other, "stranger": stranger}.items()
    }
    page = client.get("/account/").content.decode()
    assert known["other"] in page
    assert known["stranger"] not in page

    client.post("/account/sessie/", {"sessie": known["stranger"]})
    client.post("/account/sessie/", {"sessie": known["other"]})

    assert is_in(client)
    assert is_in(stranger)
    assert not is_in(other)


def test_what_names_a_session_on_the_page_opens_nothing(client):
    named = toegang.sessie_van(client.cookies[settings.SESSIE_COOKIE].value).kenmerk
    thief = Client()
    thief.cookies[settings.SESSIE_COOKIE] = named

    assert not is_in(thief)


def test_another_app_is_taken_into_use_with_its_first_code(client, sanne):
    page = client.get("/account/app/").content.decode()
    secret = re.search(r'dz-geheim">([A-Z2-7 ]+)<', page)[1].replace(" ", "")
    assert "<svg" in page

    wrong = client.post("/account/app/", {"code": "000000", "wachtwoord": WACHTWOORD})
    no_password = client.post("/account/app/", {"code": code_nu(secret), "wachtwoord": "verkeerd wachtwoord"})
    right = client.post("/account/app/", {"code": code_nu(secret), "wachtwoord": WACHTWOORD})

    assert (wrong.status_code, no_password.status_code) == (400, 400)
    assert right["Location"] == "/account/?klaar=app"
    assert len(toegang.factoren_van(sanne.gebruiker_id)) == 2
    assert not toegang.klopt_code(sanne.gebruiker_id, code_nu(secret))  # that code was used up by it
    assert secret not in client.get("/account/app/").content.decode()


def test_the_last_factor_stays(client, sanne):
    factor = toegang.factoren_van(sanne.gebruiker_id)[0]

    answer = client.post(reverse("account-factor", args=[factor.id]), {"wachtwoord": WACHTWOORD})

    assert answer.status_code == 400
    assert "laatste app of sleutel" in answer.content.decode()
    assert TweedeFactorTable.objects.filter(id=factor.id).exists()


def test_a_factor_that_is_not_the_last_can_go(client, sanne):
    first = toegang.factoren_van(sanne.gebruiker_id)[0]
    toegang.begin_app(sanne.gebruiker_id, "s.devries")
    TweedeFactorTable.objects.update(bevestigd_op=timezone.now())

    assert client.get(reverse("account-factor", args=[first.id])).status_code == 200
    assert client.post(reverse("account-factor", args=[first.id]), {"wachtwoord": "x"}).status_code == 400
    answer = client.post(reverse("account-factor", args=[first.id]), {"wachtwoord": WACHTWOORD})

    assert answer["Location"] == "/account/?klaar=weg"
    assert [factor.id for factor in toegang.factoren_van(sanne.gebruiker_id)] != [first.id]


def test_a_factor_of_somebody_else_does_not_exist(client):
    other = met_inlog(Rol.KLANTMANAGER, organisatie(Organisatiesoort.GEMEENTE), "a.nder")
    factor = toegang.factoren_van(other.gebruiker_id)[0]

    assert client.get(reverse("account-factor", args=[factor.id])).status_code == 404
    assert (
        client.post(reverse("account-factor", args=[factor.id]), {"wachtwoord": WACHTWOORD}).status_code
        == 404
    )
    assert TweedeFactorTable.objects.filter(id=factor.id).exists()


def test_new_herstelcodes_are_shown_once_and_replace_the_old_ones(client, sanne):
    old = toegang.nieuwe_herstelcodes(sanne.gebruiker_id)
    assert client.post("/account/herstelcodes/", {"wachtwoord": "x"}).status_code == 400

    page = client.post("/account/herstelcodes/", {"wachtwoord": WACHTWOORD})

    codes = re.findall(r'dz-codes__code">([A-Z0-9-]+)<', page.content.decode())
    assert len(codes) == 10
    assert page["Cache-Control"] == "no-store"
    assert codes[0] not in client.get("/account/herstelcodes/").content.decode()
    assert not toegang.klopt_herstelcode(sanne.gebruiker_id, old[0])
    assert toegang.klopt_herstelcode(sanne.gebruiker_id, codes[0])


def test_an_answer_of_a_key_that_nobody_asked_is_refused(client, sanne):
    for answer in ("", "{}", "[]", "null", '{"rawId": 5}', "x" * 100_000, '{"rawId": "AAAA", "id": "AAAA"}'):
        sent = {"wachtwoord": WACHTWOORD, "naam": "sleutel", "antwoord": answer}
        assert client.post("/account/sleutel/", sent).status_code == 400
    assert len(toegang.factoren_van(sanne.gebruiker_id)) == 1


def test_under_a_bare_address_the_page_says_that_keys_do_not_work(client):
    assert (
        "niet onder een netwerkadres"
        in client.get("/account/sleutel/", HTTP_HOST="127.0.0.1").content.decode()
    )


def test_a_session_that_is_old_is_not_listed(client, sanne):
    old = browser(sanne)
    secret = toegang.sessie_van(old.cookies[settings.SESSIE_COOKIE].value)
    SessieTable.objects.filter(sleutel=secret.sleutel).update(gezien_op=timezone.now() - timedelta(hours=1))

    assert client.get("/account/").content.decode().count("Een andere browser") == 0
