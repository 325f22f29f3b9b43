"""The server counts tables of its own accord; halfway an import it sees nobody of it, and takes them for empty."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path

import pytest
from django.db import connection

from doorzicht.domain.doelgroepregister import service as doelgroepregister
from doorzicht.domain.klantprofiel import service as klantprofielen
from doorzicht.foundation.invoer import Opdracht, Uitslag
from doorzicht.infra import staging
from tests.invoerbestanden import bsns, register_rij, schrijf_register, schrijf_sonar, sonar_rij

STUK = 10_000
GEHEEL = 24_000
_TEL = """ANALYZE klant_klant, klant_inschrijving, klant_woonplaats, klantprofiel_klantprofiel,
          doelgroepregister_persoon, doelgroepregister_registratie, doelgroepregister_woonplaats"""


@pytest.fixture
def bewaakt(blijvende_kaart: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Pieces of ten thousand; no statement may last as long as comparing each row of one with all that are there."""
    monkeypatch.setattr(staging, "PIECE", STUK)
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = '3s'")
        yield
        cursor.execute("SET statement_timeout = DEFAULT")


def tel_tussendoor(gedaan: int, verwacht: int) -> None:
    """What another connection does, unasked, while the import is under way."""
    if gedaan % STUK:
        return

    def tel() -> None:
        try:
            with connection.cursor() as cursor:
                cursor.execute(_TEL)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as ander:
        ander.submit(tel).result()


@pytest.mark.usefixtures("bewaakt")
@pytest.mark.parametrize(
    ("schrijf", "rij", "lees"),
    [
        (schrijf_sonar, sonar_rij, klantprofielen.importeer_sonar_export),
        (schrijf_register, register_rij, doelgroepregister.importeer),
    ],
)
def test_an_import_stays_fast_when_its_tables_are_counted_halfway(
    schrijf: Callable[..., Path],
    rij: Callable[..., dict[str, str]],
    lees: Callable[..., Uitslag],
    tmp_path: Path,
) -> None:
    pad = schrijf(tmp_path / "groot.csv", [rij(bsn) for bsn in islice(bsns(), GEHEEL)])

    uitslag = lees(pad, Opdracht(door="test", voortgang=tel_tussendoor))

    assert (uitslag.nieuw, uitslag.opgeslagen) == (GEHEEL, True)
