"""Inspects the zip container of a workbook before a parser sees it.

First the directory alone (sizes, ratio, names: microseconds, no memory), then every part while it is inflated in
small pieces: a part may not be longer than it says or hold a container, and every part but a picture has to be sober
XML (reading_xml). The parts a workbook points to may not be pictures. Nothing is written to disk or expanded.
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from doorzicht.foundation.errors import Weigering
from doorzicht.infra.spreadsheets.reading_ods import ContentReader
from doorzicht.infra.spreadsheets.reading_weight import DAMAGED, Weight
from doorzicht.infra.spreadsheets.reading_xml import MACROS, PartReader

MAX_UNPACKED = 200_000_000
MAX_MEMORY = 170_000_000
"""What a parser may take of an XLSX, the file itself included."""
MAX_MEMORY_AS_A_WHOLE = 60_000_000
MAX_RATIO = 100
RATIO_COUNTS_FROM = 2_000_000
MAX_PARTS = 2000

_PIECE = 1 << 18
_END = struct.Struct("<4s4H2IH")
_LOCATOR = b"PK\x06\x07"
_EXTRA = struct.Struct("<HH")
_UNICODE_PATH = 0x7075
_ENTRY = 500
"""Bytes of the directory a part, at most on average."""
_MIMETYPE = b"mimetype"
"""The first part of an ODS, which says that it is one."""
_NO_XML = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".bin", ".vml")
"""Pictures, settings of a printer, and drawings that are not always whole XML; a parser never opens these."""
_NAMED_BY_SHEETS = (
    "image",
    "printerSettings",
    "vmlDrawing",
    "thumbnail",
    "oleObject",
    "customProperty",
    "control",
)
_CONTAINERS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x1f\x8b\x08", b"Rar!", b"7z\xbc\xaf")
_BOMB = (
    "Dit rekenblad is veel groter dan het lijkt; dat kan een aanval zijn.",
    "Maak de export opnieuw, of sla het blad op als CSV (UTF-8).",
)


@dataclass(frozen=True)
class Kind:
    """What a workbook of one kind holds, and who looks at a part of it (None: nobody, a parser never opens it)."""

    check_names: Callable[[set[str]], None]
    reader_of: Callable[[str, Weight], PartReader | None]


def inspect(content: bytes) -> None:
    """Raises Weigering when a workbook is not safe to parse, or is not an XLSX."""
    _inspect(content, _XLSX, MAX_MEMORY)


def inspect_any(content: bytes) -> None:
    """The same for a table of a few pages, that is laid out as a whole; an ODS is welcome too."""
    _inspect(content, _ODS if content.startswith(_MIMETYPE, 30) else _XLSX, MAX_MEMORY_AS_A_WHOLE)


def _inspect(content: bytes, kind: Kind, memory: int) -> None:
    _check_end(content)
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
        raise Weigering(*DAMAGED) from fout
    _check_directory(parts, len(content))
    kind.check_names({part.filename for part in parts})
    weight = Weight(memory)
    weight.add(2 * len(content))
    for part in sorted(parts, key=_is_sheet):
        reader = None if part.is_dir() else kind.reader_of(part.filename.lower(), weight)
        _check_part(content, part, reader)


def _check_end(content: bytes) -> None:
    """The directory stands right before its end record, and that at the very end: no reader can take another one."""
    end = len(content) - _END.size
    if end < 0:
        raise Weigering(*DAMAGED)
    signature, *_, size, start, comment = _END.unpack_from(content, end)
    is_large = content[max(end - 20, 0) :].startswith(_LOCATOR)  # of a file over 4 GB: another directory
    if signature != b"PK\x05\x06" or start + size != end or comment or is_large:
        raise Weigering(*DAMAGED)
    if size > MAX_PARTS * _ENTRY:
        raise Weigering(*_BOMB)


def _check_directory(parts: list[ZipInfo], size: int) -> None:
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise Weigering(*_BOMB)
    if sum(part.compress_size for part in parts) > size:
        raise Weigering(*_BOMB)  # parts that overlap each other
    _check_names(parts)
    for part in parts:
        if part.flag_bits & 0x1:
            raise Weigering("Dit rekenblad is met een wachtwoord beveiligd.", "Sla het op zonder wachtwoord.")
        if part.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise Weigering(*DAMAGED)
        if part.file_size > RATIO_COUNTS_FROM and part.file_size > MAX_RATIO * max(part.compress_size, 1):
            raise Weigering(*_BOMB)


def _check_names(parts: list[ZipInfo]) -> None:
    """Every reader calls a part by the same name, and no two parts are called the same."""
    if len({part.filename.replace("\\", "/").lower() for part in parts}) != len(parts):
        raise Weigering(*DAMAGED)
    if any("\x00" in part.orig_filename or _has_other_name(part.extra) for part in parts):
        raise Weigering(*DAMAGED)


def _has_other_name(extra: bytes) -> bool:
    """A part may carry a second name, which one reader takes for its name and another does not see."""
    while len(extra) >= _EXTRA.size:
        kind, size = _EXTRA.unpack_from(extra)
        if kind == _UNICODE_PATH:
            return True
        extra = extra[_EXTRA.size + size :]
    return False


def _check_xlsx(names: set[str]) -> None:
    lower = {name.lower() for name in names}
    if any("vbaproject" in name or "/macrosheets/" in name for name in lower):
        raise Weigering(*MACROS)
    if "xl/workbook.bin" in lower or "content.xml" in lower:
        raise Weigering("Dit soort rekenblad lezen we niet.", "Sla het op als XLSX of als CSV (UTF-8).")
    if not {"[Content_Types].xml", "xl/workbook.xml"} <= names:
        raise Weigering(
            "Dit is een ingepakt bestand, geen rekenblad.", "Pak het uit en lees het rekenblad zelf in."
        )


def _check_ods(names: set[str]) -> None:
    """An ODS that a parser can take for nothing else."""
    lower = {name.lower() for name in names}
    if any(name.startswith(("basic/", "scripts/")) for name in lower):
        raise Weigering(*MACROS)
    if (
        any(name.startswith(("xl/", "[content_types]")) for name in lower)
        or not {
            "mimetype",
            "content.xml",
        }
        <= names
    ):
        raise Weigering(*DAMAGED)


def _is_sheet(part: ZipInfo) -> bool:
    """Everything but the shared strings may be a sheet, whatever its name; it comes behind them."""
    return part.filename.lower() != "xl/sharedstrings.xml"


def _read_xlsx(name: str, weight: Weight) -> PartReader | None:
    return None if name.endswith(_NO_XML) else PartReader(weight)


def _read_ods(name: str, weight: Weight) -> PartReader | None:
    if name == "content.xml":
        return ContentReader(weight)
    return PartReader(weight) if name.endswith((".xml", ".rdf")) else None


_XLSX = Kind(_check_xlsx, _read_xlsx)
_ODS = Kind(_check_ods, _read_ods)


def _check_part(content: bytes, part: ZipInfo, reader: PartReader | None) -> None:
    """Inflate a part in pieces and look at each; nothing of it is kept."""
    first = True
    for piece in _inflate(content, part):
        if first and piece.startswith(_CONTAINERS):
            raise Weigering("In dit rekenblad zit een ander bestand.", "Haal het ingevoegde bestand eruit.")
        first = False
        if reader:
            reader.feed(piece)
    if reader:
        reader.close()
        _check_relations(part.filename.lower(), reader.relations)


def _check_relations(name: str, relations: list[tuple[str, str]]) -> None:
    """What the workbook itself consists of is XML: a sheet in the clothes of a picture would not be looked at."""
    is_of_workbook = name.endswith("workbook.xml.rels")
    for kind, target in relations:
        if target.lower().rstrip().endswith(_NO_XML) and (
            is_of_workbook or not kind.endswith(_NAMED_BY_SHEETS)
        ):
            raise Weigering(*DAMAGED)


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
        raise Weigering(*DAMAGED)


def _packed(content: bytes, part: ZipInfo) -> memoryview:
    start = part.header_offset
    if content[start : start + 4] != b"PK\x03\x04" or start + 30 > len(content):
        raise Weigering(*DAMAGED)
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
        raise Weigering(*DAMAGED) from fout
