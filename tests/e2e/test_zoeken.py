"""A reader looks for a gemeente: by an old name, with a typing error, with something that is not there."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("den bosch", "'s-Hertogenbosch"),
        ("ENSCHEDE", "Enschede"),
        ("GM0164", "Hengelo"),
        ("Den Haag", "'s-Gravenhage"),
    ],
)
def test_a_certain_name_leads_straight_to_its_page(site, page: Page, typed: str, found: str):
    page.goto(site.url)
    page.get_by_label("Zoek een gemeente").fill(typed)
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text(found)


def test_a_typing_error_gets_a_proposal(site, page: Page):
    page.goto(f"{site.url}/zoeken/?q=enschde")

    expect(page.get_by_role("heading", name="Bedoel je")).to_be_visible()
    page.get_by_role("link", name="Enschede").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Enschede")


@pytest.mark.parametrize(
    ("typed", "found", "kind"),
    [
        ("fryslan", "Friesland", "arbeidsmarktregio"),
        ("twenthe", "Twente", "arbeidsmarktregio"),
        ("haagladen", "Haaglanden", "arbeidsmarktregio"),
        ("losser twente", "Losser", "gemeente"),
        ("gemeente Losser in Twente", "Losser", "gemeente"),
        ("regio twente", "Twente", "arbeidsmarktregio"),
        ("lossr twente", "Twente", "arbeidsmarktregio"),
        ("lossr twente", "Losser", "gemeente"),
    ],
)
def test_a_place_is_found_by_what_people_type(site, page: Page, typed: str, found: str, kind: str):
    page.goto(f"{site.url}/zoeken/?q={typed}")

    row = page.locator(".dz-treffers li").filter(has=page.get_by_role("link", name=found, exact=True))
    expect(row.filter(has_text=kind)).to_be_visible()


@pytest.mark.parametrize("typed", ["7511 AB", "7511", "Dorpsstraat 1"])
def test_a_postcode_hears_what_to_search_for(site, page: Page, typed: str):
    page.goto(f"{site.url}/zoeken/?q={typed}")

    expect(page.get_by_text("Je zoekt hier op de naam van een gemeente of een regio.")).to_be_visible()


def test_a_doubtful_name_gets_a_list(site, page: Page):
    page.goto(f"{site.url}/zoeken/?q=bergen")

    assert page.locator(".dz-treffers a").count() >= 3


def test_nothing_found_has_a_next_step(site, page: Page):
    page.goto(f"{site.url}/zoeken/?q=xyzzy")

    expect(page.get_by_role("heading", level=1)).to_have_text("Niets gevonden voor ‘xyzzy’")
    page.get_by_role("link", name="kies een regio op de kaart").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nederland")
