"""Protection against a reference that tries everything: every table an outsider could think of.

The reference knows no linear programs. It fills hidden cells of a tiny table with all numbers near the true
ones and keeps what fits the shown figures.
"""

from __future__ import annotations

from itertools import combinations, product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from doorzicht.domain.publicatie.rules.bescherming.afronden import rond_af
from doorzicht.domain.publicatie.rules.bescherming.audit import bereiken, te_smal
from doorzicht.domain.publicatie.rules.bescherming.onderdrukken import PER_CEL, kies_verborgen, primair
from doorzicht.domain.publicatie.rules.bescherming.rooster import Rooster, met_randen

DREMPEL = 3


def tabellen(rijen: int, kolommen: int, hoogste: int) -> st.SearchStrategy[list[list[int]]]:
    rij = st.lists(st.integers(0, hoogste), min_size=kolommen, max_size=kolommen)
    return st.lists(rij, min_size=rijen, max_size=rijen)


def denkbaar(kern: list[list[int]], verborgen: np.ndarray) -> np.ndarray:
    """All tables (with totals, as rows) whose figures are near the true ones and fit what is shown.

    Near is enough: whoever moves one cell by the drempel need not move another by more.
    """
    waar = np.array(kern)
    hoogte, breedte = waar.shape
    weg = verborgen.reshape(hoogte + 1, breedte + 1)[:-1, :-1]
    keuzen = [
        range(max(0, int(cel) - DREMPEL), int(cel) + DREMPEL + 1) if is_weg else (int(cel),)
        for cel, is_weg in zip(waar.ravel(), weg.ravel(), strict=True)
    ]
    alle = np.array(list(product(*keuzen))).reshape(-1, hoogte, breedte)
    alle = np.concatenate([alle, alle.sum(axis=2, keepdims=True)], axis=2)
    alle = np.concatenate([alle, alle.sum(axis=1, keepdims=True)], axis=1).reshape(len(alle), -1)
    getoond = np.array(met_randen(kern)[0])
    return alle[(alle == getoond)[:, ~verborgen].all(axis=1)]


def is_veilig(kern: list[list[int]], verborgen: np.ndarray) -> bool:
    over = denkbaar(kern, verborgen)
    breedte = over.max(axis=0) - over.min(axis=0)
    return bool((breedte[verborgen] >= DREMPEL).all())


@settings(max_examples=40, deadline=None)
@given(st.one_of(tabellen(2, 2, 6), tabellen(2, 3, 4), tabellen(3, 2, 4)))
def test_nobody_can_recompute_what_is_hidden(kern):
    rooster = Rooster.of(*met_randen(kern))
    verborgen = kies_verborgen(rooster, DREMPEL)
    assert (verborgen | ~primair(rooster, DREMPEL)).all()
    assert is_veilig(kern, verborgen)


@settings(max_examples=15, deadline=None)
@given(tabellen(2, 2, 6))
def test_no_cheaper_choice_is_safe(kern):
    rooster = Rooster.of(*met_randen(kern))
    klein = primair(rooster, DREMPEL)
    prijs = rooster.waarden + PER_CEL
    gekozen = prijs[kies_verborgen(rooster, DREMPEL)].sum()
    andere = np.flatnonzero(~klein)
    for aantal in range(len(andere) + 1):
        for erbij in combinations(andere, aantal):
            keuze = klein.copy()
            keuze[list(erbij)] = True
            if prijs[keuze].sum() < gekozen - PER_CEL / 2:
                assert not is_veilig(kern, keuze)


@settings(max_examples=60, deadline=None)
@given(tabellen(2, 3, 4), st.lists(st.booleans(), min_size=12, max_size=12))
def test_the_audit_sees_exactly_what_trying_everything_sees(kern, vlaggen):
    verborgen = np.array(vlaggen)
    over = denkbaar(kern, verborgen)
    breedte = over.max(axis=0) - over.min(axis=0)
    rooster = Rooster.of(*met_randen(kern)).met_verborgen(verborgen)
    smal = {bereik.cel: (bereik.onder, bereik.boven) for bereik in te_smal(rooster, DREMPEL)}
    assert set(smal) == set(np.flatnonzero(verborgen & (breedte < DREMPEL)).tolist())
    for cel, bereik in smal.items():
        assert bereik == (over[:, cel].min(), over[:, cel].max())


@settings(max_examples=30, deadline=None)
@given(tabellen(4, 3, 12), st.lists(st.booleans(), min_size=20, max_size=20))
def test_asking_every_cell_finds_the_same_leaks_as_sparing_questions(kern, vlaggen):
    rooster = Rooster.of(*met_randen(kern)).met_verborgen(np.array(vlaggen))
    alle = {bereik.cel for bereik in bereiken(rooster) if not bereik.breder_dan(DREMPEL)}
    assert {bereik.cel for bereik in te_smal(rooster, DREMPEL)} == alle


@settings(max_examples=60, deadline=None)
@given(tabellen(5, 4, 60))
def test_rounding_adds_up_and_moves_nothing_by_five(kern):
    rooster = Rooster.of(*met_randen(kern))
    afgerond = rond_af(rooster)
    assert (afgerond % 5 == 0).all()
    assert (rooster.sommen @ afgerond == 0).all()
    assert (abs(afgerond - rooster.waarden) < 5).all()
    assert (afgerond[rooster.waarden % 5 == 0] == rooster.waarden[rooster.waarden % 5 == 0]).all()
