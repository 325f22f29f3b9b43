"""Which processes work in a data folder, and how to end them.

A PostgreSQL server and all its children have the data folder as their working folder, which tells a
living server from a number in an old postmaster.pid that some other program has got since.
No process that works elsewhere is ever touched.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

from doorzicht.foundation.errors import Weigering

_PAUSE = 0.02


def postmaster(data: Path) -> int | None:
    """The number of the server that runs on this data folder, if it does."""
    try:
        number = int((data / "postmaster.pid").read_text(encoding="utf-8").split("\n")[0])
    except (OSError, ValueError):
        return None
    return number if number in _workers(data) else None


def orphans(data: Path) -> list[int]:
    """Processes of this data folder when its server is gone."""
    return [] if postmaster(data) else _workers(data)


def end_strays(data: Path) -> None:
    """End the server of a data folder that was deleted under it.

    It would notice by itself within a minute, and then take away the socket of the one that came after it.
    """
    deleted = f"{os.path.realpath(data)} (deleted)"
    for kind in (signal.SIGQUIT, signal.SIGKILL):
        for number in _working_in(deleted):
            _send(number, kind)
        if wait_until(lambda: not _working_in(deleted), 5):
            return


def _workers(data: Path) -> list[int]:
    return _working_in(os.path.realpath(data))


def _working_in(home: str) -> list[int]:
    return [
        int(entry.name)
        for entry in Path("/proc").iterdir()
        if entry.name.isdigit() and _works_in(entry, home)
    ]


def _works_in(entry: Path, home: str) -> bool:
    try:
        return str((entry / "cwd").readlink()) == home and "postgres" in (entry / "exe").readlink().name
    except OSError:
        return False  # gone, a zombie, or somebody else's


def end_server(data: Path, limit: float = 60) -> bool:
    """Ask the server to close (running work is broken off), then insist; False when it did not run."""
    number = postmaster(data)
    if number is None:
        return False
    for kind, patience in ((signal.SIGINT, limit), (signal.SIGQUIT, 10.0), (signal.SIGKILL, 10.0)):
        _send(number, kind)
        if wait_until(lambda: postmaster(data) is None, patience):
            break
    end_orphans(data)
    return True


def end_orphans(data: Path) -> None:
    """Wait for the children of a server that was killed, then end them."""
    if wait_until(lambda: not orphans(data), 5):
        return
    for kind in (signal.SIGQUIT, signal.SIGKILL):
        for number in orphans(data):
            _send(number, kind)
        if wait_until(lambda: not orphans(data), 5):
            return


def wait_until(is_so: Callable[[], bool], limit: float) -> bool:
    """Look until it is so, at most `limit` seconds."""
    deadline = time.monotonic() + limit
    while not is_so():
        if time.monotonic() > deadline:
            return False
        time.sleep(_PAUSE)
    return True


def _send(number: int, kind: signal.Signals) -> None:
    try:
        os.kill(number, kind)
    except ProcessLookupError:
        return
    except PermissionError:
        raise Weigering(
            "De database draait onder een andere gebruiker.",
            "Stop haar als die gebruiker of als root.",
            "database",
        ) from None
