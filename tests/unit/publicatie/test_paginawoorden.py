"""What the pages say: numbers and sentences in two languages, and nothing about what is hidden."""

from __future__ import annotations

from datetime import date

import pytest
from django.http import QueryDict
from django.utils import translation

from doorzicht.domain.klantprofiel.model import Profieltelling
from doorzicht.domain.publicatie.model import Beleid, Bescherming, Cijfers, Regel, Trendpunt
from doorzicht.domain.publicatie.pages import beelden, blokken, kiezers, zinnen
from doorzicht.domain.publicatie.pages.afkortingen import AFKORTINGEN
from doorzicht.domain.publicatie.pages.noten import noten
from doorzicht.domain.publicatie.rules.tegels import PLAATSEN
from doorzicht.foundation.kwartaal import Kwartaal

TWENTE = Cijfers(376, 2432, 5020, 785, 8613)
HIDDEN = Cijfers(None, None, 5, 8, 30)
ALL_HIDDEN = Cijfers(None, None, None, None, None)


@pytest.mark.parametrize(
    ("language", "number", "day", "quarter", "size"),
    [
        ("nl", "11.649", "30 juni 2022", "tweede kwartaal 2022", "1,2 MB"),
        ("en", "11,649", "30 June 2022", "second quarter of 2022", "1.2 MB"),
    ],
)
def test_numbers_and_dates_follow_the_language(language, number, day, quarter, size):
    with translation.override(language):
        assert zinnen.getal(11649) == number
        assert zinnen.datum(date(2022, 6, 30)) == day
        assert zinnen.kwartaalnaam(Kwartaal(2022, 2)) == quarter
        assert zinnen.omvang(1_234_567) == size


@pytest.mark.parametrize(
    ("size", "text"), [(0, "minder dan 1 kB"), (999, "minder dan 1 kB"), (1499, "1 kB"), (82_400, "82 kB")]
)
def test_a_size_is_told_in_whole_kilobytes(size, text):
    assert zinnen.omvang(size) == text


def test_the_headline_of_twente():
    assert zinnen.kopzin("Twente", TWENTE, 11649) == (
        "Van de 11.649 mensen in het doelgroepregister in Twente is 74% bekend in Sonar; "  # 8.613 / 11.649
        "63% van hen heeft een profiel."  # (376 + 5.020) / 8.613
    )


def test_the_finding_of_the_bars():
    assert zinnen.stavenzin(TWENTE) == "Van de UWV-klanten heeft 86% een profiel, van de gemeenteklanten 13%"


def test_a_hidden_figure_is_an_x_and_in_a_sentence_a_word():
    assert zinnen.getal(None) == "x"
    assert zinnen.percentage(None) == "x"
    assert (
        zinnen.kopzin("Twente", HIDDEN, 40)
        == "Een deel van de cijfers is afgeschermd, zodat kleine aantallen niet zijn uit te rekenen."
    )
    assert zinnen.stavenzin(HIDDEN) == "Aandeel met een profiel, per gemeente"
    assert zinnen.verschil(None, 3) == "–"
    assert beelden.staaf(None, 8).breedte is None
    assert zinnen.woordgetal(None) == "afgeschermd"
    assert zinnen.slotzin("Twente", HIDDEN, None).endswith(
        "doelgroepregister banenafspraak staan, is afgeschermd."
    )
    assert zinnen.slotzin("Twente", ALL_HIDDEN, 40).endswith("bekend is in Sonar, is afgeschermd.")
    assert "weinig mensen" not in zinnen.gemeentezin("Almelo", ALL_HIDDEN)
    assert "x" not in "".join(zinnen.slotzin("Twente", ALL_HIDDEN, None).split("Sonar"))


def test_a_hidden_key_figure_says_so_in_words():
    for language, word in (("nl", "Afgeschermd"), ("en", "Hidden")):
        with translation.override(language):
            figures = blokken.kerncijfers(HIDDEN, None)

        assert [figure.waarde for figure in figures] == [word] * 4
        assert all(figure.verborgen and " x " not in f" {figure.zin} " for figure in figures)


@pytest.mark.parametrize("telling", list(Profieltelling))
def test_the_stored_notes_are_read_in_the_language_of_the_reader(telling):
    with translation.override("en"):
        (known,) = noten((telling.omschrijving,))
        (unknown,) = noten(("Een zin van later.",))

    assert known.taal == "en"
    assert known.tekst.startswith("A client has a profile if")
    assert (unknown.tekst, unknown.taal) == ("Een zin van later.", "nl")
    assert noten((telling.omschrijving,))[0].tekst == telling.omschrijving


def test_every_tile_has_an_abbreviation_of_its_own_that_fits():
    assert set(AFKORTINGEN) == set(PLAATSEN)
    assert len(set(AFKORTINGEN.values())) == len(PLAATSEN)
    assert max(map(len, AFKORTINGEN.values())) <= 7


@pytest.mark.parametrize(
    ("hier", "daar", "text"),
    [(13, 20, "7 procentpunt minder"), (74, 71, "3 procentpunt meer"), (5, 5, "gelijk")],
)
def test_a_difference_in_words(hier, daar, text):
    assert zinnen.verschil(hier, daar) == text


def test_one_point_is_not_points():
    with translation.override("en"):
        assert zinnen.verschil(63, 62) == "1 percentage point more"
        assert zinnen.verschil(60, 62) == "2 percentage points less"


@pytest.mark.parametrize("beleid", list(Beleid))
def test_every_protection_has_a_sentence(beleid):
    assert len(zinnen.bescherming(Bescherming(beleid))) > 20


def test_sorting_puts_what_is_hidden_last():
    regels = [
        Regel("GM1", "A", HIDDEN),
        Regel("GM2", "B", Cijfers(0, 9, 0, 1, 10)),
        Regel("GM3", "C", TWENTE),
    ]

    def order(volgorde: str) -> str:
        return "".join(regel.gemeente for regel in blokken.sorted_regels(regels, volgorde))

    assert order("naam") == "ABC"
    assert order("gemeente") == "CBA"  # 13%, 0%, x
    assert order("aantal") == "CAB"  # 8.613, 30, 10


@pytest.mark.parametrize("value", ["", "zomaar", "naam'--", "\x00", "NAAM", "a" * 10_000])
def test_an_unknown_choice_is_no_choice(value):
    query = QueryDict(mutable=True)
    query["sorteer"] = value

    assert kiezers.choice(query, "sorteer", ("naam", "aandeel")) == "naam"


def test_a_choice_keeps_the_other_choices_and_nothing_else():
    query = QueryDict("vergelijk=9&sorteer=naam&volg=mij")

    assert (
        kiezers.with_choice(query, "sorteer", "aandeel", ("sorteer", "vergelijk"))
        == "?vergelijk=9&sorteer=aandeel"
    )


def points(*totals: tuple[int | None, int | None]) -> list[Trendpunt]:
    """Quarters from 2021 on; (with profiel, in Sonar) of a register of 100."""
    found = []
    kwartaal = Kwartaal(2021, 1)
    for met, totaal in totals:
        zonder = None if met is None or totaal is None else totaal - met
        found.append(Trendpunt(kwartaal, Cijfers(0, 0, met, zonder, totaal), 100))
        kwartaal = kwartaal.volgende()
    return found


def test_a_trend_of_one_quarter_has_no_line():
    trend = beelden.trend(points((10, 20)))

    assert (trend.heeft_lijn, len(trend.rijen)) == (False, 1)
    assert zinnen.trendzin(points((10, 20))) == "Het verloop per kwartaal"


def test_a_trend_says_up_or_down():
    assert zinnen.trendzin(points((10, 20), (15, 20))) == (
        "Het aandeel met een profiel steeg van 50% in het eerste kwartaal 2021 naar 75%"
    )
    assert "daalde van 75%" in zinnen.trendzin(points((15, 20), (10, 20)))
    assert "is 50%, net als" in zinnen.trendzin(points((10, 20), (10, 20)))


def test_a_hidden_quarter_leaves_a_gap_in_the_line():
    lines = beelden.trend(points((10, 20), (None, 20), (10, 20), (10, 20))).lijnen
    profiel = next(line for line in lines if line.soort == "profiel")

    assert (len(profiel.punten), len(profiel.stukken)) == (3, 1)


def test_labels_at_the_end_of_the_lines_do_not_touch():
    lines = beelden.trend(points((50, 100), (72, 74))).lijnen  # 97% and 74%; and then equal ones
    equal = beelden.trend(points((70, 70), (49, 70))).lijnen  # both 70%

    for pair in (lines, equal):
        one, other = sorted(line.label_y for line in pair)
        assert other - one >= 18


def test_many_quarters_do_not_crowd_the_axis():
    trend = beelden.trend(points(*[(10, 20)] * 24))

    assert len(trend.kwartalen) <= 6
    assert trend.kwartalen[-1].onder == "2026"
    assert len(trend.rijen) == 24


EMPTY = Cijfers(0, 0, 0, 0, 0)


def test_nobody_is_not_the_same_as_hidden():
    assert zinnen.profieltekst(EMPTY) == "–"
    assert zinnen.profieltekst(HIDDEN) == "x"
    assert zinnen.bekendtekst(EMPTY, 0) == "–"
    assert zinnen.bekendtekst(EMPTY, 40) == "0%"
    assert zinnen.kopzin("Zeeland", EMPTY, 0) == "Er staat niemand in het doelgroepregister."
    assert zinnen.kopzin("Zeeland", EMPTY, 40) == "Niemand uit het doelgroepregister is bekend in Sonar."
    assert zinnen.gemeentezin("Vlieland", EMPTY) == "Niemand uit Vlieland is bekend in Sonar."
    assert beelden.staaf(0, 0).tekst == "–"
