"""Copies a whole database to a file and back, and proves a copy by putting it back beside the real one.

Works as a role that row-level security does not stop, with the server's own client programs. A copy is put back under
another name first, and takes the place of the old database in one step. Errors never carry a row.
"""

from __future__ import annotations

import os
import secrets
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

from doorzicht.foundation.errors import Weigering

_LIMIT = 6 * 3600
_TABLES = """
    SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind = 'r' AND n.nspname = 'public' ORDER BY c.relname
"""


@dataclass(frozen=True)
class Server:
    """How to reach a server as a role that sees every row, which database is meant, and where the programs are."""

    host: str
    port: str
    user: str
    password: str
    database: str
    programs: Path

    @contextmanager
    def connect(self, database: str) -> Iterator[psycopg.Connection]:
        """A connection that commits each statement."""
        with psycopg.connect(
            host=self.host,
            port=self.port,
            user=self.user,
            password=self.password or None,
            dbname=database,
            autocommit=True,
        ) as connection:
            yield connection

    def run(self, program: str, *options: str) -> None:
        """Run a client program on this server; raises Weigering with the gist of what it said."""
        self.check(program, "--no-password", *options)

    def check(self, program: str, *options: str) -> None:
        """Run a program that may need no server at all."""
        reach = {"PGHOST": self.host, "PGPORT": self.port, "PGUSER": self.user, "PGPASSWORD": self.password}
        done = subprocess.run(  # noqa: S603 - a program found by binaries.py, no shell
            [str(self.programs / program), *options],
            env=os.environ | reach | {"LC_ALL": "C"},
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_LIMIT,
            check=False,
        )
        if done.returncode:
            raise Weigering(
                f"{program} lukte niet: {_gist(done.stderr)}",
                "Verhelp dit en probeer het opnieuw; er is niets veranderd.",
                "database",
            )


def dump(server: Server, target: Path) -> Mapping[str, int]:
    """Write the database to a file, and return how many rows each table has in it, of the very same moment."""
    with server.connect(server.database) as connection, connection.transaction():
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        snapshot = _single(connection, "SELECT pg_export_snapshot()")
        os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        options = ("--format=custom", "--compress=3", "--lock-wait-timeout=60000", f"--snapshot={snapshot}")
        server.run("pg_dump", *options, f"--file={target}", server.database)
        return _counts(connection)


def counts(server: Server, database: str) -> Mapping[str, int]:
    """How many rows each table of a database has."""
    with server.connect(database) as connection:
        return _counts(connection)


def put_beside(server: Server, source: Path, owner: str, readers: tuple[str, ...]) -> str:
    """Put a copy back in a new database beside the others, and return its name; gone again when it fails."""
    fresh = f"{server.database}_nieuw_{secrets.token_hex(4)}"
    names = {"fresh": sql.Identifier(fresh), "owner": sql.Identifier(owner)}
    with server.connect("postgres") as connection:
        connection.execute(sql.SQL("CREATE DATABASE {fresh} OWNER {owner}").format(**names))
        connection.execute(sql.SQL("REVOKE ALL ON DATABASE {fresh} FROM PUBLIC").format(**names))
        for reader in readers:
            grant = sql.SQL("GRANT CONNECT ON DATABASE {} TO {}")
            connection.execute(grant.format(sql.Identifier(fresh), sql.Identifier(reader)))
    try:
        server.run("pg_restore", "--exit-on-error", "--jobs=2", f"--dbname={fresh}", str(source))
    except BaseException:
        drop(server, fresh)
        raise
    return fresh


def take_its_place(server: Server, fresh: str) -> str:
    """Make `fresh` the database that everybody uses, in one step; returns the name the old one has now."""
    old = f"{server.database}_oud_{secrets.token_hex(4)}"
    rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
    with server.connect("postgres") as connection:
        _end_connections(connection, server.database, fresh)
        with connection.transaction():
            connection.execute(rename.format(sql.Identifier(server.database), sql.Identifier(old)))
            connection.execute(rename.format(sql.Identifier(fresh), sql.Identifier(server.database)))
    return old


def drop(server: Server, database: str) -> None:
    """Take a database away for good."""
    with server.connect("postgres") as connection:
        connection.execute(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(database))
        )


def _end_connections(connection: psycopg.Connection, *databases: str) -> None:
    """Who is at work in them is cut off: a database cannot change its name under somebody."""
    connection.execute(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = ANY(%s)",
        [list(databases)],
    )


def _counts(connection: psycopg.Connection) -> dict[str, int]:
    tables = [str(row[0]) for row in connection.execute(_TABLES)]
    count = sql.SQL("SELECT count(*) FROM {}")
    return {
        table: int(_single(connection, count.format(sql.Identifier("public", table)))) for table in tables
    }


def _single(connection: psycopg.Connection, query: sql.Composed | str) -> str:
    row = connection.execute(query).fetchone()
    return str(row[0]) if row else ""


def _gist(said: str) -> str:
    """The first error without what stands after it: a detail can quote a row."""
    errors = [line for line in said.splitlines() if "error:" in line.lower()]
    return (errors or said.splitlines() or ["geen melding"])[0].split("DETAIL")[0].strip()[:300]
