"""What the audit answers on its own, and how a country is laid out and put back."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from doorzicht.domain.publicatie.model import Beleid, Bescherming, Cijfers, Landtabel, Lek, Regel, Tabel
from doorzicht.domain.publicatie.rules.bescherming import audit
from doorzicht.domain.publicatie.rules.bescherming.afronden import rond_af
from doorzicht.domain.publicatie.rules.bescherming.audit import SluitNiet, bereiken, te_smal
from doorzicht.domain.publicatie.rules.bescherming.onderdrukken import kies_verborgen
from doorzicht.domain.publicatie.rules.bescherming.rooster import (
    Rooster,
    leg_terug,
    leg_uit,
    met_randen,
    open_sommen,
    plaatsnamen,
)
from doorzicht.domain.publicatie.rules.controles import controleer

ALMELO = Regel("GM0141", "Almelo", Cijfers(10, 20, 30, 40, 100))
BORNE = Regel("GM0147", "Borne", Cijfers(1, 2, 3, 4, 10))
TWENTE = Tabel(9, "Twente", (ALMELO, BORNE), Cijfers(11, 22, 33, 44, 110))
LAND = Landtabel((TWENTE,), TWENTE.totaal, (200,), 207, 6, 7)


def test_a_table_gets_its_totals_after_every_row_and_below():
    cellen, sommen = met_randen([[1, 2], [3, 4]])
    assert cellen == [1, 2, 3, 3, 4, 7, 4, 6, 10]
    assert all(sum(cellen[deel] for deel in delen) == cellen[totaal] for delen, totaal in sommen)
    assert len(sommen) == 3 + 3


def test_a_country_that_is_laid_out_can_be_put_back():
    rooster = leg_uit(LAND)
    assert leg_terug(LAND, [int(waarde) for waarde in rooster.waarden]) == LAND
    assert len(plaatsnamen(LAND)) == len(rooster.waarden) == 4 * 5 + 4
    assert open_sommen(rooster) == ()


def test_every_place_has_its_own_name():
    namen = dict(zip(plaatsnamen(LAND), leg_uit(LAND).waarden.tolist(), strict=True))
    assert namen["Almelo, gemeenteklanten zonder profiel"] == 20
    assert namen["Borne, totaal in Sonar"] == 10
    assert namen["Twente, UWV-klanten met profiel"] == 33
    assert namen["Twente, doelgroepregister"] == 200
    assert namen["doelgroepregister zonder bekende gemeente"] == 7
    assert namen["Nederland, doelgroepregister"] == 207
    assert namen["klanten zonder bekende gemeente"] == 6


def test_a_cell_in_no_sum_has_no_upper_bound():
    rooster = Rooster.of([None, 5], [])
    (bereik,) = bereiken(rooster)
    assert (bereik.cel, bereik.onder, bereik.boven) == (0, 0, None)
    assert te_smal(rooster, 1000) == ()


def test_a_hidden_total_is_the_sum_of_its_shown_parts():
    (bereik,) = te_smal(Rooster.of([3, 4, None], [((0, 1), 2)]), 5)
    assert (bereik.onder, bereik.boven) == (7, 7)


def test_the_range_stops_at_what_the_others_leave():
    bereik = {b.cel: (b.onder, b.boven) for b in bereiken(Rooster.of([None, None, 4, 10], [((0, 1, 2), 3)]))}
    assert bereik == {0: (0, 6), 1: (0, 6)}


@pytest.mark.parametrize("vraag", [bereiken, lambda rooster: te_smal(rooster, 5)])
def test_figures_that_contradict_each_other_have_no_range(vraag):
    with pytest.raises(SluitNiet):
        vraag(Rooster.of([None, 9, 5], [((0, 1), 2)]))


def test_figures_that_contradict_each_other_cannot_be_rounded():
    with pytest.raises(ArithmeticError):
        rond_af(Rooster.of([1, 2, 40], [((0, 1), 2)]))


def test_nothing_is_hidden_where_nothing_is_small():
    assert not kies_verborgen(leg_uit(LAND), 1).any()


def test_hidden_values_are_gone_from_what_the_audit_reads():
    rooster = leg_uit(LAND)
    verborgen = rooster.waarden == 20
    assert rooster.met_verborgen(verborgen).waarden[verborgen].sum() == 0


def test_the_audit_of_rounded_tables_names_what_is_not_rounded():
    lekken = audit(LAND, Bescherming(Beleid.AFGEROND_5))
    assert Lek("Borne, gemeenteklanten met profiel", 1, 1) in lekken
    assert "Almelo, gemeenteklanten met profiel" not in {lek.plaats for lek in lekken}


def test_nothing_is_promised_so_nothing_leaks_when_published_as_counted():
    assert audit(LAND, Bescherming(Beleid.ZOALS_GEPUBLICEERD)) == ()


def test_contradicting_hidden_tables_stop_the_quarter():
    half = replace(ALMELO, cijfers=replace(ALMELO.cijfers, gemeenteklant_profiel=None, totaal=50))
    scheef = replace(LAND, tabellen=(replace(TWENTE, regels=(half, BORNE)),))
    codes = {bevinding.code for bevinding in controleer(LAND, scheef, None, Bescherming(Beleid.ONDERDRUKT))}
    assert {"bescherming", "afwijking"} <= codes


def test_protected_tables_with_other_rows_stop_the_quarter():
    korter = replace(LAND, tabellen=(replace(TWENTE, regels=(ALMELO,)),))
    codes = [b.code for b in controleer(LAND, korter, None, Bescherming(Beleid.ZOALS_GEPUBLICEERD))]
    assert "afwijking" in codes


def test_a_region_that_is_new_is_pointed_at():
    vorige = replace(LAND, tabellen=(replace(TWENTE, regio_nummer=8),))
    bevindingen = controleer(LAND, LAND, vorige, Bescherming(Beleid.ZOALS_GEPUBLICEERD))
    assert "nieuwe-regio" in {bevinding.code for bevinding in bevindingen}


def test_the_same_table_in_another_run_of_the_rules_hides_the_same():
    kern = np.random.default_rng(7).integers(0, 30, (12, 4)).tolist()
    keuzen = {kies_verborgen(Rooster.of(*met_randen(kern)), 5).tobytes() for _ in range(3)}
    assert len(keuzen) == 1
