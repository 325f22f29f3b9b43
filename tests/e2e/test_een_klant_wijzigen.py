"""A klantmanager finds a klant, opens him, changes his telephone number, and sees that this look is in the log.

On the way: what is wrong stays typed, two people on one field are asked which holds, a registration gets its answer.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import Organisatiesoort, Rol
from tests.e2e.conftest import Site
from tests.e2e.onderzoek import problems, too_wide
from tests.e2e.test_mijn_gegevens import log_in
from tests.handelenden import ENSCHEDE, gebruiker_met_rol, klant_bij, organisatie

BSN = "900000016"
PHONE = {"width": 390, "height": 844}
WIDE = {"width": 1280, "height": 900}
PAGES = (
    "/werk/klanten/",
    "/werk/klanten/zoeken/",
    "/werk/klanten/inschrijven/",
    "/werk/klanten/inschrijven/ontvangen/",
    "/werk/klanten/uitvoer/",
)


@pytest.fixture(scope="module")
def bureau(empty_site: Site, django_db_blocker) -> tuple[str, str]:
    """The id of a klant of Enschede, and the secret of the session of a klantmanager there."""
    with django_db_blocker.unblock():
        enschede = organisatie(Organisatiesoort.GEMEENTE, gemeente=ENSCHEDE)
        klant = klant_bij(
            enschede,
            bsn=BSN,
            naam="Sofie Terpstra",
            telefoonnummer="053 123 45 67",
            straat="Langestraat",
            huisnummer="12",
            postcode="7511 AB",
            plaats="Enschede",
            leeftijd=34,
            uren_per_week=24,
            opleidingsniveau="MBO",
            rijbewijs="AM,B",
        )
        for nummer in range(30):
            klant_bij(enschede, naam=f"Persoon {nummer:02d}", leeftijd=20 + nummer, opleidingsniveau="VMBO")
        rol = gebruiker_met_rol(Rol.KLANTMANAGER, enschede, "k.bureau")
        return str(klant), toegang.begin_sessie(rol.gebruiker_id, rol.id)


@pytest.fixture(params=[WIDE, PHONE], ids=["1280", "390"])
def screen(request: pytest.FixtureRequest) -> dict[str, int]:
    size: dict[str, int] = request.param
    return size


@pytest.fixture
def page(
    browser: Browser, empty_site: Site, bureau: tuple[str, str], screen: dict[str, int]
) -> Iterator[Page]:
    context = log_in(browser, empty_site, bureau[1], screen)
    yield context.new_page()
    context.close()


def test_a_klantmanager_finds_opens_and_changes_a_klant_and_sees_his_own_look(page, empty_site, screen):
    page.goto(f"{empty_site.url}/werk/klanten/")
    page.get_by_label("Zoek een klant").fill(BSN)
    page.get_by_role("button", name="Zoek", exact=True).click()
    expect(page.get_by_role("heading", name="1 klant gevonden")).to_be_visible()
    assert BSN not in page.url
    page.get_by_role("link", name="Sofie Terpstra").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sofie Terpstra")

    page.get_by_role("link", name="Wijzig gegevens").click()
    page.get_by_label("Telefoonnummer").fill("bel maar")
    page.get_by_label("Plaats").fill("Hengelo")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_role("alert")).to_contain_text("Dit is geen telefoonnummer")
    expect(page.get_by_label("Plaats")).to_have_value("Hengelo")

    nummer = f"06 1111 {screen['width']}"
    page.get_by_label("Telefoonnummer").fill(nummer)
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_role("status")).to_have_text("Opgeslagen.")
    expect(page.get_by_text(nummer)).to_be_visible()

    page.get_by_role("link", name="Geschiedenis").click()
    expect(page.get_by_text("Telefoonnummer").first).to_be_visible()
    page.get_by_role("link", name="Wie keek").click()
    first = page.get_by_role("row").nth(1)
    expect(first).to_contain_text("k.bureau")
    expect(first).to_contain_text("Dienstverlening aan klanten")


def test_two_people_on_one_field_choose_by_hand(page, empty_site, bureau):
    address = f"{empty_site.url}/werk/klanten/{bureau[0]}/wijzigen/"
    colleague = page.context.new_page()
    for tab in (page, colleague):
        tab.goto(address)
    colleague.get_by_label("Straat").fill("Marktstraat")
    colleague.get_by_role("button", name="Opslaan").click()
    page.get_by_label("Straat").fill("Kerkstraat")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_role("alert")).to_contain_text("Iemand anders wijzigde intussen hetzelfde")
    expect(page.get_by_text("Wat de ander opsloeg: Marktstraat")).to_be_visible()
    assert problems(page) == []
    page.get_by_label("Wat jij typte: Kerkstraat").check()
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_text("Kerkstraat")).to_be_visible()
    page.get_by_role("link", name="Wijzig gegevens").click()
    page.get_by_label("Straat").fill("Langestraat")
    page.get_by_role("button", name="Opslaan").click()


def test_every_page_about_klanten_is_accessible_and_fits(page, empty_site, bureau):
    dossier = f"/werk/klanten/{bureau[0]}/"
    for address in (
        *PAGES,
        dossier,
        *(f"{dossier}{deel}/" for deel in ("wijzigen", "geschiedenis", "wie-keek")),
    ):
        page.goto(f"{empty_site.url}{address}")
        assert problems(page) == [], address
        assert too_wide(page) == [], address
