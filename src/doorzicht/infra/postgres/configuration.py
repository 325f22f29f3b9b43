"""The three settings files of the cluster, written anew before each start.

They stand beside the data folder, so that root never writes in a folder of the server's user.
What initdb found out about this machine (memory, language) is read first; ours stands over it.
The server's log names no statement and no value: those can hold personal data.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Sequence
from pathlib import Path

OWNER_ROLE = "doorzicht_beheer"
ROLE = "doorzicht"
WEB_ROLE = "doorzicht_web"
DATABASE = "doorzicht"
PORT = 5432

_SETTINGS = """\
include_if_exists = 'data/postgresql.conf'
listen_addresses = ''
port = {port}
unix_socket_directories = {socket}
unix_socket_permissions = 0777
hba_file = 'pg_hba.conf'
ident_file = 'pg_ident.conf'
max_connections = 80
shared_buffers = 192MB
work_mem = 32MB
maintenance_work_mem = 128MB
fsync = on
synchronous_commit = on
wal_level = minimal
max_wal_senders = 0
max_wal_size = 2GB
checkpoint_timeout = 15min
jit = off
timezone = 'UTC'
log_timezone = 'UTC'
lc_messages = 'C'
log_destination = 'stderr'
logging_collector = off
log_min_messages = log
log_min_error_statement = panic
log_error_verbosity = terse
log_checkpoints = off
"""


def write(home: Path, socket: Path, users: Sequence[str], more: str = "") -> None:
    """Write what the server reads at its start: where it listens, who is let in, as which role; `more` comes last."""
    _put(home / "postgresql.conf", _SETTINGS.format(port=PORT, socket=_quoted(str(socket))) + more)
    _put(home / "pg_hba.conf", "local all all peer map=doorzicht\nlocal replication all peer map=doorzicht\n")
    lines = [f'doorzicht "{user}" {role}\n' for user in users for role in (ROLE, WEB_ROLE, OWNER_ROLE)]
    _put(home / "pg_ident.conf", "".join(lines))


def _put(path: Path, text: str) -> None:
    aside = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    with aside.open("x", encoding="utf-8") as out:  # never through a link that somebody put there
        out.write(text)
        os.fchmod(out.fileno(), 0o644)
    aside.replace(path)


def _quoted(text: str) -> str:
    doubled = text.replace("\\", "\\\\").replace("'", "''")
    return f"'{doubled}'"
