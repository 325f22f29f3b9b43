"""Sixty-four people register one person at the same moment: one record, and nobody can tell who was first."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from django.db import OperationalError, connection

from doorzicht.domain.klant import service as klanten
from doorzicht.domain.klant.model import Inschrijving, Uitkomst
from doorzicht.domain.klant.tables import InschrijvingTable, KlantTable, OverdrachtTable, WoonplaatsTable
from doorzicht.domain.toegang.model import GebruikerId, Handelende, Organisatiesoort, Rol
from doorzicht.domain.toegang.tables import LogregelTable, OrganisatieTable
from tests.handelenden import ENSCHEDE, handelende

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 64
BSN = "123456782"
PEOPLE = (
    "999990019",
    "999990020",
    "999990032",
    "999990044",
    "999990056",
    "999990068",
    "999990081",
    "999990093",
)


def connect() -> None:
    """A connection of this thread; other tests may hold some of the server's for a moment."""
    for _ in range(100):
        try:
            connection.ensure_connection()
        except OperationalError:
            time.sleep(0.2)
        else:
            return
    raise AssertionError("no connection to be had")


def all_at_once(wie: list[Handelende]) -> list[Inschrijving]:
    gate = threading.Barrier(len(wie), timeout=60)

    def register(een: Handelende) -> Inschrijving:
        connect()
        try:
            gate.wait()
            return klanten.schrijf_in(een, BSN, ENSCHEDE, {"naam": f"Van {een.gebruiker}"})
        finally:
            connection.close()

    with ThreadPoolExecutor(len(wie)) as pool:
        return list(pool.map(register, wie))


def test_of_64_organisations_at_once_one_gets_the_person_and_all_get_one_answer(kaart):
    gemeenten = OrganisatieTable.objects.filter(soort=Organisatiesoort.GEMEENTE.value).order_by("naam")[:MANY]
    wie = [handelende(Rol.KLANTMANAGER, gemeente, f"k.{nummer}") for nummer, gemeente in enumerate(gemeenten)]
    assert len(wie) == MANY

    answers = all_at_once(wie)

    assert answers == [Inschrijving(Uitkomst.ONTVANGEN)] * MANY
    klant = KlantTable.objects.get()
    assert InschrijvingTable.objects.count() == WoonplaatsTable.objects.count() == 1
    mine = InschrijvingTable.objects.get().organisatie_id
    asked = set(OverdrachtTable.objects.values_list("naar_id", flat=True))
    assert asked == {een.organisatie for een in wie} - {mine}
    asked_as = set(OverdrachtTable.objects.values_list("id", flat=True))
    assert set(LogregelTable.objects.values_list("klant", flat=True)) == {klant.id} | asked_as
    assert LogregelTable.objects.count() == MANY


def test_of_64_colleagues_at_once_all_reach_the_one_record(kaart):
    gemeente = OrganisatieTable.objects.get(gemeente_code=ENSCHEDE)
    one = handelende(Rol.KLANTMANAGER, gemeente)
    wie = [replace(one, gebruiker=GebruikerId(f"k.{nummer}")) for nummer in range(MANY)]

    answers = all_at_once(wie)

    klant = KlantTable.objects.get()
    eigen = Inschrijving(Uitkomst.EIGEN, klant.id)
    assert sorted(answers, key=str) == sorted(
        [Inschrijving(Uitkomst.ONTVANGEN), *[eigen] * (MANY - 1)], key=str
    )
    assert InschrijvingTable.objects.count() == 1
    assert not OverdrachtTable.objects.exists()


def test_one_person_at_many_doors_at_once_registers_no_more_than_he_may(kaart, settings):
    settings.INSCHRIJVEN_UUR = 3
    gemeente = OrganisatieTable.objects.get(gemeente_code=ENSCHEDE)
    one = handelende(Rol.KLANTMANAGER, gemeente)
    gate = threading.Barrier(len(PEOPLE), timeout=60)

    def register(bsn: str) -> bool:
        connect()
        try:
            gate.wait()
            klanten.schrijf_in(one, bsn, ENSCHEDE, {"naam": "Nieuw Mens"})
        except klanten.TeVaakIngeschreven:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(len(PEOPLE)) as pool:
        assert sum(pool.map(register, PEOPLE)) == 3
    assert KlantTable.objects.count() == 3
