"""Grants and row-level policies: what the application's role may do with a table, and with which of its rows.

A table declares it as `RIJEN`; `statements` writes the SQL that brings a database in line with it. The owner (who
migrates and runs the batch commands) reaches every row; the application's role owns nothing. Knows no table itself.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

_OWN_DATABASE = """
DO $$ BEGIN
    IF pg_has_role(current_user, (SELECT datdba FROM pg_database WHERE datname = current_database()), 'USAGE') THEN
        EXECUTE format('REVOKE TEMPORARY, CREATE ON DATABASE %I FROM PUBLIC', current_database());
        REVOKE CREATE ON SCHEMA public FROM PUBLIC;
    END IF;
END $$"""
"""On a server of somebody else the database may be his; then he is asked to do this (docs/instellingen.md)."""

_CHECKED = {"SELECT": (True, False), "INSERT": (False, True), "UPDATE": (True, True), "DELETE": (True, False)}
"""Per command: does a policy look at the row as it is (USING), does it look at the row as it becomes (WITH CHECK)."""


@dataclass(frozen=True)
class Rows:
    """What the application's role may do: the commands, the rows it `sees` and those it `writes` (SQL conditions).

    `adds` is the condition on a new row where it differs from that on a changed one; `columns` narrows what UPDATE may
    change, `fills` what INSERT may fill in: any other column gets its default, also when somebody has another idea. A
    condition that is not true for a row hides it as if it did not exist.
    """

    commands: tuple[str, ...]
    sees: str = "true"
    writes: str | None = None
    columns: tuple[str, ...] = ()
    adds: str | None = None
    fills: tuple[str, ...] = ()

    def check(self, command: str) -> str:
        """The condition on a row as it becomes."""
        changed = self.sees if self.writes is None else self.writes
        return self.adds if command == "INSERT" and self.adds is not None else changed

    def only(self, command: str) -> tuple[str, ...]:
        """The columns to which a command is narrowed; none when it is not."""
        return {"UPDATE": self.columns, "INSERT": self.fills}.get(command, ())

    @property
    def chooses(self) -> bool:
        """Whether some rows differ from others; a table that hides or keeps nothing needs no policy."""
        return {self.sees, self.check("INSERT"), self.check("UPDATE")} != {"true"}


SIGNATURE = "toegang_tekent_zelf"
"""The trigger function (a migration makes it) that refuses a signature of somebody else."""

UNREACHABLE = Rows(())
"""Nothing at all: for the batch commands only."""

READABLE = Rows(("SELECT",))
"""Everybody may read it: for tables without personal data only."""


@dataclass(frozen=True)
class Guarded:
    """A table with what it declares. Row-level security stands on it when it holds persons or chooses between rows.

    `signed` are columns in which somebody's act stands (proposed by, granted by): whoever writes one writes himself.
    """

    name: str
    rows: Rows
    holds_persons: bool
    signed: tuple[str, ...] = ()

    @property
    def by_row(self) -> bool:
        """Whether policies guard its rows, besides the grants that guard the table."""
        return self.holds_persons or self.rows.chooses


def statements(tables: Iterable[Guarded], owner: str, application: str) -> Iterator[str]:
    """The SQL, in order; the same whatever stood there before.

    Where both roles are one, nothing is taken from it: a database with one user has no second lock, and works.
    """
    for table in sorted(tables, key=lambda table: table.name):
        yield f'REVOKE ALL ON "{table.name}" FROM {_others(owner, application)}'
        if owner != application:
            yield from _grants(table, application)
        yield from _policies(table, owner, application)
        yield from _signatures(table)


def closed(owner: str, application: str, functions: Mapping[str, bool]) -> Iterator[str]:
    """Take from everybody what PostgreSQL gives by itself: running functions, temporary tables, new objects.

    `functions` are those of ours (with their arguments) and whether the application's role may call them. A temporary
    table could stand in front of a real one, and a helper of the policies would answer about anybody.
    """
    yield f'ALTER DEFAULT PRIVILEGES FOR ROLE "{owner}" REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC'
    yield _OWN_DATABASE
    for name, may_call in sorted(functions.items()):
        yield f"REVOKE ALL ON FUNCTION {name} FROM {_others(owner, application)}"
        if may_call and owner != application:
            yield f'GRANT EXECUTE ON FUNCTION {name} TO "{application}"'


def digest(sql: Iterable[str]) -> str:
    """Stands for a whole list of statements, so that a second run can see that nothing changed."""
    return hashlib.sha256("\n".join(sql).encode()).hexdigest()


def _others(owner: str, application: str) -> str:
    """Whom a right is taken from: everybody, and the pages' role where it is another than the owner."""
    return "PUBLIC" if owner == application else f'PUBLIC, "{application}"'


def _grants(table: Guarded, application: str) -> Iterator[str]:
    for command in table.rows.commands:
        columns = ", ".join(f'"{column}"' for column in table.rows.only(command))
        only = f" ({columns})" if columns else ""
        yield f'GRANT {command}{only} ON "{table.name}" TO "{application}"'


def _policies(table: Guarded, owner: str, application: str) -> Iterator[str]:
    for name in ("owner", *(command.lower() for command in _CHECKED)):
        yield f'DROP POLICY IF EXISTS "{name}" ON "{table.name}"'
    if not table.by_row:
        yield f'ALTER TABLE "{table.name}" NO FORCE ROW LEVEL SECURITY, DISABLE ROW LEVEL SECURITY'
        return
    yield f'ALTER TABLE "{table.name}" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY'
    yield f'CREATE POLICY "owner" ON "{table.name}" TO "{owner}" USING (true) WITH CHECK (true)'
    for command in table.rows.commands if owner != application else ():
        before, after = _CHECKED[command]
        using = f" USING ({table.rows.sees})" if before else ""
        check = f" WITH CHECK ({table.rows.check(command)})" if after else ""
        yield (
            f'CREATE POLICY "{command.lower()}" ON "{table.name}" FOR {command} TO "{application}"{using}{check}'
        )


def _signatures(table: Guarded) -> Iterator[str]:
    yield f'DROP TRIGGER IF EXISTS "{SIGNATURE}" ON "{table.name}"'
    if table.signed:
        columns = ", ".join(f"'{column}'" for column in table.signed)
        yield (
            f'CREATE TRIGGER "{SIGNATURE}" BEFORE INSERT OR UPDATE ON "{table.name}" '
            f'FOR EACH ROW EXECUTE FUNCTION "{SIGNATURE}"({columns})'
        )
