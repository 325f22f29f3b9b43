"""Import in rows a second, and the publication of all regions in every format: through our own doors, for real."""

from __future__ import annotations

import resource
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random

from doorzicht.config.demo import maak
from doorzicht.config.demo.bestanden import schrijf_export, schrijf_register
from doorzicht.config.demo.dagen import in_kwartaal
from doorzicht.config.demo.mensen import Inschrijving, Mens, Registratie
from doorzicht.config.demo.nummers import bsns
from doorzicht.config.demo.sonar import Export
from doorzicht.domain.doelgroepregister import service as doelgroepregister
from doorzicht.domain.gebied.model import Indeling
from doorzicht.domain.klantprofiel import service as klantprofielen
from doorzicht.domain.publicatie import service as publicatie
from doorzicht.domain.publicatie.model import Beleid, Bescherming
from doorzicht.foundation.invoer import Opdracht, Uitslag
from doorzicht.foundation.kwartaal import Kwartaal

KW2 = Kwartaal(2022, 2)
JOB = Opdracht(door="bench", synthetisch=True, per=date(2022, 6, 30))


@dataclass(frozen=True)
class Step:
    """One piece of work: how long, how much."""

    name: str
    seconds: float
    amount: int
    unit: str


def write_files(folder: Path, rows: int, indeling: Indeling, seed: int) -> tuple[Path, Path]:
    """A register and an export, both CSV, of so many rows, about the same people."""
    luck = Random(seed)  # noqa: S311  # repeatable, not secret
    people = [_somebody(luck, bsn, indeling) for bsn, _ in zip(bsns(seed + 999), range(rows), strict=False)]
    export = Export(luck, indeling)
    register, sonar = folder / "register.csv", folder / "sonar.csv"
    schrijf_register(register, people, luck)
    lines = (
        export.rij(person, person.inschrijving, number)
        for number, person in enumerate(people)
        if person.inschrijving
    )
    schrijf_export(sonar, lines)
    return register, sonar


def _somebody(luck: Random, bsn: str, indeling: Indeling) -> Mens:
    van = in_kwartaal(luck, None)
    enrolment = Inschrijving(luck.random() < 0.35, van, van if luck.random() < 0.6 else None)
    return Mens(bsn, luck.choice(indeling.gemeenten), Registratie(in_kwartaal(luck, None)), enrolment)


def import_rows(register: Path, sonar: Path) -> list[Step]:
    """Both files by their doors: checks, encryption, history, one transaction each; then the same files again."""
    steps = []
    for again in ("", ", the same file again"):
        for name, work, path in (
            ("register", doelgroepregister.importeer, register),
            ("Sonar export", klantprofielen.importeer_sonar_export, sonar),
        ):
            start = time.perf_counter()
            result: Uitslag = work(path, JOB)
            if result.geweigerd:
                raise ValueError(f"{result.geweigerd} rows refused: {result.meldingen[0]}")
            steps.append(
                Step(f"import of a {name} (CSV){again}", time.perf_counter() - start, result.gelezen, "rows")
            )
    return steps


def publish(folder: Path, indeling: Indeling) -> list[Step]:
    """The demo people, frozen, and all regions published with every format."""
    files = maak(folder / "demo", indeling)
    for register in (files.register_twente, files.register_overig):
        doelgroepregister.importeer(register, JOB)
    for export in (files.sonar_twente, files.sonar_overig):
        klantprofielen.importeer_sonar_export(export, JOB)
    start = time.perf_counter()
    publicatie.peil(KW2, "bench")
    frozen = time.perf_counter()
    regios = [regio.nummer for regio in indeling.regios]
    publicatie.publiceer_regios(
        KW2,
        regios,
        Bescherming(Beleid.AFGEROND_5),
        maker="bench",
        vaststeller="bench-2",
        uit=folder / "uitgaven",
        voortgang=lambda _done, _total: None,
    )
    done = time.perf_counter()
    count = sum(path.is_file() for path in (folder / "uitgaven").rglob("*"))
    return [
        Step("freeze one quarter", frozen - start, 1, "quarter"),
        Step("publish all regions, every format", done - frozen, count, "files"),
    ]


def memory_mb() -> tuple[float, float]:
    """The most memory that this process, and the largest of its children, held at once."""
    own, children = (
        resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return own, children
