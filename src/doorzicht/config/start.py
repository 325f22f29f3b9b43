"""Starts what the program needs before its first query: the embedded PostgreSQL, when there is no server."""

from __future__ import annotations

import os
from io import StringIO

import django
from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, connection

from doorzicht.foundation.errors import Weigering
from doorzicht.infra.postgres import Cluster


def set_up() -> None:
    """Load the settings and the tables; starts nothing."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "doorzicht.config.settings")
    django.setup()


def ensure_database() -> None:
    """See to it that there is a database to talk to; a server by DATABASE_URL is left to its owner."""
    if settings.IS_EMBEDDED:
        Cluster.at(settings.VAR).ensure_running()
        return
    try:
        connection.ensure_connection()
    except OperationalError as fout:
        raise Weigering(
            "De database van DATABASE_URL antwoordt niet.",
            "Controleer het adres, de naam en het wachtwoord, en of zij aan staat.",
        ) from fout


def migrate() -> None:
    """Bring the tables up to date; does nothing when they are. Two programs at once wait for each other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtext('doorzicht.migreer'))")
        try:
            call_command("migrate", verbosity=0, interactive=False, stdout=StringIO())
        finally:
            cursor.execute("SELECT pg_advisory_unlock(hashtext('doorzicht.migreer'))")
