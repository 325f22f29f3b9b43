"""`doorzicht controleer` speaks to people and to machines, and its exit code says whether the sums fit."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from doorzicht.config.cli.controleer import controleer
from doorzicht.foundation.errors import Weigering

SEED = (
    Path(__file__).parents[2] / "backtests" / "gegevens" / "transparantie-klantprofielen-2022-kw2-twente.txt"
)


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(controleer, [str(arg) for arg in args])


def test_a_person_reads_what_was_mended():
    result = run(SEED)

    assert result.exit_code == 0
    assert "De getallen in de totaalrij staan één cel naar rechts." in result.output
    assert "TOTAAL                376      2.432      5.020        785      8.613" in result.output
    assert result.output.rstrip().endswith("De sommen kloppen.")


def test_a_machine_reads_one_document():
    document = json.loads(run(SEED, "--json").output)

    assert document["regio"] == {"nummer": 9, "naam": "Twente"}
    assert document["kwartaal"] == "2022-kw2"
    assert document["totaal"] == {
        "gemeenteklantProfiel": 376,
        "gemeenteklantGeenProfiel": 2432,
        "uwvklantProfiel": 5020,
        "uwvklantGeenProfiel": 785,
        "totaal": 8613,
    }
    assert (document["doelgroepregister"], document["bekendProcent"]) == (11649, 74)
    assert len(document["rijen"]) == 14
    assert document["rijen"][3]["gemeente"] == "Enschede"
    assert [bevinding["soort"] for bevinding in document["bevindingen"]] == [
        "totaalrij-verschoven",
        "eindtotaal-ontbreekt",
        "spelling",
    ]


def test_sums_that_do_not_fit_end_in_1_and_name_the_place(tmp_path):
    fout = tmp_path / "fout.txt"
    fout.write_text(SEED.read_text(encoding="utf-8").replace("1.650", "1.550"), encoding="utf-8")

    result = run(fout)

    assert result.exit_code == 1
    assert "Rij Enschede: de getallen zijn samen 2.952, maar er staat 3.052 (verschil 100)." in result.output
    assert "Er is geen getal veranderd." in result.output
    assert json.loads(run(fout, "--json").output)["sluit"] is False


def test_a_missing_file_is_a_wrong_call():
    assert run("bestaat-niet.csv").exit_code == 2


def test_a_file_without_a_table_is_refused(tmp_path):
    leeg = tmp_path / "leeg.csv"
    leeg.write_text("", encoding="utf-8")

    result = run(leeg)

    assert isinstance(result.exception, Weigering)


@pytest.mark.parametrize("kwartaal", ["2022", "2022-kw5", "tweede"])
def test_a_quarter_that_is_none_is_refused(kwartaal):
    gedaan = run(SEED, "--tegen", kwartaal)

    assert gedaan.exit_code == 2
    assert "2022-kw2" in gedaan.output
