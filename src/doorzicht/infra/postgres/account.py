"""The user the server runs as, and what that user can reach.

PostgreSQL refuses to run as root, so root borrows an unprivileged user. Reach is worked out from the
rights of each folder on the way; nothing here changes any of them.
"""

from __future__ import annotations

import grp
import os
import pwd
import stat
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from doorzicht.foundation.errors import Weigering

_READ, _WRITE, _PASS = 4, 2, 1


@dataclass(frozen=True)
class Account:
    """A user of this machine, with its groups."""

    name: str
    uid: int
    gid: int
    groups: frozenset[int]

    def can_pass(self, folder: Path) -> bool:
        """May this user come into the folder: x on it and on all its parents."""
        way = [folder, *folder.parents]
        return all(self._has(step, _PASS) for step in way)

    def can_read(self, path: Path) -> bool:
        """May this user read the file at its real place."""
        real = Path(os.path.realpath(path))
        return self.can_pass(real.parent) and self._has(real, _READ)

    def can_write(self, folder: Path) -> bool:
        """May this user put files in the folder at its real place."""
        real = Path(os.path.realpath(folder))
        return self.can_pass(real) and self._has(real, _WRITE)

    def can_execute(self, path: Path) -> bool:
        """May this user run the file at its real place."""
        real = Path(os.path.realpath(path))
        return self.can_pass(real.parent) and self._has(real, _PASS)

    def _has(self, path: Path, right: int) -> bool:
        if self.uid == 0:
            return True
        try:
            facts = path.stat()
        except OSError:
            return False
        if facts.st_uid == self.uid:
            shift = 6
        elif facts.st_gid in self.groups:
            shift = 3
        else:
            shift = 0
        return bool(stat.S_IMODE(facts.st_mode) >> shift & right)

    def run(self, command: Sequence[str], folder: Path, limit: float) -> subprocess.CompletedProcess[str]:
        """Run a program of the server as this user in a folder, in English and without our surroundings."""
        lent = os.geteuid() == 0 and self.uid != 0
        return subprocess.run(  # noqa: S603 - a program found by binaries.py, no shell
            command,
            cwd=folder,
            env=_surroundings(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            timeout=limit,
            umask=0o077,
            check=False,
            user=self.uid if lent else None,
            group=self.gid if lent else None,
            extra_groups=sorted(self.groups) if lent else None,
        )


def current() -> Account:
    """The user of this process."""
    return _by_uid(os.geteuid())


def owner_of(path: Path) -> Account:
    """The user who owns a file or folder."""
    return _by_uid(path.stat().st_uid)


def borrowed_by_root(environment: Mapping[str, str]) -> Account:
    """The unprivileged user that root runs the server as: the setting, else postgres, else nobody."""
    wanted = environment.get("DOORZICHT_POSTGRES_GEBRUIKER", "")
    for name in [wanted] if wanted else ["postgres", "nobody"]:
        try:
            account = _by_entry(pwd.getpwnam(name))
        except KeyError:
            continue
        if account.uid != 0:
            return account
    raise Weigering(
        f"Er is geen gewone gebruiker {wanted or 'postgres of nobody'} om de database onder te draaien.",
        "Noem een bestaande gebruiker zonder rootrechten in DOORZICHT_POSTGRES_GEBRUIKER.",
        "database",
    )


def _by_uid(uid: int) -> Account:
    try:
        return _by_entry(pwd.getpwuid(uid))
    except KeyError:
        raise Weigering(
            f"Gebruiker {uid} heeft geen naam op deze machine; PostgreSQL wil daar niet onder draaien.",
            "Draai doorzicht als een gebruiker die in /etc/passwd staat.",
            "database",
        ) from None


def _by_entry(entry: pwd.struct_passwd) -> Account:
    groups = {group.gr_gid for group in grp.getgrall() if entry.pw_name in group.gr_mem}
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid, frozenset(groups | {entry.pw_gid}))


def _surroundings() -> dict[str, str]:
    """Nothing of the caller: no PG* settings, no language, no home folder."""
    return {"PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}
