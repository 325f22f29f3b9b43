"""Reads a CSV: UTF-8 with or without a mark, separated by semicolon, comma or tab, line breaks within quotes.

The whole text is checked before the first row is given (encoding, NUL bytes, length of a line), in pieces, so that
a large file takes little memory. Never guesses an encoding: cp1252 read as UTF-8 gives other names.
"""

from __future__ import annotations

import codecs
import csv
import hashlib
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path

from doorzicht.foundation.cellen import Cel
from doorzicht.foundation.errors import Weigering
from doorzicht.infra.spreadsheets.reading_header import SEARCHED_ROWS, Header
from doorzicht.infra.spreadsheets.reading_table import Row, Table

MAX_BYTES = 2_000_000_000
MAX_COLUMNS = 1000
_PIECE = 1 << 20
_DELIMITERS = ";,\t"
_ENCODING_HELP = "Kies bij het opslaan ‘CSV UTF-8’ en lees dat bestand in."
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_text(path: Path, header: Header) -> Table:
    """The table of a CSV file; raises Weigering when it is not text in UTF-8 or lacks the header."""
    sha256, lines = _inspect(path)
    delimiter, number, head = _find_header(path, header)
    lay = header.layout(head, number)

    def rows() -> Iterator[Row]:
        with closing(_records(path, delimiter)) as records:
            for place, record in enumerate(records, start=1):
                if place > number and record:
                    yield place, lay(record)

    return Table(sha256, max(lines - number, 1), rows)


def _inspect(path: Path) -> tuple[str, int]:
    """One pass over the bytes: the hash, the number of lines, and whether it is UTF-8 without NUL bytes."""
    if path.stat().st_size > MAX_BYTES:
        raise Weigering("Het bestand is groter dan 2 GB.", "Verdeel het over meer bestanden.")
    digest, decoder, lines = hashlib.sha256(), codecs.getincrementaldecoder("utf-8")(), 0
    with path.open("rb") as source:
        for piece in iter(lambda: source.read(_PIECE), b""):
            if lines == 0 and piece.startswith(_UTF16):
                raise Weigering("Dit bestand is in UTF-16 geschreven.", _ENCODING_HELP)
            if b"\x00" in piece:
                raise Weigering("Dit is geen tekst: er staan nulbytes in.", _ENCODING_HELP)
            digest.update(piece)
            lines += piece.count(b"\n")
            _check_utf8(decoder, piece)
    _check_utf8(decoder, b"", final=True)
    return digest.hexdigest(), lines + 1


def _check_utf8(decoder: codecs.IncrementalDecoder, piece: bytes, *, final: bool = False) -> None:
    try:
        decoder.decode(piece, final)
    except UnicodeDecodeError as fout:
        raise Weigering(
            "Dit bestand is niet in UTF-8 geschreven (misschien in Windows-1252).", _ENCODING_HELP
        ) from fout


def _find_header(path: Path, header: Header) -> tuple[str, int, Sequence[Cel]]:
    """The delimiter with which the first rows look most like the header, and where that header stands."""
    best: tuple[int, str, int, Sequence[Cel]] | None = None
    for delimiter in _DELIMITERS:
        with closing(_records(path, delimiter)) as records:
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


def _records(path: Path, delimiter: str) -> Generator[list[str], None, None]:
    with path.open(encoding="utf-8-sig", newline="") as source:
        yield from _guarded(csv.reader(source, delimiter=delimiter))


def _guarded(reader: Iterable[list[str]]) -> Iterator[list[str]]:
    try:
        for record in reader:
            if len(record) > MAX_COLUMNS:
                raise Weigering(
                    f"Er staat een rij in met meer dan {MAX_COLUMNS} cellen.", "Maak de export opnieuw."
                )
            yield record
    except csv.Error as fout:
        raise Weigering(
            "Een cel is veel te lang, of een aanhalingsteken is niet gesloten.", "Maak de export opnieuw."
        ) from fout
