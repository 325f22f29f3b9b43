"""Reads a CSV: UTF-8 with or without a mark, separated by semicolon, comma or tab, line breaks within quotes.

The whole text is checked before the first row is given (encoding, NUL bytes, length of a line), in pieces, so that
a large file takes little memory; after the last row its hash has to be what it was. Never guesses an encoding: cp1252
read as UTF-8 gives other names.
"""

from __future__ import annotations

import codecs
import csv
import hashlib
import io
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing
from itertools import islice

from doorzicht.foundation.cellen import Cel
from doorzicht.foundation.errors import Weigering
from doorzicht.infra.spreadsheets.reading_header import SEARCHED_ROWS, Header
from doorzicht.infra.spreadsheets.reading_source import Source
from doorzicht.infra.spreadsheets.reading_table import Row, Table

MAX_BYTES = 2_000_000_000
MAX_COLUMNS = 1000
MAX_LINE = 1_000_000
"""Bytes up to a line break, and characters of a row with line breaks in it."""

_DELIMITERS = ";,\t"
_ENCODING_HELP = "Kies bij het opslaan ‘CSV UTF-8’ en lees dat bestand in."
_LONG = ("Een cel is veel te lang, of een aanhalingsteken is niet gesloten.", "Maak de export opnieuw.")
_BUFFER = 1 << 16
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_text(source: Source, header: Header) -> Table:
    """The table of a CSV file; raises Weigering when it is not text in UTF-8 or lacks the header."""
    source.check_size(MAX_BYTES)
    sha256, lines = _inspect(source)
    delimiter, number, head = _find_header(source, header)
    lay = header.layout(head, number)

    def rows() -> Iterator[Row]:
        with closing(_records(source, delimiter, sha256)) as records:
            for place, record in enumerate(records, start=1):
                if place > number and record:
                    yield place, lay(record)

    return Table(sha256, max(lines - number, 1), rows)


def _inspect(source: Source) -> tuple[str, int]:
    """One pass over the bytes: the hash, the number of lines, and whether it is UTF-8 without NUL bytes."""
    digest, decoder, lines, line = hashlib.sha256(), codecs.getincrementaldecoder("utf-8")(), 0, 0
    for piece in source.pieces():
        if lines == 0 and piece.startswith(_UTF16):
            raise Weigering("Dit bestand is in UTF-16 geschreven.", _ENCODING_HELP)
        if b"\x00" in piece:
            raise Weigering("Dit is geen tekst: er staan nulbytes in.", _ENCODING_HELP)
        digest.update(piece)
        lines += piece.count(b"\n")
        line = _check_line(piece, line)
        _check_utf8(decoder, piece)
    _check_utf8(decoder, b"", final=True)
    return digest.hexdigest(), lines + 1


def _check_line(piece: bytes, before: int) -> int:
    """The length of the line that a piece ends in, which may have begun in the pieces before it."""
    last = max(piece.rfind(b"\n"), piece.rfind(b"\r"))
    line = len(piece) - last - 1 + (before if last < 0 else 0)
    first = min((place for sign in (b"\n", b"\r") if (place := piece.find(sign)) >= 0), default=0)
    if max(line, before + first) > MAX_LINE:
        raise Weigering(*_LONG)
    return line


def _check_utf8(decoder: codecs.IncrementalDecoder, piece: bytes, *, final: bool = False) -> None:
    try:
        decoder.decode(piece, final)
    except UnicodeDecodeError as fout:
        raise Weigering(
            "Dit bestand is niet in UTF-8 geschreven (misschien in Windows-1252).", _ENCODING_HELP
        ) from fout


def _find_header(source: Source, header: Header) -> tuple[str, int, Sequence[Cel]]:
    """The delimiter with which the first rows look most like the header, and where that header stands."""
    best: tuple[int, str, int, Sequence[Cel]] | None = None
    for delimiter in _DELIMITERS:
        with closing(_records(source, delimiter)) as records:
            first = list(islice(records, SEARCHED_ROWS))
        if (place := header.find(first)) is not None:
            score = header.score(first[place])
            if best is None or score > best[0]:
                best = (score, delimiter, place + 1, first[place])
    if best is None:
        raise Weigering(
            "De kop van de tabel is niet gevonden.",
            f"De eerste rij hoort te beginnen met: {', '.join(header.required[:5])}.",
        )
    return best[1:]


def _records(source: Source, delimiter: str, sha256: str | None = None) -> Generator[list[str], None, None]:
    """The records of one pass; with a hash, raises Weigering after the last one when it read something else."""
    with source.read_pass() as this_pass:
        text = io.TextIOWrapper(io.BufferedReader(this_pass, _BUFFER), encoding="utf-8-sig", newline="")
        lines = _Lines(text)
        try:
            yield from _guarded(csv.reader(lines, delimiter=delimiter), lines)
        except UnicodeDecodeError as fout:
            raise source.changed() from fout
        if sha256:
            this_pass.check(sha256)


class _Lines:
    """The lines of a text, for a reader of records: raises Weigering when one record takes too many of them."""

    def __init__(self, text: Iterable[str]) -> None:
        self._text = iter(text)
        self.characters = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._text)
        self.characters += len(line)
        if self.characters > MAX_LINE:
            raise Weigering(*_LONG)
        return line


def _guarded(reader: Iterable[list[str]], lines: _Lines) -> Iterator[list[str]]:
    try:
        for record in reader:
            lines.characters = 0
            if len(record) > MAX_COLUMNS:
                raise Weigering(
                    f"Er staat een rij in met meer dan {MAX_COLUMNS} cellen.", "Maak de export opnieuw."
                )
            yield record
    except csv.Error as fout:
        raise Weigering(*_LONG) from fout
