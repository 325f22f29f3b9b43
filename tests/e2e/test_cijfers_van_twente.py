"""A reader opens Twente and sees the published figures: sentence, key figures, picture, table, country, download."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

TWENTE = "/cijfers/2022-kw2/regio/09-twente/"


def test_the_answer_stands_in_the_first_screen(site, page: Page):
    page.goto(site.url + TWENTE)

    sentence = page.get_by_text(
        "Van de 11.649 mensen in het doelgroepregister in Twente is 74% bekend in Sonar; "
        "63% van hen heeft een profiel."
    ).first
    expect(sentence).to_be_in_viewport(ratio=1)
    for figure in ("11.649", "74%", "63%", "3.217"):
        expect(page.locator(".dz-kerncijfers").get_by_text(figure, exact=True)).to_be_in_viewport(ratio=1)


def test_the_table_is_the_published_one(site, page: Page):
    page.goto(site.url + TWENTE)
    table = page.get_by_role("table", name="Klanten in Sonar met en zonder profiel")

    assert table.locator("tbody tr").count() == 14
    assert table.locator("tbody tr").nth(3).locator("td").all_inner_texts() == [
        "174",
        "1.010",
        "1.650",
        "218",
        "3.052",
    ]
    assert table.locator("tfoot td").all_inner_texts() == ["376", "2.432", "5.020", "785", "8.613"]


def test_a_reader_goes_from_the_country_to_a_gemeente_and_back(site, page: Page):
    page.goto(site.url)
    page.get_by_role("link", name="Cijfers", exact=True).first.click()
    page.locator(".dz-kaart").get_by_role("link", name="Twente 63%").click()
    page.locator(".dz-staven").get_by_role("link", name="Almelo").click()

    expect(page.get_by_text("Van de 1.293 mensen uit Almelo die in Sonar bekend zijn")).to_be_visible()
    expect(page.get_by_text("Dat is 4 procentpunt minder dan in de regio Twente (63%).")).to_be_visible()
    page.get_by_role("navigation", name="Kruimelpad").get_by_role("link", name="Twente").click()
    expect(page).to_have_url(site.url + TWENTE)


def test_the_download_is_the_file_that_was_written(site, page: Page):
    page.goto(site.url + TWENTE)
    with page.expect_download() as download:
        page.locator(".dz-downloads").get_by_role("link", name="CSV open data").click()
    written = site.uit / "2022-kw2" / "09-twente" / "tabel.csv"

    assert Path(download.value.path()).read_bytes() == written.read_bytes()


def test_the_report_as_a_page_keeps_its_style_under_our_policy(site, page: Page):
    loud: list[str] = []
    page.on("console", lambda message: loud.append(message.text))
    page.goto(f"{site.url}{TWENTE}bestanden/index.html")

    assert loud == []
    assert page.evaluate("document.styleSheets.length") >= 1


def test_the_english_page_says_the_same(site, page: Page):
    page.goto(site.url + TWENTE)
    page.get_by_role("link", name="English").click()

    expect(page).to_have_url(f"{site.url}/en{TWENTE}")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(
        page.get_by_text(
            "Of the 11,649 people in the target group register in Twente, 74% are known in Sonar"
        ).first
    ).to_be_visible()
    page.get_by_role("link", name="Nederlands").click()
    expect(page).to_have_url(site.url + TWENTE)
