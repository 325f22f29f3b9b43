"""The gate: a view that says nothing is for nobody, and a refusal from below becomes a page or a problem."""

from __future__ import annotations

import json
from datetime import timedelta
from types import ModuleType

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path, reverse

from doorzicht.config import urls
from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import Organisatiesoort, Rol
from doorzicht.domain.toegang.tables import RoltoekenningTable
from tests.handelenden import organisatie


def silent(request: HttpRequest) -> HttpResponse:
    """A view that says nothing of itself."""
    return HttpResponse("geheim")


def refusing(exception: Exception):
    """A view whose service refuses."""

    @toegang.voor("klant.dossier")
    def view(request: HttpRequest) -> HttpResponse:
        raise exception

    return view


@toegang.voor("klant.dossier")
def seen(request: toegang.Verzoek) -> HttpResponse:
    """A page for somebody."""
    return HttpResponse(request.handelende.gebruiker)


@toegang.voor("klant.lijst")
@toegang.meervoud("gemeente")
def listed(request: HttpRequest) -> HttpResponse:
    """A page with boxes to tick."""
    return HttpResponse(",".join(request.GET.getlist("gemeente")))


URLCONF = ModuleType("adressen")
URLCONF.__dict__.update(
    handler404=urls.handler404,
    urlpatterns=[
        path("proef/stil/", silent),
        path("proef/nee/", refusing(toegang.GeenToegang("alleen voor de eigen klantmanager"))),
        path("proef/weg/", refusing(toegang.NietGevonden())),
        path("proef/dicht/", refusing(toegang.LogboekDicht())),
        path("proef/gezien/", seen),
        path("proef/lijst/", listed),
        path("api/v1/proef/stil", silent),
        path("api/v1/proef/nee", refusing(toegang.GeenToegang("alleen voor de eigen klantmanager"))),
        path("api/v1/proef/weg", refusing(toegang.NietGevonden())),
        path("api/v1/proef/dicht", refusing(toegang.LogboekDicht())),
        path("api/v1/proef/gezien", seen),
        *urls.urlpatterns,
    ],
)
"""The addresses of the site with these before them; """


@pytest.fixture
def client(aangemeld, settings) -> Client:
    """A klantmanager before these views."""
    settings.ROOT_URLCONF = URLCONF
    return aangemeld(Rol.KLANTMANAGER, organisatie(Organisatiesoort.GEMEENTE), "s.devries")


@pytest.mark.parametrize(
    ("page", "status", "says"),
    [
        ("stil", 403, "Deze pagina is niet voor jou."),
        ("nee", 403, "voor de eigen klantmanager"),
        ("weg", 404, "Deze pagina bestaat niet."),
        ("dicht", 503, "zonder logboek tonen we geen gegevens"),
        ("gezien", 200, "s.devries"),
    ],
)
def test_what_somebody_gets(client, page, status, says):
    answer = client.get(f"/proef/{page}/")

    assert (answer.status_code, answer["Cache-Control"]) == (status, "no-store")
    assert says in answer.content.decode()
    role = RoltoekenningTable.objects.get(gebruiker__account="s.devries")
    token = toegang.geef_token(role.id, "koppeling", timedelta(days=1))
    problem = Client().get(f"/api/v1/proef/{page}", headers={"Authorization": f"Bearer {token}"})
    assert (problem.status_code, problem["Cache-Control"]) == (status, "no-store")
    if status != 200:
        assert problem["Content-Type"] == "application/problem+json"
        said = json.loads(problem.content)
        assert said.keys() == {"type", "title", "status", "detail"}
        assert says in said["title"] + said["detail"]


def test_who_is_not_logged_in_meets_the_log_in_and_a_program_a_401(client):
    nobody = Client()

    assert nobody.get("/proef/gezien/")["Location"] == "/inloggen/?verder=%2Fproef%2Fgezien%2F"
    assert nobody.post("/uitloggen/")["Location"] == "/inloggen/"
    refused = nobody.get("/api/v1/proef/gezien")
    assert (refused.status_code, refused["Content-Type"]) == (401, "application/problem+json")
    assert nobody.get("/proef/stil/").status_code == 403
    assert client.get("/api/v1/proef/gezien").status_code == 401  # a cookie opens nothing for a program


def test_a_refusal_stays_within_the_frame_of_who_is_logged_in(client):
    page = client.get("/proef/nee/").content.decode()

    assert "Klantmanager" in page
    assert 'href="/werk/"' in page
    assert "dz-werk" not in client.get("/proef/er-niet/").content.decode()  # nobody asked who he is


def test_a_field_twice_is_refused_unless_the_view_takes_a_list(client):
    assert client.get("/proef/lijst/?gemeente=a&gemeente=b").content == b"a,b"
    assert client.get("/proef/lijst/?gemeente=a&doel=x&doel=y").status_code == 400
    assert client.get("/proef/gezien/?gemeente=a&gemeente=b").status_code == 400
    assert (
        client.get("/cijfers/?sorteer=naam&sorteer=aandeel").status_code == 200
    )  # a public page harms nobody


@pytest.mark.parametrize(
    ("vanaf", "verder"),
    [
        ("https://testserver/proef/formulier/?van=1", "%2Fproef%2Fformulier%2F"),
        ("https://elders.example/proef/formulier/", "%2Fproef%2Fgezien%2F"),
        ("https://testserver//elders.example/", "%2Fproef%2Fgezien%2F"),
        ("", "%2Fproef%2Fgezien%2F"),
    ],
)
def test_a_form_that_is_sent_after_the_session_ended_says_so_and_leads_back_to_it(client, vanaf, verder):
    answer = Client().post("/proef/gezien/", {"x": "geheim"}, headers={"referer": vanaf})
    page = answer.content.decode()
    assert (answer.status_code, answer["Cache-Control"]) == (401, "no-store")
    assert "Wat je typte is nog niet opgeslagen." in page
    assert f'href="/inloggen/?verder={verder}" target="_blank"' in page
    assert "geheim" not in page  # what was sent is not kept here: the browser has it


def test_a_teamleider_who_acts_for_something_else_is_shown_the_purpose_for_which_he_may(aangemeld):
    leider = aangemeld(Rol.TEAMLEIDER, organisatie(Organisatiesoort.GEMEENTE), "t.leider")
    answer = leider.get("/toezicht/alarmen/")
    assert answer.status_code == 403
    page = answer.content.decode()
    assert "Kies het doel Verantwoording" in page
    assert 'href="/account/rol/?verder=%2Ftoezicht%2Falarmen%2F"' in page


def test_the_emergency_form_tells_all_that_is_wrong_at_once_and_keeps_what_was_typed(aangemeld):
    balie = aangemeld(Rol.KLANTMANAGER, organisatie(Organisatiesoort.GEMEENTE), "k.balie")
    answer = balie.post(reverse("breekglas"), {"bsn": "123456782", "toelichting": "kort"})
    page = answer.content.decode()
    assert (answer.status_code, answer["Cache-Control"]) == (400, "no-store")
    assert 'value="123456782"' in page
    assert all(f'href="#{veld}"' in page for veld in ("reden", "toelichting"))
    assert 'href="#bsn"' not in page
