"""People come in: with a password and a code, with a passkey, on an invitation, and in a demo with one click."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pyotp
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django import DjangoDbBlocker

from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import GebruikerId, Organisatiesoort, Rol
from tests.aanmelden import WACHTWOORD, met_inlog
from tests.e2e.conftest import Site
from tests.e2e.onderzoek import problems
from tests.handelenden import gebruiker_met_rol, organisatie

OWN = "groene koe zingt graag"
NAMES = ("app", "zonder-script", "sleutel", "telefoon", "engels", "herstel", "account", "donker", "fout")
"""Everybody logs in once: a code of an app works once, and half a minute is long for a test."""


@pytest.fixture(scope="module")
def people(empty_site: Site, django_db_blocker: DjangoDbBlocker) -> dict[str, str]:
    """Who can log in, with the secrets of their apps; codes of herstel and uitnodiging besides."""
    known = {}
    with django_db_blocker.unblock():
        bij = organisatie(Organisatiesoort.GEMEENTE)
        for name in NAMES:
            known[name] = pyotp.random_base32()
            toekenning = met_inlog(Rol.KLANTMANAGER, bij, f"w.{name}", geheim=known[name], naam="Wil de Wit")
        gebruiker_met_rol(Rol.TEAMLEIDER, bij, "w.account", naam="Wil de Wit")
        known["herstelcode"] = toegang.nieuwe_herstelcodes(
            gebruiker_met_rol(Rol.TEAMLEIDER, bij, "w.herstel").gebruiker_id
        )[0]
        for name in ("nieuw", "nieuw-sleutel"):
            toekenning = gebruiker_met_rol(Rol.KLANTMANAGER, bij, f"n.{name}", naam="Noor Nieuw")
            known[name] = toegang.nodig_uit(toekenning.gebruiker_id, GebruikerId("b.eheer"))
        gebruiker_met_rol(Rol.PRIVACY_OFFICER, bij, "demo.po", naam="Demo Privacy", is_demo=True)
    return known


def first_step(page: Page, site: Site, name: str, language: str = "") -> None:
    """Account and password."""
    page.goto(f"{site.url}{language}/inloggen/")
    page.locator("#account").fill(f"w.{name}")
    page.locator("#wachtwoord").fill(WACHTWOORD)
    page.locator("main button").click()


def log_in(page: Page, site: Site, people: dict[str, str], name: str, language: str = "") -> None:
    """Both steps."""
    first_step(page, site, name, language)
    page.locator("#code").fill(pyotp.TOTP(people[name]).now())
    page.locator("main button").click()


@pytest.fixture
def key(context: BrowserContext) -> Iterator[Page]:
    """A tab with a security key in the machine (the browser's own make-believe one)."""
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "usb",
                "hasResidentKey": False,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    yield page
    page.close()


def test_with_a_password_and_a_code_one_comes_in_and_goes_out_again(empty_site, people, page: Page):
    page.goto(f"{empty_site.url}/account/wachtwoord/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Inloggen")
    page.get_by_label("Account", exact=True).fill("w.app")
    page.get_by_label("Wachtwoord", exact=True).fill(WACHTWOORD)
    page.get_by_role("button", name="Volgende").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bewijs dat jij het bent")
    page.get_by_label("Code uit je app").fill(pyotp.TOTP(people["app"]).now())
    page.get_by_role("button", name="Inloggen").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Wachtwoord wijzigen")
    expect(page.get_by_role("region", name="Als wie je werkt")).to_contain_text("Klantmanager")
    expect(page.get_by_role("region", name="Als wie je werkt")).to_contain_text("Gemeente Enschede")
    cookies = {cookie["name"]: cookie for cookie in page.context.cookies()}
    assert set(cookies) == {"__Host-sessie", "__Host-csrf"}
    assert all(cookie["httpOnly"] and cookie["secure"] for cookie in cookies.values())

    page.get_by_role("banner").get_by_role("button", name="Uitloggen").click()
    expect(page.get_by_text("Je bent uitgelogd.")).to_be_visible()
    page.goto(f"{empty_site.url}/account/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Inloggen")


def test_without_javascript_one_comes_in_too(empty_site, people, browser: Browser):
    context = browser.new_context(java_script_enabled=False, locale="nl-NL")
    page = context.new_page()
    log_in(page, empty_site, people, "zonder-script")
    page.goto(f"{empty_site.url}/account/")

    expect(page.get_by_role("heading", level=1)).to_have_text("Je account")
    page.goto(f"{empty_site.url}/account/sleutel/")
    expect(page.get_by_text("heeft JavaScript nodig")).to_be_visible()
    context.close()


def test_what_went_wrong_is_said_and_the_account_stays_filled_in(empty_site, people, page: Page):
    page.goto(f"{empty_site.url}/inloggen/")
    page.get_by_label("Account", exact=True).fill("w.fout")
    page.get_by_label("Wachtwoord", exact=True).fill("niet mijn wachtwoord")
    page.get_by_role("button", name="Volgende").click()

    expect(page.get_by_role("alert")).to_contain_text("horen niet bij elkaar")
    expect(page.get_by_label("Account", exact=True)).to_have_value("w.fout")
    expect(page.get_by_label("Wachtwoord", exact=True)).to_have_value("")
    assert page.title().startswith("Fout: ")
    assert problems(page) == []

    first_step(page, empty_site, "fout")
    page.get_by_label("Code uit je app").fill("000000")
    page.get_by_role("button", name="Inloggen").click()
    expect(page.get_by_label("Code uit je app")).to_have_attribute("aria-invalid", "true")
    assert problems(page) == []


def test_a_code_on_paper_lets_in(empty_site, people, page: Page):
    first_step(page, empty_site, "herstel")
    page.get_by_role("link", name="Log in met een herstelcode").click()
    assert problems(page) == []
    page.get_by_label("Herstelcode", exact=True).fill(people["herstelcode"].lower())
    page.get_by_role("button", name="Inloggen").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Kies je rol")
    assert problems(page) == []
    page.get_by_role("button", name="Kies Teamleider, Gemeente Enschede, Verantwoording").click()
    expect(page.get_by_role("region", name="Als wie je werkt")).to_contain_text("Verantwoording")


def test_a_key_is_added_and_lets_in_the_next_time(empty_site, people, key: Page):
    log_in(key, empty_site, people, "sleutel")
    key.goto(f"{empty_site.url}/account/sleutel/")
    key.get_by_label("Naam van de sleutel").fill("laptop van het werk")
    key.get_by_label("Je wachtwoord").fill(WACHTWOORD)
    key.get_by_role("button", name="Voeg de sleutel toe").click()
    expect(key.get_by_text("De sleutel is toegevoegd.")).to_be_visible()
    expect(key.get_by_text("Sleutel: laptop van het werk")).to_be_visible()
    key.get_by_role("banner").get_by_role("button", name="Uitloggen").click()

    first_step(key, empty_site, "sleutel")
    key.get_by_role("link", name="Log in met je passkey of beveiligingssleutel").click()
    assert problems(key) == []
    key.get_by_role("button", name="Gebruik je sleutel").click()
    expect(key.get_by_role("region", name="Als wie je werkt")).to_be_visible()
    key.goto(f"{empty_site.url}/account/")
    expect(key.get_by_text("Sleutel: laptop van het werk")).to_be_visible()


def test_a_new_person_sets_up_an_account_with_an_app(empty_site, people, page: Page):
    page.goto(f"{empty_site.url}/inloggen/")
    page.get_by_role("link", name="Ik heb een uitnodigingscode").click()
    assert problems(page) == []
    page.get_by_label("Account", exact=True).fill("n.nieuw")
    page.get_by_label("Uitnodigingscode").fill(people["nieuw"])
    page.get_by_label("Nieuw wachtwoord", exact=True).fill(OWN)
    page.get_by_label("Nieuw wachtwoord, nog een keer").fill(OWN)
    page.get_by_role("button", name="Volgende").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Koppel een app aan je account")
    expect(page.get_by_role("img", name=re.compile("QR-code"))).to_be_visible()
    page.get_by_text("Scannen lukt niet").click()
    assert problems(page) == []
    secret = page.locator(".dz-geheim").inner_text().replace(" ", "")
    page.get_by_label("Code uit je app").fill(pyotp.TOTP(secret).now())
    page.get_by_role("button", name="Klaar").click()

    expect(page.locator(".dz-codes__code")).to_have_count(10)
    assert problems(page) == []
    page.get_by_role("link", name="Ik heb ze bewaard, ga verder").click()
    expect(page.get_by_role("region", name="Als wie je werkt")).to_contain_text("Klantmanager")


def test_a_new_person_sets_up_an_account_with_a_key_alone(empty_site, people, key: Page):
    key.goto(f"{empty_site.url}/inloggen/uitnodiging/")
    for field, text in (
        ("account", "n.nieuw-sleutel"),
        ("code", people["nieuw-sleutel"]),
        ("nieuw", OWN),
        ("nog_eens", OWN),
    ):
        key.locator(f"#{field}").fill(text)
    key.get_by_role("button", name="Volgende").click()
    key.get_by_role("link", name="Gebruik een passkey of beveiligingssleutel").click()
    assert problems(key) == []
    key.get_by_label("Naam van de sleutel").fill("usb")
    key.get_by_role("button", name="Koppel de sleutel").click()
    expect(key.get_by_role("heading", level=1)).to_have_text("Bewaar je herstelcodes")
    key.get_by_role("link", name="ga verder").click()
    key.get_by_role("banner").get_by_role("button", name="Uitloggen").click()

    key.get_by_label("Account", exact=True).fill("n.nieuw-sleutel")
    key.get_by_label("Wachtwoord", exact=True).fill(OWN)
    key.get_by_role("button", name="Volgende").click()
    expect(key.get_by_role("heading", level=1)).to_have_text("Log in met je sleutel")
    key.get_by_role("button", name="Gebruik je sleutel").click()
    expect(key.get_by_role("region", name="Als wie je werkt")).to_be_visible()


def test_in_a_demo_one_click_is_enough(empty_site, people, page: Page):
    page.goto(f"{empty_site.url}/inloggen/")
    page.get_by_role("link", name="Kies een verzonnen persoon").click()
    assert problems(page) == []
    page.get_by_role("button", name="Demo Privacy").click()

    expect(page.get_by_role("region", name="Als wie je werkt")).to_contain_text("Privacy officer")


ACCOUNT = (
    "/account/",
    "/account/rol/",
    "/account/wachtwoord/",
    "/account/app/",
    "/account/sleutel/",
    "/account/herstelcodes/",
    "/uitloggen/",
)
BEFORE = ("/inloggen/", "/inloggen/uitnodiging/", "/inloggen/demo/")


@pytest.mark.parametrize(
    ("name", "language", "width", "scheme"),
    [
        ("account", "", 1280, "light"),
        ("telefoon", "", 390, "light"),
        ("engels", "/en", 320, "light"),
        ("donker", "/en", 1280, "dark"),
    ],
)
def test_every_page_is_accessible_on_every_screen(
    empty_site, people, browser: Browser, name: str, language: str, width: int, scheme: str
):
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, locale="nl-NL"
    )
    page = context.new_page()
    found = {}
    for path in BEFORE:
        page.goto(empty_site.url + language + path)
        found[path] = problems(page)
    first_step(page, empty_site, name, language)
    found["code"] = problems(page)
    page.locator("#code").fill(pyotp.TOTP(people[name]).now())
    page.locator("main button").click()
    for path in ACCOUNT:
        page.goto(empty_site.url + language + path)
        found[path] = problems(page)
    page.goto(f"{empty_site.url}{language}/account/")
    page.locator("main a[href*='/account/factor/']").first.click()
    found["factor"] = problems(page)
    context.close()

    assert {path: wrong for path, wrong in found.items() if wrong} == {}
