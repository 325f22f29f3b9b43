"""A klant counts when he stands in the doelgroepregister and an organisation is responsible for him."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from doorzicht.domain.gebied.model import Arbeidsmarktregio, Gemeente, GemeenteCode, Indeling, RegioNummer
from doorzicht.domain.publicatie.model import Landtabel, Peilingrijen
from doorzicht.domain.publicatie.rules.telling import tel

ALMELO, BORNE, ZWOLLE, ONBEKEND = 0, 1, 2, -1
GEEN, GEMEENTE, UWV = 0, 1, 2


def gemeente(code: str, naam: str, regio: int) -> Gemeente:
    return Gemeente(GemeenteCode(code), naam, RegioNummer(regio), 52.0, 6.0)


INDELING = Indeling(
    date(2022, 6, 30),
    (
        Arbeidsmarktregio(RegioNummer(5), "Regio Zwolle", "AM12"),
        Arbeidsmarktregio(RegioNummer(9), "Twente", "AM05"),
    ),
    (gemeente("GM0141", "Almelo", 9), gemeente("GM0147", "Borne", 9), gemeente("GM0193", "Zwolle", 5)),
)


def tel_rijen(*rijen: tuple[bool, int, int, int, bool]) -> Landtabel:
    """A row is: in the register, gemeente in the register, klantsoort, gemeente as klant, has a profiel."""
    register, waar, soort, woont, profiel = (list(kolom) for kolom in zip(*rijen, strict=True))
    return tel(
        Peilingrijen.of(
            gemeenten=("GM0141", "GM0147", "GM0193"),
            pseudoniem=np.zeros((len(rijen), 16), dtype=np.uint8),
            in_register=np.array(register, dtype=np.bool_),
            register_gemeente=np.array(waar, dtype=np.int16),
            klantsoort=np.array(soort, dtype=np.int8),
            klant_gemeente=np.array(woont, dtype=np.int16),
            heeft_profiel=np.array(profiel, dtype=np.bool_),
        ),
        INDELING,
    )


@pytest.mark.parametrize(
    ("rij", "almelo"),
    [
        ((True, ALMELO, GEMEENTE, ALMELO, True), (1, 0, 0, 0, 1)),
        ((True, ALMELO, GEMEENTE, ALMELO, False), (0, 1, 0, 0, 1)),
        ((True, ALMELO, UWV, ALMELO, True), (0, 0, 1, 0, 1)),
        ((True, ALMELO, UWV, ALMELO, False), (0, 0, 0, 1, 1)),
        ((True, ALMELO, GEEN, ONBEKEND, False), (0, 0, 0, 0, 0)),  # nobody's klant
        ((False, ONBEKEND, UWV, ALMELO, True), (0, 0, 0, 0, 0)),  # not in the register
        ((True, BORNE, UWV, ALMELO, True), (0, 0, 1, 0, 1)),  # lives where Sonar says
        ((True, ALMELO, UWV, BORNE, True), (0, 0, 0, 0, 0)),
    ],
)
def test_who_counts_in_almelo(rij, almelo):
    twente = tel_rijen(rij).tabellen[1]
    assert twente.regels[0].gemeente == "Almelo"
    assert twente.regels[0].cijfers.cellen() == almelo


def test_a_klant_without_known_gemeente_stands_in_no_table():
    land = tel_rijen((True, ALMELO, UWV, ONBEKEND, True), (True, ONBEKEND, UWV, BORNE, True))
    assert (land.zonder_gemeente, land.cijfers.totaal) == (1, 1)
    assert land.doelgroepregister == (0, 1)
    assert (land.doelgroepregister_zonder_gemeente, land.doelgroepregister_totaal) == (1, 2)


def test_regions_and_gemeenten_without_klanten_have_rows_of_zeros():
    land = tel_rijen((True, ALMELO, UWV, ALMELO, True))
    assert [tabel.regio for tabel in land.tabellen] == ["Regio Zwolle", "Twente"]
    assert land.tabellen[0].regels[0].cijfers.cellen() == (0, 0, 0, 0, 0)
    assert land.tabellen[1].regels[1].cijfers.cellen() == (0, 0, 0, 0, 0)


def test_totals_are_the_sums_of_their_rows():
    land = tel_rijen(
        (True, ALMELO, GEMEENTE, ALMELO, True),
        (True, BORNE, UWV, BORNE, False),
        (True, ZWOLLE, UWV, ZWOLLE, False),
    )
    assert land.tabellen[1].totaal.cellen() == (1, 0, 0, 1, 2)
    assert land.cijfers.cellen() == (1, 0, 0, 2, 3)
    assert land.bekend_procent(9) == 100  # 2 of 2
