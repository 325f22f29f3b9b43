"""Sealing goes on beside writers, and being cut off at any moment is neither a false alarm nor a hole."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest
import structlog
from click.testing import CliRunner
from django.db import connection, transaction

from doorzicht.config.cli import doorzicht
from doorzicht.config.cli import logboek as opdracht
from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import Kijkwijze, Organisatiesoort, Rol, Schendingsoort, Veldgroep
from doorzicht.domain.toegang.service import zegels
from doorzicht.domain.toegang.store import kop
from doorzicht.foundation.errors import Weigering
from doorzicht.infra import log
from tests.handelenden import handelende, organisatie


@pytest.fixture(autouse=True)
def kopbestand(settings, tmp_path: Path) -> Path:
    settings.LOGBOEKKOP = tmp_path / "kop"
    return settings.LOGBOEKKOP


@pytest.fixture
def quiet() -> Iterator[None]:
    """The log of the program as the command line has it: silent below a warning."""
    log.configure({})
    yield
    structlog.reset_defaults()


def look(aantal: int = 1) -> None:
    wie = handelende(Rol.KLANTMANAGER, organisatie(Organisatiesoort.GEMEENTE))
    with toegang.transactie(wie, "klant.lijst") as handeling:
        handeling.zie([uuid4() for _ in range(aantal)], Kijkwijze.LIJST, [Veldgroep.IDENTITEIT])


def schendingen() -> list[Schendingsoort]:
    return [schending.soort for schending in toegang.controleer().schendingen]


@pytest.mark.usefixtures("kaart")
def test_every_look_comes_under_a_seal_in_both_logs():
    look(3)

    gedaan = toegang.zegel()

    assert (gedaan.zegels, gedaan.regels, gedaan.wacht) == (2, 6, False)
    assert toegang.zegel() == zegels.Verzegeling(0, 0, wacht=False)
    assert schendingen() == []


@pytest.mark.usefixtures("kaart")
def test_a_seal_holds_no_more_than_its_batch(monkeypatch):
    monkeypatch.setattr(zegels, "STAPEL", 4)
    look(10)

    assert toegang.zegel().zegels == 6
    assert schendingen() == []


def test_a_line_waits_less_than_a_minute_for_its_seal_also_when_writers_of_both_logs_are_slow():
    langst = opdracht._OUDSTE.total_seconds() + opdracht._KIJK_ELKE + 2 * zegels.WACHTEN

    assert langst <= 60


class Afgebroken(Exception):
    """Stands for a power cut."""


@pytest.mark.usefixtures("kaart")
def test_cut_off_before_the_file_nothing_happened(monkeypatch):
    look()
    with monkeypatch.context() as patch:
        patch.setattr(kop, "append_line", cut_off)
        with pytest.raises(Afgebroken):
            toegang.zegel()

    assert (schendingen(), kop.lees().zegels) == ([], ())
    assert toegang.zegel().zegels == 2


def cut_off(*_: object) -> None:
    raise Afgebroken


@pytest.mark.usefixtures("kaart")
def test_cut_off_after_the_file_the_next_run_finishes_it(monkeypatch):
    look()
    schrijf = kop.append_line

    def cut_off_after(*arguments: object) -> None:
        schrijf(*arguments)
        raise Afgebroken

    with monkeypatch.context() as patch:
        patch.setattr(kop, "append_line", cut_off_after)
        with pytest.raises(Afgebroken):
            toegang.zegel()

    assert len(kop.lees().zegels) == 1
    assert schendingen() == []
    look()
    toegang.zegel()
    assert schendingen() == []
    assert len(kop.lees().zegels) == toegang.controleer().zegels


@pytest.mark.usefixtures("kaart")
def test_cut_off_in_the_middle_of_a_line_of_the_file(kopbestand, monkeypatch):
    look()
    toegang.zegel()
    heel = kopbestand.read_bytes()
    kopbestand.write_bytes(heel + b'{"nummer":3,"logbo')

    assert schendingen() == []
    look()
    assert toegang.zegel().zegels == 2
    assert schendingen() == []


@pytest.mark.usefixtures("kaart")
def test_a_file_that_is_gone_is_an_alarm_and_stops_sealing(kopbestand):
    look()
    toegang.zegel()
    look()
    kopbestand.unlink()

    assert schendingen() == [Schendingsoort.KOPBESTAND]
    with pytest.raises(Weigering, match="klopt niet"):
        toegang.zegel()


@pytest.mark.usefixtures("kaart")
def test_after_an_older_backup_sealing_stops_until_somebody_says_so():
    look()
    toegang.zegel()
    with transaction.atomic():
        look(2)
        toegang.zegel()
        transaction.set_rollback(True)  # the database as an older backup has it; the file remembers more

    assert set(schendingen()) == {Schendingsoort.AFGEKAPT}
    with pytest.raises(Weigering, match="klopt niet"):
        toegang.zegel()
    assert toegang.hervat() == (3, 4)
    look()
    assert toegang.zegel().zegels == 2
    uitkomst = toegang.controleer()
    assert (uitkomst.schendingen, uitkomst.opgegeven) == ((), (3, 4))


@pytest.mark.usefixtures("kaart", "quiet")
def test_the_command_line_tells_in_words_and_ends_in_one():
    runner = CliRunner()
    look(3)
    assert "6 regels verzegeld, onder 2 zegels." in runner.invoke(doorzicht, ["logboek", "zegel"]).output
    goed = runner.invoke(doorzicht, ["logboek", "controleer"])
    assert (goed.exit_code, goed.output.splitlines()[0]) == (0, "Het logboek is heel.")

    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE toegang_logregel DISABLE TRIGGER USER")
        cursor.execute("SELECT min(id) FROM toegang_logregel")
        nummer = cursor.fetchone()[0]
        cursor.execute("UPDATE toegang_logregel SET gebruiker = 'een.ander' WHERE id = %s", [nummer])
    fout = runner.invoke(doorzicht, ["logboek", "controleer"])
    assert fout.exit_code == 1
    assert f"Regel {nummer} van het logboek: gewijzigd." in fout.output
    assert "een.ander" not in fout.output
    assert "na het laatste zegel: nummer" not in fout.output
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('toegang_logregel_id_seq'), nextval('toegang_logregel_id_seq')")
        van, tot = cursor.fetchone()
    fout = runner.invoke(doorzicht, ["logboek", "controleer"])
    assert f"In het logboek, na het laatste zegel: nummers {van} t/m {tot} ontbreken." in fout.output
    document = json.loads(runner.invoke(doorzicht, ["logboek", "controleer", "--json"]).output)
    assert document["schendingen"] == [{"soort": "gewijzigd", "logboek": "logregel", "nummers": [nummer]}]


@pytest.mark.django_db(transaction=True)
def test_a_line_whose_writer_has_not_finished_is_never_jumped_over():
    """A writer draws its number and waits; a later one finishes; the seal waits for the first, and blocks nobody."""
    getekend, mag_af = threading.Event(), threading.Event()

    def slow_writer() -> None:
        try:
            with transaction.atomic():
                insert(UUID(int=1))
                getekend.set()
                mag_af.wait(20)
        finally:
            connection.close()

    writer = threading.Thread(target=slow_writer)
    writer.start()
    try:
        assert getekend.wait(20)
        insert(UUID(int=2))
        te_vroeg = toegang.zegel(wachten=0.1)
        insert(UUID(int=3))  # not held up by the seal, nor by the one who waits
    finally:
        mag_af.set()
        writer.join(20)

    assert (te_vroeg.regels, te_vroeg.wacht) == (0, True)
    assert (toegang.zegel().regels, schendingen()) == (6, [])


def insert(klant: UUID) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            """WITH gezien AS (
                   INSERT INTO toegang_logregel (op, spoor, gebruiker, organisatie, rol, doel, handeling, wijze, klant,
                                                 velden, breekglas)
                   VALUES (now(), %(k)s, 'an', %(k)s, 'klantmanager', 'dienstverlening', 'klant.dossier', 'pagina',
                           %(k)s, '{}', false))
               INSERT INTO toegang_verwerking (trace_id, operation_id, operation_name, processing_activity_id, begin,
                                               status, data_subject_id)
               VALUES (%(k)s, %(k)s, 'klant.dossier', 'doorzicht/dienstverlening', now(), 'OK', '')""",
            {"k": klant},
        )
