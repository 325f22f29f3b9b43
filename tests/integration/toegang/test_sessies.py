"""A session holds only while its time, its person and his role hold; every request asks that again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import Organisatiesoort, Rol
from doorzicht.domain.toegang.tables import (
    AfwezigheidTable,
    GebruikerTable,
    OrganisatieTable,
    RoltoekenningTable,
    SessieTable,
)
from tests.handelenden import gebruiker_met_rol, organisatie

ACCOUNT = "/account/"


@pytest.fixture
def client(aangemeld) -> Client:
    """A klantmanager of Enschede, logged in."""
    return aangemeld(Rol.KLANTMANAGER, organisatie(Organisatiesoort.GEMEENTE))


def is_in(client: Client) -> bool:
    """Whether the account page opens; else it sends to the log-in."""
    answer = client.get(ACCOUNT)
    assert answer.status_code == 200 or answer["Location"] == "/inloggen/?verder=%2Faccount%2F"
    return answer.status_code == 200


def test_somebody_logged_in_sees_as_whom_he_acts(client):
    page = client.get(ACCOUNT)

    assert page["Cache-Control"] == "no-store"
    text = page.content.decode()
    assert "Klantmanager" in text
    assert "Gemeente Enschede" in text
    assert "Dienstverlening aan klanten" in text


def test_who_is_not_logged_in_is_sent_to_the_log_in_and_back(db):
    answer = Client().get("/en/account/?x=1")

    assert (answer.status_code, answer["Location"]) == (
        302,
        "/en/inloggen/?verder=%2Fen%2Faccount%2F%3Fx%3D1",
    )
    assert answer["Cache-Control"] == "no-store"


def test_a_session_that_was_made_up_is_no_session(db):
    client = Client()
    for token in ("", "x", "x" * 5000, "'; --", "\x00", "é"):
        client.cookies[settings.SESSIE_COOKIE] = token
        assert not is_in(client)


def test_the_hash_in_the_database_opens_nothing(client):
    client.cookies[settings.SESSIE_COOKIE] = bytes(SessieTable.objects.get().sleutel).hex()

    assert not is_in(client)


@pytest.mark.parametrize(
    ("field", "ago", "holds"),
    [
        ("gezien_op", timedelta(minutes=29), True),
        ("gezien_op", timedelta(minutes=31), False),
        ("begonnen_op", timedelta(hours=11, minutes=59), True),
        ("begonnen_op", timedelta(hours=12, minutes=1), False),
    ],
)
def test_a_session_left_alone_or_too_old_ends(client, field, ago, holds):
    SessieTable.objects.update(**{field: timezone.now() - ago})

    assert is_in(client) == holds
    assert SessieTable.objects.filter(beeindigd_op__isnull=True).exists() == holds


def test_a_person_who_is_disabled_is_out_at_once(client):
    assert is_in(client)
    GebruikerTable.objects.update(uitgeschakeld_op=timezone.now())
    assert not is_in(client)

    GebruikerTable.objects.update(uitgeschakeld_op=None)
    assert not is_in(client)  # what ended stays ended


def test_a_role_that_ends_today_ends_the_session(client):
    RoltoekenningTable.objects.update(tot=timezone.localdate())

    assert not is_in(client)


def test_a_role_that_was_only_proposed_cannot_be_chosen(client):
    proposed = RoltoekenningTable.objects.create(
        gebruiker=GebruikerTable.objects.get(),
        organisatie=organisatie(Organisatiesoort.GEMEENTE),
        rol=Rol.TEAMLEIDER.value,
        van=timezone.localdate(),
        voorgesteld_door="b.eheer",
        voorgesteld_op=timezone.now(),
    )

    assert "Teamleider" not in client.get("/account/rol/").content.decode()
    assert client.post("/account/rol/", {"keuze": f"{proposed.id}.dienstverlening"}).status_code == 400


def test_an_organisation_that_closes_ends_the_session(client):
    OrganisatieTable.objects.filter(gemeente_code="GM0153").update(gesloten_op=timezone.localdate())

    assert not is_in(client)


def test_the_roles_of_somebody_who_is_away_rest(client):
    today = timezone.localdate()
    AfwezigheidTable.objects.create(
        gebruiker=GebruikerTable.objects.get(),
        organisatie=organisatie(Organisatiesoort.GEMEENTE),
        van=today,
        tot=today + timedelta(days=7),
        gemeld_door="b.eheer",
    )

    assert not is_in(client)


def test_another_persons_role_gives_nothing(client, aangemeld):
    foreign = gebruiker_met_rol(Rol.PRIVACY_OFFICER, organisatie(Organisatiesoort.GEMEENTE), "een.ander")
    answer = client.post("/account/rol/", {"keuze": f"{foreign.id}.toezicht"})

    assert answer.status_code == 400
    SessieTable.objects.update(rol=foreign)
    assert toegang.handelende_van(client.cookies[settings.SESSIE_COOKIE].value) is None


def test_a_change_of_role_replaces_the_secret(client):
    own = organisatie(Organisatiesoort.GEMEENTE)
    other = gebruiker_met_rol(Rol.TEAMLEIDER, own, "a.tester")
    before = client.cookies[settings.SESSIE_COOKIE].value
    began = SessieTable.objects.get().begonnen_op

    answer = client.post("/account/rol/", {"keuze": f"{other.id}.verantwoording", "verder": "/account/"})

    assert (answer.status_code, answer["Location"]) == (302, "/account/")
    after = client.cookies[settings.SESSIE_COOKIE].value
    assert after != before
    assert toegang.handelende_van(before) is None
    acts = toegang.handelende_van(after)
    assert (acts.rol, acts.doel.value, acts.organisatie) == (Rol.TEAMLEIDER, "verantwoording", own.id)
    assert SessieTable.objects.get(beeindigd_op__isnull=True).begonnen_op == began  # 12 hours count on


def test_logging_out_ends_the_session_and_takes_the_cookie(client):
    token = client.cookies[settings.SESSIE_COOKIE].value
    assert client.get("/uitloggen/").status_code == 200
    assert toegang.handelende_van(token) is not None  # a link does not log out

    answer = client.post("/uitloggen/")

    assert answer["Location"] == f"{reverse('inloggen')}?uit=ja"
    assert client.cookies[settings.SESSIE_COOKIE].value == ""
    assert toegang.handelende_van(token) is None


def test_a_form_without_its_token_is_refused(client):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies

    answer = strict.post("/uitloggen/")

    assert answer.status_code == 403
    assert "Dit formulier is verlopen" in answer.content.decode()
    assert is_in(client)


@pytest.mark.parametrize("twice", [{"keuze": ["a", "b"]}, {"verder": ["/a", "/b"]}])
def test_a_field_that_comes_twice_is_refused(client, twice):
    assert client.post("/account/rol/", twice).status_code == 400
    assert client.get("/account/?x=1&x=2").status_code == 400


def test_a_wsp_adviser_acts_in_the_gemeenten_of_his_region(aangemeld):
    client = aangemeld(Rol.ADVISEUR, organisatie(Organisatiesoort.WSP))
    acts = toegang.handelende_van(client.cookies[settings.SESSIE_COOKIE].value)

    assert acts.regio_nummer == 9
    assert "GM0153" in acts.gemeenten
    assert "GM0193" not in acts.gemeenten
