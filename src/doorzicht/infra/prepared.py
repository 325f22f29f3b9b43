"""A cursor for the few statements that every page asks: the server parses and plans them once a connection.

Values go apart from the statement, so that its text stays the same. Everything else goes by Django's own cursor:
with statements that differ each time there is nothing to keep.
"""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.db.backends.postgresql.base import ServerBindingCursor
from django.db.backends.utils import CursorWrapper

_SEEN_BEFORE = 2
"""How often a connection has to have asked a statement before it is kept."""


def prepared() -> CursorWrapper:
    """A cursor on the connection of this thread, within its transaction and under its wrappers."""
    connection.ensure_connection()
    raw = connection.connection
    raw.prepare_threshold = _SEEN_BEFORE
    cursor: Any = ServerBindingCursor(raw)  # type: ignore[call-arg]  # the stubs do not know that psycopg makes it
    return connection.make_debug_cursor(cursor) if _is_watched() else connection.make_cursor(cursor)


def _is_watched() -> bool:
    return bool(connection.queries_logged)
