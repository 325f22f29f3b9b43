"""The program as a person starts it: its own folder, its own database, real processes."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

PROGRAMMA = (sys.executable, "-c", "from doorzicht.config.cli import main; main()")


@dataclass(frozen=True)
class Werkplek:
    """A folder in which the program has its own database and files."""

    var: Path

    @property
    def omgeving(self) -> dict[str, str]:
        """The environment of the program; nothing of the tests' own."""
        eigen = {"DOORZICHT_VAR": str(self.var), "DOORZICHT_SLEUTELBESTAND": str(self.var / "sleutels.json")}
        return {**os.environ, **eigen, "DOORZICHT_DEMO": "ja"}

    def start(self, *woorden: str) -> subprocess.Popen[str]:
        """Start the program and do not wait."""
        return subprocess.Popen(
            [*PROGRAMMA, *woorden],
            env=self.omgeving,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def doe(self, *woorden: str, seconden: int = 240) -> subprocess.CompletedProcess[str]:
        """Run the program to its end."""
        return subprocess.run(
            [*PROGRAMMA, *woorden],
            env=self.omgeving,
            capture_output=True,
            text=True,
            timeout=seconden,
            check=False,
        )


@pytest.fixture(scope="session")
def demo() -> Iterator[Werkplek]:
    """A place where `doorzicht demo` was done; open to the user of the database server, and gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="doorzicht-") as map_:
        Path(map_).chmod(0o755)
        werkplek = Werkplek(Path(map_) / "var")
        gedaan = werkplek.doe("demo")
        try:
            assert gedaan.returncode == 0, gedaan.stderr
            yield werkplek
        finally:
            werkplek.doe("database", "stop")
