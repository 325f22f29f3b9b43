"""Keeps a value in time up to date from a table of new facts: one period at a time for every owner.

A fact is a row (rij, eigenaar, waarde, eerste, vanaf): the first period of an owner starts at `eerste`;
another value closes the last period at `vanaf` and opens a new one there; the same value changes nothing.
A fact that is older than the last period is not guessed at: `outdated` names its rows. All set-based.
"""
# ruff: noqa: S608 - only names that stand in the code are put into statements; values are parameters

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection


@dataclass(frozen=True)
class Track:
    """Where the periods stand: a table with van and tot, its column of owners and its column of values."""

    table: str
    owner: str
    value: str


def _changes(track: Track, facts: str) -> str:
    """The facts that say something else than the last period of their owner."""
    return f"""
        SELECT f.rij, f.eigenaar, f.waarde, f.vanaf, l.id, l.van
        FROM ({facts}) f
        JOIN LATERAL (SELECT id, van, {track.value} AS waarde FROM {track.table}
                      WHERE {track.owner} = f.eigenaar ORDER BY van DESC LIMIT 1) l ON true
        WHERE f.waarde IS NOT NULL AND l.waarde <> f.waarde"""


def outdated(track: Track, facts: str) -> list[int]:
    """The rows whose fact is older than what is known."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT rij FROM ({_changes(track, facts)}) c WHERE vanaf < van")
        return [rij for (rij,) in cursor.fetchall()]


def start(track: Track, facts: str) -> None:
    """The first period of new owners bears their id: ids that rise go into an index several times as fast."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""INSERT INTO {track.table} (id, {track.owner}, {track.value}, van)
                SELECT eigenaar, eigenaar, waarde, eerste FROM ({facts}) f WHERE waarde IS NOT NULL"""
        )


def follow(track: Track, facts: str, changed: str) -> None:
    """Bring periods of known owners up to date; the rows that changed something are added to the table `changed`."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS pg_temp.wijziging")
        cursor.execute(f"CREATE TEMPORARY TABLE wijziging ON COMMIT DROP AS {_changes(track, facts)}")
        cursor.execute(
            f"""UPDATE {track.table} t SET {track.value} = c.waarde
                FROM wijziging c WHERE t.id = c.id AND c.vanaf = c.van"""
        )
        cursor.execute(
            f"UPDATE {track.table} t SET tot = c.vanaf FROM wijziging c WHERE t.id = c.id AND c.vanaf > c.van"
        )
        cursor.execute(
            f"""INSERT INTO {track.table} (id, {track.owner}, {track.value}, van)
                SELECT gen_random_uuid(), eigenaar, waarde, vanaf FROM wijziging WHERE vanaf > van"""
        )
        cursor.execute(f"INSERT INTO {changed} SELECT rij FROM wijziging")
        cursor.execute("DROP TABLE wijziging")
        _open_first(track, facts, changed)


def _open_first(track: Track, facts: str, changed: str) -> None:
    """The first period of a known owner of whom nothing was known here."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""WITH eerste AS (
                    INSERT INTO {track.table} (id, {track.owner}, {track.value}, van)
                    SELECT gen_random_uuid(), f.eigenaar, f.waarde, f.eerste FROM ({facts}) f
                    WHERE f.waarde IS NOT NULL
                      AND NOT EXISTS (SELECT FROM {track.table} t WHERE t.{track.owner} = f.eigenaar)
                    RETURNING {track.owner} AS eigenaar)
                INSERT INTO {changed} SELECT f.rij FROM ({facts}) f JOIN eerste USING (eigenaar)"""
        )
