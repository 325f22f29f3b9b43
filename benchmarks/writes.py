"""Writes through the service layer: whole working acts of klantmanagers, many at once, for real.

An act is what a page does: open a dossier (relation asked, rule held, look logged, fields read under row-level
security), then change a field of it (held, ruled, compared by version, logged, written, the version before kept by the
database). Two transactions, both durable. Writers are processes, as the workers of the web server are.
"""

from __future__ import annotations

import multiprocessing
import time
from dataclasses import dataclass
from datetime import date
from random import Random
from statistics import median, quantiles
from typing import Any
from uuid import UUID

from django.db import connection

from doorzicht.domain.gebied.model import Indeling
from doorzicht.domain.klant import service as klanten
from doorzicht.domain.klant.tables import InschrijvingTable, KlantTable, WoonplaatsTable
from doorzicht.domain.toegang.model import (
    Doel,
    GebruikerId,
    Handelende,
    OrganisatieId,
    Organisatiesoort,
    Rol,
)
from doorzicht.domain.toegang.tables import OrganisatieTable

_SINCE = date(2020, 1, 1)


@dataclass(frozen=True)
class Writes:
    """Acts a second of each run, and how long each act of all runs took (ms, sorted)."""

    writers: int
    rates: tuple[float, ...]
    acts: tuple[float, ...]

    @property
    def rate(self) -> float:
        """Acts a second, the median of the runs."""
        return median(self.rates)

    def percentile(self, share: int) -> float:
        """How long an act took at most in this many of a hundred."""
        return quantiles(self.acts, n=100)[share - 1]


def measure(indeling: Indeling, writers: int, seconds: float, times: int, klanten_each: int = 200) -> Writes:
    """Some hundreds of klanten a writer, all of one gemeente; `times` runs of so many seconds."""
    organisatie = OrganisatieTable.objects.get(gemeente_code=indeling.gemeenten[0].code)
    served = _people(organisatie, indeling.gemeenten[0].code, writers * klanten_each)
    connection.close()  # a connection must not be shared with a process that is forked off
    rates, acts = [], []
    for run in range(times):
        took, longest = _run(organisatie, served, writers, seconds, run)
        rates.append(len(took) / longest)
        acts += took
    return Writes(writers, tuple(rates), tuple(sorted(acts)))


def _people(organisatie: OrganisatieTable, gemeente: str, number: int) -> list[UUID]:
    made = [
        KlantTable(bsn_index=f"bench {n}".encode(), bsn_versleuteld=b"bench", naam=f"Bench {n}")
        for n in range(number)
    ]
    KlantTable.objects.bulk_create(made)
    InschrijvingTable.objects.bulk_create(
        InschrijvingTable(klant=klant, organisatie=organisatie, van=_SINCE) for klant in made
    )
    WoonplaatsTable.objects.bulk_create(
        WoonplaatsTable(klant=klant, gemeente_code=gemeente, van=_SINCE) for klant in made
    )
    return [klant.id for klant in made]


def _run(
    organisatie: OrganisatieTable, served: list[UUID], writers: int, seconds: float, run: int
) -> tuple[list[float], float]:
    """All writers at once, from one starting shot; how long every act took, and how long it all went on."""
    context = multiprocessing.get_context("fork")
    gate, results = context.Barrier(writers), context.SimpleQueue()
    share = len(served) // writers
    working = []
    for number in range(writers):
        own = served[number * share : (number + 1) * share]
        wie = _somebody(organisatie, number)
        working.append(
            context.Process(target=_write, args=(wie, own, seconds, run * 100 + number, gate, results))
        )
    for process in working:
        process.start()
    answers = [results.get() for _ in working]
    for process in working:
        process.join()
    return [took for acts, _ in answers for took in acts], max(lasted for _, lasted in answers)


def _somebody(organisatie: OrganisatieTable, number: int) -> Handelende:
    own = OrganisatieId(organisatie.id)
    return Handelende(
        GebruikerId(f"bench.{number}"),
        own,
        own,
        Organisatiesoort.GEMEENTE,
        Rol.KLANTMANAGER,
        Doel.DIENSTVERLENING,
    )


def _write(wie: Handelende, served: list[UUID], seconds: float, seed: int, gate: Any, results: Any) -> None:
    luck = Random(seed)  # noqa: S311  # repeatable, not secret
    for klant in served[:20]:
        _act(wie, klant, luck)
    gate.wait()
    took, start = [], time.perf_counter()
    while time.perf_counter() - start < seconds:
        before = time.perf_counter()
        _act(wie, luck.choice(served), luck)
        took.append((time.perf_counter() - before) * 1000)
    results.put((took, time.perf_counter() - start))
    connection.close()


def _act(wie: Handelende, klant: UUID, luck: Random) -> None:
    seen = klanten.dossier(wie, klant)
    klanten.wijzig(wie, klant, {"telefoonnummer": f"06{luck.randrange(10**8):08d}"}, seen.versie)
