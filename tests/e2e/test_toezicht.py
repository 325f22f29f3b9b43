"""Emergency access at a counter; then a privacy officer finds who looked, handles the alarm and judges it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from uuid import UUID

import pytest
from playwright.sync_api import Browser, Page
from pytest_django import DjangoDbBlocker

from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import Doel, Kijkwijze, Organisatiesoort, Rol, Veldgroep, Vierogensoort
from tests.e2e.conftest import Site
from tests.e2e.onderzoek import problems
from tests.e2e.test_mijn_gegevens import PHONE, WIDE, log_in
from tests.handelenden import ENSCHEDE, HENGELO, gebruiker_met_rol, handelende, klant_bij, organisatie

BSN = "999990135"
UITLEG = "Zij staat aan de balie, heeft geen onderdak en haar gemeente is dicht."
OORDEEL = "De eigen gemeente was gesloten en er was geen andere weg."
SHOTS = os.environ.get("BEELDEN", "")
"""A folder to leave pictures of the pages in, for whoever wants to look at them."""


@pytest.fixture(scope="module")
def geheimen(empty_site: Site, django_db_blocker: DjangoDbBlocker) -> dict[str, str]:
    """The sessions of a klantmanager, a privacy officer and a team leader of Enschede; a klant of Hengelo."""
    with django_db_blocker.unblock():
        klant_bij(
            organisatie(Organisatiesoort.GEMEENTE, gemeente=HENGELO),
            woont_in=HENGELO,
            bsn=BSN,
            naam="Zoë Verzonnen",
        )
        enschede = organisatie(Organisatiesoort.GEMEENTE, gemeente=ENSCHEDE)
        _look_around(klant_bij(enschede, naam="Ward Verzonnen"))
        return {
            "balie": _session(Rol.KLANTMANAGER, "m.yildiz-e2e"),
            "officer": _session(Rol.PRIVACY_OFFICER, "p.devries-e2e"),
            "leider": _session(Rol.TEAMLEIDER, "t.bakker-e2e", Doel.VERANTWOORDING),
        }


def _session(rol: Rol, account: str, doel: Doel | None = None) -> str:
    toekenning = gebruiker_met_rol(rol, organisatie(Organisatiesoort.GEMEENTE, gemeente=ENSCHEDE), account)
    return toegang.begin_sessie(toekenning.gebruiker_id, toekenning.id, doel)


def _look_around(klant: UUID) -> None:
    """A page of looks, so that there is something to leaf through; and a proposal that waits."""
    wie = handelende(
        Rol.KLANTMANAGER, organisatie(Organisatiesoort.GEMEENTE, gemeente=ENSCHEDE), "k.smit-e2e"
    )
    with toegang.transactie(wie, "klant.dossier") as handeling:
        for wijze in (Kijkwijze.LIJST, Kijkwijze.PAGINA, Kijkwijze.WIJZIGING) * 20:
            handeling.zie([klant], wijze, [Veldgroep.WERK, Veldgroep.PROFIEL])
        toegang.stel_voor(wie, Vierogensoort.UITVOER, {}, 214)


@pytest.fixture
def paginas(browser: Browser, empty_site: Site, geheimen: dict[str, str]) -> Iterator[dict[str, Page]]:
    """A tab of each of them."""
    with ExitStack() as stack:
        yield {
            wie: stack.enter_context(log_in(browser, empty_site, geheim, WIDE)).new_page()
            for wie, geheim in geheimen.items()
        }


def seen(page: Page, naam: str) -> None:
    """Nothing is wrong with this page, at a desk and on a phone; and a picture, when somebody asked for one."""
    for screen in (WIDE, PHONE):
        page.set_viewport_size(screen)
        assert problems(page) == [], (naam, screen)
        if SHOTS:
            page.screenshot(path=Path(SHOTS) / f"{naam}-{screen['width']}.png", full_page=True)
    page.set_viewport_size(WIDE)


def test_from_the_counter_to_the_judgement(paginas: dict[str, Page], empty_site: Site) -> None:
    balie, officer, leider = paginas["balie"], paginas["officer"], paginas["leider"]

    balie.goto(f"{empty_site.url}/werk/noodtoegang/")
    seen(balie, "breken")
    balie.get_by_label("Burgerservicenummer").fill(BSN)
    balie.get_by_label("De klant is hier en kan niet wachten").check()
    balie.get_by_label("Wat is er aan de hand?").fill(UITLEG)
    balie.get_by_role("button", name="Open het dossier").click()
    assert balie.get_by_text("Zoë Verzonnen").first.is_visible()

    officer.goto(f"{empty_site.url}/toezicht/alarmen/")
    seen(officer, "alarmen")
    officer.get_by_role("link", name="Noodtoegang gebruikt").click()
    assert officer.get_by_text("m.yildiz-e2e").first.is_visible()
    seen(officer, "alarm")
    officer.get_by_label("Het mocht: het hoorde bij het werk").check()
    officer.get_by_label("Toelichting").fill(OORDEEL)
    officer.get_by_role("button", name="Handel af").click()
    assert officer.get_by_role("status").get_by_text("Het alarm is afgehandeld").is_visible()

    officer.get_by_role("link", name="Wie keek").click()
    officer.get_by_label("Account").fill("m.yildiz-e2e")
    officer.get_by_role("button", name="Zoek").click()
    assert officer.get_by_role("cell", name="In nood").first.is_visible()
    seen(officer, "logboek")

    leider.goto(f"{empty_site.url}/toezicht/noodtoegang/")
    seen(leider, "breekglazen")
    leider.get_by_role("link", name="De klant is hier en kan niet wachten").click()
    assert leider.get_by_text(UITLEG).is_visible()
    seen(leider, "oordeel")
    leider.get_by_label("Terecht: het kon niet anders", exact=True).check()
    leider.get_by_label("Toelichting").fill(OORDEEL)
    leider.get_by_role("button", name="Sla je oordeel op").click()
    assert leider.get_by_text("Er is geen noodtoegang om te beoordelen").is_visible()


def test_page_after_page_of_the_log_and_a_proposal_for_four_eyes(
    paginas: dict[str, Page], empty_site: Site
) -> None:
    officer, leider = paginas["officer"], paginas["leider"]
    officer.goto(f"{empty_site.url}/toezicht/logboek/")
    seen(officer, "logboek-leeg")
    officer.get_by_label("Account").fill("k.smit-e2e")
    officer.get_by_role("button", name="Zoek").click()
    assert officer.get_by_role("row").count() == 51
    officer.get_by_role("button", name="Ouder").click()
    assert officer.get_by_role("row").count() == 11

    leider.goto(f"{empty_site.url}/toezicht/voorstellen/")
    seen(leider, "voorstellen")
    leider.get_by_role("button", name="Keur goed").click()
    assert leider.get_by_text("Je besluit is opgeslagen").is_visible()
    leider.get_by_role("link", name="Alles").click()
    assert leider.get_by_text("Goedgekeurd").is_visible()
