"""Every page, in both languages, on a wide screen and on a phone: no violation of WCAG 2.2 AA that axe can see."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.e2e.onderzoek import problems

PAGES = (
    "/",
    "/cijfers/",
    "/cijfers/2021-kw4/?sorteer=gemeente",
    "/cijfers/2022-kw2/regio/09-twente/",
    "/cijfers/2022-kw2/regio/09-twente/?sorteer=aandeel&vergelijk=10",
    "/cijfers/2022-kw1/regio/09-twente/versie/1/",
    "/cijfers/2022-kw1/regio/10-groot-amsterdam/",
    "/cijfers/2022-kw2/gemeente/GM0141-almelo/",
    "/zoeken/",
    "/zoeken/?q=bergen",
    "/zoeken/?q=enschde",
    "/zoeken/?q=xyzzy",
    "/downloads/",
    "/downloads/2021-kw3/",
    "/methode/",
    "/toegankelijkheid/",
    "/privacy/",
    "/contact/",
    "/status/",
    "/cijfers/2022-kw9/",
    "/bestaat/niet/",
)
DARK = ("/", "/cijfers/", "/cijfers/2022-kw2/regio/09-twente/", "/cijfers/2022-kw2/gemeente/GM0141-almelo/")
WIDTHS = (1280, 360)


@pytest.mark.parametrize("pad", PAGES)
@pytest.mark.parametrize("taal", ["", "/en"])
def test_a_page_is_accessible_on_every_screen(site, browser: Browser, taal: str, pad: str):
    found = {}
    for width in WIDTHS:
        page = browser.new_page(viewport={"width": width, "height": 800})
        loud: list[str] = []
        page.on("console", lambda message, loud=loud: loud.append(message.text))
        answer = page.goto(site.url + taal + pad)
        expected = [] if answer is not None and answer.ok else loud
        found[width] = problems(page) + [line for line in loud if line not in expected]
        page.close()

    assert found == {width: [] for width in WIDTHS}


@pytest.mark.parametrize("pad", DARK)
def test_a_page_is_accessible_in_the_dark(site, browser: Browser, pad: str):
    page = browser.new_page(color_scheme="dark", viewport={"width": 1280, "height": 800})
    page.goto(site.url + pad)

    assert problems(page) == []
    page.close()


def test_the_page_is_readable_without_the_component_library(site, browser: Browser):
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.route("**/static/vendor/**", lambda route: route.abort())
    page.goto(f"{site.url}/cijfers/2022-kw2/regio/09-twente/")

    assert problems(page) == []
    page.close()
