"""`make bench`: measures the speed figures on this machine and writes docs/benchmarks.md.

Everything that is compared is measured side by side in one run; a claim is a ratio, never a time. A database of its
own is made and dropped. Sizes can be chosen: see --help.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "doorzicht.config.settings")

import click
import django

django.setup()

from django.conf import settings
from django.db import connection
from django.test.utils import override_settings

from benchmarks import live_tables, people, read_log, recount, report, whole_way, writes
from benchmarks.timing import Times, measure
from doorzicht.config.start import ensure_database
from doorzicht.domain.gebied import service as gebieden
from doorzicht.domain.gebied.model import Indeling
from doorzicht.domain.toegang import service as toegang


@click.command()
@click.option("--klanten", default=1_200_000, show_default=True, help="Klanten in the recount.")
@click.option("--register", default=350_000, show_default=True, help="People in the register in the recount.")
@click.option("--quarters", default=8, show_default=True, help="Quarters counted.")
@click.option("--rows", default=100_000, show_default=True, help="Rows of each imported file.")
@click.option("--looks", default=1_000_000, show_default=True, help="Lines in the log of looks.")
@click.option("--times", default=5, show_default=True, help="Runs of each engine.")
@click.option("--seed", default=2022, show_default=True)
@click.option("--out", default=ROOT / "docs" / "benchmarks.md", type=click.Path(path_type=Path))
def run(
    klanten: int, register: int, quarters: int, rows: int, looks: int, times: int, seed: int, out: Path
) -> None:
    """Measure and write docs/benchmarks.md."""
    sizes = {
        "klanten": klanten,
        "register": register,
        "quarters": quarters,
        "rows": rows,
        "looks": looks,
        "runs": times,
        "seed": seed,
    }
    with tempfile.TemporaryDirectory() as name, _database():
        folder = Path(name)
        with override_settings(PEILINGEN=folder / "peilingen", ARCHIEF=folder / "archief"):
            indeling = _map()
            engines = _recount(folder, indeling, people.draw(klanten, register, 344, seed), quarters, times)
            click.echo("import")
            steps = whole_way.import_rows(*whole_way.write_files(folder, rows, indeling, seed))
        _empty_database()
        with override_settings(PEILINGEN=folder / "peilingen-2", ARCHIEF=folder / "archief-2"):
            click.echo("publish")
            steps += whole_way.publish(folder, _map())
        click.echo("the log of looks")
        log = read_log.steps(folder, looks)
        click.echo("acts of many at once")
        acts = writes.measure(indeling, writers=8, seconds=10, times=min(times, 5))
    page = report.written(sizes, engines, steps, log, acts, whole_way.memory_mb())
    out.write_text(page, encoding="utf-8")
    click.echo(out.read_text(encoding="utf-8"))


def _map() -> Indeling:
    gebieden.laad_meegeleverde()
    indeling = gebieden.indeling_op(date(2022, 6, 30))
    toegang.zorg_voor_organisaties(indeling)
    return indeling


def _recount(
    folder: Path, indeling: Indeling, drawn: people.People, quarters: int, times: int
) -> dict[str, Times]:
    kwartalen = people.quarters(quarters)
    days = [people.day_number(kwartaal.peildatum) for kwartaal in kwartalen]
    codes = tuple(gemeente.code for gemeente in indeling.gemeenten)
    frozen, count = settings.PEILINGEN, len(codes)
    peilingen = people.freeze(drawn, codes, kwartalen, frozen)
    people.write_columns(drawn, folder)
    polars = recount.polars_frozen(frozen, quarters, count)
    engines = {
        report.OURS: recount.doorzicht(peilingen, indeling),
        "Polars, the same frozen peilingen": polars,
        "DuckDB, the same frozen peilingen": recount.duckdb_frozen(frozen, quarters, count),
        "doorzicht, the same, and every row of the tables": recount.doorzicht_tables(peilingen, indeling),
        "Polars, the same, and every row of the tables": recount.with_tables(polars, indeling),
        "Polars, live date columns in Parquet, delta form": recount.polars_live(folder, days, count),
        "DuckDB, live date columns in Parquet, delta form": recount.duckdb_live(folder, days, count),
    }
    with live_tables.tables(drawn):
        engines["PostgreSQL, live tables, delta form"] = live_tables.delta(days, count)
        engines["PostgreSQL, live tables, a query a quarter"] = live_tables.a_query_a_quarter(days, count)
        wanted = next(iter(engines.values()))()
        measured = {}
        for name, engine in engines.items():
            if not (engine() == wanted).all():
                raise ValueError(f"{name} counts otherwise")
            measured[name] = measure(engine, times)
            click.echo(f"{name}: {measured[name].median:,.0f} ms")
    return measured


@contextmanager
def _database() -> Iterator[None]:
    """A database of this run alone."""
    ensure_database()
    connection.settings_dict.setdefault("TEST", {})["NAME"] = f"bench_doorzicht_{os.getpid()}"
    before = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(before, verbosity=0)


def _empty_database() -> None:
    """Take everything out between two measurements; what is locked is unlocked for it, in this database alone."""
    tables = [f'"{name}"' for name in connection.introspection.django_table_names(only_existing=True)]
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(f"TRUNCATE {', '.join(tables)} RESTART IDENTITY CASCADE")
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


if __name__ == "__main__":
    run()
