"""The gate: a view that says nothing is for nobody, and a refusal from below becomes a page or a problem."""

from __future__ import annotations

import json
from types import ModuleType

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from doorzicht.config import urls
from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import Organisatiesoort, Rol
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
    return HttpResponse(f"{request.handelende.gebruiker} {request.sessie.naam}")


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
        ("nee", 403, "alleen voor de eigen klantmanager"),
        ("weg", 404, "Deze pagina bestaat niet."),
        ("dicht", 503, "zonder logboek tonen we geen gegevens"),
        ("gezien", 200, "s.devries"),
    ],
)
def test_what_somebody_gets(client, page, status, says):
    answer = client.get(f"/proef/{page}/")

    assert (answer.status_code, answer["Cache-Control"]) == (status, "no-store")
    assert says in answer.content.decode()
    problem = client.get(f"/api/v1/proef/{page}")
    assert (problem.status_code, problem["Cache-Control"]) == (status, "no-store")
    if status != 200:
        assert problem["Content-Type"] == "application/problem+json"
        said = json.loads(problem.content)
        assert said.keys() == {"type", "title", "status", "detail"}
        assert says in said["title"] + said["detail"]


def test_who_is_not_logged_in_meets_the_log_in_and_a_program_a_401(client):
    nobody = Client()

    assert nobody.get("/proef/gezien/")["Location"] == "/inloggen/?verder=%2Fproef%2Fgezien%2F"
    assert nobody.post("/proef/gezien/", {"x": "1"})["Location"] == "/inloggen/"  # what was sent is not kept
    refused = nobody.get("/api/v1/proef/gezien")
    assert (refused.status_code, refused["Content-Type"]) == (401, "application/problem+json")
    assert nobody.get("/proef/stil/").status_code == 403


def test_an_unknown_page_and_a_klant_that_is_not_there_look_alike(client):
    unknown, hidden = client.get("/proef/er-niet/"), client.get("/proef/weg/")

    assert (unknown.status_code, hidden.status_code) == (404, 404)
    assert unknown.content.replace(b"er-niet", b"weg") == hidden.content


def test_a_field_twice_is_refused_unless_the_view_takes_a_list(client):
    assert client.get("/proef/lijst/?gemeente=a&gemeente=b").content == b"a,b"
    assert client.get("/proef/lijst/?gemeente=a&doel=x&doel=y").status_code == 400
    assert client.get("/proef/gezien/?gemeente=a&gemeente=b").status_code == 400
    assert (
        client.get("/cijfers/?sorteer=naam&sorteer=aandeel").status_code == 200
    )  # a public page harms nobody
