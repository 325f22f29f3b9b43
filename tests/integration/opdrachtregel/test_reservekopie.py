"""A backup is proved when it is made; going back gives exactly what was there, and a damaged one is refused."""

from __future__ import annotations

import hashlib
import json
import stat
import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from doorzicht.config.start import set_up
from doorzicht.infra.postgres import Cluster
from tests.integration.opdrachtregel.conftest import Werkplek
from tests.invoerbestanden import bsns, register_rij, schrijf_register


@pytest.fixture(scope="module")
def plek() -> Iterator[Werkplek]:
    """An installation of its own, that every user of this machine may pass."""
    set_up()
    with tempfile.TemporaryDirectory(prefix="dz-", dir="/tmp") as folder:
        Path(folder).chmod(0o755)
        werkplek = Werkplek(Path(folder) / "var")
        _lees_in(werkplek, 30)
        yield werkplek
        werkplek.doe("database", "stop")


@pytest.fixture(scope="module")
def kopie(plek: Werkplek, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of that installation, with one file beside the database."""
    (plek.var / "peilingen").mkdir(exist_ok=True)
    (plek.var / "peilingen" / "2022-kw2.parquet").write_bytes(b"bevroren")
    naar = tmp_path_factory.mktemp("kopieen")
    gedaan = plek.doe("database", "backup", str(naar), "--json")
    assert gedaan.returncode == 0, gedaan.stderr
    document = json.loads(gedaan.stdout)
    assert document["beproefd"]
    assert Path(document["map"]).parent == naar
    return Path(document["map"])


def _lees_in(plek: Werkplek, aantal: int) -> None:
    bestand = plek.var.parent / "register.csv"
    schrijf_register(bestand, (register_rij(bsn) for bsn in islice(bsns(), aantal)))
    gedaan = plek.doe("importeer", "register", str(bestand))
    assert gedaan.returncode == 0, gedaan.stdout + gedaan.stderr


def _server(plek: Werkplek):
    return Cluster.at(plek.var, {}).server()


def rijen(plek: Werkplek) -> dict[str, list[tuple]]:
    """Every row of the tables that matter here, read as the maker of the cluster, whom no policy stops."""
    with _server(plek).connect("doorzicht") as connection:
        return {
            naam: connection.execute(f"SELECT * FROM {naam} ORDER BY 1").fetchall()
            for naam in ("doelgroepregister_persoon", "doelgroepregister_registratie", "toegang_invoer")
        }


def databases(plek: Werkplek) -> list[str]:
    with _server(plek).connect("postgres") as connection:
        return sorted(naam for (naam,) in connection.execute("SELECT datname FROM pg_database").fetchall())


def test_going_back_gives_every_row_and_file_of_that_moment_and_nothing_of_later(plek, kopie):
    toen = rijen(plek)
    _lees_in(plek, 50)
    (plek.var / "peilingen" / "2022-kw2.parquet").write_bytes(b"later veranderd")
    assert len(rijen(plek)["doelgroepregister_persoon"]) == 50

    gedaan = plek.doe("database", "restore", str(kopie), "--ja", "--json")

    assert gedaan.returncode == 0, gedaan.stderr
    assert rijen(plek) == toen
    assert len(toen["doelgroepregister_persoon"]) == 30
    assert (plek.var / "peilingen" / "2022-kw2.parquet").read_bytes() == b"bevroren"
    assert databases(plek) == ["doorzicht", "postgres", "template0", "template1"]


def test_what_guards_the_rows_stands_again_after_going_back(plek, kopie):
    plek.doe("database", "restore", str(kopie), "--ja")
    with _server(plek).connect("doorzicht") as connection:
        connection.execute("SET ROLE doorzicht_web")
        assert connection.execute("SELECT count(*) FROM doelgroepregister_persoon").fetchone() == (0,)
        connection.execute("RESET ROLE")
        naakt = connection.execute(
            "SELECT relname FROM pg_class WHERE relname IN ('klant_klant', 'toegang_logregel')"
            " AND NOT (relrowsecurity AND relforcerowsecurity)"
        )
        assert naakt.fetchall() == []


def test_a_copy_is_for_its_owner_alone_and_holds_no_key(plek, kopie):
    assert stat.S_IMODE(kopie.stat().st_mode) == 0o700
    assert stat.S_IMODE((kopie / "database.dump").stat().st_mode) == 0o600
    sleutels = json.loads((plek.var / "sleutels.json").read_text())
    inhoud = b"".join(pad.read_bytes() for pad in kopie.rglob("*") if pad.is_file())
    assert not any(
        sleutel.encode() in inhoud
        for soort in ("versleutelen", "index")
        for sleutel in sleutels[soort].values()
    )


@pytest.mark.parametrize("welk", ["database.dump", "bestanden/peilingen/2022-kw2.parquet"])
def test_a_damaged_copy_is_refused_and_changes_nothing(plek, kopie, welk):
    voor, bestand = rijen(plek), kopie / welk
    heel = bestand.read_bytes()
    bestand.write_bytes(heel[:-1] + bytes([heel[-1] ^ 1]))
    try:
        gedaan = plek.doe("database", "restore", str(kopie), "--ja")
    finally:
        bestand.write_bytes(heel)
    assert gedaan.returncode == 1
    assert f"{welk} is veranderd of ontbreekt" in gedaan.stderr
    assert rijen(plek) == voor


def test_a_copy_that_cannot_be_put_back_leaves_the_database_and_no_rest(plek, kopie, tmp_path):
    """The hashes agree but the dump is no dump: somebody made both."""
    nep = tmp_path / "nep"
    nep.mkdir()
    (nep / "database.dump").write_bytes(b"PGDMP geen kopie")
    hash_ = hashlib.sha256(b"PGDMP geen kopie").hexdigest()
    (nep / "inhoud.json").write_text(json.dumps({"rijen": {}, "sha256": {"database.dump": hash_}}))
    voor = rijen(plek)

    gedaan = plek.doe("database", "restore", str(nep), "--ja")

    assert gedaan.returncode == 1
    assert "pg_restore lukte niet" in gedaan.stderr
    assert rijen(plek) == voor
    assert databases(plek) == ["doorzicht", "postgres", "template0", "template1"]


def test_a_folder_that_is_no_copy_is_said_to_be_none(plek, tmp_path):
    gedaan = plek.doe("database", "restore", str(tmp_path), "--ja")
    assert gedaan.returncode == 1
    assert "geen reservekopie" in gedaan.stderr
