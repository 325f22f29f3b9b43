"""A reader on a phone, and one who prints: nothing of the figures is lost there."""

from __future__ import annotations

import io

import pikepdf
import pytest
from playwright.sync_api import Browser, Page, expect

LAND = "/cijfers/2022-kw2/"
TWENTE = "/cijfers/2022-kw2/regio/09-twente/"
HIDDEN = "/cijfers/2022-kw1/regio/10-groot-amsterdam/"
ALMELO = "/cijfers/2022-kw2/gemeente/GM0141-almelo/"


@pytest.mark.parametrize(("pad", "pages"), [(LAND, 2), (TWENTE, 3), (ALMELO, 2)])
def test_a_page_prints_on_few_sheets(site, page: Page, pad: str, pages: int):
    page.goto(site.url + pad)

    with pikepdf.open(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True))) as printed:
        assert len(printed.pages) == pages


def test_what_is_folded_on_the_screen_stands_open_on_paper(site, page: Page):
    page.goto(site.url + TWENTE)
    fold = page.get_by_text("Code van de peiling, om te controleren")
    assert not fold.evaluate("part => part.checkVisibility({contentVisibilityAuto: true})")

    page.emulate_media(media="print")
    assert fold.evaluate(
        "part => part.checkVisibility({contentVisibilityAuto: true}) && part.clientHeight > 0"
    )


@pytest.mark.parametrize("width", [390, 320])
def test_a_phone_shows_names_counts_and_that_a_table_scrolls(site, browser: Browser, width: int):
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(site.url + LAND)
    expect(page.locator(".dz-kaart").get_by_text("M-Limb.")).to_be_visible()
    cut = "all => all.filter(name => name.scrollWidth > name.parentElement.clientWidth).map(name => name.innerText)"
    assert page.locator(".dz-vak__afkorting").evaluate_all(cut) == []

    page.goto(site.url + TWENTE)
    expect(page.get_by_text("15 / 447")).to_be_visible()
    expect(page.get_by_text("Schuif de tabel opzij voor meer.")).to_be_visible()
    frames = page.locator(".dz-tabelraam")
    wide = "all => all.filter(one => one.scrollWidth > one.clientWidth)"
    says = "one => one.getAttribute('aria-describedby')"
    assert frames.evaluate_all(f"{wide}.map({says})") == ["tabel-schuif"]
    page.close()


@pytest.mark.parametrize("width", [640, 768, 1280])
def test_a_table_that_fits_does_not_ask_to_be_moved(site, browser: Browser, width: int):
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(site.url + TWENTE)

    expect(page.get_by_text("Schuif de tabel opzij voor meer.")).to_be_hidden()
    assert page.locator(".dz-tabelraam").evaluate_all(
        "all => all.every(one => one.scrollWidth <= one.clientWidth)"
    )
    page.close()


def test_a_hidden_figure_reads_as_a_word_and_stands_right_in_a_table(site, page: Page):
    page.goto(site.url + HIDDEN)

    assert " x" not in page.locator(".dz-kerncijfers").inner_text().replace("\n", " ")
    expect(page.get_by_text("zodat kleine aantallen niet zijn uit te rekenen.").first).to_be_visible()
    cell = page.locator(".dz-tabel td").get_by_text("x", exact=True).first
    assert cell.evaluate("cell => getComputedStyle(cell).textAlign") == "end"
