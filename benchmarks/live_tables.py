"""PostgreSQL beside us: tables with the columns of our own, filled with the same people, counted with SQL.

Made in a schema of its own and dropped again. Keys and indexes are as ours; the exclusion constraints are left out,
because they cost minutes to build and a count does not use them.
"""

# ruff: noqa: S608  # the only values are our own numbers and names
from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
from django.db import connection

from benchmarks.people import NEVER, People
from benchmarks.recount import Counts, Engine, delta_query, empty, running

_TABLES = (
    "klant_klant",
    "klant_inschrijving",
    "klant_woonplaats",
    "klantprofiel_klantprofiel",
    "doelgroepregister_persoon",
    "doelgroepregister_registratie",
)
_ID = "md5({0}::text)::uuid"
_BSN = "sha256({0}::text::bytea)"
_DAY = "(DATE '1970-01-01' + {0})"
_FILL = (
    f"""INSERT INTO klant_klant (id, bsn_versleuteld, bsn_index)
        SELECT {_ID.format("id")}, '', {_BSN.format("id")} FROM k""",
    f"""INSERT INTO klant_inschrijving (id, klant_id, organisatie_id, verantwoordelijk, van, tot)
        SELECT {_ID.format("id")}, {_ID.format("id")}, {_ID.format("soort")}, true, {_DAY.format("van")},
               {_DAY.format("tot")} FROM k""",
    f"""INSERT INTO klant_woonplaats (id, klant_id, gemeente_code, van)
        SELECT {_ID.format("id")}, {_ID.format("id")}, lpad(gemeente::text, 6, '0'), {_DAY.format("van")} FROM k""",
    f"""INSERT INTO klantprofiel_klantprofiel (id, klant_id, status, vastgesteld_op)
        SELECT {_ID.format("id")}, {_ID.format("id")}, 'vastgesteld', {_DAY.format("profiel")} FROM k
        WHERE profiel IS NOT NULL""",
    f"""INSERT INTO doelgroepregister_persoon (id, bsn_versleuteld, bsn_index)
        SELECT {_ID.format("id")}, '', {_BSN.format("id")} FROM r""",
    f"""INSERT INTO doelgroepregister_registratie (id, persoon_id, grond, van, tot)
        SELECT {_ID.format("id")}, {_ID.format("id")}, 'wajong', {_DAY.format("rvan")}, {_DAY.format("rtot")} FROM r""",
)
_INDEXES = (
    "CREATE UNIQUE INDEX ON klant_klant (id)",
    "CREATE UNIQUE INDEX ON klant_klant (bsn_index)",
    "CREATE INDEX ON klant_inschrijving (klant_id)",
    "CREATE INDEX ON klant_woonplaats (klant_id)",
    "CREATE INDEX ON klantprofiel_klantprofiel (klant_id)",
    "CREATE UNIQUE INDEX ON doelgroepregister_persoon (id)",
    "CREATE UNIQUE INDEX ON doelgroepregister_persoon (bsn_index)",
    "CREATE INDEX ON doelgroepregister_registratie (persoon_id)",
)
_JOINED = f"""
    SELECT w.gemeente_code::int AS gemeente, (s.organisatie_id = {_ID.format("1")})::int AS soort, s.van, s.tot,
           p.vastgesteld_op AS profiel, r.van AS rvan, r.tot AS rtot
    FROM doelgroepregister_registratie r
    JOIN doelgroepregister_persoon d ON d.id = r.persoon_id
    JOIN klant_klant k ON k.bsn_index = d.bsn_index
    JOIN klant_inschrijving s ON s.klant_id = k.id AND s.verantwoordelijk
    JOIN klant_woonplaats w ON w.klant_id = k.id
    LEFT JOIN klantprofiel_klantprofiel p ON p.klant_id = k.id"""


@contextmanager
def tables(people: People) -> Iterator[None]:
    """The tables for as long as they are needed."""
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA IF EXISTS bench CASCADE")
        cursor.execute("CREATE SCHEMA bench")
        try:
            for table in _TABLES:
                cursor.execute(f"CREATE TABLE bench.{table} (LIKE public.{table} INCLUDING DEFAULTS)")
            cursor.execute("SET search_path TO bench, public")
            _copy(cursor, "k", ("id", "gemeente", "soort", "van", "tot", "profiel"), _klanten(people))
            _copy(cursor, "r", ("id", "rvan", "rtot"), _register(people))
            for statement in (*_FILL, *_INDEXES):
                cursor.execute(statement)
            for table in _TABLES:
                cursor.execute(f"ANALYZE bench.{table}")
            yield
        finally:
            cursor.execute("RESET search_path")
            cursor.execute("DROP SCHEMA bench CASCADE")


def _klanten(people: People) -> list[np.ndarray]:
    return [np.arange(len(people.van)), people.gemeente, people.soort, people.van, people.tot, people.profiel]


def _register(people: People) -> list[np.ndarray]:
    return [people.register_id, people.register_van, people.register_tot]


def _copy(cursor, table: str, names: tuple[str, ...], columns: list[np.ndarray]) -> None:
    cursor.execute(f"CREATE TEMPORARY TABLE {table} ({', '.join(f'{name} int' for name in names)})")
    lines = "\n".join(
        "\t".join(map(str, row)) for row in zip(*(column.tolist() for column in columns), strict=True)
    )
    with cursor.copy(f"COPY {table} FROM STDIN (NULL '{NEVER}')") as copy:
        copy.write(lines + "\n")


def delta(days: list[int], gemeenten: int) -> Engine:
    """All quarters in one query, in the delta form."""
    epoch = "DATE '1970-01-01'"
    columns = [
        f"coalesce({name} - {epoch}, {NEVER}) AS {name}" for name in ("van", "tot", "profiel", "rvan", "rtot")
    ]
    source = f"SELECT gemeente, soort, {', '.join(columns)} FROM ({_JOINED}) AS joined"

    def count() -> Counts:
        with connection.cursor() as cursor:
            cursor.execute(delta_query(source, days))
            return running(cursor.fetchall(), empty(len(days), gemeenten))

    return count


def a_query_a_quarter(days: list[int], gemeenten: int) -> Engine:
    """The plain way: for each quarter who is in on that day."""
    query = f"""
        SELECT gemeente, soort, profiel IS NOT NULL AND profiel <= {_DAY.format("%(day)s")} AS met, count(*)
        FROM ({_JOINED}
              WHERE r.van <= {_DAY.format("%(day)s")} AND (r.tot IS NULL OR r.tot > {_DAY.format("%(day)s")})
                AND s.van <= {_DAY.format("%(day)s")} AND (s.tot IS NULL OR s.tot > {_DAY.format("%(day)s")})) AS joined
        GROUP BY gemeente, soort, met"""

    def count() -> Counts:
        counts = empty(len(days), gemeenten)
        with connection.cursor() as cursor:
            for quarter, day in enumerate(days):
                cursor.execute(query, {"day": day})
                for gemeente, soort, met, number in cursor.fetchall():
                    counts[quarter, gemeente, soort * 2 + (not met)] = number
        return counts

    return count
