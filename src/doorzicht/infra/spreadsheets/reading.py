"""Reads the one table that is looked for out of an untidy XLSX or CSV file, whatever the file calls itself.

1. The first bytes say what the file is; anything but a workbook or a text is refused with what to do.
2. A workbook is inspected before it is parsed (reading_workbook), a text before it is split (reading_text).
3. The table is found by its header, not by the name of a sheet (reading_header).

Never trusts a file name, a declared size or a declared dimension, and never evaluates anything.
"""

from __future__ import annotations

from pathlib import Path

from doorzicht.foundation.errors import Weigering
from doorzicht.infra.spreadsheets.reading_header import Header
from doorzicht.infra.spreadsheets.reading_source import Source
from doorzicht.infra.spreadsheets.reading_table import Table
from doorzicht.infra.spreadsheets.reading_text import read_text
from doorzicht.infra.spreadsheets.reading_workbook import read_workbook

__all__ = ["Header", "Table", "read_table"]

_WHAT_TO_DO = "Sla het blad in je rekenprogramma op als XLSX of als CSV (UTF-8) en lees dat bestand in."
_ZIP = b"PK\x03\x04"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHER = {
    b"%PDF": "Dit is een PDF.",
    b"\x89PNG": "Dit is een afbeelding.",
    b"\xff\xd8\xff": "Dit is een afbeelding.",
    b"\x1f\x8b": "Dit is een ingepakt bestand.",
    b"PK\x05\x06": "Dit is een leeg ingepakt bestand.",
    b"{\\rtf": "Dit is een tekstdocument.",
    b"\x7fELF": "Dit is een programma.",
    b"MZ": "Dit is een programma.",
    b"PAR1": "Dit is een Parquet-bestand.",
    b"<": "Dit is een webpagina of een XML-bestand.",
    b"{": "Dit is een JSON-bestand.",
}


def read_table(path: Path, header: Header) -> Table:
    """The table with this header. Raises Weigering, before anything is parsed, for a file that is not safe to read."""
    source = Source(path)
    start = source.start(4096)
    try:
        if start.startswith(_ZIP):
            return read_workbook(source, header)
        _refuse_other(source, start)
        return read_text(source, header)
    except Weigering as weigering:
        weigering.waar = weigering.waar or path.name
        raise


def _refuse_other(source: Source, start: bytes) -> None:
    if not start:
        raise Weigering("Het bestand is leeg.", "Maak de export opnieuw.")
    if start.startswith(_COMPOUND):
        _refuse_compound(source)
    bare = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    for magic, what in _OTHER.items():
        if bare.startswith(magic):
            raise Weigering(f"{what} Dat is geen rekenblad.", _WHAT_TO_DO)


def _refuse_compound(source: Source) -> None:
    """An OLE container: an encrypted workbook, or one of before 2007."""
    if "EncryptedPackage".encode("utf-16-le") in source.start(8_000_000):
        raise Weigering(
            "Dit rekenblad is met een wachtwoord beveiligd.",
            "Sla het op zonder wachtwoord en lees dat bestand in.",
        )
    raise Weigering("Dit is een oud soort bestand (zoals .xls).", _WHAT_TO_DO)
