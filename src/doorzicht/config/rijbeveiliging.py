"""Brings grants, row-level policies and the claim key of a database in line with what the tables declare.

Runs after every migration, as the owner; does nothing when nothing changed. Without this step the pages' role
reaches no row at all, so forgetting it hides and never shows.
"""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connections, transaction

from doorzicht.domain.toegang import service as toegang
from doorzicht.infra.rowsecurity import Guarded, digest, statements

_REMEMBERED = "toegang_claimsleutel"


def guarded_tables() -> list[Guarded]:
    """Every table of this program with what it declares."""
    return [_guarded(table) for table in apps.get_app_config("doorzicht").get_models()]


def _guarded(table: Any) -> Guarded:
    """A guard on the tables (tests/architecture) sees to it that each one declares both."""
    return Guarded(table._meta.db_table, table.RIJEN, not table.PERSOONSGEGEVENS.startswith("geen"))


def bring_in_line(using: str = "default", **_: Any) -> None:
    """Apply what changed; the signature is that of a receiver of post_migrate."""
    cursor = connections[using].cursor()
    cursor.execute("SELECT to_regclass(%s)", [_REMEMBERED])
    if cursor.fetchone() == (None,):
        return  # the tables of access are not there yet: a migration backwards
    with transaction.atomic(using=using):
        toegang.zet_claimsleutel()
        _apply(cursor)


def _apply(cursor: Any) -> None:
    sql = [*statements(guarded_tables(), settings.DATABASE_OWNER, settings.DATABASE_WEB), *_sequences()]
    wanted = digest(sql)
    cursor.execute("SELECT obj_description(to_regclass(%s))", [_REMEMBERED])
    if cursor.fetchone() == (wanted,):
        return
    for statement in sql:
        cursor.execute(statement)
    cursor.execute(f"COMMENT ON TABLE {_REMEMBERED} IS '{wanted}'")


def _sequences() -> list[str]:
    """Who may add a row with a number of its own may draw that number."""
    return [
        f'GRANT USAGE ON SEQUENCE "{table.name}_id_seq" TO "{settings.DATABASE_WEB}"'
        for table in sorted(guarded_tables(), key=lambda table: table.name)
        if "INSERT" in table.rows.commands and _has_sequence(table.name)
    ]


def _has_sequence(name: str) -> bool:
    model = next(m for m in apps.get_app_config("doorzicht").get_models() if m._meta.db_table == name)
    return model._meta.pk.get_internal_type() == "BigAutoField"
