"""A programmer fetches the open data: media types, names, the description beside the CSV, addresses that last."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

FILES = "/cijfers/2022-kw2/regio/09-twente/bestanden/"


@pytest.mark.parametrize(
    ("name", "media_type", "way"),
    [
        ("rapport.pdf", "application/pdf", "inline"),
        ("index.html", "text/html; charset=utf-8", "inline"),
        ("tabel.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "attachment"),
        ("tabel.ods", "application/vnd.oasis.opendocument.spreadsheet", "attachment"),
        ("tabel.csv", "text/csv; charset=utf-8; header=present", "attachment"),
        ("tabel.csv-metadata.json", "application/csvm+json", "attachment"),
        ("uitgave.json", "application/json", "inline"),
    ],
)
def test_every_file_comes_as_it_was_written(site, page: Page, name: str, media_type: str, way: str):
    answer = page.request.get(site.url + FILES + name)

    assert answer.headers["content-type"] == media_type
    assert answer.headers["content-disposition"] == f'{way}; filename="2022-kw2-09-twente-{name}"'
    assert answer.headers["content-language"] == "nl"
    assert answer.body() == (site.uit / "2022-kw2" / "09-twente" / name).read_bytes()


def test_the_csv_points_to_its_description(site, page: Page):
    link = page.request.get(f"{site.url}{FILES}tabel.csv").headers["link"]

    assert link == f'<{FILES}tabel.csv-metadata.json>; rel="describedby"; type="application/csvm+json"'


def test_a_file_that_is_not_there_leads_to_the_region(site, page: Page):
    answer = page.goto(f"{site.url}{FILES}tabel.exe")

    assert answer is not None
    assert answer.status == 404
    expect(page.get_by_text("Kies een bestand op de pagina van de regio.")).to_be_visible()


@pytest.mark.parametrize("loose", ["9", "09", "9-anders", "09-TWENTE"])
def test_a_loose_address_leads_to_the_one_that_lasts(site, page: Page, loose: str):
    page.goto(f"{site.url}/cijfers/2022-kw2/regio/{loose}/")

    expect(page).to_have_url(f"{site.url}/cijfers/2022-kw2/regio/09-twente/")


def test_all_regions_of_a_quarter_can_be_downloaded(site, page: Page):
    page.goto(f"{site.url}/downloads/2021-kw3/")

    assert page.locator(".dz-bestanden tbody tr").count() == 35
    assert page.locator(".dz-bestanden tbody td a").count() == 35 * 7
