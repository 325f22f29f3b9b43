"""Brings the rows of a table into a temporary table of PostgreSQL, by COPY, piece by piece.

Every cell goes through the reader of its column; readers are pure and their answers are kept, so that a value
that comes back a thousand times is read once. A row with a cell that cannot be read is left out and reported.
A thread reads the next piece while the server works on the one before: each would wait for the other otherwise.
Knows nothing of what the columns mean. The temporary table is gone at the end of the transaction.
"""
# ruff: noqa: S608 - only names that stand in the code are put into statements; values are parameters

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from itertools import islice
from operator import itemgetter
from typing import Any, TypeVar

from django.db import connection

from doorzicht.foundation.cellen import Cel
from doorzicht.foundation.errors import Weigering
from doorzicht.infra.spreadsheets.reading_table import Row, Table

Value = str | int | bool | date | bytes | None
T = TypeVar("T")
MAX_REMEMBERED = 50_000
MAX_REFUSALS = 50_000
PIECE = 20_000
"""Rows that are worked on together: enough for statements over many rows, few enough to hold two pieces in memory."""
FIRST_PIECE = 4_000
"""The first piece is small and the next ones grow: the server has nothing to do until one is there."""
_BATCH = 1000
_SPECIAL = re.compile(r"[\\\t\n\r\x00]")
_ESCAPES = {"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r", "\x00": " "}
_NULL = r"\N"


@dataclass(frozen=True)
class Column:
    """A column of the temporary table: the cells it is read from (by place) and how.

    With one source `read` gets a cell, with more a tuple of them. `label` names it in a report.
    """

    name: str
    sql_type: str
    label: str
    sources: tuple[int, ...]
    read: Callable[[Any], Value]
    remember: bool = True


@dataclass(frozen=True)
class Key:
    """The cell that says who a row is about, read into several columns at once; an empty row has it empty."""

    label: str
    source: int
    columns: tuple[tuple[str, str], ...]
    read: Callable[[Cel], tuple[Value, ...]]


@dataclass(frozen=True, slots=True)
class Refusal:
    """A cell that could not be read: its row, its column, the cell, and why."""

    row: int
    label: str
    cell: Cel
    reason: Weigering


class RepeatedKeyError(Exception):
    """A key stands in two pieces of a file: the rows have to be seen together to tell which."""


def piece_by_piece(work: Callable[[bool], T], *, whole: bool) -> T:
    """Let `work` (which rolls back what it does when it fails) go through a file in pieces where that can be.

    It hears whether the file has to be one piece: when asked, or when a key turns out to stand in two pieces.
    """
    if not whole:
        with suppress(RepeatedKeyError):
            return work(False)
    return work(True)


@dataclass(frozen=True, slots=True)
class _Piece:
    """Some rows as COPY reads them, in batches, and what was refused among them."""

    batches: list[list[str]]
    refusals: list[Refusal]


def copy_text(value: Value) -> str:
    """A value as PostgreSQL's COPY reads it."""
    if isinstance(value, str):
        if value.isprintable() and "\\" not in value:
            return value
        return _SPECIAL.sub(lambda found: _ESCAPES[found[0]], value)
    if value is None:
        return _NULL
    if isinstance(value, bytes):
        return rf"\\x{value.hex()}"
    if isinstance(value, bool):
        return "t" if value else "f"
    return str(value)


class _Reader(dict[Any, str]):
    """From a cell to its COPY text; remembers what it has seen."""

    def __init__(self, column: Column) -> None:
        super().__init__()
        self._read = column.read
        self._limit = MAX_REMEMBERED if column.remember else 0

    def __missing__(self, cell: Any) -> str:
        text = copy_text(self._read(cell))
        if len(self) < self._limit:
            self[cell] = text
        return text


class Stage:
    """A temporary table with a piece of the rows, or all of them, and what did not get into it."""

    def __init__(self, name: str, key: Key, columns: Sequence[Column]) -> None:
        self.name = name
        self.rows = 0
        self.refusals: list[Refusal] = []
        self._key = key
        self._columns = columns
        self._readers = [_Reader(column) for column in columns]
        self._pick = _picker(columns)
        self._found: list[Refusal] = []
        self._has_doubles = False

    def pieces(
        self, table: Table, progress: Callable[[int, int], None] | None, *, whole: bool
    ) -> Iterator[None]:
        """Read the rows, in one pass; every time this gives way, the temporary table holds the next piece of them.

        `whole`: all are one piece. `progress` hears of the rows done and expected. Raises RepeatedKeyError at the end.
        """
        # References are checked as pieces go in, while the next piece is being read; at the end nobody would read.
        _run("SET CONSTRAINTS ALL IMMEDIATE")
        self._create()
        expected = table.expected
        copied = 0
        for piece in _ahead(self._read_pieces(table.rows())):
            self._copy(piece, lambda done: progress(done, max(done, expected)) if progress else None)
            if not whole:
                self._prepare(self.rows - copied)
                copied = self.rows
                yield
                _run(f"TRUNCATE {self.name}")
        if whole:
            self._prepare(self.rows)
            yield
        self._check_keys()

    def _create(self) -> None:
        """Make the temporary table; `rij` is the number of the row. Beside it one for the keys of all pieces."""
        typed = [f"{name} {sql_type}" for name, sql_type in self._key.columns]
        typed += [f"{column.name} {column.sql_type}" for column in self._columns]
        _run(f"DROP TABLE IF EXISTS pg_temp.{self.name}, pg_temp.{self._seen}")
        _run(f"CREATE TEMPORARY TABLE {self.name} (rij integer, {', '.join(typed)}) ON COMMIT DROP")
        _run(
            f"ALTER TABLE {self.name} ALTER {self._index} SET STATISTICS 10"
        )  # all differ: a small sample tells it
        _run(f"CREATE TEMPORARY TABLE {self._seen} ON COMMIT DROP AS SELECT {self._index} FROM {self.name}")

    @property
    def _index(self) -> str:
        """The column in which a key is recognised."""
        return self._key.columns[1][0]

    @property
    def _seen(self) -> str:
        return f"{self.name}_gezien"

    def _prepare(self, rows: int) -> None:
        """Remember each key of a piece of so many rows once, and see whether one stands in it more often."""
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {self._seen} SELECT DISTINCT {self._index} FROM {self.name}")
            self._has_doubles = cursor.rowcount < rows
            cursor.execute(f"ANALYZE {self.name} ({self._index})")

    def _check_keys(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*), count(DISTINCT {self._index}) FROM {self._seen}")
            seen, different = cursor.fetchone()
        if seen > different:
            raise RepeatedKeyError

    def _copy(self, piece: _Piece, progress: Callable[[int], None]) -> None:
        for refusal in piece.refusals:
            self._add(refusal, self.refusals)
        with connection.cursor() as cursor, cursor.copy(f"COPY {self.name} FROM STDIN") as copy:
            for batch in piece.batches:
                copy.write("".join(batch))
                self.rows += len(batch)
                progress(self.rows)

    def refuse_doubles(self, reason: Weigering) -> None:
        """Refuse every row whose key stands in the piece more than once: who knows which of them is right?"""
        if self._has_doubles:
            with connection.cursor() as cursor:
                cursor.execute(
                    f"""SELECT rij FROM {self.name} WHERE {self._index} IN
                        (SELECT {self._index} FROM {self.name} GROUP BY {self._index} HAVING count(*) > 1)"""
                )
                self.refuse([rij for (rij,) in cursor.fetchall()], self._key.label, reason)

    def refuse(self, rows: Iterable[int], label: str, reason: Weigering) -> None:
        """Report rows that turned out to be wrong among the others."""
        for row in rows:
            self._add(Refusal(row, label, None, reason), self.refusals)

    def refused_rows(self) -> list[int]:
        """The numbers of the rows that are refused so far."""
        return sorted({refusal.row for refusal in self.refusals})

    def drop_refused(self) -> None:
        """Take the rows out that were copied before they turned out to be wrong."""
        if self.refusals:
            with connection.cursor() as cursor:
                cursor.execute(f"DELETE FROM {self.name} WHERE rij = ANY(%s)", [self.refused_rows()])

    def _read_pieces(self, rows: Iterable[Row]) -> Iterator[_Piece]:
        """The rows, piece by piece. This and what it calls run beside the rest: they touch no connection."""
        lines = self._lines(rows)
        size = FIRST_PIECE
        while True:
            self._found = []
            batches: list[list[str]] = []
            while len(batches) * _BATCH < size and (batch := list(islice(lines, min(_BATCH, size)))):
                batches.append(batch)
            if not batches and not self._found:
                return
            yield _Piece(batches, self._found)
            size = min(2 * size, PIECE)

    def _lines(self, rows: Iterable[Row]) -> Iterator[str]:
        source, read_key, pick, readers = self._key.source, self._key.read, self._pick, self._readers
        for number, cells in rows:
            if isinstance(cells, Weigering):
                self._add(Refusal(number, "-", None, cells), self._found)
                continue
            if cells[source] in (None, "") and _is_empty(cells):
                continue
            try:
                key = read_key(cells[source])
                fields = [reader[cell] for reader, cell in zip(readers, pick(cells), strict=True)]
            except Weigering:
                self._explain(number, cells)
                continue
            yield "\t".join((str(number), *map(copy_text, key), *fields)) + "\n"

    def _explain(self, number: int, cells: Sequence[Cel]) -> None:
        """Every cell of a row that is wrong, so that it can be mended in one go."""
        try:
            self._key.read(cells[self._key.source])
        except Weigering as reason:
            self._add(Refusal(number, self._key.label, None, reason), self._found)
        for column, reader, cell in zip(self._columns, self._readers, self._pick(cells), strict=True):
            try:
                reader[cell]
            except Weigering as reason:
                shown = next((part for part in cell if part), None) if isinstance(cell, tuple) else cell
                self._add(Refusal(number, column.label, shown, reason), self._found)

    @staticmethod
    def _add(refusal: Refusal, refusals: list[Refusal]) -> None:
        if len(refusals) >= MAX_REFUSALS:
            raise Weigering(
                f"Er zijn meer dan {MAX_REFUSALS} fouten; dit lijkt niet het goede bestand.",
                "Controleer of dit de goede export is.",
            )
        refusals.append(refusal)


def _run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def _ahead(things: Iterator[T]) -> Iterator[T]:
    """The same things, while a thread makes the next one; never more than one ahead."""
    with ThreadPoolExecutor(1, "lees-vooruit") as thread:
        upcoming = thread.submit(next, things, None)
        while (thing := upcoming.result()) is not None:
            upcoming = thread.submit(next, things, None)
            yield thing


def _is_empty(cells: Sequence[Cel]) -> bool:
    return all(cell is None or (isinstance(cell, str) and not cell.strip()) for cell in cells)


def _picker(columns: Sequence[Column]) -> Callable[[Sequence[Cel]], Sequence[Any]]:
    """What each reader gets of a row: a cell, or the few cells it needs together."""
    if all(len(column.sources) == 1 for column in columns):
        return itemgetter(*(column.sources[0] for column in columns))
    pick = itemgetter(*(column.sources[0] for column in columns))
    several = [
        (place, itemgetter(*column.sources))
        for place, column in enumerate(columns)
        if len(column.sources) > 1
    ]

    def picked(cells: Sequence[Cel]) -> Sequence[Any]:
        row = list(pick(cells))
        for place, take in several:
            row[place] = take(cells)
        return row

    return picked
