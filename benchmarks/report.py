"""Writes the speed figures down as Markdown, with the machine, versions, seeds and sizes they belong to."""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

from django.db import connection

from benchmarks.timing import Times
from benchmarks.whole_way import Step
from benchmarks.writes import Writes

OURS = "doorzicht, frozen peilingen, hash checked"
_LIBRARIES = ("numpy", "pyarrow", "polars", "duckdb", "psycopg", "typst")


def written(
    sizes: Mapping[str, int],
    engines: Mapping[str, Times],
    steps: list[Step],
    log: list[Step],
    acts: Writes,
    memory: tuple[float, float],
) -> str:
    """The whole page."""
    ours = engines[OURS].median
    recount = [
        f"| {name} | {times.median:,.0f} | {times.spread} | {times.median / ours:.1f} |"
        for name, times in engines.items()
    ]
    return "\n".join(
        [
            "# Speed, measured",
            "",
            "Written by `make bench`. Times belong to one machine and one moment; compare only within this page.",
            "",
            _machine(),
            "",
            f"Sizes: {', '.join(f'{name} {value:,}' for name, value in sizes.items() if name != 'seed')}; "
            f"seed {sizes['seed']}.",
            "",
            "## Recount of the publication",
            "",
            "Every engine gave the same counts (quarters x 344 gemeenten x 4) before it was timed. A frozen peiling is "
            "one Parquet file a quarter, as the program stores it; live columns hold dates from which all quarters are "
            "counted at once. Ours counts the register too, and checks every file against its hash; the others do "
            "neither. The rows of the tables are Python objects, made by the same code for both.",
            "",
            "| engine | median ms | shortest to longest | times ours |",
            "|---|---:|---:|---:|",
            *recount,
            "",
            "## Import and publication",
            "",
            "Through the doors of the program: checks, encryption, history, one transaction a file; every format of "
            "every region.",
            "",
            *_table(steps),
            "",
            "## The log of looks",
            "",
            "Every look stands in two logs, and both are sealed and checked. A question is asked through the door, as "
            "the privacy officer of a gemeente: under row-level security, and written down itself.",
            "",
            *_table(log),
            "",
            *_many_at_once(acts),
            "",
            f"Most memory at once: {memory[0]:,.0f} MB in the process of this page (data of the recount included), "
            f"{memory[1]:,.0f} MB in the largest process it started.",
            "",
        ]
    )


def _many_at_once(acts: Writes) -> list[str]:
    return [
        "## Many at once",
        "",
        "An act is what a page does for a klantmanager: open a dossier (relation, rule, look logged, fields read "
        "under row-level security), then change a field of it (held, ruled, compared by version, logged, written, "
        "the version before kept). Two durable transactions; through the doors, as the role that owns nothing, "
        "every writer a process.",
        "",
        "| writers | acts a second | slowest to fastest | transactions a second | p50 ms | p99 ms | longest ms |",
        "|---:|---:|---:|---:|---:|---:|---:|",
        _acts(acts),
    ]


def _table(steps: list[Step]) -> list[str]:
    return ["| work | seconds | amount | a second |", "|---|---:|---:|---:|", *map(_row, steps)]


def _acts(acts: Writes) -> str:
    runs = f"{min(acts.rates):,.0f} to {max(acts.rates):,.0f}"
    times = f"{acts.percentile(50):.1f} | {acts.percentile(99):.1f} | {acts.acts[-1]:.0f}"
    return f"| {acts.writers} | {acts.rate:,.0f} | {runs} | {2 * acts.rate:,.0f} | {times} |"


def _row(step: Step) -> str:
    took = f"{step.seconds:.1f}" if step.seconds >= 1 else f"{step.seconds:.3f}"
    return f"| {step.name} | {took} | {step.amount:,} {step.unit} | {step.amount / step.seconds:,.0f} |"


def _machine() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        postgres = cursor.fetchone()[0]
    libraries = ", ".join(f"{name} {version(name)}" for name in _LIBRARIES)
    load = os.getloadavg()[0]
    return (
        f"Machine: {_processor()}, {os.cpu_count()} cores, {platform.system()} {platform.release()}, "
        f"Python {platform.python_version()}, PostgreSQL {postgres}, {libraries}. Load when done: {load:.1f}."
    )


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.exists() else []
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()
