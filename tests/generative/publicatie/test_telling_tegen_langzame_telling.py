"""Counting in one pass gives what counting person by person gives."""

from __future__ import annotations

from collections import Counter
from datetime import date

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from doorzicht.domain.gebied.model import Arbeidsmarktregio, Gemeente, GemeenteCode, Indeling, RegioNummer
from doorzicht.domain.publicatie.model import Peilingrijen, Telrijen
from doorzicht.domain.publicatie.rules.telling import tel

CODES = ("GM0001", "GM0002", "GM0003", "GM0004", "GM9999")
"""The last one is in the peiling but not on the map of the day."""
INDELING = Indeling(
    date(2022, 6, 30),
    tuple(Arbeidsmarktregio(RegioNummer(nummer), f"Regio {nummer}", f"AM0{nummer}") for nummer in (1, 2)),
    tuple(
        Gemeente(GemeenteCode(code), code, RegioNummer(regio), 52.0, 6.0)
        for code, regio in zip(CODES[:4], (2, 1, 2, 1), strict=True)
    ),
)

plaats = st.integers(-1, 4)
persoon = st.tuples(st.booleans(), plaats, st.integers(0, 2), plaats, st.booleans())


@given(st.lists(persoon, max_size=60))
def test_one_pass_equals_person_by_person(personen):
    land = tel(kolommen(personen), INDELING)
    klanten = Counter(
        (CODES[woont] if woont >= 0 else None, soort, profiel)
        for register, _, soort, woont, profiel in personen
        if register and soort
    )
    register = Counter(CODES[waar] if waar >= 0 else None for staat_in, waar, *_ in personen if staat_in)
    for tabel, in_register in zip(land.tabellen, land.doelgroepregister, strict=True):
        for regel in tabel.regels:
            vier = [
                klanten[regel.gemeente_code, soort, profiel] for soort in (1, 2) for profiel in (True, False)
            ]
            assert regel.cijfers.cellen() == (*vier, sum(vier))
        assert in_register == sum(register[regel.gemeente_code] for regel in tabel.regels)
    assert land.zonder_gemeente == sum(
        aantal for sleutel, aantal in klanten.items() if sleutel[0] not in CODES[:4]
    )
    assert land.doelgroepregister_totaal == sum(register.values())
    assert land.doelgroepregister_zonder_gemeente == register[None] + register["GM9999"]


@given(st.lists(persoon, max_size=60), st.randoms(use_true_random=False))
def test_rows_that_were_not_laid_in_order_count_the_same(personen, toeval):
    rijen = kolommen(personen)
    volgorde = toeval.sample(range(rijen.in_register), rijen.in_register)
    door_elkaar = Telrijen(CODES, rijen.klant[volgorde], rijen.register[volgorde])
    assert tel(door_elkaar, INDELING) == tel(rijen, INDELING)


def kolommen(personen: list[tuple[bool, int, int, int, bool]]) -> Peilingrijen:
    kolom = list(zip(*personen, strict=True)) if personen else [[]] * 5
    return Peilingrijen.of(
        gemeenten=CODES,
        pseudoniem=np.zeros((len(personen), 16), dtype=np.uint8),
        in_register=np.array(kolom[0], dtype=np.bool_),
        register_gemeente=np.array(kolom[1], dtype=np.int16),
        klantsoort=np.array(kolom[2], dtype=np.int8),
        klant_gemeente=np.array(kolom[3], dtype=np.int16),
        heeft_profiel=np.array(kolom[4], dtype=np.bool_),
    )
