"""Figures are cited with their version: a corrected uitgave stays readable and says that there is a newer one."""

from __future__ import annotations

from playwright.sync_api import Page, expect

OLD = "/cijfers/2022-kw1/regio/09-twente/versie/1/"


def test_a_rectified_version_leads_to_the_newer_one(site, page: Page):
    page.goto(site.url + OLD)
    expect(page.get_by_role("note")).to_contain_text("Dit is versie 1. Deze versie is later verbeterd.")

    page.get_by_role("link", name="Bekijk de nieuwste versie").click()
    expect(page).to_have_url(f"{site.url}/cijfers/2022-kw1/regio/09-twente/")
    expect(page.get_by_role("note")).to_have_count(0)


def test_the_files_of_an_old_version_are_those_of_then(site, page: Page):
    page.goto(site.url + OLD)
    link = page.locator(".dz-downloads").get_by_role("link", name="JSON")
    old = page.request.get(site.url + str(link.get_attribute("href"))).json()
    new = page.request.get(f"{site.url}/cijfers/2022-kw1/regio/09-twente/bestanden/uitgave.json").json()

    assert (old["versie"], new["versie"]) == (1, 2)
    assert (old["beleid"], new["beleid"]) == ("zoals-gepubliceerd", "afgerond-5")


def test_hidden_cells_are_an_x_with_an_explanation(site, page: Page):
    page.goto(f"{site.url}/cijfers/2022-kw1/regio/10-groot-amsterdam/")

    expect(page.locator(".dz-tabel td").get_by_text("x", exact=True).first).to_be_visible()
    expect(page.get_by_text("x = afgeschermd.").first).to_be_visible()
