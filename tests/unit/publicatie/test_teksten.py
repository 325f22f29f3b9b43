"""The sentences of the publication: each is said only as far as its figures are open."""

from dataclasses import replace

import pytest

from doorzicht.domain.publicatie.model import Beleid, Bescherming, Cijfers
from doorzicht.domain.publicatie.rules import teksten
from tests import uitgaven

TWENTE = uitgaven.twente()
DICHT = Cijfers(None, None, None, None, None)


def test_the_answer_stands_in_one_sentence():
    assert teksten.kopzin(TWENTE) == (
        "Van de 11.649 mensen in het doelgroepregister in Twente is 74% bekend in Sonar; "
        "63% van hen heeft een profiel."
    )


def test_the_closing_sentence_is_that_of_the_publication():
    assert teksten.slotzin(TWENTE) == (
        "In Sonar zijn niet alle doelgroepers opgenomen, in de arbeidsmarktregio Twente bevat het "
        "doelgroepregister banenafspraak in totaal 11.649 personen. Hiervan is 74% bekend binnen Sonar."
    )


def test_a_hidden_register_is_not_told_in_any_sentence():
    inhoud = replace(TWENTE, doelgroepregister=None, bekend_procent=None)
    zinnen = (
        teksten.kopzin(inhoud),
        teksten.slotzin(inhoud),
        *(kern.zin for kern in teksten.kerncijfers(inhoud)),
    )
    assert not any("11.649" in zin or "74" in zin for zin in zinnen)


def test_hidden_totals_leave_sentences_without_figures():
    inhoud = replace(
        TWENTE, tabel=replace(TWENTE.tabel, totaal=DICHT), doelgroepregister=None, bekend_procent=None
    )
    assert "afgeschermd" in teksten.kopzin(inhoud)
    assert not any(cijfer.isdigit() for cijfer in teksten.kopzin(inhoud))
    assert [kern.waarde for kern in teksten.kerncijfers(inhoud)] == ["x", "x", "x", "x en x"]


@pytest.mark.parametrize(
    ("gemeente", "uwv", "titel"),
    [
        ((1, 9), (9, 1), "UWV-klanten in Twente hebben vaker een profiel (90%) dan gemeenteklanten (10%)"),
        ((9, 1), (1, 9), "Gemeenteklanten in Twente hebben vaker een profiel (90%) dan UWV-klanten (10%)"),
        ((5, 5), (5, 5), "In Twente hebben gemeenteklanten en UWV-klanten even vaak een profiel: 50%"),
        ((None, 5), (5, 5), "Hoeveel klanten hebben een profiel, per gemeente in Twente"),
    ],
)
def test_the_title_of_the_bars_says_the_finding(gemeente, uwv, titel: str):
    totaal = Cijfers(*gemeente, *uwv, 20)
    assert teksten.staventitel(replace(TWENTE.tabel, totaal=totaal)) == titel


@pytest.mark.parametrize(("eerste", "werkwoord"), [(4550, "steeg"), (5020, "bleef"), (5200, "daalde")])
def test_the_title_of_the_trend_says_up_level_or_down(eerste: int, werkwoord: str):
    begin, eind = TWENTE.trend[0], TWENTE.trend[-1]
    punt = replace(begin, cijfers=replace(eind.cijfers, uwvklant_profiel=eerste))
    assert werkwoord in teksten.trendtitel((punt, eind), "Twente")


def test_a_single_quarter_is_told_in_words():
    assert teksten.trendzin(TWENTE.trend[-1:]).startswith("In het tweede kwartaal 2022 had 63%")


def test_the_title_of_the_map_says_the_place_of_the_region():
    assert teksten.kaarttitel(uitgaven.land(), 9) == (
        "Twente staat met 63% op plaats 11 van de 35 regio’s; landelijk heeft 59% een profiel"
    )
    assert "van de 33 regio’s waarvan het cijfer te zien is" in teksten.kaarttitel(
        uitgaven.onderdrukt().land, 9
    )


def test_an_empty_region_is_empty_and_not_hidden():
    leeg = replace(TWENTE.tabel, regels=(), totaal=Cijfers(0, 0, 0, 0, 0))
    inhoud = replace(TWENTE, tabel=leeg, doelgroepregister=0, bekend_procent=None)
    assert teksten.kopzin(inhoud) == "In Twente staat niemand uit het doelgroepregister in Sonar."
    assert [kern.waarde for kern in teksten.kerncijfers(inhoud)] == ["0", "0", "–", "– en –"]


def test_a_share_of_nobody_or_of_a_hidden_part_does_not_exist():
    assert teksten.aandeel(0, 0) is None
    assert teksten.aandeel(None, 5) is None
    assert teksten.percentage(None) == "afgeschermd"


@pytest.mark.parametrize(
    ("beleid", "woord"),
    [
        (Beleid.ZOALS_GEPUBLICEERD, "niet afgerond"),
        (Beleid.AFGEROND_5, "veelvoud van 5"),
        (Beleid.ONDERDRUKT, "kleiner dan 10"),
    ],
)
def test_the_notes_say_how_people_are_protected(beleid: Beleid, woord: str):
    noten = teksten.toelichting(replace(TWENTE, bescherming=Bescherming(beleid, 10)))
    assert any(woord in noot.tekst for noot in noten)


def test_synthetic_figures_say_so_first():
    kop, tekst = teksten.toelichting(TWENTE)[0].kop, teksten.toelichting(TWENTE)[0].tekst
    assert f"{kop}. {tekst}" == teksten.SYNTHETISCH
    assert kop not in [noot.kop for noot in teksten.toelichting(replace(TWENTE, synthetisch=False))]


@pytest.mark.parametrize(
    ("aantal", "zin"), [(None, "afgeschermd"), (0, "iedereen"), (1, "1 persoon"), (1200, "1.200 mensen")]
)
def test_people_without_a_gemeente_are_told(aantal: int | None, zin: str):
    noten = teksten.toelichting(replace(TWENTE, zonder_gemeente=aantal))
    assert any(zin in noot.tekst for noot in noten if noot.kop == "Woongemeente niet bekend")


def test_the_word_is_spelled_as_it_should_be():
    alles = " ".join(alinea.tekst for alinea in (*teksten.inleiding(), *teksten.toelichting(TWENTE)))
    assert "banenafspraak" in alles
    assert "banenafpraak" not in alles
