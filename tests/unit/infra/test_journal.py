"""A file that only grows: whole lines come back, a line that a crash cut off does not, and only its owner reads it."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from doorzicht.infra.journal import append_line, read_lines


def test_lines_come_back_in_order_and_a_missing_file_is_empty(tmp_path: Path):
    path = tmp_path / "diep" / "kop"
    assert read_lines(path) == []

    append_line(path, "een")
    append_line(path, "twéé")

    assert read_lines(path) == ["een", "twéé"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_line_that_was_cut_off_is_left_out_and_the_next_one_stands_by_itself(tmp_path: Path):
    path = tmp_path / "kop"
    append_line(path, "een")
    with path.open("ab") as out:
        out.write(b"tw")

    assert read_lines(path) == ["een"]
    append_line(path, "drie")
    assert read_lines(path) == ["een", "tw", "drie"]


def test_a_line_is_on_the_disk_before_the_writer_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    gedaan: list[str] = []
    schrijf, spoel = os.write, os.fsync
    monkeypatch.setattr(os, "write", lambda *args: (gedaan.append("write"), schrijf(*args))[1])
    monkeypatch.setattr(os, "fsync", lambda *args: (gedaan.append("fsync"), spoel(*args))[1])

    append_line(tmp_path / "kop", "een")

    assert gedaan == ["write", "fsync", "fsync"], "the line, then the folder that the file is new in"


def test_a_full_disk_is_an_error_and_never_a_promise(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(os, "write", lambda _descriptor, text: len(text) - 1)

    with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)):
        append_line(tmp_path / "kop", "een")
