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
from doorzicht.infra.rowsecurity import Guarded, closed, digest, statements

_REMEMBERED = "toegang_claimsleutel"

PAGES_MAY_CALL = {
    "toegang_claim": "says whose claim this is",
    "toegang_beheert": "asks the claim whose people he leads",
    "toegang_beheert_persoon": "asks the claim whose people he manages",
    "toegang_nodigt_uit": "asks the claim whose people he manages, and whether they hold a role",
    "toegang_houdt_toezicht": "asks the claim whose klanten he supervises",
    "toegang_sein": "raises alarms about the asker himself",
    "toegang_sein_veel": "raises alarms about the asker himself",
    "toegang_wijs_af": "records a refusal of the asker himself",
    "toegang_navraag": "counts what the asker himself tried",
    "toegang_breek_glas": "checks the claim and that the try was counted, and raises an alarm",
    "klant_bereikt": "asks the claim",
    "klant_is_eigen": "asks the claim",
    "klant_te_wijzigen": "asks the claim",
    "klant_relatie": "asks the claim",
    "klant_lijst": "asks the claim",
    "klant_bereikt_met_bsn": "asks the claim; another's klant is as nobody",
    "klant_schrijf_in": "asks the claim; one answer for who is known elsewhere and who is not",
    "register_bereikt": "asks the claim",
}
"""Functions of ours that policies and pages call, and why they tell nothing of others; no other may be called."""

_OURS = """
SELECT p.oid::regprocedure::text, p.proname FROM pg_proc p
WHERE p.pronamespace = 'public'::regnamespace AND p.proowner = %s::regrole AND p.prokind = 'f'
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
"""


def guarded_tables() -> list[Guarded]:
    """Every table of this program with what it declares."""
    return [_guarded(table) for table in apps.get_app_config("doorzicht").get_models()]


def _guarded(table: Any) -> Guarded:
    """A guard on the tables (tests/architecture) sees to it that each one declares both."""
    holds_persons = not table.PERSOONSGEGEVENS.startswith("geen")
    return Guarded(table._meta.db_table, table.RIJEN, holds_persons, getattr(table, "GETEKEND", ()))


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
    owner, pages = settings.DATABASE_OWNER, settings.DATABASE_WEB
    sql = [
        *closed(owner, pages, _functions(cursor)),
        *statements(guarded_tables(), owner, pages),
        *_sequences(),
    ]
    wanted = digest(sql)
    cursor.execute("SELECT obj_description(to_regclass(%s))", [_REMEMBERED])
    if cursor.fetchone() == (wanted,):
        return
    for statement in sql:
        cursor.execute(statement)
    cursor.execute(f"COMMENT ON TABLE {_REMEMBERED} IS '{wanted}'")


def _functions(cursor: Any) -> dict[str, bool]:
    """Our functions with their arguments; part of what is remembered, so that a new one is closed too."""
    cursor.execute(_OURS, [f'"{settings.DATABASE_OWNER}"'])
    return {signature: name in PAGES_MAY_CALL for signature, name in cursor.fetchall()}


def _sequences() -> list[str]:
    """Who may add a row with a number of its own may draw that number; where the table draws it, he may not."""
    owner, pages = settings.DATABASE_OWNER, settings.DATABASE_WEB
    return [
        f'REVOKE USAGE ON SEQUENCE "{table.name}_id_seq" FROM "{pages}"'
        if table.rows.fills and pages != owner
        else f'GRANT USAGE ON SEQUENCE "{table.name}_id_seq" TO "{pages}"'
        for table in sorted(guarded_tables(), key=lambda table: table.name)
        if "INSERT" in table.rows.commands and _has_sequence(table.name)
    ]


def _has_sequence(name: str) -> bool:
    model = next(m for m in apps.get_app_config("doorzicht").get_models() if m._meta.db_table == name)
    return model._meta.pk.get_internal_type() == "BigAutoField"
