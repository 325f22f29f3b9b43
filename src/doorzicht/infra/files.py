"""Files that are whole or not there: written aside, flushed to disk, then put in place in one step.

Knows nothing of what is in them.
"""

from __future__ import annotations

import ctypes
import errno
import os
import secrets
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Self

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def read_or_create_secret(path: Path, new: str) -> str:
    """The text of a secret file; made with mode 600 when it is not there, also when two programs start at once."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.{secrets.token_hex(6)}")
    if not path.exists():
        descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as out:
            out.write(new)
            _flush(out.fileno())
        try:
            os.link(aside, path)
        except FileExistsError:
            pass  # another program was first: its secret is the one
        finally:
            aside.unlink()
    return path.read_text(encoding="utf-8")


def write_private_file(path: Path, content: bytes) -> None:
    """Put a file in place that only its owner can read, from its first byte on."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.{secrets.token_hex(6)}")
    try:
        descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as out:
            out.write(content)
            out.flush()
            _flush(out.fileno())
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


class NewFile:
    """A file for its owner alone, that nobody had: made when this is made, and gone again when nothing was written.

    Raises FileExistsError when something stands there, be it a link to nowhere. What is written goes into the file
    that was made, also when another stands in its place by then.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        self._descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        self._is_written = False

    def write(self, content: bytes) -> None:
        """All there is to write."""
        with os.fdopen(os.dup(self._descriptor), "wb") as out:
            out.write(content)
        _flush(self._descriptor)
        self._is_written = True

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if not self._is_written and self._stands_there():
            self.path.unlink()
        os.close(self._descriptor)

    def _stands_there(self) -> bool:
        try:
            return os.path.samestat(self.path.lstat(), os.fstat(self._descriptor))
        except FileNotFoundError:
            return False


def replace_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make `folder` hold exactly these files: whoever looks sees all old ones or all new ones.

    On Linux two folders are exchanged in one step. Where that is not to be had the old folder is
    moved away first; a crash between the two moves leaves `.oud` beside it, and the next call mends it.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    aside = folder.with_name(f".{folder.name}.{secrets.token_hex(6)}")
    aside.mkdir()
    try:
        for name, content in files.items():
            _write_through(aside / name, content)
        _flush_folder(aside)
        if folder.exists():
            _exchange(aside, folder)
        else:
            aside.rename(folder)
        _flush_folder(folder.parent)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    _sweep(folder)


def _sweep(folder: Path) -> None:
    """Remove what writers that were killed left beside the folder."""
    for rest in folder.parent.glob(f".{folder.name}.*"):
        shutil.rmtree(rest, ignore_errors=True)


def _exchange(one: Path, other: Path) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    rename = getattr(libc, "renameat2", None)
    if rename is not None:
        if rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0:
            return
        code = ctypes.get_errno()
        if code not in (errno.ENOSYS, errno.EINVAL):
            raise OSError(code, os.strerror(code), str(other))
    old = other.with_name(f".{other.name}.oud")
    other.rename(old)
    one.rename(other)
    old.rename(one)


def _write_through(path: Path, content: bytes) -> None:
    with path.open("xb") as out:
        out.write(content)
        out.flush()
        _flush(out.fileno())


def _flush(descriptor: int) -> None:
    os.fsync(descriptor)


def _flush_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
