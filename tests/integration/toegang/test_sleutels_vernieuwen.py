"""Keys are replaced while reading goes on, and a command that was broken off goes on where it was."""

from __future__ import annotations

import json
import os
import threading
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction

from doorzicht.config import sleutels
from doorzicht.domain.doelgroepregister import service as doelgroepregister
from doorzicht.domain.doelgroepregister.tables import RegisterpersoonTable
from doorzicht.domain.klant.tables import KlantTable
from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import Organisatiesoort
from doorzicht.foundation.errors import Weigering
from doorzicht.foundation.invoer import Opdracht
from doorzicht.infra import rotation
from doorzicht.infra.crypto import Sealer, load_keyring, new_keys
from tests.handelenden import klant_bij, organisatie
from tests.invoerbestanden import register_rij, schrijf_register

BSNS = [f"79989{nummer:04d}" for nummer in range(40)]


@pytest.fixture
def sleutelbestand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A key file of this test alone."""
    bestand = tmp_path / "sleutels.json"
    monkeypatch.setattr(settings, "SLEUTELBESTAND", bestand)
    load_keyring(bestand, os.environ)
    return bestand


def mensen() -> None:
    bij = organisatie(Organisatiesoort.GEMEENTE)
    for bsn in BSNS:
        klant_bij(bij, bsn=bsn)


def gelezen_bsns() -> set[str]:
    """Everybody's BSN, opened with the keys as they are at this moment."""
    rijen = list(KlantTable.objects.values_list("id", "bsn_versleuteld"))
    sealer = Sealer(sleutels.sleutels(), "klant_klant")
    return {sealer.open(bytes(versleuteld), rij.bytes).decode() for rij, versleuteld in rijen}


def gevonden(bsn: str) -> int:
    return KlantTable.objects.filter(bsn_index__in=sleutels.sleutels().indexes(bsn.encode())).count()


def niets(aantal: int) -> None: ...


@pytest.mark.django_db
def test_after_a_new_sealing_key_nothing_is_under_the_old_one_and_every_bsn_still_opens(
    kaart, sleutelbestand
):
    mensen()
    oud = KlantTable.objects.values_list("bsn_versleuteld", flat=True)
    assert {bytes(verzegeld)[1] for verzegeld in oud} == {1}

    assert sleutels.vernieuw_verzegeling(niets) == len(BSNS)

    assert {
        bytes(verzegeld)[1] for verzegeld in KlantTable.objects.values_list("bsn_versleuteld", flat=True)
    } == {2}
    assert gelezen_bsns() == set(BSNS)
    assert sleutels.te_doen()["klant_klant"] == 0


@pytest.mark.django_db
def test_a_replacement_that_was_broken_off_goes_on_with_the_same_key(kaart, sleutelbestand, monkeypatch):
    mensen()
    monkeypatch.setattr(rotation, "_BATCH", 15)

    def breek_af(aantal: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        sleutels.vernieuw_verzegeling(breek_af)
    assert sleutels.te_doen()["klant_klant"] == len(BSNS) - 15

    assert sleutels.vernieuw_verzegeling(niets) == len(BSNS) - 15
    assert sorted(sleutels.sleutels().sealing) == [1, 2]


@pytest.mark.django_db(transaction=True)
def test_everybody_can_be_read_and_found_at_every_moment_of_both_replacements(
    kaart, sleutelbestand, monkeypatch
):
    mensen()
    monkeypatch.setattr(rotation, "_BATCH", 5)
    klaar, gezien, fouten = threading.Event(), [], []

    def lees() -> None:
        try:
            while not klaar.is_set():
                gezien.append((gelezen_bsns() == set(BSNS), gevonden(BSNS[7])))
        except BaseException as fout:
            fouten.append(fout)
        finally:
            connection.close()

    lezer = threading.Thread(target=lees)
    lezer.start()
    try:
        for _ in range(3):
            sleutels.vernieuw_verzegeling(niets)
            sleutels.vernieuw_index(niets)
    finally:
        klaar.set()
        lezer.join(30)
    assert fouten == []
    assert set(gezien) == {(True, 1)}
    assert sleutels.sleutels().index_number == 4


@pytest.mark.django_db
def test_a_new_index_key_finds_everybody_and_the_old_index_is_gone(kaart, sleutelbestand):
    mensen()
    voor = sleutels.sleutels()

    sleutels.vernieuw_index(niets)

    na = sleutels.sleutels()
    assert (na.index_number, toegang.index_nummer(na)) == (2, 2)
    assert all(KlantTable.objects.filter(bsn_index=na.index(bsn.encode())).count() == 1 for bsn in BSNS)
    assert not KlantTable.objects.filter(bsn_index__in=[voor.index(bsn.encode()) for bsn in BSNS]).exists()


@pytest.mark.django_db
def test_killed_between_the_rows_and_the_key_file_the_command_finishes_and_writers_wait(
    kaart, sleutelbestand, monkeypatch
):
    mensen()
    voor = sleutelbestand.read_text()
    echt = sleutels.with_index_in_use
    monkeypatch.setattr(sleutels, "with_index_in_use", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        sleutels.vernieuw_index(niets)

    with pytest.raises(Weigering, match="aan het wisselen"), transaction.atomic():
        toegang.eis_index(sleutels.sleutels())
    assert gevonden(BSNS[0]) == 1
    assert len(json.loads(sleutelbestand.read_text())["index"]) == len(json.loads(voor)["index"]) + 1

    monkeypatch.setattr(sleutels, "with_index_in_use", echt)
    assert sleutels.vernieuw_index(niets) == 0
    toegang.eis_index(sleutels.sleutels())
    assert sleutels.sleutels().index_number == 2


@pytest.mark.django_db
def test_a_file_is_not_read_in_with_a_key_that_finds_nobody(kaart, sleutelbestand, tmp_path):
    ring = sleutels.sleutels()
    toegang.wissel_index(ring.index_number + 1)
    bestand = schrijf_register(tmp_path / "register.csv", [register_rij(BSNS[0])])
    with pytest.raises(Weigering, match="aan het wisselen"):
        doelgroepregister.importeer(bestand, Opdracht(door="a.tester"))
    assert not RegisterpersoonTable.objects.exists()


@pytest.mark.django_db
def test_old_keys_go_only_when_nothing_needs_them(kaart, sleutelbestand):
    mensen()
    sleutelbestand.write_text(sleutels.with_new_sealing_key(sleutelbestand.read_text()))
    with pytest.raises(Weigering, match="onder een oude sleutel"):
        sleutels.ruim_op()

    sleutels.vernieuw_verzegeling(niets)
    sleutels.vernieuw_index(niets)
    sleutels.ruim_op()

    ring = sleutels.sleutels()
    assert (sorted(ring.sealing), sorted(ring.indexing)) == ([2], [2])
    assert gelezen_bsns() == set(BSNS)


@pytest.mark.django_db
def test_keys_in_the_environment_are_never_written_by_the_program(kaart, sleutelbestand, monkeypatch):
    monkeypatch.setenv("DOORZICHT_SLEUTELS", new_keys())
    with pytest.raises(Weigering, match="DOORZICHT_SLEUTELS"):
        sleutels.vernieuw_verzegeling(niets)
