"""Klanten for programs: the same people as on the pages, in the form of the Dutch API design rules."""

from __future__ import annotations

import json
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from doorzicht.domain.klant.tables import KlantTable
from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import Organisatiesoort, Rol
from doorzicht.domain.toegang.tables import GebruikerTable, LogregelTable, RoltoekenningTable, TokenTable
from doorzicht.foundation.errors import Weigering
from tests.handelenden import ENSCHEDE, HENGELO, gebruiker_met_rol, klant_bij, organisatie

BSN, ANDER_BSN = "123456782", "111222333"
KLANTEN = "/api/v1/klanten"


@pytest.fixture
def toekenning(kaart: None) -> RoltoekenningTable:
    return gebruiker_met_rol(Rol.KLANTMANAGER, organisatie(Organisatiesoort.GEMEENTE), "p.rogramma")


@pytest.fixture
def program(toekenning) -> Client:
    """A program of Enschede with a token of its klantmanager."""
    token = toegang.geef_token(toekenning.id, "koppeling", timedelta(days=30))
    return Client(headers={"Authorization": f"Bearer {token}"})


@pytest.fixture
def anna(kaart: None) -> UUID:
    return klant_bij(
        organisatie(Organisatiesoort.GEMEENTE), bsn=BSN, naam="Anna", telefoonnummer="0612345678"
    )


@pytest.fixture
def elders(kaart: None) -> UUID:
    bij = organisatie(Organisatiesoort.GEMEENTE, gemeente=HENGELO)
    return klant_bij(bij, woont_in=HENGELO, bsn=ANDER_BSN, naam="Bart")


def register(program: Client, body: str | dict[str, object], address: str = KLANTEN):
    text = body if isinstance(body, str) else json.dumps(body)
    return program.post(address, text, content_type="application/json")


def is_problem(answer, status: int) -> dict[str, object]:
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert answer["API-Version"] == "1.0.0"
    assert answer.json()["status"] == status
    return answer.json()


def test_the_list_holds_ones_own_klanten_in_camel_case(program, anna, elders):
    answer = program.get(KLANTEN)
    assert answer.status_code == 200
    assert answer["API-Version"] == "1.0.0"
    assert answer["Cache-Control"] == "no-store"
    body = answer.json()
    assert {**body, "klanten": len(body["klanten"])} == {
        "klanten": 1,
        "totaal": 1,
        "pagina": 1,
        "perPagina": 25,
    }
    assert body["klanten"][0] == {
        "id": str(anna),
        "naam": "Anna",
        "leeftijd": None,
        "plaats": None,
        "gemeente": ENSCHEDE,
        "ingeschrevenVan": "2020-01-01",
        "opleidingsniveau": None,
        "urenPerWeek": None,
    }


def test_a_dossier_holds_groups_of_fields_and_is_logged_as_seen_by_a_program(program, anna):
    assert reverse("api:dossier", args=[anna]) == f"{KLANTEN}/{anna}"
    body = program.get(f"{KLANTEN}/{anna}").json()
    assert body["identiteit"]["naam"] == "Anna"
    assert body["contact"]["telefoonnummer"] == "0612345678"
    assert body["inschrijvingen"] == [{"wat": "Gemeente Enschede", "van": "2020-01-01", "tot": None}]
    regel = LogregelTable.objects.get()
    assert (regel.klant, regel.wijze, regel.gebruiker) == (anna, "api", "p.rogramma")


def test_somebody_elses_klant_answers_as_nobody(program, elders):
    answers = [program.get(f"{KLANTEN}/{klant}") for klant in (elders, uuid4())]
    first, second = (is_problem(answer, 404) for answer in answers)
    assert first == second
    assert not LogregelTable.objects.exists()


def test_registering_answers_the_same_for_new_and_for_elsewhere_and_opens_ones_own(program, elders, anna):
    assert reverse("api:schrijf_in") == KLANTEN
    answers = [
        register(program, {"bsn": bsn, "naam": "Nieuw Mens", "gemeente": ENSCHEDE})
        for bsn in ("900000004", ANDER_BSN, BSN)
    ]
    assert [answer.status_code for answer in answers] == [202, 202, 202]
    assert answers[0].content == answers[1].content
    assert answers[0].json() == {"uitkomst": "ontvangen", "klant": None}
    assert answers[2].json() == {"uitkomst": "eigen", "klant": str(anna)}


@pytest.mark.parametrize(
    "vraag", ["?pagina=0", "?pagina=x", "?volgorde=x", "?gemeente=x", "?onbekend=1", "?pagina=1&pagina=2"]
)
def test_what_cannot_be_read_is_a_problem_and_not_guessed_at(program, anna, vraag):
    is_problem(program.get(KLANTEN + vraag), 400)
    assert not LogregelTable.objects.exists()


def test_an_unknown_key_is_refused_everywhere(program, anna):
    is_problem(program.get(f"{KLANTEN}/{anna}?alles=ja"), 400)
    body = {"bsn": BSN, "naam": "X", "gemeente": ENSCHEDE}
    assert is_problem(register(program, body | {"banenafspraak": True}), 400)["ongeldig"] == [
        {"naam": "banenafspraak", "reden": "Dit gegeven kennen we niet."}
    ]
    is_problem(register(program, body, f"{KLANTEN}?alles=ja"), 400)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        "{",
        '{"bsn": "123456782", "bsn": "111222333", "naam": "X", "gemeente": "GM0153"}',
        '{"bsn": 1, "naam": "X"}',
        '{"bsn": "123456789", "naam": "X", "gemeente": "GM0153"}',
        '{"bsn": "900000004", "naam": "X", "gemeente": "GM0153", "postcode": "geheim"}',
    ],
)
def test_a_registration_that_is_wrong_stores_nothing_and_repeats_nothing(program, body):
    answer = register(program, body)
    is_problem(answer, 400)
    assert "geheim" not in answer.content.decode()
    assert "123456789" not in answer.content.decode()
    assert not KlantTable.objects.exists()


@pytest.mark.parametrize(
    "headers",
    [{}, {"Authorization": "Bearer dz_x"}, {"Authorization": "Basic YTpi"}, {"Authorization": "Bearer"}],
)
def test_without_a_token_that_holds_nothing_is_shown(anna, headers):
    is_problem(Client(headers=headers).get(KLANTEN), 401)


def test_a_session_of_a_browser_opens_no_api(aangemeld, anna):
    client = aangemeld(Rol.KLANTMANAGER, organisatie(Organisatiesoort.GEMEENTE))
    is_problem(client.get(KLANTEN), 401)


@pytest.mark.parametrize("waarom", ["ingetrokken", "verlopen", "rol voorbij", "persoon uit"])
def test_a_token_ends_with_itself_its_role_and_its_person(program, toekenning, anna, waarom):
    nu = timezone.now()
    if waarom == "ingetrokken":
        toegang.trek_token_in(toegang.tokens_van(toekenning.gebruiker_id)[0].id)
    elif waarom == "verlopen":
        TokenTable.objects.update(aangemaakt_op=nu - timedelta(days=2), verloopt_op=nu - timedelta(days=1))
    elif waarom == "rol voorbij":
        RoltoekenningTable.objects.filter(id=toekenning.id).update(
            tot=timezone.localdate(), beeindigd_op=nu, beeindigd_door="b.eheer"
        )
    else:
        GebruikerTable.objects.filter(id=toekenning.gebruiker_id).update(uitgeschakeld_op=nu)
    is_problem(program.get(KLANTEN), 401)


def test_a_token_is_kept_as_a_hash_only_and_lasts_a_year_at_most(toekenning):
    token = toegang.geef_token(toekenning.id, "koppeling", timedelta(days=1))
    assert token.encode() not in bytes(TokenTable.objects.get().sleutel)
    with pytest.raises(Weigering):
        toegang.geef_token(toekenning.id, "koppeling", timedelta(days=400))
    with pytest.raises(toegang.NietGevonden):
        toegang.geef_token(uuid4(), "koppeling", timedelta(days=1))


def test_a_role_that_serves_no_klanten_is_refused(kaart, anna):
    rol = gebruiker_met_rol(Rol.BEHEERDER, organisatie(Organisatiesoort.GEMEENTE), "f.beheer")
    token = toegang.geef_token(rol.id, "koppeling", timedelta(days=1))
    is_problem(Client(headers={"Authorization": f"Bearer {token}"}).get(KLANTEN), 403)


def test_no_address_ends_in_a_slash_and_none_sends_on(program, anna):
    is_problem(program.get(f"{KLANTEN}/"), 404)
    is_problem(program.get("/api/v1/nergens"), 404)
    is_problem(program.get(reverse("api:api-root")), 404)
    is_problem(program.delete(KLANTEN), 405)


def test_the_description_is_for_everybody_and_tells_what_there_is(db):
    answer = Client().get("/api/v1/openapi.json")
    assert answer.status_code == 200
    body = answer.json()
    assert body["openapi"].startswith("3.1")
    assert set(body["paths"]) == {"/api/v1/klanten", "/api/v1/klanten/{klant}"}
    assert body["info"]["contact"]["name"]
    assert body["servers"] == [{"url": "/api/v1"}]


def test_without_a_log_the_api_shows_nothing(program, anna):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE toegang_logregel RENAME TO toegang_logregel_weg")
    for address in (KLANTEN, f"{KLANTEN}/{anna}"):
        answer = program.get(address)
        is_problem(answer, 503)
        assert "Anna" not in answer.content.decode()
