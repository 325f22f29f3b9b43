"""Clusters in folders of their own, each with the programs asked for; all are stopped and taken away."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from doorzicht.foundation.errors import Weigering
from doorzicht.infra.postgres import Cluster, binaries


@pytest.fixture(scope="module", params=["gevonden", "ingebouwd"])
def source(request: pytest.FixtureRequest) -> str:
    """Both kinds of programs, where this machine has them."""
    try:
        binaries.find({"DOORZICHT_POSTGRES": request.param})
    except Weigering:
        pytest.skip(f"no PostgreSQL of the kind {request.param}")
    return str(request.param)


@pytest.fixture
def environment(source: str) -> dict[str, str]:
    return {"DOORZICHT_POSTGRES": source}


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that every user can reach (pytest's own are for one user only)."""
    yield from open_folder()


def open_folder() -> Iterator[Path]:
    made = Path(tempfile.mkdtemp(prefix="dz-", dir="/tmp"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made, ignore_errors=True)


@pytest.fixture
def cluster_at() -> Iterator[Callable[[Path, dict[str, str]], Cluster]]:
    """Clusters by folder; ended when the test ends, however it ends."""
    made: list[Cluster] = []

    def at(var: Path, environment: dict[str, str] | None = None) -> Cluster:
        made.append(Cluster.at(var, environment or {}))
        return made[-1]

    yield at
    for cluster in made:
        end(cluster)


def end(cluster: Cluster) -> None:
    cluster.stop()
    where = cluster.status()
    shutil.rmtree(where.home, ignore_errors=True)
    if where.socket.parent != where.home:
        shutil.rmtree(where.socket, ignore_errors=True)


@pytest.fixture(scope="module")
def running(source: str) -> Iterator[Cluster]:
    """A cluster that runs, for tests that only ask it something."""
    for folder in open_folder():
        cluster = Cluster.at(folder / "var", {"DOORZICHT_POSTGRES": source})
        cluster.ensure_running()
        yield cluster
        end(cluster)


@pytest.fixture
def cluster(folder: Path, environment: dict[str, str], cluster_at: Callable[..., Cluster]) -> Cluster:
    return cluster_at(folder / "var", environment)


@pytest.fixture
def plain(folder: Path, cluster_at: Callable[..., Cluster]) -> Cluster:
    """A cluster with the programs that this machine would choose, where the kind does not matter."""
    return cluster_at(folder / "var")


@pytest.fixture
def as_root() -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can lend the server to another user")
