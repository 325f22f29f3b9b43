"""The public pages with a real database: wrong addresses, hostile questions, headers, language, machine pages."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

EMPTY = [
    "/",
    "/cijfers/",
    "/downloads/",
    "/methode/",
    "/toegankelijkheid/",
    "/privacy/",
    "/contact/",
    "/status/",
    "/zoeken/",
]
NOWHERE = [
    "/nergens/",
    "/cijfers/2022-kw2/",
    "/cijfers/2022-kw5/",
    "/cijfers/2022-kw2/regio/09-twente/",
    "/cijfers/2022-kw2/regio/09-twente/versie/1/",
    "/cijfers/2022-kw2/regio/09-twente/versie/99999999999999/",
    "/cijfers/2022-kw2/regio/09-twente/versie/1/bestanden/tabel.csv",
    "/cijfers/2022-kw2/regio/09-twente/bestanden/tabel.csv",
    "/cijfers/2022-kw2/regio/09-twente/bestanden/..%2F..%2Fgeheim",
    "/cijfers/2022-kw2/regio/'; drop table klant --/",
    "/cijfers/2022-kw2/gemeente/GM0141-almelo/",
    "/cijfers/2022-kw2/gemeente/%00/",
    "/cijfers/%F0%9F%8D%95/",
    "/downloads/2022-kw2/",
]
HOSTILE = [
    "%00",
    "%FF%FE",
    "' OR 1=1 --",
    "<script>alert(1)</script>",
    "x" * 5000,
    "%s%s%n",
    "\u202e",
    "{{7*7}}",
    "=cmd()",
]


@pytest.fixture
def visitor(db: None) -> Client:
    """Somebody who is not logged in, as everybody here."""
    return Client()


@pytest.mark.parametrize("path", EMPTY)
@pytest.mark.parametrize("language", ["", "/en"])
def test_a_page_answers_before_anything_was_published(visitor, path, language):
    answer = visitor.get(language + path)

    assert answer.status_code == 200
    assert answer["Content-Language"] == ("en" if language else "nl")


@pytest.mark.parametrize("path", NOWHERE)
@pytest.mark.parametrize("language", ["", "/en"])
def test_an_address_that_names_nothing_gets_a_page_with_a_next_step(visitor, path, language):
    answer = visitor.get(language + path)

    assert answer.status_code == 404
    assert f'href="{language}/cijfers/"' in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("path", ["/zoeken/?q=", "/cijfers/?sorteer=", "/?x="])
def test_a_hostile_question_is_answered_calmly(visitor, path, value):
    answer = visitor.get(path + value)

    assert answer.status_code == 200
    assert "<script>alert" not in answer.content.decode()


@pytest.mark.parametrize(
    "path", [*EMPTY, "/nergens/", "/health/", "/.well-known/security.txt", "/robots.txt"]
)
def test_every_route_has_the_security_headers(visitor, path):
    headers = visitor.get(path).headers

    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert "Set-Cookie" not in headers


@pytest.mark.parametrize("path", EMPTY)
def test_no_page_has_style_or_script_inside(visitor, path):
    text = visitor.get(path).content.decode()

    assert not re.search(r"<script|<style|\sstyle=|\son[a-z]+=", text)


@pytest.mark.parametrize("path", ["/", "/cijfers/", "/methode/", "/static/doorzicht/kader.css"])
def test_head_is_get_without_the_body(visitor, path):
    head, get = visitor.head(path), visitor.get(path)
    body = b"".join(get) if get.streaming else get.content

    assert (head.status_code, b"".join(head)) == (200, b"")
    assert head["Content-Length"] == get["Content-Length"] == str(len(body))
    assert head.headers.keys() == get.headers.keys()
    assert head.get("ETag") == get.get("ETag")


@pytest.mark.parametrize("path", ["/", "/cijfers/", "/health/", "/en/methode/"])
def test_another_method_gets_a_page_with_a_next_step(visitor, path):
    answer = visitor.post(path)

    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")
    assert 'href="/en/cijfers/"' if path.startswith("/en") else 'href="/cijfers/"' in answer.content.decode()
    assert "Content-Security-Policy" in answer.headers
    assert "no-store" in answer["Cache-Control"]


def test_a_page_that_did_not_change_is_not_sent_again(visitor):
    first = visitor.get("/methode/")
    again = visitor.get("/methode/", headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")


def test_the_language_of_the_browser_does_not_change_an_address(visitor):
    answer = visitor.get("/methode/", headers={"Accept-Language": "en"})

    assert 'lang="nl"' in answer.content.decode()


def test_health_is_for_machines(visitor):
    answer = visitor.get("/health/")

    assert answer.json()["status"] == "ok"
    assert "no-store" in answer["Cache-Control"]


def test_security_txt_expires_within_a_year(visitor, settings):
    settings.CONTACT = "vraag@voorbeeld.example"
    text = visitor.get("/.well-known/security.txt").content.decode()
    expires = datetime.fromisoformat(re.search(r"^Expires: (.+)$", text, re.MULTILINE)[1])

    assert timedelta(days=30) < expires - timezone.now() < timedelta(days=365)
    assert re.findall(r"^Contact: (.+)$", text, re.MULTILINE) == [
        "mailto:vraag@voorbeeld.example",
        "http://testserver/contact/",
    ]
    assert re.search(r"^Canonical: http://testserver/\.well-known/security\.txt$", text, re.MULTILINE)
    safe = visitor.get("/.well-known/security.txt", secure=True).content.decode()
    assert "Canonical: https://testserver/.well-known/security.txt" in safe


def test_without_an_address_there_is_no_security_txt_and_the_page_names_the_publisher(visitor, settings):
    settings.CONTACT, settings.UITGEVER = "", "Regio Voorbeeld"

    assert visitor.get("/.well-known/security.txt").status_code == 404
    page = visitor.get("/contact/").content.decode()
    assert "de organisatie die deze cijfers uitgeeft: Regio Voorbeeld." in page
    assert "security.txt" not in page


def test_search_engines_are_welcome(visitor):
    assert b"Allow: /" in visitor.get("/robots.txt").content
