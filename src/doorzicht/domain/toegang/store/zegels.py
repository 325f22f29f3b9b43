"""Rows of the seals, and the lines of both logs as they are sealed. Runs as the owner; the pages' role reaches none.

Which lines are finished is known without holding anybody up. A writer takes a ROW EXCLUSIVE lock on a log before it
draws a number; so whoever drew a number up to the last one either ended, or still holds that lock. `finished_up_to`
reads the last number, looks who holds the lock, and waits until those very ones are gone; newcomers are not waited
for and do not wait.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from doorzicht.domain.toegang.model import Logboek, Zegel
from doorzicht.domain.toegang.tables import ZegelTable, ZegelvervalTable

_COLUMNS = {
    Logboek.KIJKEN: "op, spoor, gebruiker, organisatie, rol, doel, handeling, wijze, klant, velden, breekglas",
    Logboek.VERWERKING: "trace_id, operation_id, operation_name, processing_activity_id, begin, eind, status,"
    " data_subject_id",
}
"""What is sealed of a line, in this order for ever: another order would be another text."""

_HOLDERS = """
SELECT virtualtransaction FROM pg_locks
WHERE locktype = 'relation' AND relation = %s::regclass AND mode = 'RowExclusiveLock' AND granted
  AND database = (SELECT oid FROM pg_database WHERE datname = current_database()) AND pid <> pg_backend_pid()
"""
_UNEQUAL = """
WITH kijken AS (SELECT spoor, count(*) AS aantal, min(op) AS op FROM toegang_logregel GROUP BY spoor),
verwerken AS (SELECT trace_id AS spoor, count(*) AS aantal, min(begin) AS op FROM toegang_verwerking GROUP BY trace_id),
anders AS (
    SELECT spoor FROM kijken k FULL JOIN verwerken v USING (spoor)
    WHERE k.aantal IS DISTINCT FROM v.aantal
      AND least(k.op, v.op) > coalesce((SELECT max(z.op) + interval '1 hour' FROM toegang_zegel z
                                        JOIN toegang_zegelverval w ON w.zegel_id = z.nummer), '-infinity'))
SELECT 'logregel', id FROM toegang_logregel WHERE spoor IN (SELECT spoor FROM anders)
UNION ALL SELECT 'verwerking', id FROM toegang_verwerking WHERE trace_id IN (SELECT spoor FROM anders)
ORDER BY 2
"""
_PLAIN = """
SELECT set_config('timezone', 'UTC', true), set_config('datestyle', 'ISO, YMD', true),
       set_config('bytea_output', 'hex', true), set_config('client_encoding', 'UTF8', true)
"""
_PAUSE = 0.02


def tabel_van(logboek: Logboek) -> str:
    """The table of a log."""
    return f"toegang_{logboek.value}"


def finished_up_to(logboek: Logboek, wachten: float) -> int | None:
    """The number up to which every line is there for good or will never be; None when a writer takes too long."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {tabel_van(logboek)}_id_seq"  # noqa: S608
        )
        laatste = int(cursor.fetchone()[0])
        schrijvers = _holders(cursor, logboek)
        einde = time.monotonic() + wachten
        while schrijvers:
            if time.monotonic() > einde:
                return None
            time.sleep(_PAUSE)
            schrijvers &= _holders(cursor, logboek)
    return laatste


def _holders(cursor: Any, logboek: Logboek) -> set[str]:
    cursor.execute(_HOLDERS, [tabel_van(logboek)])
    return {houder for (houder,) in cursor.fetchall()}


@contextmanager
def alone(*, wachten: bool) -> Iterator[bool]:
    """Hold the one lock of sealing; False when somebody else has it and there is no `wachten`."""
    call = "pg_advisory_lock" if wachten else "pg_try_advisory_lock"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {call}(hashtext('doorzicht.toegang.zegel'))")
        got = cursor.fetchone()[0] is not False
        try:
            yield got
        finally:
            if got:
                cursor.execute("SELECT pg_advisory_unlock(hashtext('doorzicht.toegang.zegel'))")


def one_picture() -> None:
    """From here to its end this transaction sees the database as it is now."""
    with connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")


def unequal() -> dict[Logboek, list[int]]:
    """Lines of acts that have another number of them in one log than in the other, by their numbers.

    Acts from before the last lines that were let go are left out: seals of both logs do not end at the same act.
    """
    gevonden: dict[Logboek, list[int]] = {logboek: [] for logboek in Logboek}
    with connection.cursor() as cursor:
        cursor.execute(_UNEQUAL)
        for logboek, nummer in cursor.fetchall():
            gevonden[Logboek(logboek)].append(nummer)
    return gevonden


def lines(logboek: Logboek) -> Iterator[bytes]:
    """All lines of a log in order of their number, as they are copied out: one text for one content, always.

    Works in a transaction, where ideas of this session about dates, zones and bytes can be set aside: these would be
    in that text. Until the last line was taken the connection does nothing else.
    """
    return _copied(logboek, "")


def lines_between(logboek: Logboek, van: int, tot: int, hoogstens: int | None = None) -> list[bytes]:
    """Lines from a number to a number, the first so many of them."""
    grens = "" if hoogstens is None else f"LIMIT {hoogstens:d}"
    return list(_copied(logboek, f"WHERE id BETWEEN {van:d} AND {tot:d}", grens))


def _copied(logboek: Logboek, waar: str, grens: str = "") -> Iterator[bytes]:
    rijen = f"SELECT id, {_COLUMNS[logboek]} FROM {tabel_van(logboek)} {waar} ORDER BY id {grens}"  # noqa: S608
    query = f"COPY ({rijen}) TO STDOUT"
    with connection.cursor() as cursor:
        cursor.execute(_PLAIN)
        with cursor.copy(query) as copy:
            yield from _split(copy)


def _split(copy: Any) -> Iterator[bytes]:
    """The server sends a line at a time; the driver may hand over several at once."""
    for block in copy:
        yield from bytes(block).splitlines(keepends=True)


def alle() -> list[Zegel]:
    """Every seal of the chain, in order, without its marks."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT nummer, logboek, van, tot, aantal, op, vorige, regels, sha256(merken), hash
               FROM toegang_zegel ORDER BY nummer"""
        )
        return [_zegel(rij) for rij in cursor.fetchall()]


def laatste() -> Zegel | None:
    """The seal at the head of the chain."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT nummer, logboek, van, tot, aantal, op, vorige, regels, sha256(merken), hash
               FROM toegang_zegel ORDER BY nummer DESC LIMIT 1"""
        )
        rij = cursor.fetchone()
    return None if rij is None else _zegel(rij)


def _zegel(rij: tuple[Any, ...]) -> Zegel:
    nummer, logboek, van, tot, aantal, op, *hashes = rij
    vorige, regels, merkhash, eigen = map(bytes, hashes)
    return Zegel(nummer, Logboek(logboek), van, tot, aantal, op, vorige, regels, merkhash, eigen)


def waiting() -> tuple[int, datetime | None]:
    """How many looks are under no seal yet, and when the first of them was."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), min(op) FROM toegang_logregel WHERE id > %s", [verzegeld_tot(Logboek.KIJKEN)]
        )
        aantal, oudste = cursor.fetchone()
    return int(aantal), oudste


def verzegeld_tot(logboek: Logboek) -> int:
    """The number of the last line that is under a seal; 0 before the first."""
    rij = ZegelTable.objects.filter(logboek=logboek.value).order_by("-van").values_list("tot").first()
    return 0 if rij is None else int(rij[0])


def voeg_toe(zegel: Zegel, merken: bytes) -> None:
    """Keep a seal with its marks."""
    ZegelTable.objects.create(
        nummer=zegel.nummer,
        logboek=zegel.logboek.value,
        van=zegel.van,
        tot=zegel.tot,
        aantal=zegel.aantal,
        vorige=zegel.vorige,
        regels=zegel.regels,
        merken=merken,
        hash=zegel.hash,
        op=zegel.op,
    )


def merken_van(nummer: int) -> bytes:
    """The marks of a seal; nothing when there is no such seal."""
    rij = ZegelTable.objects.filter(nummer=nummer).values_list("merken").first()
    return b"" if rij is None else bytes(rij[0])


def ouder_dan(moment: datetime) -> list[Zegel]:
    """Seals from before a moment whose lines are still there."""
    weg = frozenset(ZegelvervalTable.objects.values_list("zegel_id", flat=True))
    return [zegel for zegel in alle() if zegel.op < moment and zegel.nummer not in weg]


def laat_gaan(nummer: int, besluit: UUID, op: datetime) -> int:
    """Take the lines of one seal away, under the decision that allows it; returns how many they were."""
    zegel = ZegelTable.objects.get(nummer=nummer)
    ZegelvervalTable.objects.create(zegel=zegel, besluit_id=besluit, op=op)
    with connection.cursor() as cursor:
        tabel = tabel_van(Logboek(zegel.logboek))
        cursor.execute(
            f"DELETE FROM {tabel} WHERE id BETWEEN %s AND %s",  # noqa: S608 - one of two names
            [zegel.van, zegel.tot],
        )
        return int(cursor.rowcount)
