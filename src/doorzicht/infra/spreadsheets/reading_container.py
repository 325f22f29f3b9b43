"""Inspects the zip container of a workbook before a parser sees it.

First the directory alone (sizes, ratio, names: microseconds, no memory), then every part while it is inflated in
small pieces: a part may not be longer than it says, hold a container, declare an entity, or name a cell so far
away that a parser would fill memory on the way to it. Nothing is written to disk; nothing is expanded.
"""

from __future__ import annotations

import io
import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

import defusedxml.ElementTree as SafeTree
from defusedxml import DefusedXmlException

from doorzicht.foundation.errors import Weigering

MAX_UNPACKED = 200_000_000
MAX_RATIO = 100
RATIO_COUNTS_FROM = 2_000_000
MAX_PARTS = 2000
MAX_COLUMN = 256
MAX_CELLS = 12_000_000
FREE_CELLS = 1_000_000
MAX_SPARSE = 8

_PIECE = 1 << 18
_OVERLAP = 80
_SMALL_PARTS = ("[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels")
_CONTAINERS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x1f\x8b\x08", b"Rar!", b"7z\xbc\xaf")
_DECLARATION = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_PLACE = re.compile(rb"""\br\s*=\s*["']\s*\$?([A-Za-z]*)\$?(\d+)""")
_ODD_PLACE = re.compile(rb"""\br\s*=\s*["'][^"'<>]{0,40}&""")
_CELL = re.compile(rb"<(?:\w+:)?(?:c|row)[\s>/]")
_BOMB = (
    "Dit rekenblad is veel groter dan het lijkt; dat kan een aanval zijn.",
    "Maak de export opnieuw, of sla het blad op als CSV (UTF-8).",
)
_DAMAGED = (
    "Dit rekenblad is beschadigd.",
    "Open het in je rekenprogramma, sla het opnieuw op en lees dat bestand in.",
)


def inspect(content: bytes) -> None:
    """Raises Weigering when a workbook is not safe to parse, or is not a workbook."""
    try:
        with ZipFile(io.BytesIO(content)) as container:
            parts = container.infolist()
    except (
        BadZipFile,
        struct.error,
        ValueError,
        OSError,
        NotImplementedError,
        EOFError,
        UnicodeError,
    ) as fout:
        raise Weigering(*_DAMAGED) from fout
    _check_directory(parts, len(content))
    _check_kind({part.filename for part in parts})
    for part in parts:
        _check_part(content, part)


def _check_directory(parts: list[ZipInfo], size: int) -> None:
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise Weigering(*_BOMB)
    if sum(part.compress_size for part in parts) > size:
        raise Weigering(*_BOMB)  # parts that overlap each other
    if len({part.filename for part in parts}) != len(parts):
        raise Weigering(*_DAMAGED)
    for part in parts:
        if part.flag_bits & 0x1:
            raise Weigering("Dit rekenblad is met een wachtwoord beveiligd.", "Sla het op zonder wachtwoord.")
        if part.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise Weigering(*_DAMAGED)
        if part.file_size > RATIO_COUNTS_FROM and part.file_size > MAX_RATIO * max(part.compress_size, 1):
            raise Weigering(*_BOMB)


def _check_kind(names: set[str]) -> None:
    lower = {name.lower() for name in names}
    if any("vbaproject" in name or "/macrosheets/" in name for name in lower):
        raise Weigering(
            "Dit rekenblad heeft macro's.", "Sla het op als gewoon rekenblad (.xlsx), zonder macro's."
        )
    if "xl/workbook.bin" in lower or "content.xml" in lower:
        raise Weigering("Dit soort rekenblad lezen we niet.", "Sla het op als XLSX of als CSV (UTF-8).")
    if not {"[Content_Types].xml", "xl/workbook.xml"} <= names:
        raise Weigering(
            "Dit is een ingepakt bestand, geen rekenblad.", "Pak het uit en lees het rekenblad zelf in."
        )


@dataclass
class _Extent:
    """How far the cells of a sheet reach, and how many there are."""

    row: int = 0
    column: int = 0
    cells: int = 0

    def add(self, piece: bytes) -> None:
        if _ODD_PLACE.search(piece):
            raise Weigering(*_DAMAGED)
        places = _PLACE.findall(piece)
        if places:
            letters, numbers = zip(*places, strict=True)
            self.column = max(self.column, max(map(_column_number, set(letters))))
            self.row = max(self.row, max(map(int, set(numbers))))
        self.cells += len(_CELL.findall(piece))
        if self.column > MAX_COLUMN or self.row > 1_048_576:
            raise Weigering("Er staat iets heel ver buiten de tabel.", "Verwijder de lege rijen en kolommen.")

    def check(self) -> None:
        """A parser lays a sheet out as a full rectangle: a few cells far apart would fill memory."""
        area = self.row * max(self.column, 1)
        if area > MAX_CELLS or (area > FREE_CELLS and area > MAX_SPARSE * self.cells):
            raise Weigering(
                "Dit blad is te groot om zo te lezen.", "Verwijder lege rijen, of sla het op als CSV (UTF-8)."
            )


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper()[:8]:
        number = number * 26 + letter - 64
    return number


def _check_part(content: bytes, part: ZipInfo) -> None:
    """Inflate a part in pieces and look at each; nothing of it is kept, but for the small parts."""
    is_xml = part.filename.lower().endswith((".xml", ".rels", ".vml"))
    extent = _Extent()
    tail, kept, first = b"", bytearray(), True
    for piece in _inflate(content, part):
        if first and piece.startswith(_CONTAINERS):
            raise Weigering("In dit rekenblad zit een ander bestand.", "Haal het ingevoegde bestand eruit.")
        first = False
        if is_xml:
            text = tail + piece
            _check_xml(text)
            extent.add(text)
            tail = text[-_OVERLAP:]
        if part.filename in _SMALL_PARTS:
            kept += piece
    extent.check()
    if part.filename in _SMALL_PARTS:
        _parse_small(bytes(kept))


def _check_xml(text: bytes) -> None:
    if b"\x00" in text:
        raise Weigering(*_DAMAGED)  # XML in UTF-16: a way around the checks here
    if _DECLARATION.search(text):
        raise Weigering("In dit rekenblad staat een XML-verwijzing (entity).", "Maak de export opnieuw.")


def _parse_small(xml: bytes) -> None:
    try:
        tree = SafeTree.fromstring(xml, forbid_dtd=True)
    except (DefusedXmlException, SafeTree.ParseError, ValueError, LookupError) as fout:
        raise Weigering(*_DAMAGED) from fout
    if any("macroEnabled" in value for element in tree.iter() for value in element.attrib.values()):
        raise Weigering(
            "Dit rekenblad heeft macro's.", "Sla het op als gewoon rekenblad (.xlsx), zonder macro's."
        )


def _inflate(content: bytes, part: ZipInfo) -> Iterator[bytes]:
    """The bytes of a part, in pieces; stops at the first byte more than the directory says."""
    packed = _packed(content, part)
    done = 0
    for piece in _pieces(packed) if part.compress_type == ZIP_STORED else _deflated(packed):
        done += len(piece)
        if done > part.file_size:
            raise Weigering(*_BOMB)
        yield piece
    if done != part.file_size:
        raise Weigering(*_DAMAGED)


def _packed(content: bytes, part: ZipInfo) -> memoryview:
    start = part.header_offset
    if content[start : start + 4] != b"PK\x03\x04" or start + 30 > len(content):
        raise Weigering(*_DAMAGED)
    name_length, extra_length = struct.unpack_from("<HH", content, start + 26)
    start += 30 + name_length + extra_length
    return memoryview(content)[start : start + part.compress_size]


def _pieces(packed: memoryview) -> Iterator[bytes]:
    for start in range(0, len(packed), _PIECE):
        yield bytes(packed[start : start + _PIECE])


def _deflated(packed: memoryview) -> Iterator[bytes]:
    inflater = zlib.decompressobj(-15)
    try:
        for block in _pieces(packed):
            while block:
                if piece := inflater.decompress(block, _PIECE):
                    yield piece
                block = inflater.unconsumed_tail
    except zlib.error as fout:
        raise Weigering(*_DAMAGED) from fout
