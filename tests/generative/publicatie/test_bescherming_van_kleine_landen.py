"""Protection of random countries of two regions: totals of gemeenten, regions, country and register at once.

The reference adds up by hand; it does not use the grid of sums with which the protection works.
"""

from __future__ import annotations

from itertools import chain

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from doorzicht.domain.publicatie.model import (
    Beleid,
    Bescherming,
    Cel,
    Cijfers,
    Ernst,
    Landtabel,
    Regel,
    Tabel,
)
from doorzicht.domain.publicatie.rules.bescherming import audit, bescherm
from doorzicht.domain.publicatie.rules.controles import controleer

getal = st.one_of(st.just(0), st.integers(0, 12), st.integers(0, 900))
rij = st.lists(getal, min_size=4, max_size=4)
regio = st.lists(rij, min_size=1, max_size=4)


@st.composite
def landen(draw: st.DrawFn) -> Landtabel:
    kernen = [np.array(draw(regio)) for _ in range(2)]
    tabellen = tuple(
        Tabel(
            nummer,
            f"Regio {nummer}",
            tuple(
                Regel(f"GM{nummer}{plek}", f"Plaats {nummer}{plek}", vijf(r)) for plek, r in enumerate(kern)
            ),
            vijf(kern.sum(axis=0)),
        )
        for nummer, kern in enumerate(kernen, start=1)
    )
    register = tuple(int(kern.sum()) + draw(getal) for kern in kernen)
    buiten, los = draw(getal), draw(getal)
    totaal = vijf(sum(kern.sum(axis=0) for kern in kernen))
    return Landtabel(tabellen, totaal, register, sum(register) + buiten + los, los, buiten + los)


def vijf(vier: np.ndarray) -> Cijfers:
    return Cijfers.of([*(int(cel) for cel in vier), int(vier.sum())])


def sommen(land: Landtabel) -> list[tuple[list[Cel], Cel]]:
    """Every sum that a reader can make: the parts and their total."""
    rijen = [regel.cijfers for tabel in land.tabellen for regel in tabel.regels]
    alle = [*rijen, *(tabel.totaal for tabel in land.tabellen), land.cijfers]
    gevonden = [([*cijfers.cellen()[:4]], cijfers.totaal) for cijfers in alle]
    for tabel in land.tabellen:
        kolommen = zip(*(regel.cijfers.cellen() for regel in tabel.regels), strict=True)
        gevonden += list(zip(map(list, kolommen), tabel.totaal.cellen(), strict=True))
    kolommen = zip(*(tabel.totaal.cellen() for tabel in land.tabellen), strict=True)
    gevonden += list(zip(map(list, kolommen), land.cijfers.cellen(), strict=True))
    register = [*land.doelgroepregister, land.doelgroepregister_zonder_gemeente]
    return [*gevonden, (register, land.doelgroepregister_totaal)]


def getoond(land: Landtabel) -> list[Cel]:
    return [*chain(*((*delen, totaal) for delen, totaal in sommen(land))), land.zonder_gemeente]


@settings(max_examples=60, deadline=None)
@given(landen())
def test_every_sum_closes_after_rounding(land):
    bescherming = Bescherming(Beleid.AFGEROND_5)
    afgerond = bescherm(land, bescherming)
    assert all(sum(delen) == totaal for delen, totaal in sommen(afgerond))
    assert all(cel % 5 == 0 for cel in getoond(afgerond))
    assert all(abs(na - voor) < 5 for voor, na in zip(getoond(land), getoond(afgerond), strict=True))
    assert fouten(land, afgerond, bescherming) == []


@settings(max_examples=60, deadline=None)
@given(landen(), st.sampled_from([3, 5, 10]))
def test_no_sum_gives_away_what_is_hidden(land, drempel):
    bescherming = Bescherming(Beleid.ONDERDRUKT, drempel)
    onderdrukt = bescherm(land, bescherming)
    for voor, na in zip(getoond(land), getoond(onderdrukt), strict=True):
        assert na in (voor, None)
        assert na is None or not 0 < na < drempel
    for delen, totaal in sommen(onderdrukt):
        assert [*delen, totaal].count(None) != 1  # one alone is what the others leave
        if totaal is not None and None in delen:
            assert totaal - sum(deel or 0 for deel in delen) >= drempel
    assert audit(onderdrukt, bescherming) == ()
    assert fouten(land, onderdrukt, bescherming) == []


def fouten(land: Landtabel, beschermd: Landtabel, bescherming: Bescherming) -> list[str]:
    bevindingen = controleer(land, beschermd, None, bescherming)
    return [bevinding.tekst for bevinding in bevindingen if bevinding.ernst is Ernst.FOUT]
