"""A klant on a phone reads what is known of her, sees who looked, asks for a correction and takes the PDF along."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page

from doorzicht.domain.betrokkene import service
from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import Organisatiesoort, Rol
from doorzicht.domain.toegang.tables import RoltoekenningTable
from tests.e2e.conftest import Site
from tests.e2e.onderzoek import problems
from tests.handelenden import ENSCHEDE, gebruiker_met_rol, organisatie
from tests.integration.betrokkene.conftest import Bekende, maak_bekende

PHONE = {"width": 390, "height": 844}
WIDE = {"width": 1280, "height": 900}
MIJN = ("/mijn/", "/mijn/wie-keek/", "/mijn/verbeteren/", "/mijn/bezwaar/")


@dataclass(frozen=True)
class Mensen:
    """Noor, and the secrets of the sessions of herself and of her klantmanager."""

    noor: Bekende
    van_noor: str
    van_klantmanager: str


@pytest.fixture(scope="module")
def mensen(empty_site: Site, django_db_blocker) -> Mensen:
    """Noor has a profile, an account and a klantmanager who looked at her; stored for all to see, as the site is."""
    with django_db_blocker.unblock():
        noor = maak_bekende("999990019", "noor-e2e")
        service.geef_bestand(noor.klantmanager, noor.id, service.Vorm.JSON)
        enschede = organisatie(Organisatiesoort.GEMEENTE, gemeente=ENSCHEDE)
        eigen = RoltoekenningTable.objects.get(gebruiker__account="noor-e2e")
        helpt = gebruiker_met_rol(Rol.KLANTMANAGER, enschede, "k.manager-e2e")
        secrets = [toegang.begin_sessie(rol.gebruiker_id, rol.id) for rol in (eigen, helpt)]
    return Mensen(noor, *secrets)


def log_in(browser: Browser, site: Site, secret: str, screen: dict[str, int]) -> BrowserContext:
    """A browser of somebody who is wholly logged in."""
    context = browser.new_context(viewport=screen, locale="nl-NL", accept_downloads=True)
    context.set_default_timeout(5000)
    cookie = {"name": settings.SESSIE_COOKIE, "value": secret, "url": site.url, "secure": True}
    context.add_cookies([cookie | {"url": site.url.replace("http://", "https://")}])
    return context


@pytest.fixture
def telefoon(browser: Browser, empty_site: Site, mensen: Mensen) -> Iterator[Page]:
    """Noor's phone."""
    context = log_in(browser, empty_site, mensen.van_noor, PHONE)
    yield context.new_page()
    context.close()


@pytest.fixture
def balie(browser: Browser, empty_site: Site, mensen: Mensen) -> Iterator[Page]:
    """The desk of her klantmanager."""
    context = log_in(browser, empty_site, mensen.van_klantmanager, WIDE)
    yield context.new_page()
    context.close()


def ask(page: Page, site: Site, veld: str, moet_zijn: str) -> None:
    """Ask for a correction in her own page."""
    page.goto(f"{site.url}/mijn/verbeteren/")
    page.get_by_label("Wat klopt er niet?").select_option(veld)
    page.get_by_label("Wat moet er staan?").fill(moet_zijn)
    page.get_by_role("button", name="Vraag om te verbeteren").click()


def test_she_reads_asks_and_takes_it_along(telefoon: Page, balie: Page, empty_site: Site, tmp_path: Path):
    telefoon.goto(f"{empty_site.url}/mijn/")
    assert telefoon.get_by_text("Noor Ondenkbaar").first.is_visible()

    telefoon.get_by_role("link", name="Bekijk wie keek").click()
    assert telefoon.get_by_text("Klantmanager, Gemeente Enschede").first.is_visible()

    ask(telefoon, empty_site, "telefoon", "0687654321")
    assert telefoon.get_by_role("status").get_by_text("Gelukt").is_visible()
    assert telefoon.get_by_text("We kijken ernaar").is_visible()

    balie.goto(f"{empty_site.url}/werk/correcties/")
    balie.get_by_role("link", name="Noor Ondenkbaar").click()
    balie.get_by_role("button", name="Ja, verbeterd").click()
    assert balie.get_by_text("Er wacht niets op antwoord.").is_visible()

    telefoon.goto(f"{empty_site.url}/mijn/")
    assert telefoon.get_by_text("0687654321").first.is_visible()
    with telefoon.expect_download() as gehaald:
        telefoon.get_by_role("link", name="Bewaar alles als PDF").click()
    gehaald.value.save_as(tmp_path / "mijn.pdf")
    assert (tmp_path / "mijn.pdf").read_bytes().startswith(b"%PDF")


def test_she_stops_being_shown_to_employers_with_one_touch(telefoon: Page, empty_site: Site):
    telefoon.goto(f"{empty_site.url}/mijn/bezwaar/")
    telefoon.get_by_role("button", name="Stop hiermee").click()

    assert telefoon.get_by_text("Gestopt").first.is_visible()
    telefoon.get_by_role("button", name="Het mag toch wel").click()
    assert telefoon.get_by_role("button", name="Stop hiermee").is_visible()


@pytest.mark.parametrize("taal", ["", "/en"])
@pytest.mark.parametrize("pad", MIJN)
def test_her_pages_are_accessible_on_every_screen(telefoon: Page, empty_site: Site, taal: str, pad: str):
    found = {}
    for screen in (PHONE, {"width": 320, "height": 800}, WIDE):
        telefoon.set_viewport_size(screen)
        telefoon.goto(f"{empty_site.url}{taal}{pad}")
        assert telefoon.url == f"{empty_site.url}{taal}{pad}"  # and not the log-in
        found[screen["width"]] = problems(telefoon)

    assert found == {390: [], 320: [], 1280: []}


def test_the_pages_of_who_answers_are_accessible(
    telefoon: Page, balie: Page, mensen: Mensen, empty_site: Site
):
    ask(telefoon, empty_site, "naam", "Nora")
    found = {}
    for pad in ("/werk/correcties/", f"/werk/klanten/{mensen.noor.id}/rechten/"):
        balie.goto(f"{empty_site.url}{pad}")
        found[pad] = problems(balie)
    balie.goto(f"{empty_site.url}/werk/correcties/")
    balie.get_by_role("link", name="Noor Ondenkbaar").first.click()
    found["correctie"] = problems(balie)
    balie.get_by_label("Uitleg voor de klant").fill("Je naam komt van de gemeente.")
    balie.get_by_role("button", name="Nee, het blijft zo").click()

    assert {pad: lines for pad, lines in found.items() if lines} == {}
    telefoon.reload()
    assert telefoon.get_by_text("Je naam komt van de gemeente.").is_visible()
