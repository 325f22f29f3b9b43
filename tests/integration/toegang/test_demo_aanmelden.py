"""In a demo one click logs in as an invented person, from this machine only; elsewhere there is no such page."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings as django_settings
from django.test import Client

from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import Organisatiesoort, Rol
from doorzicht.domain.toegang.tables import RoltoekenningTable
from tests.handelenden import gebruiker_met_rol, organisatie

DEMO = "/inloggen/demo/"


@pytest.fixture
def invented(kaart: None):
    """A teamleider who does not exist."""
    return gebruiker_met_rol(
        Rol.TEAMLEIDER, organisatie(Organisatiesoort.GEMEENTE), "demo.leider", is_demo=True
    )


@pytest.fixture
def real(kaart: None):
    """A teamleider who does."""
    return gebruiker_met_rol(Rol.TEAMLEIDER, organisatie(Organisatiesoort.GEMEENTE), "e.cht")


def test_one_click_logs_in(invented):
    client = Client()
    page = client.get(DEMO).content.decode()
    assert "demo.leider" in page

    answer = client.post(DEMO, {"wie": str(invented.id), "doel": "verantwoording"})

    assert answer["Location"] == "/werk/"
    acts = toegang.handelende_van(client.cookies[django_settings.SESSIE_COOKIE].value)
    assert (acts.gebruiker, acts.rol, acts.doel.value) == ("demo.leider", Rol.TEAMLEIDER, "verantwoording")


def test_a_real_person_is_not_offered_and_cannot_be_asked(invented, real):
    client = Client()
    assert "e.cht" not in client.get(DEMO).content.decode()

    for wie in (str(real.id), "", "x", "'; --"):
        assert client.post(DEMO, {"wie": wie, "doel": "verantwoording"}).status_code == 400
    assert client.post(DEMO, {"wie": str(invented.id), "doel": "toezicht"}).status_code == 400
    assert django_settings.SESSIE_COOKIE not in client.cookies


def test_outside_a_demo_there_is_no_such_page(invented, settings):
    settings.DEMO = False
    client = Client()

    assert client.get(DEMO).status_code == 404
    assert client.post(DEMO, {"wie": str(invented.id), "doel": "verantwoording"}).status_code == 404
    assert "inloggen/demo" not in client.get("/inloggen/").content.decode()


@pytest.mark.parametrize(
    "surroundings",
    [
        {"REMOTE_ADDR": "192.0.2.7"},
        {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "192.0.2.7"},
        {"REMOTE_ADDR": "127.0.0.1", "HTTP_FORWARDED": "for=192.0.2.7"},
        {"REMOTE_ADDR": ""},
    ],
)
def test_a_visitor_from_another_machine_finds_no_such_page(invented, surroundings):
    client = Client(**surroundings)

    assert client.get(DEMO).status_code == 404
    assert client.post(DEMO, {"wie": str(invented.id), "doel": "verantwoording"}).status_code == 404


def test_a_click_from_another_site_does_nothing(invented):
    strict = Client(enforce_csrf_checks=True)

    assert strict.post(DEMO, {"wie": str(invented.id), "doel": "verantwoording"}).status_code == 403


def test_what_was_begun_in_a_demo_ends_with_it(invented, real, settings):
    session, token = toegang.begin_sessie(invented.gebruiker_id, invented.id), _token(invented)
    theirs, their_token = toegang.begin_sessie(real.gebruiker_id, real.id), _token(real)
    assert toegang.handelende_met_token(token) is not None

    settings.DEMO = False

    assert toegang.handelende_van(session) is None
    assert toegang.handelende_met_token(token) is None
    assert toegang.handelende_van(theirs) is not None
    assert toegang.handelende_met_token(their_token) is not None


def _token(role: RoltoekenningTable) -> str:
    return toegang.geef_token(role.id, "koppeling", timedelta(days=1))
