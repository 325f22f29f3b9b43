"""One at a time: a lock on a file, held by the kernel, so that a killed program never leaves it behind."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from doorzicht.foundation.errors import Weigering

_PAUSE = 0.05


@contextmanager
def held(path: Path, limit: float) -> Iterator[None]:
    """Hold the lock; refuse after `limit` seconds, for then something else is the matter."""
    descriptor = os.open(path, os.O_RDONLY | os.O_CREAT | os.O_NOFOLLOW, 0o644)
    try:
        _take(descriptor, path, time.monotonic() + limit)
        yield
    finally:
        os.close(descriptor)


def _take(descriptor: int, path: Path, deadline: float) -> None:
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() > deadline:
                raise Weigering(
                    "Een ander programma houdt het starten of stoppen van de database vast.",
                    "Wacht even en probeer het opnieuw; kijk met `doorzicht database status`.",
                    str(path),
                ) from None
        time.sleep(_PAUSE)
