"""A server that gives one user only: the second lock is open there, and the program still works."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection

from doorzicht.config.rijbeveiliging import guarded_tables
from doorzicht.infra.rowsecurity import closed, statements

FUNCTIONS = {"klant_bereikt(uuid)": True, "klant_eigen(uuid, jsonb)": False}


@pytest.fixture
def one_user(db: None) -> str:
    """The guards as they are laid where both roles are one; taken back with the test."""
    owner = settings.DATABASE_OWNER
    with connection.cursor() as cursor:
        for sql in [*closed(owner, owner, FUNCTIONS), *statements(guarded_tables(), owner, owner)]:
            cursor.execute(sql)
    return owner


def test_the_owner_keeps_every_right(one_user):
    rights = ("SELECT", "INSERT", "UPDATE", "DELETE")
    with connection.cursor() as cursor:
        for table in apps.get_app_config("doorzicht").get_models():
            for right in rights:
                cursor.execute(
                    "SELECT has_table_privilege(%s, %s, %s)", [one_user, table._meta.db_table, right]
                )
                assert cursor.fetchone() == (True,), (table.__name__, right)
        for function in FUNCTIONS:
            cursor.execute("SELECT has_function_privilege(%s, %s, 'EXECUTE')", [one_user, function])
            assert cursor.fetchone() == (True,), function


def test_the_owner_sees_every_row(one_user):
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT policyname FROM pg_policies WHERE schemaname = 'public'")
        assert cursor.fetchall() == [("owner",)]
