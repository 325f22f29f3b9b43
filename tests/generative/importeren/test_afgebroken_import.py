"""A program that is killed in the middle of an import leaves all of a file or nothing, and loses nothing it had.

The rounds are a setting (DOORZICHT_TEST_RONDES); the figure of fifty is shown with 50.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from doorzicht.domain.klant.tables import InschrijvingTable, KlantTable, WoonplaatsTable
from doorzicht.domain.klantprofiel.tables import KlantprofielTable
from doorzicht.domain.toegang.tables import InvoerTable
from tests.invoerbestanden import bsns, schrijf_sonar, sonar_rij

RONDES = int(os.environ.get("DOORZICHT_TEST_RONDES", "8"))
RIJEN = 400
BESTANDEN = 12

PROGRAMMA = """
import sys
from pathlib import Path
from doorzicht.config.start import set_up
set_up()
from doorzicht.domain.klantprofiel import service
from doorzicht.foundation.invoer import Opdracht
print("begin", flush=True)
for pad in sys.argv[1:]:
    assert service.importeer_sonar_export(Path(pad), Opdracht(door="test")).opgeslagen
    print("opgeslagen", flush=True)
"""


def adres() -> str:
    """The address of the test's own database, for another program."""
    dit = connection.settings_dict
    return f"postgresql://{dit['USER']}@/{dit['NAME']}?host={dit['HOST']}&port={dit['PORT'] or 5432}"


def breek_af(paden: list[Path], na: float) -> int:
    """Start the program, kill it after some seconds of work; returns how many files it said were stored."""
    omgeving = os.environ | {
        "DATABASE_URL": adres(),
        "DOORZICHT_SLEUTELBESTAND": str(settings.SLEUTELBESTAND),
    }
    omgeving |= {"DOORZICHT_GEHEIM": "alleen voor de test"}
    programma = subprocess.Popen(
        [sys.executable, "-c", PROGRAMMA, *map(str, paden)], env=omgeving, stdout=subprocess.PIPE, text=True
    )
    assert programma.stdout is not None
    assert programma.stdout.readline() == "begin\n"
    time.sleep(na)
    programma.kill()
    uitvoer = programma.communicate(timeout=30)[0]
    return uitvoer.count("opgeslagen")


def wacht_tot_de_verbinding_weg_is() -> None:
    for _ in range(300):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            if cursor.fetchone() == (0,):
                return
        time.sleep(0.1)
    pytest.fail("the connection of the killed program is still there")


@pytest.mark.usefixtures("blijvende_kaart")
def test_a_killed_import_leaves_whole_files_only(tmp_path: Path) -> None:
    kans, nummers, aanwezig = random.Random(8613), bsns(), 0
    for ronde in range(RONDES):
        paden = [
            schrijf_sonar(
                tmp_path / f"{ronde}-{nummer}.csv",
                [sonar_rij(next(nummers), Klantprofiel="Ja") for _ in range(RIJEN)],
            )
            for nummer in range(BESTANDEN)
        ]
        gezegd = breek_af(paden, kans.uniform(0.0, 1.2))
        wacht_tot_de_verbinding_weg_is()

        klanten = KlantTable.objects.count()
        nieuw = klanten - aanwezig
        assert nieuw % RIJEN == 0, "part of a file was stored"
        assert nieuw // RIJEN in (gezegd, gezegd + 1), "a file that was said to be stored is not there"
        assert {t.objects.count() for t in (InschrijvingTable, WoonplaatsTable, KlantprofielTable)} == {
            klanten
        }
        assert InvoerTable.objects.count() * RIJEN == klanten
        aanwezig = klanten
    assert aanwezig > 0
