"""An ordinary user runs the cluster as himself; root and he do not get in each other's way."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

import doorzicht

NOBODY = 65534
PYTHONS = (sys.executable, "/usr/bin/python3")
PACKAGES = os.pathsep.join(str(Path(module.__file__).parent.parent) for module in (doorzicht, psycopg))
STARTER = """
import sys
from pathlib import Path
from doorzicht.infra.postgres import Cluster
cluster = Cluster.at(Path(sys.argv[1]), {"DOORZICHT_POSTGRES": sys.argv[2]})
with cluster.ensure_running().connect() as connection:
    connection.execute("SELECT 1")
sys.stdout.write(cluster.status().account)
"""


def run_as_nobody(python: str, code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [python, "-c", code, *arguments],
        env={"PYTHONPATH": PACKAGES, "PATH": os.environ["PATH"]},
        cwd="/",
        user=NOBODY,
        group=NOBODY,
        extra_groups=[],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture(scope="module")
def python_of_nobody() -> str:
    """A Python that an ordinary user of this machine can run our code with."""
    if os.geteuid() != 0:
        pytest.skip(
            "only root can act as another user; every other test of this folder ran as an ordinary one"
        )
    for python in PYTHONS:
        try:
            if run_as_nobody(python, "import doorzicht.infra.postgres").returncode == 0:
                return python
        except OSError:
            continue
    pytest.skip("an ordinary user cannot reach a Python of this version, or this folder")


def test_he_runs_it_as_himself_and_root_joins_in(python_of_nobody, folder, source, cluster_at):
    var = folder / "var"
    var.mkdir()
    os.chown(var, NOBODY, NOBODY)
    done = run_as_nobody(python_of_nobody, STARTER, str(var), source)
    assert (done.returncode, done.stdout) == (0, "nobody"), done.stderr
    cluster = cluster_at(var)
    first = cluster.status().pid
    cluster.ensure_running()
    assert cluster.status().pid == first
    cluster.stop()
    cluster.ensure_running()
    assert cluster.status().account == "nobody"
    cluster.stop()
    done = run_as_nobody(python_of_nobody, STARTER, str(var), source)
    assert (done.returncode, done.stdout) == (0, "nobody"), done.stderr


def test_he_cannot_start_what_root_made(python_of_nobody, folder, source, cluster_at):
    cluster = cluster_at(folder / "var", {"DOORZICHT_POSTGRES": source})
    cluster.ensure_running()
    cluster.stop()
    done = run_as_nobody(python_of_nobody, STARTER, str(folder / "var"), source)
    assert done.returncode != 0
    assert "hoort bij een andere gebruiker" in done.stderr
