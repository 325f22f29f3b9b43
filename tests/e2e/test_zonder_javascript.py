"""Scripts are off: searching, choosing a quarter, comparing and sorting all work, and the address can be shared."""

from __future__ import annotations

from playwright.sync_api import Browser, expect


def test_everything_works_without_javascript(site, browser: Browser):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(site.url)
    page.get_by_label("Zoek een gemeente").fill("Hengelo (O)")
    page.get_by_role("button", name="Zoeken").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hengelo")

    page.get_by_role("link", name="1e kwartaal 2022").click()
    expect(page).to_have_url(f"{site.url}/cijfers/2022-kw1/gemeente/GM0164-hengelo/")

    page.goto(f"{site.url}/cijfers/2022-kw2/regio/09-twente/")
    page.get_by_label("Vergelijk met").select_option("Achterhoek")
    page.get_by_role("button", name="Vergelijk").click()
    expect(page.get_by_role("heading", name="Twente naast Achterhoek")).to_be_visible()

    page.get_by_role("link", name="Sorteer op Samen").click()
    expect(page.locator(".dz-staven tbody th").first).to_have_text("Rijssen-Holten")
    expect(page.get_by_role("heading", name="Twente naast Achterhoek")).to_be_visible()
    expect(page.get_by_role("columnheader", name="Samen")).to_have_attribute("aria-sort", "descending")
    assert "sorteer=aandeel" in page.url
    assert "vergelijk=17" in page.url
    page.context.close()


def test_no_page_brings_a_script(site, browser: Browser):
    page = browser.new_page()
    scripts: list[str] = []
    page.on(
        "request", lambda request: scripts.append(request.url) if request.resource_type == "script" else None
    )
    for pad in ("/", "/cijfers/", "/cijfers/2022-kw2/regio/09-twente/", "/downloads/"):
        page.goto(site.url + pad)

    assert scripts == []
    page.close()
