"""The charts: what is drawn, what is not, and what is said of it."""

import re
from dataclasses import replace
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring

from doorzicht.domain.publicatie.model import Cijfers, Land
from doorzicht.domain.publicatie.render import grafieken
from doorzicht.domain.publicatie.render.grafieken import Volgorde
from tests import uitgaven

SVG = "{http://www.w3.org/2000/svg}"


def lees(svg: str) -> Element:
    return fromstring(svg)


def teksten(svg: str) -> list[str]:
    return [element.text or "" for element in lees(svg).iter(f"{SVG}text")]


def met_klasse(svg: str, klasse: str) -> list[Element]:
    return [element for element in lees(svg).iter() if element.get("class") == klasse]


@pytest.mark.parametrize("naam", uitgaven.VOORBEELDEN)
def test_every_chart_has_a_role_a_name_and_a_description(naam: str):
    inhoud = uitgaven.VOORBEELDEN[naam]()
    platen = (
        grafieken.staven(inhoud.tabel),
        grafieken.trend(uitgaven.trend()),
        grafieken.tegelkaart(inhoud.land, 9),
    )
    for plaat in map(lees, platen):
        assert plaat.get("role") == "img"
        titel, uitleg = plaat.find(f"{SVG}title"), plaat.find(f"{SVG}desc")
        assert plaat.get("aria-labelledby") == titel.get("id")
        assert plaat.get("aria-describedby") == uitleg.get("id")
        assert titel.text
        assert uitleg.text


def test_no_chart_carries_style_or_script():
    inhoud = uitgaven.twente()
    for plaat in (
        grafieken.staven(inhoud.tabel),
        grafieken.trend(inhoud.trend),
        grafieken.tegelkaart(inhoud.land),
    ):
        assert not re.search(r"<style|<script|\sstyle=|\son\w+=", plaat)


def test_a_bar_starts_at_zero_and_is_as_long_as_its_share():
    staaf = met_klasse(grafieken.staven(uitgaven.twente().tabel), "dz-gemeente")[
        1
    ]  # 0 is the legend, 1 the region
    assert float(staaf.get("x")) == 210
    assert float(staaf.get("width")) == pytest.approx(13 / 100 * (614 - 210), abs=0.01)


def test_a_hidden_figure_has_a_word_and_no_bar():
    inhoud = uitgaven.onderdrukt()
    plaat = grafieken.staven(inhoud.tabel)
    verborgen = 6  # gemeenteklanten of six gemeenten
    assert len(met_klasse(plaat, "dz-gemeente")) == 1 + 1 + 14 - verborgen
    assert len(met_klasse(plaat, "dz-uwv")) == 1 + 1 + 14 - 2
    assert teksten(plaat).count("afgeschermd") == verborgen + 2


def test_nobody_is_not_the_same_as_hidden():
    assert "geen klanten" in teksten(grafieken.staven(uitgaven.lange_naam().tabel))


def test_gemeenten_stand_by_share_or_by_name():
    tabel = uitgaven.twente().tabel
    namen = [regel.gemeente for regel in tabel.regels]
    op_naam = [tekst for tekst in teksten(grafieken.staven(tabel, Volgorde.NAAM)) if tekst in namen]
    op_aandeel = [tekst for tekst in teksten(grafieken.staven(tabel)) if tekst in namen]
    assert op_naam == namen
    assert (op_aandeel[0], op_aandeel[-1]) == ("Rijssen-Holten", "Twenterand")


def test_one_quarter_is_no_trend():
    assert grafieken.trend(uitgaven.trend()[-1:]) == ""


def test_a_line_has_a_gap_where_a_quarter_is_hidden():
    punten = uitgaven.trend()
    verborgen = replace(punten[1], cijfers=Cijfers(None, None, 4710, 930, 8363))
    plaat = grafieken.trend((punten[0], verborgen, *punten[2:]))
    assert len(met_klasse(plaat, "dz-profiel")) == 1
    assert len(met_klasse(plaat, "dz-bekend")) == 3


def test_the_map_has_a_tile_for_every_region_and_marks_ours():
    plaat = grafieken.tegelkaart(uitgaven.land(), 9)
    tegels = [
        element for element in lees(plaat).iter() if (element.get("class") or "").startswith("dz-klasse")
    ]
    assert len(tegels) == 35 + 4  # and four classes in the legend
    assert len(met_klasse(plaat, "dz-nadruk")) == 1


def test_tiles_can_be_links_that_say_where_they_go():
    plaat = lees(grafieken.tegelkaart(uitgaven.land(), koppeling=lambda nummer: f"/regio/{nummer}"))
    koppelingen = {element.get("href"): element.get("aria-label") for element in plaat.iter(f"{SVG}a")}
    assert plaat.get("role") == "group"
    assert koppelingen["/regio/9"] == "Twente: 63%"


def test_a_country_of_hidden_regions_still_has_a_map():
    leeg = Cijfers(None, None, None, None, None)
    land = uitgaven.land()
    verborgen = Land(leeg, None, tuple(replace(regio, cijfers=leeg) for regio in land.regios))
    assert teksten(grafieken.tegelkaart(verborgen)).count("x") == 35
