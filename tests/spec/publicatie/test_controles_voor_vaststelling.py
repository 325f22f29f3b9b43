"""Before a quarter is vastgesteld, checks look at it: a fout stops it, a let-op asks somebody to look."""

from __future__ import annotations

from dataclasses import replace

import pytest

from doorzicht.domain.publicatie.model import (
    Beleid,
    Bescherming,
    Bevinding,
    Cijfers,
    Ernst,
    Landtabel,
    Regel,
    Tabel,
)
from doorzicht.domain.publicatie.rules.bescherming import bescherm
from doorzicht.domain.publicatie.rules.controles import Grenzen, controleer

OPEN = Bescherming(Beleid.ZOALS_GEPUBLICEERD)
AFGEROND = Bescherming(Beleid.AFGEROND_5)
ONDERDRUKT = Bescherming(Beleid.ONDERDRUKT, 5)


def cijfers(*vier: int) -> Cijfers:
    return Cijfers.of([*vier, sum(vier)])


ALMELO = Regel("GM0141", "Almelo", cijfers(15, 432, 753, 93))
BORNE = Regel("GM0147", "Borne", cijfers(16, 43, 149, 30))
TWENTE = Tabel(9, "Twente", (ALMELO, BORNE), cijfers(31, 475, 902, 123))
LAND = Landtabel((TWENTE,), TWENTE.totaal, (2000,), 2000, 0)
"""1.293 + 238 = 1.531 of 2.000 people: nothing to find."""


def zie(land: Landtabel, vorige: Landtabel | None = None, bescherming: Bescherming = OPEN) -> list[Bevinding]:
    return list(controleer(land, bescherm(land, bescherming), vorige, bescherming))


def codes(bevindingen: list[Bevinding]) -> list[tuple[str, str]]:
    return [(bevinding.ernst.value, bevinding.code) for bevinding in bevindingen]


def met_regels(*regels: Regel, register: int = 2000, zonder_gemeente: int = 0) -> Landtabel:
    totaal = Cijfers.of([sum(kolom) for kolom in zip(*(r.cijfers.cellen() for r in regels), strict=True)])
    tabel = Tabel(9, "Twente", regels, totaal)
    return Landtabel((tabel,), totaal, (register,), register, zonder_gemeente)


@pytest.mark.parametrize("bescherming", [OPEN, AFGEROND, ONDERDRUKT])
def test_a_sound_quarter_gives_no_findings(bescherming):
    assert zie(LAND, vorige=LAND, bescherming=bescherming) == []


@pytest.mark.parametrize(
    ("land", "gevonden"),
    [
        # a row total one too high: 15+432+753+93 = 1.293
        (
            replace(LAND, tabellen=(replace(TWENTE, totaal=replace(TWENTE.totaal, totaal=1532)),)),
            "Twente, totaal in Sonar",
        ),
        (replace(LAND, doelgroepregister_totaal=2001), "Nederland, doelgroepregister"),
        (replace(LAND, cijfers=cijfers(32, 475, 902, 123)), "Nederland, gemeenteklanten met profiel"),
    ],
)
def test_sums_that_do_not_close_stop_it(land, gevonden):
    fouten = [bevinding for bevinding in controleer(land, land, None, OPEN) if bevinding.ernst is Ernst.FOUT]
    assert {"som-geteld", "som-beschermd"} <= {bevinding.code for bevinding in fouten}
    assert any(bevinding.tekst.startswith(gevonden) for bevinding in fouten)


def test_a_share_below_nought_stops_it():
    land = met_regels(replace(ALMELO, cijfers=cijfers(-1, 432, 753, 93)), BORNE)
    assert ("fout", "aandeel") in codes(zie(land))


def test_a_figure_that_was_never_counted_stops_it():
    anders = met_regels(replace(ALMELO, cijfers=cijfers(16, 431, 753, 93)), BORNE)
    assert ("fout", "afwijking") in codes(list(controleer(LAND, anders, None, OPEN)))


def test_a_figure_too_little_protected_stops_it():
    land = met_regels(replace(ALMELO, cijfers=cijfers(2, 432, 753, 93)), BORNE)
    (bevinding, *_) = controleer(land, land, None, ONDERDRUKT)
    assert codes([bevinding]) == [("fout", "bescherming")]
    assert bevinding.tekst.startswith("Almelo, gemeenteklanten met profiel: ")
    assert codes(zie(land, bescherming=ONDERDRUKT)) == []


@pytest.mark.parametrize(
    ("register", "totaal", "gevonden"),
    [
        (1531, 1531, []),  # everybody is known: 100%
        (1530, 1600, [("let-op", "register-kleiner")]),  # some live elsewhere by the register
        (1530, 1530, [("fout", "register-kleiner"), ("let-op", "register-kleiner")]),  # 1.531 cannot be
    ],
)
def test_a_register_smaller_than_what_is_known_in_sonar(register, totaal, gevonden):
    land = replace(
        LAND,
        doelgroepregister=(register,),
        doelgroepregister_totaal=totaal,
        doelgroepregister_zonder_gemeente=totaal - register,
    )
    assert codes(zie(land)) == gevonden


def test_a_percentage_above_100_by_rounding_is_pointed_at():
    land = met_regels(replace(BORNE, cijfers=cijfers(0, 0, 0, 8)), register=11)
    assert codes(zie(land, bescherming=AFGEROND)) == []  # 10 of 10
    klein = met_regels(replace(BORNE, cijfers=cijfers(0, 0, 0, 8)), register=8)
    scheef = replace(bescherm(klein, AFGEROND), doelgroepregister=(5,), doelgroepregister_totaal=5)
    gevonden = controleer(klein, scheef, None, AFGEROND)
    assert codes(list(gevonden)) == [("let-op", "aandeel")]
    assert "200%" in gevonden[0].tekst


def test_gemeenten_without_klanten_are_named():
    land = met_regels(ALMELO, replace(BORNE, cijfers=cijfers(0, 0, 0, 0)))
    (bevinding,) = zie(land)
    assert codes([bevinding]) == [("let-op", "gemeente-zonder-klanten")]
    assert bevinding.tekst == "Twente: geen klanten geteld in Borne."


@pytest.mark.parametrize(
    ("aantal", "bescherming", "tekst"),
    [
        (1200, OPEN, "niet kennen: 1.200. Zij staan in geen tabel; de toelichting zegt: 1.200."),
        (12, AFGEROND, "niet kennen: 12. Zij staan in geen tabel; de toelichting zegt: 10."),
        (2, AFGEROND, "niet kennen: 2. Zij staan in geen tabel; de toelichting zegt: 0."),
        (2, ONDERDRUKT, "te weinig"),
    ],
)
def test_people_without_a_known_gemeente_are_counted(aantal, bescherming, tekst):
    land = met_regels(ALMELO, BORNE, register=3000, zonder_gemeente=aantal)
    (bevinding,) = zie(land, bescherming=bescherming)
    assert codes([bevinding]) == [("let-op", "zonder-gemeente")]
    assert tekst in bevinding.tekst


@pytest.mark.parametrize(
    ("toen", "nu", "tekst"),
    [
        (753, 900, None),  # +20%
        (753, 1000, "van 753 naar 1.000 (+33%)"),
        (753, 500, "van 753 naar 500 (-34%)"),
        (40, 80, None),  # doubled, but 40 persons
        (0, 60, "van 0 naar 60"),
    ],
)
def test_a_jump_is_more_than_25_percent_and_more_than_50_persons(toen, nu, tekst):
    """Looked at per column of the region; gemeenten by their total."""

    def land(uwv_profiel: int) -> Landtabel:
        return met_regels(
            replace(ALMELO, cijfers=cijfers(15, 432, uwv_profiel, 93)),
            replace(BORNE, cijfers=cijfers(9, 9, 0, 9000)),
            register=20000,
        )

    sprongen = [b.tekst for b in zie(land(nu), land(toen)) if "UWV-klanten met profiel" in b.tekst]
    assert sprongen == (
        [] if tekst is None else [f"Twente, UWV-klanten met profiel: {tekst} in een kwartaal."]
    )


def test_the_limits_of_a_jump_are_a_setting():
    vorige = met_regels(replace(ALMELO, cijfers=cijfers(15, 432, 760, 93)), BORNE)
    assert codes(zie(LAND, vorige)) == []
    streng = controleer(LAND, LAND, vorige, OPEN, Grenzen(sprong_procent=0, sprong_personen=5))
    assert {bevinding.code for bevinding in streng} == {"sprong"}


def test_gemeenten_that_come_and_go_are_named():
    vorige = met_regels(ALMELO, replace(BORNE, gemeente_code="GM9999", gemeente="Oud-Borne"))
    assert codes(zie(LAND, vorige)) == [("let-op", "nieuwe-gemeente"), ("let-op", "gemeente-weg")]


def test_hidden_figures_of_the_quarter_before_are_no_jump():
    vorige = met_regels(replace(ALMELO, cijfers=cijfers(2, 432, 753, 93)), BORNE)
    assert codes(zie(LAND, bescherm(vorige, ONDERDRUKT))) == []


def test_errors_stand_before_remarks():
    leeg = met_regels(
        replace(ALMELO, cijfers=cijfers(-1, 432, 753, 93)), replace(BORNE, cijfers=cijfers(0, 0, 0, 0))
    )
    ernst = [bevinding.ernst for bevinding in zie(leeg)]
    assert ernst == sorted(ernst, key=lambda e: e is Ernst.LET_OP)
    assert ernst[-1] is Ernst.LET_OP
