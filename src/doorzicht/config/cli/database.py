"""`doorzicht database`: start, stop and look at the embedded PostgreSQL, and bring its tables up to date.

With DATABASE_URL the server is somebody else's: it is looked at and migrated, never started or stopped.
"""

from __future__ import annotations

import os
from typing import Any

import click
from django.conf import settings
from django.db import connection
from django.db.utils import OperationalError

from doorzicht.config.cli.output import emit, json_option
from doorzicht.config.layout import migrate
from doorzicht.config.start import ensure_database
from doorzicht.foundation.errors import Weigering
from doorzicht.infra.postgres import Cluster


@click.group()
def database() -> None:
    """Start, stop en bekijk de ingebouwde database."""


@database.command()
@json_option
def start(as_json: bool) -> None:
    """Start de database, en maak haar als ze er nog niet is."""
    cluster = _embedded()
    cluster.ensure_running()
    emit(_facts(cluster), "De database loopt.", as_json=as_json)


@database.command()
@json_option
def stop(as_json: bool) -> None:
    """Stop de database; de gegevens blijven bewaard."""
    cluster = _embedded()
    was_running = cluster.stop()
    text = "De database is gestopt." if was_running else "De database liep niet."
    emit({**_facts(cluster), "gestopt": was_running}, text, as_json=as_json)


@database.command()
@json_option
def status(as_json: bool) -> None:
    """Laat zien of de database loopt en waar ze staat."""
    facts = _facts(Cluster.at(settings.VAR)) if settings.IS_EMBEDDED else _facts_of_server()
    lines = [f"{name.capitalize():<12} {_in_words(value)}" for name, value in facts.items()]
    emit(facts, "\n".join(lines), as_json=as_json)


@database.command()
@json_option
def migreer(as_json: bool) -> None:
    """Breng de tabellen bij; start zo nodig eerst de database."""
    ensure_database()
    migrate()
    emit({"bijgewerkt": True}, "De tabellen zijn bij.", as_json=as_json)


def _embedded() -> Cluster:
    if not settings.IS_EMBEDDED:
        raise Weigering(
            "DATABASE_URL wijst naar een server; die start en stopt doorzicht niet.",
            "Laat DATABASE_URL weg om de ingebouwde database te gebruiken.",
            "database",
        )
    return Cluster.at(settings.VAR, os.environ)


def _facts(cluster: Cluster) -> dict[str, Any]:
    now = cluster.status()
    return {
        "soort": "ingebouwd",
        "gemaakt": now.is_made,
        "loopt": now.is_running,
        "versie": now.major,
        "map": str(now.home),
        "socket": str(now.socket),
        "gebruiker": now.account,
        "proces": now.pid,
    }


def _facts_of_server() -> dict[str, Any]:
    """No address and no password: only whether it answers."""
    try:
        connection.ensure_connection()
    except OperationalError:
        return {"soort": "server", "loopt": False}
    return {
        "soort": "server",
        "loopt": True,
        "versie": connection.cursor().connection.info.server_version // 10000,
    }


def _in_words(value: object) -> str:
    if value is None:
        return "-"
    if isinstance(value, bool):
        return "ja" if value else "nee"
    return str(value)
