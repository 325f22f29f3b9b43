"""Publishing from the command line: the published table, exit codes, and a program that is killed half-way."""

from __future__ import annotations

import csv
import json
import os
import signal
import time
from pathlib import Path

import pytest

from tests.integration.opdrachtregel.conftest import Werkplek

NAMEN = sorted(
    [
        "index.html",
        "rapport.pdf",
        "tabel.csv",
        "tabel.csv-metadata.json",
        "tabel.ods",
        "tabel.xlsx",
        "uitgave.json",
    ]
)
KOLOMMEN = [
    "regio_nummer",
    "regio",
    "gemeente_code",
    "gemeente",
    "gemeenteklant_profiel",
    "gemeenteklant_geen_profiel",
    "uwvklant_profiel",
    "uwvklant_geen_profiel",
    "totaal",
]


def inhoud(map_: Path) -> dict[str, bytes]:
    return {bestand.name: bestand.read_bytes() for bestand in map_.iterdir()}


def test_the_demo_publishes_the_table_of_twente(demo: Werkplek) -> None:
    map_ = demo.var / "uitgaven" / "2022-kw2" / "09-twente"
    rijen = list(csv.reader((map_ / "tabel.csv").read_text(encoding="utf-8").splitlines()))
    uitgave = json.loads((map_ / "uitgave.json").read_text(encoding="utf-8"))

    assert sorted(inhoud(map_)) == NAMEN
    assert rijen[0] == KOLOMMEN
    assert len(rijen) == 1 + 14
    assert rijen[4] == ["9", "Twente", "GM0153", "Enschede", "174", "1010", "1650", "218", "3052"]
    assert list(uitgave["totaal"].values()) == [376, 2432, 5020, 785, 8613]
    assert (uitgave["doelgroepregister"], uitgave["bekendProcent"]) == (11649, 74)
    assert (uitgave["kwartaal"], uitgave["peildatum"]) == ("2022-kw2", "2022-06-30")
    assert uitgave["regio"] == {"nummer": 9, "naam": "Twente"}


def test_a_second_demo_changes_nothing(demo: Werkplek) -> None:
    map_ = demo.var / "uitgaven" / "2022-kw2" / "09-twente"
    eerst = inhoud(map_)
    gedaan = demo.doe("demo")

    assert gedaan.returncode == 0, gedaan.stderr
    assert "0 nieuw, 0 gewijzigd" in gedaan.stderr
    assert inhoud(map_) == eerst


def test_publishing_to_another_folder_gives_the_same_bytes(demo: Werkplek, tmp_path: Path) -> None:
    gedaan = demo.doe(
        "publiceer", "2022-kw2", "--regio", "9", "--beleid", "zoals-gepubliceerd", "--uit", str(tmp_path)
    )

    assert gedaan.returncode == 0, gedaan.stderr
    assert "TOTAAL AMR" in gedaan.stdout
    assert inhoud(tmp_path / "2022-kw2" / "09-twente") == inhoud(
        demo.var / "uitgaven" / "2022-kw2" / "09-twente"
    )


@pytest.mark.parametrize(
    ("woorden", "code", "zegt"),
    [
        (("peil", "2022-kw9"), 2, "2022-kw2"),
        (("publiceer", "2022-kw2"), 2, "--alle"),
        (("publiceer", "2022-kw2", "--regio", "9", "--alle"), 2, "--alle"),
        (("publiceer", "2022-kw2", "--regio", "77"), 1, "Regio 77"),
        (("publiceer", "2022-kw2", "--regio", "9", "--beleid", "niets"), 2, "afgerond-5"),
        (("publiceer", "2019-kw1", "--regio", "9"), 1, "doorzicht peil 2019-kw1"),
        (("peil", "2098-kw1"), 1, "nog niet voorbij"),
        (("onzin",), 2, "onzin"),
        (("gebied", "laad", "bestaat-niet.csv", "--vanaf", "2023-01-01"), 2, "bestaat niet"),
    ],
)
def test_a_wrong_call_ends_in_2_and_a_refusal_in_1(
    demo: Werkplek, woorden: tuple[str, ...], code: int, zegt: str
) -> None:
    gedaan = demo.doe(*woorden)

    assert gedaan.returncode == code
    assert zegt in gedaan.stderr
    assert "Traceback" not in gedaan.stderr


def test_a_refusal_for_machines_is_one_json_document(demo: Werkplek) -> None:
    gedaan = demo.doe("publiceer", "2022-kw2", "--regio", "77", "--json")

    assert gedaan.returncode == 1
    assert "Regio 77" in json.loads(gedaan.stdout)["geweigerd"]["wat"]


def test_a_killed_publication_leaves_each_uitgave_old_or_new_and_can_be_started_anew(
    demo: Werkplek, tmp_path: Path
) -> None:
    """Two protections in turn; after each kill every folder holds one of the two, whole."""
    uit = tmp_path / "uit"
    heel = {}
    for beleid in ("zoals-gepubliceerd", "afgerond-5"):
        demo.doe(
            "publiceer", "2022-kw2", "--regio", "12", "--beleid", beleid, "--uit", str(tmp_path / beleid)
        )
        heel[beleid] = inhoud(next((tmp_path / beleid / "2022-kw2").iterdir()))

    for ronde in range(8):
        beleid = ("afgerond-5", "zoals-gepubliceerd")[ronde % 2]
        proces = demo.start("publiceer", "2022-kw2", "--regio", "12", "--beleid", beleid, "--uit", str(uit))
        time.sleep(0.4 + 0.15 * ronde)
        os.killpg(proces.pid, signal.SIGKILL)
        proces.communicate()
        for map_ in (uit / "2022-kw2").glob("[0-9]*") if uit.exists() else ():
            assert inhoud(map_) in heel.values()

    gedaan = demo.doe(
        "publiceer", "2022-kw2", "--regio", "12", "--beleid", "zoals-gepubliceerd", "--uit", str(uit)
    )
    assert gedaan.returncode == 0, gedaan.stderr
    assert [map_.name for map_ in (uit / "2022-kw2").iterdir()] == ["12-gooi-en-vechtstreek"]
    assert inhoud(uit / "2022-kw2" / "12-gooi-en-vechtstreek") == heel["zoals-gepubliceerd"]
