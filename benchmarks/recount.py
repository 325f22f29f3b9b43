"""W1: the publication counted again for several quarters, by our code and by engines beside it, in one run.

Every engine gives one array: quarter x gemeente x (gemeenteklant with, without profiel; UWV-klant with, without).
They must be equal before a time is written down.
"""

# ruff: noqa: S608  # the only values are our own numbers and names
from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import repeat
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import numpy.typing as npt
import polars as pl

from doorzicht.domain.gebied.model import Indeling
from doorzicht.domain.publicatie.model import Landtabel, Peiling
from doorzicht.domain.publicatie.rules.telling import Telling, leg_uit
from doorzicht.domain.publicatie.service.peilen import tel_bevroren, tel_peilingen

Counts = npt.NDArray[np.int64]
Engine = Callable[[], Counts]


def empty(quarters: int, gemeenten: int) -> Counts:
    """No counts yet."""
    return np.zeros((quarters, gemeenten, 4), np.int64)


def doorzicht(peilingen: list[Peiling], indeling: Indeling) -> Engine:
    """Our way up to the counts, as the service does: read each frozen peiling, check its hash, count."""

    def count() -> Counts:
        with ThreadPoolExecutor(2) as pool:
            found = pool.map(tel_bevroren, peilingen, repeat(indeling))
            return np.array([telling.klanten[:-1] for telling in found])

    return count


def doorzicht_tables(peilingen: list[Peiling], indeling: Indeling) -> Engine:
    """The whole of our way: every row of every table an object."""
    return lambda: _counts_in(tel_peilingen(peilingen, [indeling] * len(peilingen)), indeling)


def with_tables(engine: Engine, indeling: Indeling) -> Engine:
    """Another engine's counts, laid out in the same tables; it has no register to lay out."""
    nobody = np.zeros(len(indeling.gemeenten) + 1, np.int64)

    def tables() -> Iterator[Landtabel]:
        for klanten in engine():
            yield leg_uit(Telling(np.vstack([klanten, np.zeros((1, 4), np.int64)]), nobody), indeling)

    return lambda: _counts_in(tables(), indeling)


def _counts_in(tables: Iterable[Landtabel], indeling: Indeling) -> Counts:
    """Out of the tables again, so that they are compared too."""
    found = []
    for land in tables:
        regels = {regel.gemeente_code: regel.cijfers for tabel in land.tabellen for regel in tabel.regels}
        found.append([regels[gemeente.code].cellen()[:4] for gemeente in indeling.gemeenten])
    return np.array(found)


def polars_frozen(folder: Path, quarters: int, gemeenten: int) -> Engine:
    """Polars on the same frozen peilingen."""
    paths = sorted(folder.glob("20*.parquet"))

    def count() -> Counts:
        rows = pl.concat(
            [pl.scan_parquet(path).with_columns(q=pl.lit(number)) for number, path in enumerate(paths)]
        )
        telt = rows.filter((pl.col("register") != 0) & (pl.col("klant") >= 8))
        found = telt.group_by("q", "klant").len().collect()
        return _laid_out(found.to_numpy(), empty(quarters, gemeenten))

    return count


def duckdb_frozen(folder: Path, quarters: int, gemeenten: int) -> Engine:
    """DuckDB on the same frozen peilingen."""
    paths = sorted(folder.glob("20*.parquet"))
    one = (
        "SELECT {number} AS q, klant, count(*) AS len FROM read_parquet('{path}') "
        "WHERE register <> 0 AND klant >= 8 GROUP BY ALL"
    )
    query = " UNION ALL ".join(one.format(number=number, path=path) for number, path in enumerate(paths))

    def count() -> Counts:
        with duckdb.connect() as connection:
            found = connection.execute(query).fetchnumpy()
        return _laid_out(np.column_stack([*found.values()]), empty(quarters, gemeenten))

    return count


def _laid_out(rows: npt.NDArray[Any], counts: Counts) -> Counts:
    """Rows of quarter, klant and how many, each pair once, put at their place."""
    quarter, klant, number = rows.astype(np.int64).T
    counts[quarter, klant // 4 - 2, klant % 4] = number
    return counts


# --- from live date columns, in the delta form: +1 where somebody comes in, -1 where he goes out, a running sum ----


def _index(column: str, days: list[int]) -> str:
    """In SQL: the first quarter whose peildatum is not before the day in a column."""
    return " + ".join(f"({column} > {day})::int" for day in days)


def delta_query(source: str, days: list[int]) -> str:
    """One SQL text for DuckDB and PostgreSQL; `source` gives gemeente, soort, van, tot, profiel, rvan, rtot."""
    return f"""
        WITH people AS (
            SELECT gemeente, soort, {_index("greatest(van, rvan)", days)} AS b,
                   {_index("least(tot, rtot)", days)} AS e, {_index("profiel", days)} AS p FROM ({source}) AS source),
        events AS (
            SELECT gemeente, soort, 0 AS met, b AS q, 1 AS n FROM people WHERE b < e AND p > b
            UNION ALL SELECT gemeente, soort, 0, least(e, p), -1 FROM people WHERE b < e AND p > b
            UNION ALL SELECT gemeente, soort, 1, greatest(b, p), 1 FROM people WHERE greatest(b, p) < e
            UNION ALL SELECT gemeente, soort, 1, e, -1 FROM people WHERE greatest(b, p) < e)
        SELECT q, gemeente, soort, met, sum(n) FROM events WHERE q < {len(days)} GROUP BY q, gemeente, soort, met"""


def running(rows: Iterable[tuple[int, ...]], counts: Counts) -> Counts:
    """The running sum over quarters of the events."""
    for quarter, gemeente, soort, met, number in rows:
        counts[quarter, gemeente, soort * 2 + (1 - met)] += int(number)
    return counts.cumsum(axis=0)


def duckdb_live(folder: Path, days: list[int], gemeenten: int) -> Engine:
    """DuckDB from two Parquet files with date columns."""
    klanten, register = (f"read_parquet('{folder}/{name}.parquet')" for name in ("klanten", "register"))
    source = f"SELECT * FROM {klanten} AS k JOIN {register} AS r USING (id)"

    def count() -> Counts:
        with duckdb.connect() as connection:
            rows = connection.execute(delta_query(source, days)).fetchall()
        return running(rows, empty(len(days), gemeenten))

    return count


def polars_live(folder: Path, days: list[int], gemeenten: int) -> Engine:
    """Polars from the same two files."""

    def index(column: pl.Expr) -> pl.Expr:
        return pl.sum_horizontal([(column > day).cast(pl.Int8) for day in days])

    def events(people: pl.LazyFrame, met: int, begin: pl.Expr, end: pl.Expr) -> list[pl.LazyFrame]:
        inside = people.filter(begin < end)
        return [
            inside.select("gemeente", "soort", met=pl.lit(met), q=edge, n=pl.lit(sign))
            for edge, sign in ((begin, 1), (end, -1))
        ]

    def count() -> Counts:
        klanten, register = (pl.scan_parquet(folder / f"{name}.parquet") for name in ("klanten", "register"))
        people = klanten.join(register, on="id").select(
            "gemeente",
            "soort",
            b=index(pl.max_horizontal("van", "rvan")),
            e=index(pl.min_horizontal("tot", "rtot")),
            p=index(pl.col("profiel")),
        )
        b, e, p = pl.col("b"), pl.col("e"), pl.col("p")
        zonder = events(people, 0, b, pl.min_horizontal(e, p))
        met = events(people, 1, pl.max_horizontal(b, p), e)
        rows = pl.concat([*zonder, *met]).filter(pl.col("q") < len(days))
        found = rows.group_by("q", "gemeente", "soort", "met").agg(pl.col("n").sum()).collect()
        return running(found.iter_rows(), empty(len(days), gemeenten))

    return count
