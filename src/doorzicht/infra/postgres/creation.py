"""Makes a new cluster, and in it the roles, the database and the extensions.

A cluster is made under a name of its own and put in place in one step: a program that is killed
half-way leaves a folder that the next one sweeps away, never half a cluster.
"""

from __future__ import annotations

import secrets
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import LiteralString

import psycopg
from psycopg import sql

from doorzicht.foundation.errors import Weigering
from doorzicht.infra.postgres.binaries import EXTENSIONS, Binaries
from doorzicht.infra.postgres.configuration import DATABASE, OWNER_ROLE, PORT, ROLE, WEB_ROLE
from doorzicht.infra.postgres.place import Place, remove

_LIMIT = 180.0
# The first that this build knows and this machine has: Dutch order, else plain UTF-8.
_LOCALES = (
    ("--locale-provider=icu", "--icu-locale=nl-NL", "--locale=C.UTF-8"),
    ("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"),
    ("--locale=C.UTF-8",),
    ("--locale=C",),
)


def make_cluster(place: Place, binaries: Binaries) -> None:
    """Make the data folder, whole or not at all."""
    for rest in place.home.glob("data.*"):
        remove(rest)
    said = ""
    for locale in _LOCALES:
        fresh = place.home / f"data.{secrets.token_hex(4)}"
        place.make_private(fresh)
        worked, said = _initdb(place, binaries, fresh, locale)
        if worked:
            fresh.rename(place.data)
            return
        remove(fresh)
    raise Weigering(
        f"PostgreSQL {binaries.version} kon geen database maken: {_last_line(said)}",
        "Kijk of er ruimte op de schijf is, of kies een andere PostgreSQL met DOORZICHT_POSTGRES.",
        str(place.home),
    )


def _initdb(place: Place, binaries: Binaries, fresh: Path, locale: tuple[str, ...]) -> tuple[bool, str]:
    command = [
        binaries.program("initdb"),
        *("-D", fresh.name, "-U", OWNER_ROLE, "--auth=peer", "--encoding=UTF8", "--data-checksums"),
        *("--text-search-config=dutch", *locale),
    ]
    try:
        done = place.account.run(command, place.home, _LIMIT)
    except (OSError, subprocess.TimeoutExpired) as error:
        return False, str(error)
    return done.returncode == 0, done.stdout


def lay_out(socket: Path) -> None:
    """Make role, database and extensions where they are missing; nothing changes the second time."""
    with _connect(socket, "postgres") as connection:
        _make_role(connection, ROLE, "LOGIN CREATEDB")
        _make_role(connection, WEB_ROLE, "LOGIN")
        _make_database(connection)
        _let_in_the_pages(connection)
    for name in ("template1", DATABASE):
        with _connect(socket, name) as connection:
            for extension in EXTENSIONS:
                connection.execute(
                    sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(extension))
                )


def _make_role(connection: psycopg.Connection, name: str, may: LiteralString) -> None:
    if connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name]).fetchone() is None:
        connection.execute(sql.SQL("CREATE ROLE {} " + may).format(sql.Identifier(name)))


def _make_database(connection: psycopg.Connection) -> None:
    if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone() is None:
        names = {"name": sql.Identifier(DATABASE), "owner": sql.Identifier(ROLE)}
        connection.execute(sql.SQL("CREATE DATABASE {name} OWNER {owner}").format(**names))
        connection.execute(sql.SQL("REVOKE ALL ON DATABASE {name} FROM PUBLIC").format(**names))


def _let_in_the_pages(connection: psycopg.Connection) -> None:
    """The pages come in as a role that owns nothing; whoever runs the commands can take its place, not the reverse.

    What a session of theirs asks is kept from view: another one of the same role could read it, values and all.
    """
    names = {"web": sql.Identifier(WEB_ROLE), "owner": sql.Identifier(ROLE), "name": sql.Identifier(DATABASE)}
    connection.execute(sql.SQL("GRANT CONNECT ON DATABASE {name} TO {web}").format(**names))
    connection.execute(sql.SQL("GRANT {web} TO {owner}").format(**names))
    connection.execute(sql.SQL("ALTER ROLE {web} SET track_activities = off").format(**names))


@contextmanager
def _connect(socket: Path, database: str) -> Iterator[psycopg.Connection]:
    """One at a time in each database: what a killed program asked for may still be at work."""
    with psycopg.connect(
        host=str(socket), port=PORT, user=OWNER_ROLE, dbname=database, connect_timeout=10, autocommit=True
    ) as connection:
        connection.execute("SELECT pg_advisory_lock(hashtext('doorzicht.inrichting'))")
        yield connection


def _last_line(said: str) -> str:
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    telling = [line for line in lines if "error" in line.lower() or "fatal" in line.lower()]
    return (telling or lines or ["geen melding"])[-1]
