"""Where the cluster of a folder lives, and by which socket it is reached.

The rule: `<var>/postgres`, unless root borrows a user who cannot come there; then a folder under
/var/lib/doorzicht. A socket's path has at most 107 bytes; a longer one moves to a short folder of our own,
which is remembered beside the data. Only folders that this module makes get an owner or rights.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from doorzicht.foundation.errors import Weigering
from doorzicht.infra.postgres import account as accounts
from doorzicht.infra.postgres.account import Account
from doorzicht.infra.postgres.configuration import PORT

SHARED_ROOT = Path("/var/lib/doorzicht")
LONGEST_SOCKET = 107
_NAME_OF_SOCKET = f"/.s.PGSQL.{PORT}.lock"


@dataclass(frozen=True)
class Place:
    """The folders of one cluster and the user it runs as."""

    var: Path
    home: Path
    account: Account

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def log(self) -> Path:
        return self.home / "log" / "postgres.log"

    @property
    def lock(self) -> Path:
        return self.home / "lock"

    @property
    def is_made(self) -> bool:
        """Is there a cluster here already."""
        return _is_there(self.data)

    def major(self) -> int | None:
        """The version that the cluster was made with."""
        try:
            return int((self.data / "PG_VERSION").read_text(encoding="utf-8").strip().split(".")[0])
        except (FileNotFoundError, NotADirectoryError):
            return None
        except PermissionError:
            raise self._not_ours() from None

    def socket(self) -> Path:
        """The folder of the socket; the same answer in every program, as long as it is usable."""
        inside = self.home / "socket"
        if _fits(inside):
            return inside
        remembered = self._remembered()
        if remembered is not None and self._is_usable(remembered):
            return remembered
        return self._remember(self._short_folder())

    def make(self) -> None:
        """Make what is missing of our folders; leave all others as they are."""
        _make_home(self.home)
        self._say_whose()
        self.make_private(self.log.parent)
        socket = self.socket()
        self.make_private(socket, 0o711 if socket.parent == self.home else 0o700)
        if socket.parent != self.home and not self._is_usable(socket):
            raise Weigering(
                "Iemand anders nam de map voor de socket van de database in.",
                "Haal die map weg of zet DOORZICHT_VAR op een map met een korter pad.",
                str(socket),
            )

    def make_private(self, folder: Path, mode: int = 0o700) -> None:
        """A folder of the server's user, made by us."""
        try:
            folder.mkdir(mode=0o700)
        except FileExistsError:
            return
        self.give(folder)
        folder.chmod(mode)

    def give(self, path: Path) -> None:
        """Hand what we just made to the server's user."""
        if os.geteuid() == 0 and self.account.uid != 0:
            os.chown(path, self.account.uid, self.account.gid, follow_symlinks=False)

    def _say_whose(self) -> None:
        """A cluster that lives elsewhere says which folder it belongs to."""
        note = self.home / "hoort-bij"
        if self.home.parent != self.var and not note.exists():
            note.write_text(f"{self.var}\n", encoding="utf-8")

    def _remembered(self) -> Path | None:
        """What this very cluster chose; a copy of its folder elsewhere must not share the socket."""
        try:
            socket, home = (self.home / "socketmap").read_text(encoding="utf-8").splitlines()
        except (OSError, ValueError):
            return None
        return Path(socket) if home == str(self.home) else None

    def _remember(self, folder: Path) -> Path:
        """First come, first kept: two programs that choose at once end with the same folder."""
        _make_home(self.home)
        aside = self.home / f"socketmap.{secrets.token_hex(4)}"
        aside.write_text(f"{folder}\n{self.home}\n", encoding="utf-8")
        remembered = self._remembered()
        if remembered is not None and self._is_usable(remembered):
            aside.unlink()
            return remembered
        aside.replace(self.home / "socketmap")
        return folder

    def _short_folder(self) -> Path:
        """A name that follows from the place; another one where somebody else took that."""
        name = f"doorzicht-{_digest(self.home)}"
        for parent in (Path("/tmp"), Path(os.environ.get("XDG_RUNTIME_DIR", "/tmp"))):  # noqa: S108 - 0700, checked
            if os.access(parent, os.W_OK | os.X_OK):
                first, other = parent / name, parent / f"{name}-{secrets.token_hex(4)}"
                return first if self._is_usable(first) else other
        raise Weigering(
            "Er is geen plek voor de socket van de database: het pad van de map is te lang.",
            "Zet DOORZICHT_VAR op een map met een korter pad, of geef schrijfrecht op /tmp.",
            str(self.home),
        )

    def _is_usable(self, folder: Path) -> bool:
        """Not there yet, or a folder of the server's user where no other user comes."""
        if not _fits(folder):
            return False
        try:
            facts = folder.lstat()
        except FileNotFoundError:
            return True
        is_private = stat.S_ISDIR(facts.st_mode) and not stat.S_IMODE(facts.st_mode) & 0o077
        return is_private and facts.st_uid == self.account.uid

    def _not_ours(self) -> Weigering:
        return Weigering(
            "De database hoort bij een andere gebruiker van deze machine.",
            "Start haar als die gebruiker of als root: `doorzicht database start`.",
            str(self.home),
        )


def find(var: Path, environment: Mapping[str, str]) -> Place:
    """The place of the cluster of this folder; makes the folder itself when it is not there."""
    var = Path(os.path.realpath(var))
    var.mkdir(parents=True, exist_ok=True)
    near = var / "postgres"
    if os.geteuid() != 0:
        return Place(var, near, accounts.current())
    for home in (near, _far(var)):
        if _is_there(home / "data"):
            return Place(var, home, accounts.owner_of(home / "data"))
    borrowed = accounts.borrowed_by_root(environment)
    return Place(var, near if borrowed.can_pass(var) else _far(var), borrowed)


def _far(var: Path) -> Path:
    return SHARED_ROOT / _digest(var)


def _digest(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:16]


def _is_there(data: Path) -> bool:
    return data.is_dir() and not data.is_symlink()


def _fits(folder: Path) -> bool:
    return len(os.fsencode(f"{folder}{_NAME_OF_SOCKET}")) <= LONGEST_SOCKET


def _make_home(home: Path) -> None:
    """Our own folder: others may pass to the socket, not look around."""
    for folder in (home.parent, home):
        try:
            folder.mkdir(mode=0o700, parents=True)
        except FileExistsError:
            continue
        folder.chmod(0o711 if folder == home else 0o755)


def remove(path: Path) -> None:
    """Take away what we made, file or folder."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
