"""Lets two programs at the same work take turns."""

from __future__ import annotations

from django.db import connection


def wacht_op_beurt(naam: str) -> None:
    """Two programs at the same work take turns; ends with the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [naam])
