"""The stand-alone page: whole, without script, without anything from elsewhere."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from doorzicht.domain.publicatie.render import opendata
from doorzicht.domain.publicatie.render.pagina import maak_html
from tests import uitgaven


class Lezer(HTMLParser):
    """Gathers what the tests ask for: elements with their attributes, ids, and text per heading cell."""

    def __init__(self) -> None:
        super().__init__()
        self.elementen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elementen.append((tag, dict(attrs)))


def lees(html: str) -> list[tuple[str, dict[str, str | None]]]:
    lezer = Lezer()
    lezer.feed(html)
    return lezer.elementen


@pytest.mark.parametrize("naam", uitgaven.VOORBEELDEN)
def test_the_page_stands_alone(naam: str):
    html = maak_html(uitgaven.VOORBEELDEN[naam]()).decode()
    elementen = lees(html)
    assert not {"script", "link", "img", "iframe"} & {tag for tag, _ in elementen}
    bronnen = [kenmerken["href"] for _, kenmerken in elementen if "href" in kenmerken]
    assert all(bron.startswith("#") for bron in bronnen)
    assert "url(http" not in html


def test_the_page_has_a_language_landmarks_and_ids_that_are_used_once():
    elementen = lees(maak_html(uitgaven.twente()).decode())
    assert ("html", {"lang": "nl"}) in elementen
    assert {"header", "main", "nav", "footer"} <= {tag for tag, _ in elementen}
    ids = [kenmerken["id"] for _, kenmerken in elementen if "id" in kenmerken]
    assert len(ids) == len(set(ids))
    doelen = {kenmerken["href"][1:] for tag, kenmerken in elementen if tag == "a"}
    assert doelen <= set(ids)


def test_the_table_has_two_levels_of_headings_and_the_region_once():
    html = maak_html(uitgaven.twente()).decode()
    koppen = [kenmerken for tag, kenmerken in lees(html) if tag == "th"]
    assert [kop["scope"] for kop in koppen[:9]] == ["col", "col", "colgroup", "colgroup", *["col"] * 5]
    assert html.count(">9 Twente</th>") == 1
    assert re.search(r'rowspan="14" scope="rowgroup"', html)
    assert "TOTAAL AMR" in html


@pytest.mark.parametrize("naam", ["twente", "lange-naam"])
def test_the_page_tells_every_figure_of_the_table(naam: str):
    inhoud = uitgaven.VOORBEELDEN[naam]()
    cellen = re.findall(r"<td>([^<]*)</td>", maak_html(inhoud).decode())
    getallen = [cel.replace(".", "") for cel in cellen[: 5 * len(inhoud.tabel.regels)]]
    regels = opendata.maak_csv(inhoud).decode().splitlines()[1:]
    assert getallen == [getal for regel in regels for getal in regel.split(",")[-5:]]


def test_synthetic_figures_are_said_to_be_so_at_the_top():
    echt = maak_html(replace(uitgaven.twente(), synthetisch=False)).decode()
    assert "Synthetische gegevens" in maak_html(uitgaven.twente()).decode().split("<h2")[0]
    assert "Synthetische" not in echt


def test_a_name_cannot_bring_markup():
    inhoud = uitgaven.twente()
    kwaad = '<script>alert("1")</script>'
    regel = replace(inhoud.tabel.regels[0], gemeente=kwaad)
    tabel = replace(inhoud.tabel, regio=kwaad, regels=(regel, *inhoud.tabel.regels[1:]))
    html = maak_html(replace(inhoud, tabel=tabel, uitgever=kwaad, toelichting=(kwaad,))).decode()
    assert "<script" not in html
