"""Sixty-four programs bring in the same person at once: there is one record, and everybody gets the same answer."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connection

from doorzicht.domain.doelgroepregister import service as doelgroepregister
from doorzicht.domain.doelgroepregister.tables import RegisterpersoonTable, RegistratieTable
from doorzicht.domain.klant.tables import InschrijvingTable, KlantTable
from doorzicht.domain.klantprofiel import service as klantprofielen
from doorzicht.foundation.invoer import Opdracht, Uitslag
from tests.invoerbestanden import bsns, register_rij, schrijf_register, schrijf_sonar, sonar_rij

TEGELIJK = 64
BSN = next(bsns())


def allemaal_tegelijk(lees: Callable[[], Uitslag]) -> Counter[str]:
    """What each of them was told."""
    start = threading.Barrier(TEGELIJK)

    def een(_: int) -> str:
        try:
            start.wait(60)
            uitslag = lees()
            assert uitslag.opgeslagen
            return "nieuw" if uitslag.nieuw else "ongewijzigd"
        finally:
            connection.close()

    with ThreadPoolExecutor(TEGELIJK) as groep:
        return Counter(groep.map(een, range(TEGELIJK)))


@pytest.mark.usefixtures("blijvende_kaart")
def test_one_klant_however_many_bring_him_in(tmp_path: Path) -> None:
    pad = schrijf_sonar(tmp_path / "s.csv", [sonar_rij(BSN)])

    antwoorden = allemaal_tegelijk(lambda: klantprofielen.importeer_sonar_export(pad, Opdracht(door="test")))

    assert antwoorden == {"nieuw": 1, "ongewijzigd": 63}  # 1 + 63 = 64
    assert (KlantTable.objects.count(), InschrijvingTable.objects.count()) == (1, 1)


@pytest.mark.usefixtures("blijvende_kaart")
def test_one_person_in_the_register_however_many_bring_him_in(tmp_path: Path) -> None:
    pad = schrijf_register(tmp_path / "r.csv", [register_rij(BSN)])

    antwoorden = allemaal_tegelijk(lambda: doelgroepregister.importeer(pad, Opdracht(door="test")))

    assert antwoorden == {"nieuw": 1, "ongewijzigd": 63}
    assert (RegisterpersoonTable.objects.count(), RegistratieTable.objects.count()) == (1, 1)
