"""A folder or a file is the old one or the new one, also when the writer is killed."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from doorzicht.infra.files import NewFile, read_or_create_secret, replace_folder, write_private_file

WRITER = """
import sys
from pathlib import Path
from doorzicht.infra.files import replace_folder
folder = Path(sys.argv[1])
print("ready", flush=True)
version = 0
while True:
    version += 1
    replace_folder(folder, {f"{name}.txt": str(version).encode() * 2000 for name in range(20)})
"""


def versions(folder: Path) -> set[bytes]:
    return {file.read_bytes()[:200] for file in folder.iterdir()}


def test_a_folder_is_replaced_as_a_whole(tmp_path: Path) -> None:
    folder = tmp_path / "uitgave"
    replace_folder(folder, {"a": b"1", "b": b"1"})
    replace_folder(folder, {"a": b"2", "c": b"2"})

    assert {file.name: file.read_bytes() for file in folder.iterdir()} == {"a": b"2", "c": b"2"}
    assert [path.name for path in tmp_path.iterdir()] == ["uitgave"]


@pytest.mark.parametrize("ronde", range(5))
def test_a_killed_writer_leaves_one_version_and_the_next_one_clears_up(tmp_path: Path, ronde: int) -> None:
    folder = tmp_path / "uitgave"
    replace_folder(folder, {f"{name}.txt": b"0" * 2000 for name in range(20)})
    with subprocess.Popen([sys.executable, "-c", WRITER, str(folder)], stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(0.02 + 0.013 * ronde)
        os.kill(writer.pid, signal.SIGKILL)

    assert len(list(folder.iterdir())) == 20
    assert len({content[:50] for content in versions(folder)}) == 1

    replace_folder(folder, {"a": b"1"})
    assert [path.name for path in tmp_path.iterdir()] == ["uitgave"]


def test_a_file_that_cannot_be_written_leaves_the_old_one(tmp_path: Path) -> None:
    target = tmp_path / "rapport.pdf"
    write_private_file(target, b"oud")

    with pytest.raises(TypeError):
        write_private_file(target, "no bytes")  # type: ignore[arg-type]

    assert target.read_bytes() == b"oud"
    assert [path.name for path in tmp_path.iterdir()] == ["rapport.pdf"]


def test_a_new_file_is_claimed_at_once_and_is_gone_when_nothing_was_written(tmp_path: Path) -> None:
    path = tmp_path / "verslag.csv"
    with NewFile(path):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        with pytest.raises(FileExistsError):
            NewFile(path)
    assert list(tmp_path.iterdir()) == []

    with NewFile(path) as made:
        made.write(b"rij")
    assert path.read_bytes() == b"rij"


def test_a_new_file_takes_away_nothing_of_another(tmp_path: Path) -> None:
    path = tmp_path / "verslag.csv"
    with NewFile(path):
        path.unlink()
        path.write_bytes(b"van een ander")
    assert path.read_bytes() == b"van een ander"


def test_a_secret_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "geheim"

    assert read_or_create_secret(path, "een") == "een"
    assert read_or_create_secret(path, "twee") == "een"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
