"""A new colleague: one beheerder adds him and gives a code, he sets his account up, another grants the role."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pyotp
import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django import DjangoDbBlocker

from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import Organisatiesoort, Rol
from tests.e2e.conftest import Site
from tests.e2e.onderzoek import problems
from tests.handelenden import gebruiker_met_rol, organisatie

WACHTWOORD = "zeven gele fietsen buiten"
WIDE, PHONE = 1280, 390


@pytest.fixture(scope="module")
def secrets(empty_site: Site, django_db_blocker: DjangoDbBlocker) -> dict[str, str]:
    """Beheerders who are logged in: of Enschede, and one of UWV."""
    known = {}
    with django_db_blocker.unblock():
        for account in ("an.e2e", "bo.e2e", "carla.e2e", "u.e2e"):
            soort = Organisatiesoort.UWV if account == "u.e2e" else Organisatiesoort.GEMEENTE
            rol = gebruiker_met_rol(Rol.BEHEERDER, organisatie(soort), account)
            known[account] = toegang.begin_sessie(rol.gebruiker_id, rol.id)
    return known


@pytest.fixture
def als(empty_site: Site, browser: Browser, secrets: dict[str, str]) -> Iterator[Callable[..., Page]]:
    """A tab of one of them, on a screen of some width."""
    contexts: list[BrowserContext] = []

    def tab(account: str, width: int = WIDE) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, locale="nl-NL")
        context.set_default_timeout(8000)
        safe = empty_site.url.replace("http://", "https://")
        cookie = {"name": settings.SESSIE_COOKIE, "value": secrets[account], "url": safe, "secure": True}
        context.add_cookies([cookie])  # type: ignore[list-item]
        contexts.append(context)
        return context.new_page()

    yield tab
    for context in contexts:
        context.close()


def test_from_a_name_in_a_form_to_a_desk_of_his_own(empty_site, als, page: Page):
    an = als("an.e2e")
    an.goto(f"{empty_site.url}/beheer/gebruikers/")
    assert problems(an) == []
    an.get_by_role("link", name="Gebruiker toevoegen").click()
    assert problems(an) == []
    an.get_by_label("Naam", exact=True).fill("Noor de Boer")
    an.get_by_label("E-mailadres").fill("info@enschede.example")
    an.get_by_label("Accountnaam").fill("n.deboer")
    an.get_by_label("Rol", exact=True).select_option(label="Klantmanager")
    an.get_by_role("button", name="Voeg toe").click()

    expect(an.get_by_label("Accountnaam")).to_have_value("n.deboer")
    expect(an.locator("#email-fout")).to_contain_text("lezen meer mensen")
    assert problems(an) == []
    an.get_by_label("E-mailadres").fill("n.deboer@enschede.example")
    an.get_by_role("button", name="Voeg toe").click()

    expect(an.get_by_role("heading", level=1)).to_have_text("Noor de Boer")
    expect(an.get_by_text("wacht op een ander")).to_be_visible()
    an.get_by_role("button", name="Maak een code").click()
    code = an.locator(".dz-beheer__codetekst").inner_text()
    assert problems(an) == []
    an.goto(f"{empty_site.url}/beheer/rollen/")
    expect(an.get_by_role("button", name="Ken toe")).to_have_count(0)

    page.goto(f"{empty_site.url}/inloggen/uitnodiging/")
    page.locator("#account").fill("n.deboer")
    page.locator("#code").fill(code)
    page.locator("#nieuw").fill(WACHTWOORD)
    page.locator("#nog_eens").fill(WACHTWOORD)
    page.get_by_role("button", name="Volgende").click()
    page.get_by_text("Scannen lukt niet").click()
    secret = page.locator(".dz-geheim").inner_text().replace(" ", "")
    page.get_by_label("Code uit je app").fill(pyotp.TOTP(secret).now())
    page.get_by_role("button", name="Klaar").click()
    page.get_by_role("link", name="Ik heb ze bewaard, ga verder").click()
    expect(page.get_by_text("Je hebt op dit moment geen rol")).to_be_visible()

    bo = als("bo.e2e", PHONE)
    bo.goto(f"{empty_site.url}/beheer/rollen/")
    assert problems(bo) == []
    bo.get_by_role("button", name=re.compile("Ken toe.*Noor de Boer")).click()
    expect(bo.get_by_text("Er wacht niets op jouw besluit")).to_be_visible()

    page.reload()
    page.get_by_role("button", name=re.compile("Kies.*Klantmanager")).click()
    wie = page.get_by_role("region", name="Als wie je werkt")
    expect(wie).to_contain_text("Klantmanager")
    expect(wie).to_contain_text("Gemeente Enschede")


def test_who_leaves_is_out_at_his_next_click(empty_site, als):
    an, weg = als("an.e2e"), als("carla.e2e")
    weg.goto(f"{empty_site.url}/beheer/gebruikers/?q=carla")
    an.goto(f"{empty_site.url}/beheer/gebruikers/?q=carla.e2e")
    an.get_by_role("link", name="carla.e2e").click()
    an.get_by_text("Vertrekt", exact=True).click()
    assert problems(an) == []
    an.get_by_role("button", name="Beëindig alles").click()
    expect(an.get_by_text("uitgeschakeld").first).to_be_visible()

    weg.get_by_role("link", name="Rollen die wachten").click()
    expect(weg.get_by_role("heading", level=1)).to_have_text("Inloggen")


def test_the_list_of_organisations_works_on_a_phone(empty_site, als):
    page = als("u.e2e", PHONE)
    page.goto(f"{empty_site.url}/beheer/organisaties/?soort=gemeente&q=almelo")
    assert problems(page) == []
    page.get_by_role("link", name="Gemeente Almelo").click()
    assert problems(page) == []
    page.get_by_role("button", name="Maak centrumgemeente").click()
    expect(page.get_by_text("centrumgemeente", exact=False).first).to_be_visible()
    page.goto(f"{empty_site.url}/beheer/organisaties/nieuw/?soort=uwv-kantoor")
    assert problems(page) == []
