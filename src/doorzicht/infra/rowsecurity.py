"""Grants and row-level policies: what the application's role may do with a table, and with which of its rows.

A table declares it as `RIJEN`; `statements` writes the SQL that brings a database in line with it. The owner (who
migrates and runs the batch commands) reaches every row; the application's role owns nothing. Knows no table itself.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_CHECKED = {"SELECT": (True, False), "INSERT": (False, True), "UPDATE": (True, True), "DELETE": (True, False)}
"""Per command: does a policy look at the row as it is (USING), does it look at the row as it becomes (WITH CHECK)."""


@dataclass(frozen=True)
class Rows:
    """What the application's role may do: the commands, the rows it `sees` and those it may `write` (SQL conditions).

    `columns` narrows what UPDATE may change. A condition that is not true for a row hides it as if it did not exist.
    """

    commands: tuple[str, ...]
    sees: str = "true"
    writes: str | None = None
    columns: tuple[str, ...] = ()

    @property
    def check(self) -> str:
        """The condition on a new or changed row."""
        return self.sees if self.writes is None else self.writes


UNREACHABLE = Rows(())
"""Nothing at all: for the batch commands only."""

READABLE = Rows(("SELECT",))
"""Everybody may read it: for tables without personal data only."""


@dataclass(frozen=True)
class Guarded:
    """A table with what it declares; `holds_persons` puts row-level security on it."""

    name: str
    rows: Rows
    holds_persons: bool


def statements(tables: Iterable[Guarded], owner: str, application: str) -> Iterator[str]:
    """The SQL, in order; the same whatever stood there before."""
    for table in sorted(tables, key=lambda table: table.name):
        yield f'REVOKE ALL ON "{table.name}" FROM PUBLIC, "{application}"'
        yield from _grants(table, application)
        yield from _policies(table, owner, application)


def digest(sql: Iterable[str]) -> str:
    """Stands for a whole list of statements, so that a second run can see that nothing changed."""
    return hashlib.sha256("\n".join(sql).encode()).hexdigest()


def _grants(table: Guarded, application: str) -> Iterator[str]:
    for command in table.rows.commands:
        columns = ", ".join(f'"{column}"' for column in table.rows.columns)
        narrowed = f" ({columns})" if columns and command == "UPDATE" else ""
        yield f'GRANT {command}{narrowed} ON "{table.name}" TO "{application}"'


def _policies(table: Guarded, owner: str, application: str) -> Iterator[str]:
    for name in ("owner", *(command.lower() for command in _CHECKED)):
        yield f'DROP POLICY IF EXISTS "{name}" ON "{table.name}"'
    if not table.holds_persons:
        yield f'ALTER TABLE "{table.name}" NO FORCE ROW LEVEL SECURITY, DISABLE ROW LEVEL SECURITY'
        return
    yield f'ALTER TABLE "{table.name}" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY'
    yield f'CREATE POLICY "owner" ON "{table.name}" TO "{owner}" USING (true) WITH CHECK (true)'
    for command in table.rows.commands:
        before, after = _CHECKED[command]
        using = f" USING ({table.rows.sees})" if before else ""
        check = f" WITH CHECK ({table.rows.check})" if after else ""
        yield (
            f'CREATE POLICY "{command.lower()}" ON "{table.name}" FOR {command} TO "{application}"{using}{check}'
        )
