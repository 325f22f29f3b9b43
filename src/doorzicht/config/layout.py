"""Lays out a database: tables up to date, and a map to work on. Only after the settings are loaded."""

from __future__ import annotations

from io import StringIO

from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from doorzicht.domain.gebied import service as gebieden
from doorzicht.domain.toegang import service as toegang


def migrate() -> None:
    """Bring the tables up to date, with a map to work on; does nothing when they are.

    Two programs at once wait for each other.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtext('doorzicht.migreer'))")
        try:
            call_command("migrate", verbosity=0, interactive=False, stdout=StringIO())
            with transaction.atomic():
                _lay_out_the_map()
        finally:
            cursor.execute("SELECT pg_advisory_unlock(hashtext('doorzicht.migreer'))")


def _lay_out_the_map() -> None:
    """A new database gets the gemeenten that come with the program, and the organisations that follow from a map."""
    if gebieden.zorg_voor_lijst() or not toegang.is_ingericht():
        toegang.zorg_voor_organisaties(gebieden.indeling_op(timezone.localdate()))
