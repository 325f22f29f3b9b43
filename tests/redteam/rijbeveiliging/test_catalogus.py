"""The catalogue of the database: what guards each table, who owns what, and what the role of the pages may do.

What a table declares (RIJEN) must be what stands in the database; what is open is on a list, each with its reason.
"""

from __future__ import annotations

import re

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection

from doorzicht.config.rijbeveiliging import PAGES_MAY_CALL, guarded_tables
from tests.wereld import ZAAI, personal_tables

OPEN = {
    "toegang_aanmeldpoging": "keyed hashes only; counted before anybody is known",
    "toegang_gebruiker": "the log-in finds an account before anybody is known",
    "toegang_tweede_factor": "sealed or hashed; the log-in checks it before anybody is known",
    "toegang_sessie": "hashes only; every request finds its session before anybody is known",
    "toegang_token": "hashes only; every request of a program finds its token before anybody is known",
    "toegang_uitnodiging": "hashes only; who sets up his account is not known before",
    "toegang_oidc_aanbieder": "no persons; the log-in names it, and our key for it is sealed",
    "toegang_oidc_koppeling": "sealed or a keyed hash; who a provider means is asked before anybody is known",
    "toegang_oidc_aanmelding": "sealed or hashed; who comes back from a provider is not known yet",
    "toegang_roltoekenning": "a session holds only as long as its role; who writes one needs a claim",
    "toegang_afwezigheid": "a role rests while its holder is away; who writes one needs a claim",
    "toegang_organisatie": "no persons; the log-in names it; who writes one needs a claim",
    "publicatie_peiling": "published: counts, a hash and the account of who froze it",
    "publicatie_uitgave": "published: protected figures and the accounts of who answers for them",
    "publicatie_beslissing": "published: protected figures",
    "gebied_arbeidsmarktregio": "the map, no persons",
    "gebied_gemeente": "the map, no persons",
    "gebied_schrijfwijze": "the map, no persons",
    "toegang_sleutelstand": "the number of a key, no persons",
}
"""Tables of which the role of the pages reads every row, and why."""

OPEN_TO_ADD = {
    "toegang_aanmeldpoging": "an attempt is written before anybody is known",
    "toegang_sessie": "a session begins before anybody acts in a role",
    "toegang_token": "made in a session; worth nothing without the secret behind its hash",
    "toegang_tweede_factor": "added by who is logged in but chose no role yet; sealed with a key out of reach",
    "toegang_verwerking": "written with a look, read by no page",
    "toegang_oidc_aanmelding": "an attempt begins before anybody is known; sealed with a key out of reach",
    "toegang_oidc_koppeling": "made at the log-in; does not open without a key out of reach",
}
"""Tables to which the role of the pages adds a row without a claim, and why that shows and allows nothing."""

ROLE_RIGHTS = "rolsuper, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls"


def catalogue(query: str, *values: object) -> list[tuple]:
    """Asked by the owner."""
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchall()


@pytest.fixture(autouse=True)
def _database(db: None) -> None:
    """The catalogue of a database that was just migrated."""


def test_every_table_is_guarded_or_open_for_a_reason():
    rows = dict(
        (name, (on, forced))
        for name, on, forced in catalogue(
            "SELECT relname, relrowsecurity, relforcerowsecurity FROM pg_class "
            "WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace"
        )
    )
    bare = {name for name, guard in rows.items() if guard != (True, True)}
    of_persons = {table._meta.db_table for table in personal_tables()}
    ours = {table.name for table in guarded_tables()}
    assert bare & of_persons == set()
    assert {name for name in rows if name not in ours} == {"django_migrations"}


def test_what_is_readable_without_a_claim_is_on_the_list():
    readable = {t.name for t in guarded_tables() if "SELECT" in t.rows.commands and t.rows.sees == "true"}
    assert readable == set(OPEN)


def test_what_can_be_added_without_a_claim_is_on_the_list():
    addable = {
        t.name for t in guarded_tables() if "INSERT" in t.rows.commands and t.rows.check("INSERT") == "true"
    }
    assert addable <= set(OPEN_TO_ADD)


def test_the_policies_are_those_that_the_tables_declare():
    found = {
        (table, name, command, tuple(roles), _bare(using), _bare(check))
        for table, name, command, roles, using, check in catalogue(
            "SELECT tablename, policyname, cmd, roles::text[], qual, with_check FROM pg_policies "
            "WHERE schemaname = 'public'"
        )
    }
    by_owner = {row for row in found if row[1] == "owner"}
    guarded = {table.name for table in guarded_tables() if table.by_row}
    assert by_owner == {(n, "owner", "ALL", (settings.DATABASE_OWNER,), "true", "true") for n in guarded}
    wanted = {
        (table.name, command.lower(), command, (settings.DATABASE_WEB,))
        for table in guarded_tables()
        if table.by_row
        for command in table.rows.commands
    }
    assert {row[:4] for row in found - by_owner} == wanted


@pytest.mark.parametrize("command", ["SELECT", "INSERT", "UPDATE"])
def test_the_conditions_are_those_that_the_tables_declare(command):
    """PostgreSQL writes conditions in its own way; it is asked to write the declared one too, and they are equal."""
    for table in guarded_tables():
        if not table.by_row or command not in table.rows.commands:
            continue
        declared = table.rows.sees if command == "SELECT" else table.rows.check(command)
        column = "qual" if command == "SELECT" else "with_check"
        (stands,) = catalogue(
            f"SELECT {column} FROM pg_policies WHERE tablename = %s AND policyname = %s",
            table.name,
            command.lower(),
        )[0]
        kind = "USING" if command == "SELECT" else "WITH CHECK"
        catalogue_do(f'CREATE POLICY proef ON "{table.name}" FOR {command} {kind} ({declared})')
        ((again,),) = catalogue(
            f"SELECT {column} FROM pg_policies WHERE tablename = %s AND policyname = 'proef'", table.name
        )
        assert stands == again, table.name


def catalogue_do(statement: str) -> None:
    """Run by the owner, in the transaction of the test."""
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_grants_are_those_that_the_tables_declare():
    found = {
        (table, right)
        for table, right in catalogue(
            "SELECT c.relname, a.privilege_type FROM pg_class c, aclexplode(c.relacl) a "
            "WHERE c.relkind IN ('r', 'p', 'v', 'm') AND c.relnamespace = 'public'::regnamespace "
            "AND a.grantee IN (0, %s::regrole)",
            settings.DATABASE_WEB,
        )
    }
    wanted = {
        (table.name, command)
        for table in guarded_tables()
        for command in table.rows.commands
        if not table.rows.only(command)
    }
    assert found == wanted


def test_the_columns_that_may_be_written_are_those_that_the_tables_declare():
    found = set(
        catalogue(
            "SELECT c.relname, t.attname, a.privilege_type FROM pg_class c JOIN pg_attribute t ON t.attrelid = c.oid, "
            "aclexplode(t.attacl) a WHERE c.relnamespace = 'public'::regnamespace AND a.grantee IN (0, %s::regrole)",
            settings.DATABASE_WEB,
        )
    )
    assert found == {
        (table.name, column, command)
        for table in guarded_tables()
        for command in table.rows.commands
        for column in table.rows.only(command)
    }


def test_no_key_of_a_row_can_be_changed_past_its_guard():
    """A blind index that can be written is one that can be tried: a collision tells that somebody exists."""
    for table in apps.get_app_config("doorzicht").get_models():
        columns = set(table.RIJEN.columns)
        if "UPDATE" not in table.RIJEN.commands:
            continue
        secret = {f.name for f in table._meta.fields if "index" in f.name or "versleuteld" in f.name}
        assert not secret & columns, table.__name__
        assert not secret or columns, f"{table.__name__}: every column can be changed"


def test_the_role_of_the_pages_owns_nothing():
    role = settings.DATABASE_WEB
    for query in (
        "SELECT relname FROM pg_class WHERE relowner = %s::regrole",
        "SELECT proname FROM pg_proc WHERE proowner = %s::regrole",
        "SELECT nspname FROM pg_namespace WHERE nspowner = %s::regrole",
        "SELECT datname FROM pg_database WHERE datdba = %s::regrole",
        "SELECT typname FROM pg_type WHERE typowner = %s::regrole",
        "SELECT lomowner FROM pg_largeobject_metadata WHERE lomowner = %s::regrole",
    ):
        assert catalogue(query, role) == []


def test_the_role_of_the_pages_is_nobody_special():
    assert catalogue(f"SELECT {ROLE_RIGHTS} FROM pg_roles WHERE rolname = %s", settings.DATABASE_WEB) == [
        (False,) * 5
    ]
    assert (
        catalogue("SELECT roleid FROM pg_auth_members WHERE member = %s::regrole", settings.DATABASE_WEB)
        == []
    )


def test_the_pages_call_only_functions_that_are_on_the_list():
    callable_ones = {
        name
        for (name,) in catalogue(
            "SELECT DISTINCT p.proname FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace "
            "AND p.proowner = %s::regrole AND has_function_privilege(%s, p.oid, 'EXECUTE')",
            settings.DATABASE_OWNER,
            settings.DATABASE_WEB,
        )
    }
    assert callable_ones <= set(PAGES_MAY_CALL)


def test_every_function_that_runs_as_the_owner_says_where_it_looks():
    """Otherwise who calls it chooses which tables and functions it finds."""
    paths = catalogue(
        "SELECT p.oid::regprocedure::text, p.proconfig FROM pg_proc p WHERE p.prosecdef "
        "AND p.pronamespace = 'public'::regnamespace AND p.proowner = %s::regrole",
        settings.DATABASE_OWNER,
    )
    assert paths
    assert [
        name for name, config in paths if "search_path=pg_catalog, public, pg_temp" not in (config or [])
    ] == []


def test_what_a_table_says_that_only_the_signer_signs_has_its_trigger():
    found = {
        table
        for (table,) in catalogue(
            "SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'toegang_tekent_zelf' AND tgenabled = 'O'"
        )
    }
    assert found == {table.name for table in guarded_tables() if table.signed}


def test_every_table_with_persons_has_a_row_in_the_world_of_the_red_team():
    missing = {table.__name__ for table in personal_tables()} - {table.__name__ for table in ZAAI}
    assert {name for name in missing if _table_name(name) not in OPEN} == set()


def _table_name(name: str) -> str:
    return next(t._meta.db_table for t in personal_tables() if t.__name__ == name)


def _bare(condition: str | None) -> str:
    return re.sub(r"\s+", " ", condition or "")
