"""The one file that is read: opened once, a plain file only, and the same from the first byte read to the last.

Every pass reads the descriptor that was opened, never the path again. A pipe, a device or a folder is refused without
waiting for it, a file over the limit before it is read. Nothing is copied to disk.
"""

from __future__ import annotations

import hashlib
import io
import os
import stat
import weakref
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from doorzicht.foundation.errors import Weigering

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_PIECE = 1 << 20
_FLAGS = os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY


class Source:
    """An opened file; it is closed when nobody holds it any more."""

    def __init__(self, path: Path) -> None:
        self.name = path.name
        try:
            self._descriptor = os.open(path, _FLAGS)
        except (OSError, ValueError) as fout:
            raise Weigering(
                "Het bestand is niet te openen.", "Controleer de naam en de rechten.", self.name
            ) from fout
        weakref.finalize(self, os.close, self._descriptor)
        found = os.fstat(self._descriptor)
        if not stat.S_ISREG(found.st_mode):
            raise Weigering(
                "Dit is geen gewoon bestand.",
                "Sla de gegevens op als bestand en lees dat bestand in.",
                self.name,
            )
        self._first = self._state()

    @property
    def size(self) -> int:
        """In bytes, when it was opened."""
        return self._first[0]

    def check_size(self, limit: int) -> None:
        """Raises Weigering for a file over this many bytes, or over the setting."""
        limit = min(limit, _limit_of_setting())
        if self.size > limit:
            raise Weigering(
                f"Het bestand is groter dan {limit // 1_000_000} MB.",
                "Controleer of dit de goede export is, of verdeel hem over meer bestanden.",
                self.name,
            )

    def start(self, size: int) -> bytes:
        """The first bytes."""
        return os.pread(self._descriptor, size, 0)

    def content(self) -> bytes:
        """All of it."""
        content = b"".join(self.pieces())
        self.check_unchanged(len(content))
        return content

    def pieces(self) -> Iterator[bytes]:
        """All of it, piece by piece; never more than it was when it was opened."""
        place = 0
        while place < self.size and (
            piece := os.pread(self._descriptor, min(_PIECE, self.size - place), place)
        ):
            place += len(piece)
            yield piece

    def read_pass(self) -> ReadPass:
        """A new pass, for a reader of text."""
        return ReadPass(self)

    def check_unchanged(self, size: int, same_content: bool = True) -> None:
        """Raises Weigering when the file is not what it was; `size` is what was read of it."""
        if size != self.size or self._state() != self._first or not same_content:
            raise self.changed()

    def changed(self) -> Weigering:
        """The refusal of a file that somebody else writes to."""
        return Weigering(
            "Het bestand veranderde tijdens het lezen.",
            "Wacht tot het klaar is, of maak een kopie en lees die in.",
            self.name,
        )

    def _state(self) -> tuple[int, int]:
        found = os.fstat(self._descriptor)
        return found.st_size, found.st_mtime_ns


class ReadPass(io.RawIOBase):
    """Reads a Source from its first byte and keeps the hash of what it gave."""

    def __init__(self, source: Source) -> None:
        super().__init__()
        self._source = source
        self._pieces = source.pieces()
        self._rest = memoryview(b"")
        self._digest = hashlib.sha256()
        self._given = 0

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Some bytes into the buffer; 0 at the end."""
        if not self._rest:
            piece = next(self._pieces, b"")
            self._digest.update(piece)
            self._given += len(piece)
            self._rest = memoryview(piece)
        target = memoryview(buffer).cast("B")
        size = min(len(target), len(self._rest))
        target[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size

    def check(self, sha256: str) -> None:
        """After the last byte: raises Weigering when this pass read something else than the one with this hash."""
        self._source.check_unchanged(self._given, self._digest.hexdigest() == sha256)


def _limit_of_setting() -> int:
    text = str(settings.MAX_INVOER_MB)
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 1_000_000):
        raise Weigering(
            "De instelling DOORZICHT_MAX_INVOER_MB klopt niet.", "Geef een heel getal, zoals 500."
        )
    return int(text) * 1_000_000
