"""Starts what the program needs before its first query: the embedded PostgreSQL, when there is no server."""

from __future__ import annotations

import os

import django
from django.conf import settings
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
