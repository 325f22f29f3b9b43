"""Protection of a whole country: every total that is printed takes part in one decision."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
import pytest

from doorzicht.domain.publicatie.model import (
    Beleid,
    Bescherming,
    Cel,
    Cijfers,
    Landtabel,
    Regel,
    Tabel,
)
from doorzicht.domain.publicatie.rules.bescherming import audit, bescherm
from doorzicht.foundation.errors import Weigering

ONDERDRUKT = Bescherming(Beleid.ONDERDRUKT, 5)
AFGEROND = Bescherming(Beleid.AFGEROND_5)
GEMEENTEN_PER_REGIO = 10


def cijfers(vier: Sequence[int]) -> Cijfers:
    return Cijfers.of([*map(int, vier), int(sum(vier))])


def land_van(
    kernen: Sequence[np.ndarray], register: Sequence[int], buiten: int = 0, los: int = 0
) -> Landtabel:
    tabellen = tuple(
        Tabel(
            nummer,
            f"Regio {nummer}",
            tuple(
                Regel(f"GM{nummer}{rij:02}", f"Plaats {nummer}-{rij}", cijfers(r))
                for rij, r in enumerate(kern)
            ),
            cijfers(kern.sum(axis=0)),
        )
        for nummer, kern in enumerate(kernen, start=1)
    )
    totaal = sum((kern.sum(axis=0) for kern in kernen), np.zeros(4, dtype=int))
    return Landtabel(tabellen, cijfers(totaal), tuple(register), sum(register) + buiten, los, buiten)


def cellen(land: Landtabel) -> Iterator[Cel]:
    for tabel in land.tabellen:
        for regel in tabel.regels:
            yield from regel.cijfers.cellen()
        yield from tabel.totaal.cellen()
    yield from land.cijfers.cellen()
    yield from land.doelgroepregister
    yield from (land.doelgroepregister_totaal, land.doelgroepregister_zonder_gemeente, land.zonder_gemeente)


@pytest.fixture(scope="module")
def nederland() -> Landtabel:
    """35 regions, 344 gemeenten, many small cells; always the same."""
    dobbel = np.random.default_rng(2022)
    rijen = np.array([10] * 29 + [9] * 6)
    kernen = [dobbel.poisson(np.outer(dobbel.lognormal(0, 0.8, n), (27, 174, 359, 56)) * 0.3) for n in rijen]
    return land_van(kernen, [int(kern.sum() * 1.3) for kern in kernen], buiten=3, los=2)


def test_as_published_changes_nothing(nederland):
    assert bescherm(nederland, Bescherming(Beleid.ZOALS_GEPUBLICEERD)) == nederland


def test_the_whole_country_is_hidden_well_within_five_seconds(nederland):
    begin = time.perf_counter()
    beschermd = bescherm(nederland, ONDERDRUKT)
    duur = time.perf_counter() - begin
    assert sum(len(tabel.regels) for tabel in nederland.tabellen) == 344
    assert audit(beschermd, ONDERDRUKT) == ()
    assert duur < 5


def test_what_is_shown_is_what_was_counted(nederland):
    for geteld, getoond in zip(cellen(nederland), cellen(bescherm(nederland, ONDERDRUKT)), strict=True):
        assert getoond is None or getoond == geteld
        assert getoond is None or not 0 < getoond < 5


def test_the_same_peiling_is_protected_in_the_same_way(nederland):
    for bescherming in (ONDERDRUKT, AFGEROND):
        assert bescherm(nederland, bescherming) == bescherm(nederland, bescherming)


def test_rounding_closes_for_gemeenten_regions_and_the_country_at_once(nederland):
    afgerond = bescherm(nederland, AFGEROND)
    for tabel in afgerond.tabellen:
        for regel in tabel.regels:
            assert sum(regel.cijfers.cellen()[:4]) == regel.cijfers.totaal
        for kolom in range(5):
            assert sum(r.cijfers.cellen()[kolom] for r in tabel.regels) == tabel.totaal.cellen()[kolom]
    for kolom in range(5):
        assert sum(t.totaal.cellen()[kolom] for t in afgerond.tabellen) == afgerond.cijfers.cellen()[kolom]
    register = sum(afgerond.doelgroepregister) + afgerond.doelgroepregister_zonder_gemeente
    assert register == afgerond.doelgroepregister_totaal
    for geteld, getoond in zip(cellen(nederland), cellen(afgerond), strict=True):
        assert getoond % 5 == 0
        assert abs(getoond - geteld) < 5
    assert audit(afgerond, AFGEROND) == ()


GROOT = np.full((3, 4), 100)


@pytest.mark.parametrize(
    ("register", "getoond"),
    [
        ((500, 400, 600), (500, 400, 600)),
        ((4, 400, 600), (None, None, 600)),  # a second one, the cheapest, or the first is 1.004 - 1.000
        ((4, 3, 600), (None, None, 600)),  # 4 + 3 = 7 hide each other
        ((1, 2, 600), (None, None, None)),  # 1 + 2 = 3 tells too much
    ],
)
def test_a_small_register_total_does_not_stay_alone(register, getoond):
    beschermd = bescherm(land_van([GROOT] * 3, register), ONDERDRUKT)
    assert beschermd.doelgroepregister == getoond
    assert beschermd.doelgroepregister_totaal == sum(register)


def test_the_sentence_has_no_percentage_when_its_register_total_is_hidden():
    beschermd = bescherm(land_van([GROOT] * 3, (4, 4000, 6000)), ONDERDRUKT)
    assert [beschermd.bekend_procent(nummer) for nummer in (1, 2, 3)] == [None, None, 20]  # 1.200 of 6.000


def test_percentages_come_from_protected_figures():
    land = land_van([GROOT], (1326,))
    assert land.bekend_procent(1) == 90  # 1.200 of 1.326 = 90,498
    assert bescherm(land, AFGEROND).bekend_procent(1) == 91  # 1.200 of 1.325 = 90,566


@pytest.mark.parametrize(("aantal", "getoond"), [(0, 0), (1, None), (4, None), (5, 5)])
def test_few_people_without_gemeente_are_not_counted_in_the_open(aantal, getoond):
    assert bescherm(land_van([GROOT], (1500,), los=aantal), ONDERDRUKT).zonder_gemeente == getoond


def test_a_small_region_total_is_hidden_in_the_region_and_in_the_country():
    klein = np.array([[1, 50, 60, 70], [2, 80, 90, 60]])
    land = land_van([klein, GROOT, GROOT], (1500, 1600, 1700))
    beschermd = bescherm(land, ONDERDRUKT)
    assert land.tabellen[0].totaal.gemeenteklant_profiel == 3
    assert beschermd.tabellen[0].totaal.gemeenteklant_profiel is None
    andere = [tabel.totaal.gemeenteklant_profiel for tabel in beschermd.tabellen[1:]]
    assert None in (*andere, beschermd.cijfers.gemeenteklant_profiel)
    assert audit(beschermd, ONDERDRUKT) == ()


def test_the_audit_names_what_can_be_recomputed():
    klein = np.array([[2, 50, 60, 70], [20, 80, 90, 60]])
    land = land_van([klein], (1500,))
    regel = land.tabellen[0].regels[0]
    half = replace(regel, cijfers=replace(regel.cijfers, gemeenteklant_profiel=None))
    tabel = replace(land.tabellen[0], regels=(half, land.tabellen[0].regels[1]))
    (lek,) = audit(replace(land, tabellen=(tabel,)), ONDERDRUKT)
    assert (lek.plaats, lek.onder, lek.boven) == ("Plaats 1-0, gemeenteklanten met profiel", 2, 2)


def test_the_audit_names_a_small_figure_that_is_shown():
    klein = np.array([[2, 50, 60, 70], [20, 80, 90, 60]])
    (lek,) = audit(land_van([klein], (1500,)), ONDERDRUKT)
    assert (lek.plaats, lek.onder, lek.boven) == ("Plaats 1-0, gemeenteklanten met profiel", 2, 2)


def test_a_drempel_that_hides_nobody_is_refused():
    with pytest.raises(Weigering, match="blijft geen enkel aantal verborgen"):
        bescherm(land_van([GROOT], (1500,)), Bescherming(Beleid.ONDERDRUKT, 1))
    eenling = bescherm(land_van([GROOT], (1500,), los=1), Bescherming(Beleid.ONDERDRUKT, 2))
    assert eenling.zonder_gemeente is None
