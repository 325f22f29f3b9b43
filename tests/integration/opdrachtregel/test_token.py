"""`doorzicht token`: a program gets in as one person, until it is shut out again."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
import structlog
from click.testing import CliRunner, Result
from django.test import Client

from doorzicht.config.cli import doorzicht
from doorzicht.domain.toegang.model import Organisatiesoort, Rol
from doorzicht.infra import log
from tests.handelenden import gebruiker_met_rol, organisatie

pytestmark = pytest.mark.usefixtures("kaart", "quiet")
ROL = ("--rol", "klantmanager", "--organisatie", "Gemeente Enschede", "--naam", "koppeling")


@pytest.fixture
def quiet() -> Iterator[None]:
    log.configure({})
    yield
    structlog.reset_defaults()


def run(*woorden: str) -> Result:
    return CliRunner().invoke(doorzicht, ["token", *woorden])


def status_with(token: str) -> int:
    answer = Client(headers={"Authorization": f"Bearer {token}"}).get("/api/v1/klanten")
    return answer.status_code


def test_a_token_opens_the_api_until_it_is_withdrawn():
    gebruiker_met_rol(Rol.KLANTMANAGER, organisatie(Organisatiesoort.GEMEENTE), "p.rogramma")
    made = run("maak", "p.rogramma", *ROL, "--json")
    token = json.loads(made.output)["token"]
    assert status_with(token) == 200

    assert "1 token(s) ingetrokken" in run("intrekken", "P.Rogramma").output
    assert status_with(token) == 401


def test_a_role_that_somebody_does_not_hold_gives_no_token():
    gebruiker_met_rol(Rol.BEHEERDER, organisatie(Organisatiesoort.GEMEENTE), "f.beheer")
    answer = run("maak", "f.beheer", *ROL)
    assert answer.exit_code == 1
    assert "heeft die rol bij die organisatie niet" in str(answer.exception)
