"""Keeps every change of a cluster in a folder, so that one can go back to any moment after a base copy.

Off unless DOORZICHT_WAL_ARCHIEF names a folder: keeping changes costs writing speed and room. A base copy is checked
file by file when it is made. Going back works on a copy of the data; when it fails the data of before stand again.
"""

from __future__ import annotations

import shlex
import shutil
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from doorzicht.foundation.errors import Weigering
from doorzicht.infra.postgres.backup import Server
from doorzicht.infra.postgres.place import Place, remove

SETTING = "DOORZICHT_WAL_ARCHIEF"
_FOR_THE_WAY = ("restore_command", "recovery_target")
_KEEPING = """\
wal_level = replica
max_wal_senders = 4
archive_mode = on
archive_timeout = 60
archive_command = {command}
"""


def folder(environment: Mapping[str, str]) -> Path | None:
    """Where changes are kept, if they are."""
    named = environment.get(SETTING, "")
    if named and not Path(named).is_absolute():
        raise Weigering(f"{SETTING} is geen volledig pad.", "Begin het pad met /.", "instellingen")
    return Path(named) if named else None


def settings(keep_in: Path) -> str:
    """Lines for the settings file: a change counts as kept only when it stands there whole under its own name."""
    there, half = _safe(keep_in, "%f"), _safe(keep_in, "%f.deel")
    command = f"test ! -f {there} && cp %p {half} && sync {half} && mv {half} {there}"
    return _KEEPING.format(command=_quoted(command))


def make_ready(place: Place, keep_in: Path) -> None:
    """The folder, writable for the server's user; raises Weigering when it belongs to somebody else."""
    if not keep_in.exists():
        keep_in.mkdir(parents=True, mode=0o700)
        place.give(keep_in)
    if not place.account.can_write(keep_in):
        raise Weigering(
            f"De gebruiker van de database ({place.account.name}) kan niet schrijven in deze map.",
            f"Geef hem die map, of noem een andere in {SETTING}.",
            str(keep_in),
        )


def make_base(server: Server, target: Path) -> None:
    """A base copy of the whole cluster, proved file by file."""
    server.run(
        "pg_basebackup", "--format=plain", "--wal-method=stream", "--checkpoint=fast", f"--pgdata={target}"
    )
    check_base(server, target)


def check_base(server: Server, base: Path) -> None:
    """Every file of a base copy is as it was when it was made; raises Weigering when one is not."""
    server.check("pg_verifybackup", "--quiet", str(base))


def lay_ready(place: Place, base: Path, keep_in: Path, moment: datetime) -> Path:
    """A fresh data folder beside the old one, that will run up to a moment when it is started; returns the folder."""
    fresh = place.home / "data.moment"
    remove(fresh)
    shutil.copytree(base, fresh, ignore=shutil.ignore_patterns("backup_manifest", "postmaster.pid"))
    until = moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f+00")
    lines = {
        "restore_command": f"cp {_safe(keep_in, '%f')} %p",
        "recovery_target_time": until,
        "recovery_target_action": "promote",
    }
    with (fresh / "postgresql.auto.conf").open("a", encoding="utf-8") as out:
        out.writelines(f"{name} = {_quoted(value)}\n" for name, value in lines.items())
    (fresh / "recovery.signal").touch()
    for path in [fresh, *fresh.rglob("*")]:
        place.give(path)
    fresh.chmod(0o700)
    return fresh


def forget_the_way(data: Path) -> None:
    """Take out of the settings what was for going back only."""
    path = data / "postgresql.auto.conf"
    kept = [line for line in path.read_text("utf-8").splitlines() if not line.startswith(_FOR_THE_WAY)]
    path.write_text("".join(f"{line}\n" for line in kept), encoding="utf-8")


def _safe(folder: Path, name: str) -> str:
    """A path for the shell of the server: `name` holds what PostgreSQL fills in, any % of the folder is doubled."""
    return shlex.quote(f"{folder}/".replace("%", "%%") + name)


def _quoted(text: str) -> str:
    doubled = text.replace("\\", "\\\\").replace("'", "''")
    return f"'{doubled}'"
