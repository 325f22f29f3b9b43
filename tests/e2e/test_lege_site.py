"""Nothing was published yet: every page says so and gives a next step; none of them fails."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.onderzoek import problems


@pytest.mark.parametrize("taal", ["", "/en"])
@pytest.mark.parametrize("pad", ["/", "/cijfers/", "/downloads/", "/zoeken/?q=almelo", "/methode/"])
def test_a_site_without_figures_is_whole(empty_site, page: Page, taal: str, pad: str):
    page.goto(empty_site.url + taal + pad)

    assert problems(page) == []


def test_a_site_without_figures_says_what_to_do_next(empty_site, page: Page):
    page.goto(f"{empty_site.url}/cijfers/")

    expect(page.get_by_role("heading", level=1)).to_have_text("Er zijn nog geen cijfers gepubliceerd")
    expect(page.get_by_text("doorzicht publiceer 2022-kw2 --alle")).to_be_visible()
    page.get_by_role("link", name="Lees hoe de cijfers worden gemaakt").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Methode")


def test_the_home_page_has_no_door_to_what_is_not_there(empty_site, page: Page):
    page.goto(empty_site.url)

    expect(page.locator(".dz-deur")).to_have_count(2)
    expect(page.locator(".dz-deur", has_text="Inloggen")).to_have_count(1)
    expect(page.locator(".dz-deur", has_text="Cijfers")).to_have_count(0)
    expect(page.get_by_role("search")).to_have_count(0)
