"""A file is worked on piece by piece: however small the pieces, the same is stored and the same is reported."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from doorzicht.domain.klant.tables import InschrijvingTable, KlantTable
from doorzicht.domain.klantprofiel import service as klantprofielen
from doorzicht.domain.klantprofiel.tables import KlantprofielTable
from doorzicht.foundation.errors import Weigering
from doorzicht.foundation.invoer import Opdracht
from doorzicht.infra import staging
from tests.invoerbestanden import bsns, register_rij, schrijf_sonar, sonar_rij

A, B, C, D = (bsn for bsn, _ in zip(bsns(), range(4), strict=False))
STUKKEN = [1, 2, 3, 1000]
FOUT: list[dict[str, Any]] = [
    sonar_rij(A, Klantprofiel="Ja"),
    sonar_rij(B),
    sonar_rij(A, Klantprofiel="Nee"),
    sonar_rij(C, Inschrijfdatum="31-31-2020", Leeftijd="oud"),
    sonar_rij(D),
]


@pytest.fixture(params=STUKKEN)
def stuk(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many rows a piece has."""
    monkeypatch.setattr(staging, "FIRST_PIECE", request.param)
    monkeypatch.setattr(staging, "PIECE", request.param)
    return int(request.param)


def test_everybody_comes_in_whatever_the_size_of_a_piece(stuk: int, lees_sonar) -> None:
    uitslag = lees_sonar([sonar_rij(bsn, Klantprofiel="Ja") for bsn in (A, B, C, D)])

    assert (uitslag.nieuw, uitslag.geweigerd, uitslag.opgeslagen) == (4, 0, True)
    assert {t.objects.count() for t in (KlantTable, InschrijvingTable, KlantprofielTable)} == {4}
    opnieuw = lees_sonar(
        [sonar_rij(A, Klantprofiel="Nee"), *(sonar_rij(b, Klantprofiel="Ja") for b in (B, C, D))]
    )
    assert (opnieuw.nieuw, opnieuw.gewijzigd, opnieuw.ongewijzigd) == (0, 1, 3)


def test_a_bsn_in_two_pieces_refuses_both_rows_and_nothing_is_stored(stuk: int, lees_sonar) -> None:
    uitslag = lees_sonar(FOUT)

    assert (uitslag.nieuw, uitslag.geweigerd, uitslag.opgeslagen) == (2, 3, False)
    assert [(m.rij, m.kolom) for m in uitslag.meldingen] == [
        (2, "BSN"),
        (4, "BSN"),
        (5, "Inschrijfdatum"),
        (5, "Leeftijd"),
    ]
    assert not KlantTable.objects.exists()


def test_who_skips_faults_stores_neither_row_of_a_bsn_in_two_pieces(stuk: int, lees_sonar) -> None:
    uitslag = lees_sonar(FOUT, sla_fouten_over=True)

    assert (uitslag.nieuw, uitslag.gewijzigd, uitslag.geweigerd, uitslag.opgeslagen) == (2, 0, 3, True)
    assert KlantTable.objects.count() == 2
    assert not KlantprofielTable.objects.exists()


def test_a_bsn_twice_in_one_piece_and_once_in_a_later_one_refuses_all_three(stuk: int, lees_sonar) -> None:
    uitslag = lees_sonar([sonar_rij(bsn) for bsn in (A, A, B, C, A)], sla_fouten_over=True)

    assert (uitslag.nieuw, uitslag.geweigerd) == (2, 3)
    assert [m.rij for m in uitslag.meldingen] == [2, 3, 6]


def test_absentees_are_those_who_are_in_no_piece_at_all(stuk: int, lees_sonar) -> None:
    lees_sonar([sonar_rij(bsn, Inschrijfdatum="01-01-2020") for bsn in (A, B, C, D)])
    dag = date(2022, 6, 30)
    uitslag = lees_sonar(
        [sonar_rij(bsn, Inschrijfdatum="01-01-2020") for bsn in (A, B, C)], per=dag, volledig_per=dag
    )

    assert uitslag.beeindigd == 1
    assert InschrijvingTable.objects.filter(tot=dag).count() == 1


@pytest.mark.usefixtures("kaart")
def test_a_file_that_breaks_off_in_a_later_piece_stores_nothing(stuk: int, tmp_path: Path) -> None:
    pad = schrijf_sonar(tmp_path / "s.csv", [sonar_rij(bsn) for bsn in (A, B, C)])
    pad.write_text(pad.read_text(encoding="utf-8") + ";" * 2000 + "\n", encoding="utf-8")

    with pytest.raises(Weigering):
        klantprofielen.importeer_sonar_export(pad, Opdracht(door="test"))

    assert not KlantTable.objects.exists()


def test_a_register_finds_a_bsn_in_two_pieces_too(stuk: int, lees_register) -> None:
    uitslag = lees_register([register_rij(bsn) for bsn in (A, B, C, A)], sla_fouten_over=True)

    assert (uitslag.nieuw, uitslag.geweigerd) == (2, 2)
    assert [m.rij for m in uitslag.meldingen] == [2, 5]


def test_progress_hears_of_every_row(stuk: int, lees_sonar) -> None:
    gehoord: list[tuple[int, int]] = []
    lees_sonar([sonar_rij(bsn) for bsn in (A, B, C, D)], voortgang=lambda *stand: gehoord.append(stand))

    assert gehoord[-1][0] == 4
    assert gehoord == sorted(gehoord)


def test_an_export_without_people_is_read_as_nobody(stuk: int, lees_sonar) -> None:
    uitslag = lees_sonar([])

    assert (uitslag.gelezen, uitslag.opgeslagen) == (0, True)
