"""Whoever can do everything in the database still cannot change the log unseen: six ways, at random places."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connection, transaction

from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import Gat, Logboek, Schendingsoort
from doorzicht.domain.toegang.service import zegels

pytestmark = pytest.mark.django_db
REGELS = 240
PLAATSEN = range(6)
"""So many random places each way is tried at."""

VUL = """
INSERT INTO toegang_logregel (op, spoor, gebruiker, organisatie, rol, doel, handeling, wijze, klant, velden, breekglas)
SELECT clock_timestamp(), gen_random_uuid(), 'm.ulder' || i %% 7, gen_random_uuid(), 'klantmanager', 'dienstverlening',
       'klant.dossier', 'pagina', gen_random_uuid(), ARRAY['identiteit', 'werk'], i %% 50 = 0
FROM generate_series(1, %s) AS i
"""
VERWERKINGEN = """
INSERT INTO toegang_verwerking (trace_id, operation_id, operation_name, processing_activity_id, begin, eind, status,
                                data_subject_id)
SELECT spoor, gen_random_uuid(), handeling, 'doorzicht/dienstverlening', op, op, 'OK', '\\xdeadbeef'
FROM toegang_logregel
"""
INHOUD = {
    "toegang_logregel": "op, spoor, gebruiker, organisatie, rol, doel, handeling, wijze, klant, velden, breekglas",
    "toegang_verwerking": "trace_id, operation_id, operation_name, processing_activity_id, begin, eind, status,"
    " data_subject_id",
}


def run(sql: str, *waarden: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, waarden or None)


@pytest.fixture
def logboek(settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both logs with some hundreds of lines and unused numbers, sealed in many batches; then every guard is off."""
    settings.LOGBOEKKOP = tmp_path / "kop"
    monkeypatch.setattr(zegels, "STAPEL", 50)
    for _ in range(3):
        run(VUL, REGELS // 3)
        run("SELECT nextval('toegang_logregel_id_seq') FROM generate_series(1, 5)")
    run(VERWERKINGEN)
    assert toegang.zegel().regels == 2 * REGELS
    for tabel in (*INHOUD, "toegang_zegel"):
        run(f"ALTER TABLE {tabel} DISABLE TRIGGER USER")


def ids(tabel: str) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM {tabel} ORDER BY id")
        return [rij[0] for rij in cursor.fetchall()]


def edit(tabel: str, kans: random.Random) -> None:
    run(f"UPDATE {tabel} SET id = id, {_changed(tabel, kans)} WHERE id = %s", kans.choice(ids(tabel)))


def _changed(tabel: str, kans: random.Random) -> str:
    """One column, by the least that makes it another."""
    if tabel == "toegang_verwerking":
        return kans.choice(
            ["begin = begin - interval '1 microsecond'", "data_subject_id = data_subject_id || '\\x00'"]
        )
    return kans.choice(
        [
            "op = op + interval '1 microsecond'",
            "gebruiker = gebruiker || ' '",
            "klant = gen_random_uuid()",
            "velden = velden[1:1]",
            "breekglas = NOT breekglas",
            "doel = 'toezicht'",
        ]
    )


def delete(tabel: str, kans: random.Random) -> None:
    run(f"DELETE FROM {tabel} WHERE id = %s", kans.choice(ids(tabel)[:-1]))


def insert(tabel: str, kans: random.Random) -> None:
    """A copy of a line, in a place that was never used or before the first one."""
    bekend = ids(tabel)
    vrij = sorted(set(range(-3, bekend[-1])) - set(bekend))
    run(
        f"INSERT INTO {tabel} (id, {INHOUD[tabel]}) SELECT %s, {INHOUD[tabel]} FROM {tabel} WHERE id = %s",
        kans.choice(vrij),
        kans.choice(bekend),
    )


def reorder(tabel: str, kans: random.Random) -> None:
    """Three lines or more, each a place on."""
    _rotate(tabel, kans.sample(ids(tabel), kans.randint(3, 6)))


def swap(tabel: str, kans: random.Random) -> None:
    _rotate(tabel, kans.sample(ids(tabel), 2))


def _rotate(tabel: str, plekken: list[int]) -> None:
    run(f"UPDATE {tabel} SET id = -id WHERE id = ANY(%s)", plekken)
    for van, naar in zip(plekken, plekken[1:] + plekken[:1], strict=True):
        run(f"UPDATE {tabel} SET id = %s WHERE id = %s", naar, -van)


def cut(tabel: str, kans: random.Random) -> None:
    """The last lines, with the seals over them, or with the seals left."""
    grens = ids(tabel)[-kans.randint(1, 120)]
    run(f"DELETE FROM {tabel} WHERE id >= %s", grens)
    if kans.random() < 0.7:
        run(
            """DELETE FROM toegang_zegel WHERE nummer >= (SELECT min(nummer) FROM toegang_zegel
               WHERE logboek = %s AND tot >= %s)""",
            tabel.removeprefix("toegang_"),
            grens,
        )


WIJZEN: dict[Schendingsoort, Callable[[str, random.Random], None]] = {
    Schendingsoort.GEWIJZIGD: edit,
    Schendingsoort.VERWIJDERD: delete,
    Schendingsoort.TUSSENGEVOEGD: insert,
    Schendingsoort.VERPLAATST: reorder,
    Schendingsoort.AFGEKAPT: cut,
    Schendingsoort.VERWISSELD: swap,
}


def undone() -> Iterator[None]:
    """A savepoint that is always taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def found() -> set[tuple[Schendingsoort, Logboek | None]]:
    """What the seals say; the count of both logs against each other is tried apart."""
    return {
        (schending.soort, schending.logboek)
        for schending in toegang.controleer().schendingen
        if schending.soort is not Schendingsoort.ONGELIJK
    }


def unequal() -> dict[Logboek | None, tuple[int, ...]]:
    return {
        schending.logboek: schending.nummers
        for schending in toegang.controleer().schendingen
        if schending.soort is Schendingsoort.ONGELIJK
    }


def add_unsealed(aantal: int) -> None:
    """The latest looks, under no seal yet, in both logs."""
    run(VUL, aantal)
    run(f"{VERWERKINGEN} WHERE spoor NOT IN (SELECT trace_id FROM toegang_verwerking)")


@pytest.mark.usefixtures("logboek")
def test_a_log_that_nobody_touched_gives_no_alarm():
    uitkomst = toegang.controleer()

    assert (uitkomst.regels, uitkomst.onverzegeld, uitkomst.schendingen) == (2 * REGELS, 0, ())


@pytest.mark.usefixtures("logboek")
@pytest.mark.parametrize("tabel", INHOUD)
@pytest.mark.parametrize("soort", WIJZEN)
def test_each_way_of_tampering_is_found_and_named(soort, tabel):
    van = Logboek(tabel.removeprefix("toegang_"))
    for plaats in PLAATSEN:
        for _ in undone():
            WIJZEN[soort](tabel, random.Random(f"{soort.value} {plaats}"))
            gevonden = found()

        assert gevonden, plaats
        assert gevonden <= {(soort, van), (soort, None)}, plaats
    assert found() == set()


@pytest.mark.usefixtures("logboek")
@pytest.mark.parametrize("soort", WIJZEN)
def test_whoever_seals_anew_after_tampering_is_found_by_the_file_outside(soort, settings, tmp_path):
    """The whole chain forged with the program itself, on another file, over the changed log."""
    echt = settings.LOGBOEKKOP
    for plaats in PLAATSEN:
        for _ in undone():
            WIJZEN[soort]("toegang_logregel", random.Random(f"opnieuw {soort.value} {plaats}"))
            run("UPDATE toegang_logregel SET id = id + 1000 WHERE id < 1")  # the seals begin at one
            run("DELETE FROM toegang_zegel")
            settings.LOGBOEKKOP = tmp_path / f"vals {plaats}"
            toegang.zegel()
            assert found() == set(), "the forgery is whole by itself"
            settings.LOGBOEKKOP = echt
            assert found() != set(), plaats


@pytest.mark.usefixtures("logboek")
@pytest.mark.parametrize("tabel", [*INHOUD, "toegang_zegel"])
@pytest.mark.parametrize("daad", ["UPDATE {} SET op = op", "DELETE FROM {}"])
def test_with_the_guards_on_the_owner_too_can_change_nothing(tabel, daad):
    run(f"ALTER TABLE {tabel} ENABLE TRIGGER USER")
    daad = daad.replace("op = op", "begin = begin") if tabel == "toegang_verwerking" else daad

    with pytest.raises(Exception, match="blijven staan"), transaction.atomic():
        run(daad.format(tabel))


@pytest.mark.usefixtures("logboek")
@pytest.mark.parametrize("tabel", INHOUD)
def test_what_is_erased_from_one_log_before_it_is_sealed_is_missed_by_the_other(tabel):
    add_unsealed(4)
    ander = next(een for een in INHOUD if een != tabel)
    assert unequal() == {}

    run(f"DELETE FROM {tabel} WHERE id = %s", ids(tabel)[-2])

    assert unequal() == {Logboek(ander.removeprefix("toegang_")): (ids(ander)[-2],)}


@pytest.mark.usefixtures("logboek")
def test_what_is_written_into_one_log_alone_and_sealed_is_found():
    run(VUL, 1)
    toegang.zegel()

    assert (found(), unequal()) == (set(), {Logboek.KIJKEN: (ids("toegang_logregel")[-1],)})


@pytest.mark.usefixtures("logboek")
def test_what_is_erased_from_both_logs_before_it_is_sealed_leaves_a_gap_that_is_named():
    add_unsealed(6)
    assert toegang.controleer().gaten == ()
    weg = {tabel: ids(tabel) for tabel in INHOUD}

    for tabel, nummers in weg.items():
        run(f"DELETE FROM {tabel} WHERE id = ANY (%s)", [nummers[-5], *nummers[-2:]])

    uitkomst = toegang.controleer()
    assert uitkomst.schendingen == (), "it may have been an act that was undone"
    assert set(uitkomst.gaten) == {
        gat
        for tabel, nummers in weg.items()
        for gat in (
            Gat(Logboek(tabel.removeprefix("toegang_")), nummers[-5], nummers[-5]),
            Gat(Logboek(tabel.removeprefix("toegang_")), nummers[-2], nummers[-1]),
        )
    }
