"""Another list of gemeenten holds from its day on; before that day the old map stays as it was."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from doorzicht.domain.gebied import service as gebieden
from doorzicht.foundation.errors import Weigering

DAG = date(2023, 1, 1)
EERDER = date(2022, 12, 31)


@pytest.fixture
def lijst_2023(tmp_path: Path) -> Path:
    """A made-up 2023: Almelo and Borne become Almelo-Borne (GM9001), and Losser goes to the Achterhoek."""
    regels = Path(gebieden.MEEGELEVERD).read_text(encoding="utf-8").splitlines()
    nieuw = [regel for regel in regels if not regel.startswith(("GM0141", "GM0147", "GM0168"))]
    nieuw.append("GM9001,Almelo-Borne,9,Twente,AM05,52.33,6.7,GM0164 GM0189")
    nieuw.append("GM0168,Losser,17,Achterhoek,AM09,52.26,7.0,GM0153")
    bestand = tmp_path / "gemeenten_2023.csv"
    bestand.write_text("\n".join(nieuw), encoding="utf-8")
    return bestand


def test_a_merger_and_a_move_hold_from_their_day(kaart: None, lijst_2023: Path) -> None:
    gewijzigd = gebieden.laad(lijst_2023, DAG)

    assert gewijzigd == 4  # two gone, one new, one moved
    oud, nieuw = gebieden.indeling_op(EERDER), gebieden.indeling_op(DAG)
    assert (len(oud.gemeenten), len(nieuw.gemeenten)) == (344, 343)
    assert [gemeente.naam for gemeente in nieuw.gemeenten_in(9)][:2] == ["Almelo-Borne", "Dinkelland"]
    assert [gemeente.naam for gemeente in oud.gemeenten_in(9)][:2] == ["Almelo", "Borne"]
    losser = (oud.gemeente("GM0168"), nieuw.gemeente("GM0168"))
    assert [gemeente.regio_nummer for gemeente in losser if gemeente] == [9, 17]


def test_the_same_list_again_changes_nothing(kaart: None, lijst_2023: Path) -> None:
    gebieden.laad(lijst_2023, DAG)
    eerst = gebieden.indeling_op(DAG)

    assert gebieden.laad(lijst_2023, DAG) == 0
    assert gebieden.indeling_op(DAG) == eerst


def test_lists_may_come_in_any_order(kaart: None, lijst_2023: Path, tmp_path: Path) -> None:
    regels = Path(gebieden.MEEGELEVERD).read_text(encoding="utf-8").splitlines()
    tussen = tmp_path / "tussen.csv"
    tussen.write_text(
        "\n".join(regel.replace(",Borne,", ",Borne-Nieuw,") for regel in regels), encoding="utf-8"
    )
    gebieden.laad(lijst_2023, DAG)
    gewijzigd = gebieden.laad(tussen, date(2022, 10, 1))

    assert gewijzigd == 1
    namen = [
        gebieden.indeling_op(dag).gemeenten_in(9)[1].naam
        for dag in (date(2022, 9, 30), date(2022, 10, 1), EERDER, DAG)
    ]
    assert namen == ["Borne", "Borne-Nieuw", "Borne-Nieuw", "Dinkelland"]
    assert gebieden.laad(tussen, date(2022, 10, 1)) == 0
    assert gebieden.laad(lijst_2023, date(2022, 12, 1)) == 4  # two gone, one new, one moved
    assert gebieden.indeling_op(EERDER).gemeente("GM0141") is None


@pytest.mark.parametrize(
    ("tekst", "zegt"),
    [
        ("naam,plaats\nx,y\n", "gm_code ontbreekt"),
        ("gm_code,gemeente,regio_nr,regio,cbs_amr_code,lat,lon,buren\n", "leeg"),
        ("gm_code,gemeente,regio_nr,regio,cbs_amr_code,lat,lon,buren\nGM1,A,negen,T,AM05,52,6,\n", "Rij 2"),
        (
            "gm_code,gemeente,regio_nr,regio,cbs_amr_code,lat,lon,buren\n" + "GM0001,A,9,T,AM05,52,6,\n" * 2,
            "twee keer",
        ),
        (
            "gm_code,gemeente,regio_nr,regio,cbs_amr_code,lat,lon,buren\n"
            "GM0001,A,9,T,AM05,52,6,\nGM0002,B,9,Twente,AM05,52,6,\n",
            "twee namen",
        ),
    ],
)
def test_a_wrong_list_is_refused_and_changes_nothing(
    kaart: None, tmp_path: Path, tekst: str, zegt: str
) -> None:
    bestand = tmp_path / "lijst.csv"
    bestand.write_text(tekst, encoding="utf-8")

    with pytest.raises(Weigering, match=zegt):
        gebieden.laad(bestand, DAG)
    assert len(gebieden.indeling_op(DAG).gemeenten) == 344


def test_a_list_in_another_encoding_is_refused(kaart: None, tmp_path: Path) -> None:
    bestand = tmp_path / "lijst.csv"
    bestand.write_bytes("gm_code,Súdwest".encode("cp1252"))

    with pytest.raises(Weigering, match="UTF-8"):
        gebieden.laad(bestand, DAG)
