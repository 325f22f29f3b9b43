"""A killed server, or a killed starter, leaves nothing that blocks the next start."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from doorzicht.infra.postgres import processes

STARTER = """
import json, sys
from pathlib import Path
from doorzicht.infra.postgres import Cluster
cluster = Cluster.at(Path(sys.argv[1]), json.loads(sys.argv[2]))
cluster.ensure_running()
sys.stdout.write(str(cluster.status().pid))
"""


def start_elsewhere(folder: Path, source: str) -> subprocess.Popen[str]:
    """Another program that starts the cluster."""
    command = [sys.executable, "-c", STARTER, str(folder / "var"), f'{{"DOORZICHT_POSTGRES": "{source}"}}']
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def kill_server(cluster) -> int:
    pid = cluster.status().pid
    os.kill(pid, signal.SIGKILL)
    assert processes.wait_until(lambda: cluster.status().pid is None, 20)
    return pid


def answers(cluster) -> bool:
    with cluster.ensure_running() and cluster.address.connect() as connection:
        return connection.execute("SELECT 1").fetchone() == (1,)


def test_a_killed_server_comes_up_with_what_it_acknowledged(cluster):
    cluster.ensure_running()
    with cluster.address.connect() as connection:
        connection.execute("CREATE TABLE merk AS SELECT 7 AS getal")
    killed = kill_server(cluster)
    start = time.monotonic()
    cluster.ensure_running()
    assert time.monotonic() - start < 10
    assert cluster.status().pid != killed
    with cluster.address.connect() as connection:
        assert connection.execute("SELECT getal FROM merk").fetchone() == (7,)


def test_the_number_of_a_dead_server_may_belong_to_another_program(plain):
    plain.ensure_running()
    kill_server(plain)
    mark = plain.status().home / "data/postmaster.pid"
    lines = mark.read_text("utf-8").splitlines()
    mark.write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n", "utf-8")
    assert answers(plain)


def test_a_folder_deleted_under_a_running_server_gives_way_to_a_new_one(plain):
    plain.ensure_running()
    stray = plain.status().pid
    shutil.rmtree(plain.status().home)
    assert answers(plain)
    assert plain.status().pid != stray
    assert not is_alive(stray)


def is_alive(pid: int) -> bool:
    """A process that ended may stand in the list a while longer, as a zombie that nobody has collected."""
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.parametrize("content", ["", "geen getal\n", "999999999\n"])
def test_a_broken_mark_of_a_dead_server_is_void(plain, content):
    plain.ensure_running()
    plain.stop()
    (plain.status().home / "data/postmaster.pid").write_text(content, "utf-8")
    assert answers(plain)


def test_a_server_that_lost_its_socket_is_started_anew(plain):
    plain.ensure_running()
    for rest in plain.status().socket.iterdir():
        rest.unlink()
    assert answers(plain)


def test_children_of_a_killed_server_are_waited_for(plain):
    plain.ensure_running()
    busy = plain.address.connect()
    busy.execute("SELECT 1")
    kill_server(plain)
    assert answers(plain)
    busy.close()


@pytest.mark.parametrize("moment", [0.3, 0.7, 1.2, 1.5])
def test_a_starter_may_be_killed_at_any_moment(cluster, folder, source, moment):
    starter = start_elsewhere(folder, source)
    time.sleep(moment)
    starter.kill()
    starter.communicate(timeout=20)
    assert answers(cluster)
    leftovers = [path.name for path in cluster.status().home.glob("data.*")]
    cluster.stop()
    assert answers(cluster)
    assert len(leftovers) <= 1  # a maker that was cut off may still be at work in it


def test_programs_that_start_at_once_share_one_server(cluster, folder, source):
    starters = [start_elsewhere(folder, source) for _ in range(4)]
    found = {starter.communicate(timeout=120)[0] for starter in starters}
    assert [starter.returncode for starter in starters] == [0, 0, 0, 0]
    assert found == {str(cluster.status().pid)}
