"""Going back to a moment: what was committed before it is there, what came after is not, and a moment that cannot be
reached changes nothing."""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from doorzicht.foundation.errors import Weigering
from doorzicht.infra.postgres import archive


@pytest.fixture
def keeping(environment, folder):
    """A cluster that keeps every change, in a folder with a name that a shell could misread."""
    return environment | {archive.SETTING: str(folder / "bewaard 100% 'alles'")}


@pytest.fixture
def kept(folder):
    """The same, with the first programs that this machine has."""
    return {archive.SETTING: str(folder / "bewaard")}


def write(cluster, text: str) -> datetime:
    """Commit a row, and return a moment just after it."""
    with cluster.address.connect() as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS daad (wat text)")
        connection.execute("INSERT INTO daad VALUES (%s)", [text])
    time.sleep(0.05)
    return timezone.now()


def deeds(cluster) -> list[str]:
    with cluster.address.connect() as connection:
        return [what for (what,) in connection.execute("SELECT wat FROM daad ORDER BY wat")]


def base_of(cluster, folder: Path) -> Path:
    target = folder / "basis"
    archive.make_base(cluster.server(), target)
    return target


def test_after_going_back_only_what_came_before_the_moment_is_there(folder, keeping, cluster_at):
    cluster = cluster_at(folder / "var", keeping)
    cluster.ensure_running()
    write(cluster, "1 voor de basis")
    base = base_of(cluster, folder)
    moment = write(cluster, "2 voor het moment")
    time.sleep(0.05)
    write(cluster, "3 na het moment")

    cluster.go_back(base, moment)

    assert deeds(cluster) == ["1 voor de basis", "2 voor het moment"]
    write(cluster, "4 daarna")
    cluster.stop()
    cluster.ensure_running()
    assert deeds(cluster) == ["1 voor de basis", "2 voor het moment", "4 daarna"]
    assert not (folder / "var" / "postgres" / "data.terug").exists()


def test_a_moment_that_never_came_is_refused_and_everything_stands_as_it_did(folder, kept, cluster_at):
    cluster = cluster_at(folder / "var", kept)
    cluster.ensure_running()
    write(cluster, "1")
    base = base_of(cluster, folder)
    write(cluster, "2")

    with pytest.raises(Weigering, match="niet te bereiken"):
        cluster.go_back(base, timezone.now() + timedelta(days=1))

    assert deeds(cluster) == ["1", "2"]
    (base / "PG_VERSION").write_text("99\n")
    with pytest.raises(Weigering, match="pg_verifybackup lukte niet"):
        archive.check_base(cluster.server(), base)


def test_without_keeping_changes_there_is_no_way_back_to_a_moment(folder, cluster_at):
    cluster = cluster_at(folder / "var", {})
    with pytest.raises(Weigering, match="niet bewaard"):
        cluster.go_back(folder, timezone.now())
