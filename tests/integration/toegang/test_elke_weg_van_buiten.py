"""What every answer has, whoever asks and whatever it says: headers, cookies, addresses; and bad input.

Crawls every way in, for everybody and for somebody, allowed and refused. A browser that keeps to these headers runs no
script of others, shows no page in a frame, and keeps no personal page.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import unquote
from uuid import UUID

import pytest
from django.conf import settings
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import get_resolver, reverse

from doorzicht.domain.klant.tables import InschrijvingTable, KlantTable
from doorzicht.domain.toegang.tables import AfwijzingTable, LogregelTable
from tests.integration.toegang.bezoekers import Bezoeker, address, sends_to_the_login
from tests.integration.toegang.wegwijzer import VOORBEELDEN, Over
from tests.wegen import Weg, of_people, open_to_all
from tests.wereld import TELEFOON, VERZONNEN, Wereld

OPEN, PEOPLE = open_to_all(), of_people()
EXAMPLES = {
    "kwartaal": "2022-kw2",
    "regio": "09-twente",
    "gemeente": "GM0153-enschede",
    "naam": "tabel.csv",
    "versie": 1,
    "aanbieder": UUID(int=3),
}
"""What stands in the addresses of public pages; that there is nothing there changes no header."""

FIXED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
WANTED = ("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'")


def public_address(weg: Weg) -> str:
    """The address of a public page, with an example for every part of it."""
    for possibility, *_ in get_resolver().reverse_dict.getlist(weg.naam):
        for _, names in possibility:
            return reverse(weg.naam, kwargs={name: EXAMPLES.get(name, "voorbeeld") for name in names})
    return reverse(weg.naam)


def wrong_headers(answer: HttpResponseBase) -> list[str]:
    """What is missing or too wide."""
    headers = answer.headers
    found = [name for name, value in FIXED.items() if headers.get(name) != value]
    policy = headers.get("Content-Security-Policy", "")
    found += [directive for directive in WANTED if directive not in policy]
    scripts = re.search(r"script-src[^;]*", policy)
    if "unsafe" in policy or "*" in policy:
        found.append(policy)
    if scripts and scripts[0].split()[1:] not in ([], ["'self'"]):
        found.append(scripts[0])
    if "camera=()" not in headers.get("Permissions-Policy", ""):
        found.append("Permissions-Policy")
    if "max-age=31536000" not in headers.get("Strict-Transport-Security", ""):
        found.append("Strict-Transport-Security")
    return found + wrong_cookies(answer)


def wrong_cookies(answer: Any) -> list[str]:
    """Cookies that a browser would give to another host, another path, a script or another site."""
    return [
        name
        for name, morsel in answer.cookies.items()
        if not (
            name.startswith("__Host-")
            and morsel["secure"]
            and morsel["httponly"]
            and morsel["samesite"] in ("Lax", "Strict")
            and morsel["path"] == "/"
            and not morsel["domain"]
        )
    ]


def is_html(answer: HttpResponseBase) -> bool:
    return answer.headers.get("Content-Type", "").startswith("text/html")


@pytest.fixture(scope="module")
def wie(bezoekers: list[Bezoeker]) -> dict[str, Bezoeker]:
    """One of each that matters here."""
    return {wie.naam.split(" ")[0]: wie for wie in bezoekers}


def browser(wie: Bezoeker | None = None, **more: Any) -> Client:
    """Over https, with the session of somebody."""
    client = Client(**more)
    if wie:
        client.cookies[settings.SESSIE_COOKIE] = wie.sessie
    return client


def get(client: Client, path: str) -> HttpResponseBase:
    """Over https; what it did is undone."""
    with transaction.atomic():
        answer = client.get(path, secure=True)
        answer.body = (b"".join(answer) if answer.streaming else answer.content).decode("utf-8", "replace")
        transaction.set_rollback(True)
    return answer


@pytest.mark.parametrize("weg", OPEN, ids=str)
def test_every_public_answer_has_its_headers(db, weg):
    if weg.is_api or weg.naam.startswith("api:"):
        pytest.skip("the description of the API is data; tests/integration/klant/test_api.py looks at it")
    answer = get(browser(), public_address(weg))
    assert wrong_headers(answer) == []
    if is_html(answer):
        assert not re.search(r"<script(?![^>]*\ssrc=)|\sstyle=|\son[a-z]+=", answer.body)


@pytest.mark.parametrize("weg", PEOPLE, ids=str)
@pytest.mark.parametrize("naam", ["eigen.klantmanager", "ander.klantmanager", "eigen.klant", "niemand"])
def test_every_personal_answer_has_its_headers_and_is_not_kept(db, weg, naam, wereld, wie):
    answer = get(browser(wie.get(naam)), address(weg, wereld))
    assert wrong_headers(answer) == []
    assert answer.headers["Cache-Control"] == "no-store"
    if is_html(answer):
        assert not re.search(r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+=", answer.body)


@pytest.mark.parametrize("weg", [weg for weg in PEOPLE if not weg.is_api], ids=str)
def test_no_address_on_a_page_tells_who_somebody_is(db, weg, wereld, wie):
    """Addresses stand in the history of browsers and in the logs of everything between."""
    huis = wereld.huizen["eigen"]
    secret = [*VERZONNEN["eigen"].split(), TELEFOON["eigen"], huis.bsn]
    for naam in ("eigen.klantmanager", "eigen.klant", "eigen.functioneel-beheerder"):
        answer = get(browser(wie[naam]), address(weg, wereld))
        addresses = re.findall(r'(?:href|src|action)="([^"]*)"', answer.body) if is_html(answer) else []
        said = unquote(" ".join([*addresses, answer.headers.get("Location", "")]))
        assert [word for word in secret if word in said] == []


def test_over_http_nothing_promises_https(db):
    assert "Strict-Transport-Security" not in Client().get("/methode/").headers


FORMS = [weg for weg in PEOPLE if not weg.is_api]


@pytest.mark.parametrize("weg", FORMS, ids=str)
@pytest.mark.parametrize(
    "headers",
    [{}, {"origin": "https://elders.example"}, {"referer": "https://elders.example/"}],
    ids=["no token", "another origin", "another page"],
)
def test_nothing_is_done_for_another_site(db, weg, headers, wereld, wie):
    client = browser(wie["eigen.klantmanager"], enforce_csrf_checks=True)
    answer = client.post(address(weg, wereld), {"naam": "x"}, secure=True, headers=headers)
    assert answer.status_code in (403, 405)


def tampered(sessie: str) -> list[str]:
    """What a session looks like after a little help."""
    flipped = sessie[:-1] + ("A" if sessie[-1] != "A" else "B")
    return [
        flipped,
        sessie[:-1],
        sessie + "A",
        sessie.swapcase(),
        f"{sessie};{sessie}",
        f" {sessie}x",
        "null",
        "\u00e9",
    ]


def test_a_session_that_was_touched_is_none(db, wereld, wie):
    path = reverse("klant", kwargs={"klant": wereld.huizen["eigen"].klant})
    for cookie in tampered(wie["eigen.klantmanager"].sessie):
        client = Client()
        client.cookies[settings.SESSIE_COOKIE] = cookie
        answer = client.get(path)
        assert sends_to_the_login(answer), cookie
        assert VERZONNEN["eigen"] not in answer.content.decode()
    assert not LogregelTable.objects.filter(
        handeling="klant.dossier", gebruiker="eigen.klantmanager"
    ).exists()


def test_the_cookie_under_another_name_or_in_the_address_is_none(db, wereld, wie):
    path = reverse("klant", kwargs={"klant": wereld.huizen["eigen"].klant})
    sessie = wie["eigen.klantmanager"].sessie
    client = Client()
    client.cookies["sessie"] = sessie
    for query in ("", f"?sessie={sessie}", f"?{settings.SESSIE_COOKIE}={sessie}"):
        assert sends_to_the_login(client.get(path + query))


@pytest.mark.parametrize("weg", FORMS, ids=str)
def test_what_is_said_twice_is_refused(db, weg, wereld, wie):
    """Two readers of one request could each believe another."""
    client = browser(wie["eigen.klantmanager"])
    assert client.get(address(weg, wereld) + "?naam=een&naam=twee").status_code == 400
    answer = client.post(
        address(weg, wereld), "naam=een&naam=twee", content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code == 400


def test_more_than_the_form_asks_changes_nothing(db, wereld: Wereld, wie):
    """Mass assignment: fields that exist in the table but not on the form."""
    klant, elders = wereld.huizen["eigen"].klant, wereld.huizen["ander"].organisatie.id
    before = KlantTable.objects.filter(id=klant).values().get()
    extra = {
        "id": str(wereld.huizen["ander"].klant),
        "klant": str(wereld.huizen["ander"].klant),
        "bsn_index": "00",
        "id_werkzoekende": "Ingebroken",
        "organisatie": str(elders),
        "organisatie_id": str(elders),
        "verantwoordelijk": "on",
        "rol": "auditor",
        "doel": "toezicht",
        "handelende": "x",
        "plaats": "Hengelo",
        "versie": before["versie"],
    }
    browser(wie["eigen.klantmanager"]).post(reverse("klant-wijzigen", kwargs={"klant": klant}), extra)
    after = KlantTable.objects.filter(id=klant).values().get()
    changed = {name for name in before if before[name] != after[name]}
    assert changed <= {"plaats", "versie"}
    assert not InschrijvingTable.objects.filter(klant=klant, organisatie=elders).exists()
    assert KlantTable.objects.filter(naam="Ingebroken").count() == 0


@pytest.mark.parametrize("weg", [weg for weg in FORMS if VOORBEELDEN[weg.naam].over is Over.KLANT], ids=str)
def test_a_body_that_is_too_large_or_has_too_many_fields_is_refused(db, weg, wereld, wie):
    client = browser(wie["eigen.klantmanager"])
    for body in ("toelichting=" + "x" * 3_000_000, "&".join(f"v{n}=x" for n in range(500))):
        answer = client.post(address(weg, wereld), body, content_type="application/x-www-form-urlencoded")
        assert answer.status_code in (400, 413)
        assert VERZONNEN["eigen"] not in answer.content.decode()


@pytest.mark.parametrize(
    "naam", ["klant", "klant-wijzigen", "klant-geschiedenis", "klant-rechten", "klant-inzage"]
)
def test_a_refusal_is_written_down_without_words_about_the_klant(db, naam, wereld, wie):
    weg = next(weg for weg in PEOPLE if weg.naam == naam)
    browser(wie["ander.klantmanager"]).get(address(weg, wereld))
    row = AfwijzingTable.objects.filter(gebruiker="ander.klantmanager").latest("op")
    assert (row.handeling, row.klant) == (weg.poort.handeling, wereld.huizen["eigen"].klant)
    assert row.reden in ("niet-gevonden", "geen-toegang")


def test_a_refusal_for_somebody_of_another_role_is_written_down(db, wereld, wie):
    browser(wie["eigen.functioneel-beheerder"]).get(reverse("klanten"))
    row = AfwijzingTable.objects.filter(gebruiker="eigen.functioneel-beheerder").latest("op")
    assert (row.handeling, row.reden) == ("klant.lijst", "geen-toegang")
