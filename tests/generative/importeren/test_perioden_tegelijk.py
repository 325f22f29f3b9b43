"""Periods of one person stay apart when two write them at once."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connection, transaction

from doorzicht.domain.klant.tables import KlantTable, WoonplaatsTable

TEGELIJK = 2
RONDEN = 40


@pytest.mark.usefixtures("blijvende_kaart")
def test_of_two_periods_that_overlap_one_gets_in_when_both_are_written_at_once() -> None:
    """One that is open and one that is closed stand in no index together: only the trigger keeps these apart."""
    klanten = [KlantTable.objects.create(bsn_versleuteld=b"x", bsn_index=bytes([n])) for n in range(RONDEN)]
    start = threading.Barrier(TEGELIJK)

    def schrijf(nummer: int, klant: KlantTable) -> bool:
        van, tot = ("2021-01-01", None) if nummer % 2 else ("2020-01-01", "2022-01-01")
        start.wait(60)
        try:
            with transaction.atomic():
                WoonplaatsTable.objects.create(klant=klant, gemeente_code="GM0141", van=van, tot=tot)
        except IntegrityError:
            return False
        return True

    def alle_ronden(nummer: int) -> int:
        try:
            return sum(schrijf(nummer, klant) for klant in klanten)
        finally:
            connection.close()

    with ThreadPoolExecutor(TEGELIJK) as groep:
        gelukt = sum(groep.map(alle_ronden, range(TEGELIJK)))

    assert (gelukt, WoonplaatsTable.objects.count()) == (RONDEN, RONDEN)
