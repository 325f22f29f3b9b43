"""Seals and indexes rows again under new keys, while others read and write.

Sealing goes by small batches, each its own transaction: reading goes on, for every key in the ring opens what it
sealed. The index changes for all tables in one transaction, since rows of two tables find each other by it.
Never writes a secret anywhere but sealed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection, transaction

from doorzicht.infra.crypto import KeyRing

_BATCH = 2000
Progress = Callable[[int], None]


@dataclass(frozen=True)
class Sealed:
    """A column with sealed secrets of a table with a uuid `id`; `index` is the blind index beside it, if any.

    A secret is bound to its table and row: the context is `<table>:<16 bytes of the id>`.
    """

    table: str
    column: str
    index: str | None = None

    def context(self, row: bytes) -> bytes:
        """What a secret of this row is sealed with."""
        return self.table.encode() + b":" + row


def count(sealed: Sealed) -> int:
    """How many rows there are."""
    return _number(f'SELECT count(*) FROM "{sealed.table}"', [])  # noqa: S608 - names of our own tables


def waiting(sealed: Sealed, ring: KeyRing) -> int:
    """How many rows another key than the one in use sealed."""
    sql = f'SELECT count(*) FROM "{sealed.table}" WHERE substring("{sealed.column}" FOR 2) <> %s'  # noqa: S608 - names of our own tables
    return _number(sql, [ring.head])


def _number(sql: str, values: list[bytes]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def reseal(sealed: Sealed, ring: KeyRing, progress: Progress) -> int:
    """Seal what is under an old key again under the one in use; broken off, it goes on where it was."""
    done = 0
    while batch := _reseal_batch(sealed, ring):
        done += batch
        progress(batch)
    return done


def reindex(all_sealed: Sequence[Sealed], ring: KeyRing, progress: Progress) -> int:
    """Give every row its index under the key that `ring` names; to be called within one transaction.

    Rows that come in meanwhile wait: the tables are locked against writing, not against reading.
    """
    indexed = [sealed for sealed in all_sealed if sealed.index]
    with connection.cursor() as cursor:
        names = ", ".join(f'"{sealed.table}"' for sealed in indexed)
        cursor.execute(f"LOCK TABLE {names} IN SHARE ROW EXCLUSIVE MODE")
    return sum(_reindex(sealed, ring, progress) for sealed in indexed)


@transaction.atomic
def _reseal_batch(sealed: Sealed, ring: KeyRing) -> int:
    read = f"""SELECT id, "{sealed.column}" FROM "{sealed.table}"
               WHERE substring("{sealed.column}" FOR 2) <> %s LIMIT {_BATCH} FOR UPDATE SKIP LOCKED"""  # noqa: S608 - names of our own tables
    write = f"""UPDATE "{sealed.table}" AS t SET "{sealed.column}" = n.sealed
                FROM unnest(%s::uuid[], %s::bytea[]) AS n (id, sealed) WHERE t.id = n.id"""  # noqa: S608 - names of our own tables
    with connection.cursor() as cursor:
        cursor.execute(read, [ring.head])
        rows = cursor.fetchall()
        fresh = [ring.reseal(bytes(secret), sealed.context(row.bytes)) for row, secret in rows]
        cursor.execute(write, [[row for row, _ in rows], fresh])
    return len(rows)


def _reindex(sealed: Sealed, ring: KeyRing, progress: Progress) -> int:
    done = 0
    write = f"""UPDATE "{sealed.table}" AS t SET "{sealed.index}" = n.index
                FROM unnest(%s::uuid[], %s::bytea[]) AS n (id, index) WHERE t.id = n.id"""  # noqa: S608 - names of our own tables
    for rows in _batches(sealed):
        fresh = [ring.index(ring.open(bytes(secret), sealed.context(row.bytes))) for row, secret in rows]
        with connection.cursor() as cursor:
            cursor.execute(write, [[row for row, _ in rows], fresh])
        done += len(rows)
        progress(len(rows))
    return done


def _batches(sealed: Sealed) -> Iterator[list[tuple[UUID, bytes]]]:
    """All rows, by id, each once; what is written meanwhile does not come again."""
    sql = f'SELECT id, "{sealed.column}" FROM "{sealed.table}" WHERE id > %s ORDER BY id LIMIT {_BATCH}'  # noqa: S608 - names of our own tables
    last = "00000000-0000-0000-0000-000000000000"
    with connection.cursor() as cursor:
        while True:
            cursor.execute(sql, [last])
            rows = cursor.fetchall()
            if not rows:
                return
            yield rows
            last = rows[-1][0]
