"""Somebody without a mouse: skip link, the map, a region, a download."""

from __future__ import annotations

from playwright.sync_api import Page, expect

MOST_TABS = 120


def tab_to(page: Page, naam: str) -> None:
    """Press Tab until the focus is on a link with this text."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        text = page.evaluate("document.activeElement.innerText || ''")
        if naam in " ".join(text.split()):
            return
    raise AssertionError(f"{naam} was not reached in {MOST_TABS} tabs")


def test_the_first_tab_is_a_visible_skip_link(site, page: Page):
    page.goto(f"{site.url}/cijfers/")
    page.keyboard.press("Tab")

    skip = page.get_by_role("link", name="Naar de inhoud")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "inhoud"


def test_a_region_and_a_download_are_reached_with_the_keyboard(site, page: Page):
    page.goto(f"{site.url}/cijfers/#inhoud")
    tab_to(page, "Achterhoek")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Achterhoek")

    tab_to(page, "XLSX")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename == "2022-kw2-17-achterhoek-tabel.xlsx"


def test_focus_can_be_seen(site, page: Page):
    page.goto(site.url)
    for _ in range(3):
        page.keyboard.press("Tab")

    style = "getComputedStyle(document.activeElement)"
    assert page.evaluate(f"{style}.outlineStyle") == "solid"
    assert float(page.evaluate(f"parseFloat({style}.outlineWidth)")) >= 2


def test_a_wide_table_can_be_scrolled_with_the_keyboard(site, page: Page):
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(f"{site.url}/cijfers/2022-kw2/regio/09-twente/")
    frame = page.get_by_role("region", name="Klanten in Sonar met en zonder profiel")
    frame.focus()
    page.keyboard.press("ArrowRight")

    expect(frame).to_be_focused()
    page.wait_for_function("document.activeElement.scrollLeft > 0")
