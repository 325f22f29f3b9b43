"""The demo files, counted by a slow reference, give the published table of Twente and three smaller quarters."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from doorzicht.config.demo import Demobestanden, maak
from doorzicht.domain.gebied.service import lees_lijst
from doorzicht.foundation.bsn import is_elfproef
from tests.backtests import reference

PEILDATUMS = (date(2021, 9, 30), date(2021, 12, 31), date(2022, 3, 31), date(2022, 6, 30))
SEED = Path(__file__).parent / "gegevens" / "transparantie-klantprofielen-2022-kw2-twente.txt"


@pytest.fixture(scope="module")
def indeling():
    return lees_lijst(reference.PACKAGED_MAP.read_text(encoding="utf-8"), date(2022, 6, 30))


@pytest.fixture(scope="module")
def bestanden(tmp_path_factory, indeling) -> Demobestanden:
    return maak(tmp_path_factory.mktemp("demo"), indeling)


@pytest.fixture(scope="module")
def twente(bestanden):
    return reference.rows_of_workbook(bestanden.sonar_twente), reference.rows_of_csv(
        bestanden.register_twente
    )


@pytest.fixture(scope="module")
def overig(bestanden):
    return reference.rows_of_csv(bestanden.sonar_overig), reference.rows_of_csv(bestanden.register_overig)


def published() -> dict[str, tuple[int, ...]]:
    """The fourteen rows of the publication, read from its text with nothing but split."""
    lines = [line.split("\t") for line in SEED.read_text(encoding="utf-8").splitlines()]
    rows = [line[1:] for line in lines if len(line) == 7 and line[2].replace(".", "").isdigit()]
    return {row[0]: tuple(int(cell.replace(".", "")) for cell in row[1:5]) for row in rows}


def test_the_last_quarter_is_the_published_table(twente):
    counted = reference.table(reference.count(*twente, PEILDATUMS[-1]))

    assert len(counted) == 14
    assert counted == published()


def test_the_register_of_twente_has_11649_people(twente):
    assert len(reference.in_register(twente[1], PEILDATUMS[-1])) == 11_649


def test_each_quarter_is_larger_than_the_one_before(twente):
    register = [len(reference.in_register(twente[1], peildatum)) for peildatum in PEILDATUMS]
    tables = [reference.table(reference.count(*twente, peildatum)) for peildatum in PEILDATUMS]
    known = [sum(map(sum, table.values())) for table in tables]
    profiles = [sum(row[0] + row[2] for row in table.values()) for table in tables]

    for figures in (register, known, profiles):
        assert figures == sorted(set(figures))
        assert figures[0] > 0.9 * figures[-1]


def test_people_who_must_not_count_are_there(twente):
    sonar, register = twente
    present = reference.in_register(register, PEILDATUMS[-1])
    ever = {row["bsn"] for row in register}
    bsns = {reference.bsn(row["BSN"]) for row in sonar}
    te_laat = [row for row in sonar if reference.day(row["Inschrijfdatum"]) > PEILDATUMS[-1]]

    assert len(bsns - ever) == 420
    assert len((bsns & ever) - set(present)) == 180 + 15
    assert len(te_laat) == 24


def test_every_gemeente_of_the_other_regions_is_there_and_regions_differ(overig, indeling):
    counted = reference.table(reference.count(*overig, PEILDATUMS[-1]))
    register = set(reference.in_register(overig[1], PEILDATUMS[-1]).values())
    elders = [gemeente for gemeente in indeling.gemeenten if gemeente.regio_nummer != 9]
    shares = set()
    for regio in indeling.regios:
        rows = [counted[gemeente.naam] for gemeente in elders if gemeente.regio_nummer == regio.nummer]
        if rows:
            shares.add(round(100 * sum(row[0] + row[2] for row in rows) / sum(map(sum, rows))))

    assert set(counted) == {gemeente.naam for gemeente in elders}
    assert register == {gemeente.code for gemeente in elders}
    assert len(shares) >= 15


def test_no_bsn_stands_twice_and_all_are_of_the_test_range(twente, overig):
    for rows, column in ((twente[0] + overig[0], "BSN"), (twente[1] + overig[1], "bsn")):
        bsns = [reference.bsn(row[column]) for row in rows]
        assert len(bsns) == len(set(bsns))
        assert all(bsn.startswith("9") and is_elfproef(bsn) for bsn in bsns)


def test_everything_says_that_it_is_synthetic(bestanden, twente, overig):
    for row in twente[0] + overig[0]:
        assert row["Volledige Naam"].startswith("Synthetisch")
        assert not row["E-mailadres"] or row["E-mailadres"].endswith("@voorbeeld.invalid")
    assert bestanden.leesmij.read_text(encoding="utf-8").startswith("SYNTHETISCH")


def test_the_same_seed_gives_the_same_bytes(bestanden, tmp_path, indeling):
    again = maak(tmp_path, indeling)

    for name in (*bestanden.rijen, "LEESMIJ.txt"):
        assert (tmp_path / name).read_bytes() == (bestanden.leesmij.parent / name).read_bytes()
    assert again.rijen == bestanden.rijen


def test_another_seed_gives_other_people_and_the_same_table(tmp_path, indeling):
    other = maak(tmp_path, indeling, zaad=7)
    sonar, register = (
        reference.rows_of_workbook(other.sonar_twente),
        reference.rows_of_csv(other.register_twente),
    )

    assert reference.table(reference.count(sonar, register, PEILDATUMS[-1])) == published()
