"""Somebody logs in through his organisation: chooses it, logs in there, says once which account is his, and is in."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django import DjangoDbBlocker

from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import GebruikerId, Organisatiesoort, Rol
from doorzicht.domain.toegang.service import aanbieders
from tests.e2e.conftest import Site
from tests.e2e.onderzoek import problems
from tests.handelenden import gebruiker_met_rol, organisatie
from tests.inlogdienst import Client as Relying
from tests.inlogdienst import User, een_inlogdienst

PICTURES = os.environ.get("BEELDEN")
"""A folder for pictures of the pages, for who wants to look at them."""


def picture(page: Page, name: str) -> None:
    if PICTURES:
        for width in (1280, 390):
            page.set_viewport_size({"width": width, "height": 900})
            page.screenshot(path=Path(PICTURES) / f"{name}-{width}.png", full_page=True)


@pytest.fixture(scope="module")
def code(empty_site: Site, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """A provider of Enschede, and the invitation of somebody who logs in there."""
    with een_inlogdienst() as dienst, django_db_blocker.unblock():
        aanbieders.gids.cache_clear()
        dienst.users["oda"] = User("oda-bij-enschede", amr=("pwd", "mfa"))
        zelf = aanbieders.voeg_aanbieder_toe(
            "o.perator", "GM0153", dienst.issuer, "doorzicht", algoritme="ES256", vertrouwt_tweede_factor=True
        )
        jwks = Client().get(reverse("inloggen-organisatie-sleutels", args=[zelf.id])).json()
        terug = f"{empty_site.url}{reverse('inloggen-organisatie-terug', args=[zelf.id])}"
        dienst.clients["doorzicht"] = Relying("doorzicht", jwks, (terug,))
        wie = gebruiker_met_rol(Rol.KLANTMANAGER, organisatie(Organisatiesoort.GEMEENTE), "o.da", naam="Oda")
        yield toegang.nodig_uit(wie.gebruiker_id, GebruikerId("b.eheer"))


def to_the_provider(page: Page, site: Site, name: str) -> None:
    """Choose Enschede, and log in on the page of its provider."""
    page.goto(f"{site.url}/inloggen/")
    page.get_by_role("link", name="Kies je organisatie").click()
    page.get_by_role("button", name="Gemeente Enschede").click()
    expect(page.get_by_role("heading", name="Inlogdienst van de gemeente")).to_be_visible()
    page.get_by_label("Naam").fill(name)
    page.get_by_role("button", name="Inloggen").click()


def test_somebody_comes_in_through_his_organisation(page: Page, empty_site: Site, code: str):
    page.goto(f"{empty_site.url}/inloggen/")
    picture(page, "inloggen")
    page.goto(f"{empty_site.url}/inloggen/organisatie/")
    assert problems(page) == []
    picture(page, "kiezen")

    to_the_provider(page, empty_site, "oda")
    expect(page.get_by_role("heading", name="Welk account is van jou?")).to_be_visible()
    assert problems(page) == []
    picture(page, "koppelen")
    page.get_by_label("Account", exact=True).fill("o.da")
    page.get_by_label("Uitnodigingscode").fill(code)
    page.get_by_role("button", name="Volgende").click()
    page.wait_for_url("**/werk/**")

    page.context.clear_cookies()
    to_the_provider(page, empty_site, "oda")  # the second time he is known
    page.wait_for_url("**/werk/**")


def test_who_breaks_off_at_his_organisation_can_begin_again(page: Page, empty_site: Site, code: str):
    to_the_provider(page, empty_site, "")
    expect(page.get_by_role("alert")).to_contain_text("afgebroken")
    assert problems(page) == []
    picture(page, "mis")

    page.get_by_role("link", name="Begin opnieuw").click()

    expect(page.get_by_role("heading", name="Via welke organisatie?")).to_be_visible()


def test_without_going_on_by_itself_there_is_a_link(page: Page, empty_site: Site, code: str):
    """The page in between also works for a browser that does not go on by itself."""
    page.goto(f"{empty_site.url}/inloggen/organisatie/")
    page.route("**/authorize?*", lambda route: route.abort())
    page.get_by_role("button", name="Gemeente Enschede").click(no_wait_after=True)
    expect(page.get_by_role("link", name="Ga verder")).to_have_attribute(
        "href", re.compile(r"^http://127\.0\.0\.1:\d+/authorize\?.*state=")
    )
