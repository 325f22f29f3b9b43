"""The frame: the other language of a page, headers on every answer, error pages with a next step."""

from __future__ import annotations

import pytest
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotAllowed,
    StreamingHttpResponse,
)
from django.test import RequestFactory
from django.utils import translation

from doorzicht.foundation.errors import Weigering
from doorzicht.web import errors
from doorzicht.web.context import dutch_path, frame
from doorzicht.web.middleware import HEADERS, HeadMiddleware, SecurityHeadersMiddleware, WrongMethodMiddleware


@pytest.mark.parametrize(
    ("path", "dutch"),
    [
        ("/", "/"),
        ("/en", "/"),
        ("/en/", "/"),
        ("/en/cijfers/", "/cijfers/"),
        ("/cijfers/", "/cijfers/"),
        ("/enschede/", "/enschede/"),
        (
            "/en//elders.example/",
            "/elders.example/",
        ),  # never an address that a browser takes for another site
        ("//elders.example/", "/elders.example/"),
        ("/en/\\elders.example", "/elders.example"),
    ],
)
def test_the_dutch_address_of_a_page(path, dutch):
    assert dutch_path(path) == dutch


def test_the_language_switch_keeps_the_choices_of_the_reader():
    request = RequestFactory().get("/cijfers/", {"sorteer": "naam"})

    dutch, english = frame(request)["talen"]
    assert (dutch.href, english.href) == ("/cijfers/?sorteer=naam", "/en/cijfers/?sorteer=naam")


def test_the_page_that_is_open_is_marked_in_the_menu():
    entries = frame(RequestFactory().get("/downloads/2022-kw2/"))["navigatie"]

    assert [entry.tekst for entry in entries if entry.huidig] == ["Downloads"]


@pytest.mark.parametrize("status", [200, 302, 404, 500])
def test_every_answer_carries_the_headers(status):
    middleware = SecurityHeadersMiddleware(lambda request: HttpResponse(status=status))
    answer = middleware(RequestFactory().get("/"))

    assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    assert answer.headers["Cache-Control"] == ("public, max-age=300" if status == 200 else "no-store")


def test_a_view_keeps_its_own_cache_rule():
    def health(request: object) -> HttpResponseBase:
        return HttpResponse(headers={"Cache-Control": "no-cache"})

    assert SecurityHeadersMiddleware(health)(RequestFactory().get("/")).headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("streaming", [False, True])
def test_head_has_the_headers_of_get_and_no_body(streaming):
    def page(request: HttpRequest) -> HttpResponseBase:
        assert request.method == "GET"
        headers = {"ETag": '"een"', "Content-Length": "5"}
        return (
            StreamingHttpResponse([b"hallo"], headers=headers)
            if streaming
            else HttpResponse(b"hallo", headers=headers)
        )

    request = RequestFactory().head("/")
    answer = HeadMiddleware(page)(request)

    assert request.method == "HEAD"
    assert b"".join(answer) == b""
    assert (answer.headers["ETag"], answer.headers["Content-Length"]) == ('"een"', "5")


def test_a_wrong_method_gets_a_page_that_names_the_right_ones():
    middleware = WrongMethodMiddleware(lambda request: HttpResponseNotAllowed(["GET", "HEAD"]))
    answer = middleware(RequestFactory().post("/"))

    assert isinstance(answer, HttpResponse)
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD")
    assert "Naar de cijfers" in answer.content.decode()


@pytest.mark.parametrize(
    ("view", "status"),
    [
        (errors.bad_request, 400),
        (errors.permission_denied, 403),
        (errors.page_not_found, 404),
        (errors.method_not_allowed, 405),
        (errors.server_error, 500),
    ],
)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_an_error_page_has_a_next_step(view, status, language):
    with translation.override(language):
        answer = view(RequestFactory().get("/weg/"))

    text = answer.content.decode()
    assert answer.status_code == status
    assert f'lang="{language}"' in text
    assert ("Naar de cijfers" if language == "nl" else "Go to the figures") in text


def test_a_page_that_knows_why_says_why():
    reason = Weigering("Deze regio kennen we niet.", "Kies een regio op de kaart.")
    text = errors.page_not_found(RequestFactory().get("/"), Http404(reason)).content.decode()

    assert "Deze regio kennen we niet." in text
    assert "Kies een regio op de kaart." in text


def test_an_error_inside_is_not_shown():
    text = errors.page_not_found(RequestFactory().get("/"), Http404("select * from klant")).content.decode()

    assert "select" not in text
