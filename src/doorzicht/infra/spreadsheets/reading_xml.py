"""Looks at an XML part of a workbook while it is inflated, before the parser that lays out the sheet sees it.

Follows the cells as that parser does: a row or a cell without a number stands after the one before it. Refuses a
declaration (DTD, entity), another encoding, XML that is not well formed, and a sheet that a few far cells would make
fill memory. Keeps nothing of what it reads.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable
from typing import NoReturn
from xml.parsers import expat

from doorzicht.foundation.errors import Weigering
from doorzicht.infra.spreadsheets.reading_weight import DAMAGED, LARGE, Weight, size_of

MAX_COLUMN = 256
MAX_ROW = 1_048_576
MAX_CELLS = 5_000_000
FREE_CELLS = 1_000_000
MAX_SPARSE = 8
MAX_STRINGS = 2_000_000
MAX_TAG = 1_000_000
"""Bytes of one tag, comment or declaration."""

MACROS = ("Dit rekenblad heeft macro's.", "Sla het op als gewoon rekenblad (.xlsx), zonder macro's.")
_FAR = ("Er staat iets heel ver buiten de tabel.", "Verwijder de lege rijen en kolommen.")
_STRINGS = ("Dit rekenblad heeft te veel teksten.", "Sla het blad op als CSV (UTF-8) en lees dat bestand in.")
_PLACE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})", re.ASCII)
_ROW = re.compile(r"[0-9]{1,7}", re.ASCII)
_ENCODINGS = {None, "utf-8", "us-ascii"}
_IN_A_CELL = frozenset({"v", "t", "is", "f"})
_NAMED_PARTS = ("Relationship", "Override", "Default")


def _letters(number: int) -> str:
    return _letters((number - 1) // 26) + chr(65 + (number - 1) % 26) if number else ""


_COLUMNS = {_letters(number): number for number in range(1, MAX_COLUMN + 1)}


class Extent:
    """How far the cells of a sheet reach, and how many there are. `ended` holds the name of what ended last.

    Cells stand in rows, and rows behind each other: what stands otherwise a parser lays elsewhere than it says.
    """

    def __init__(self, ended: deque[str]) -> None:
        self.rows = self.columns = self.cells = 0
        self._ended = ended
        ended.append("row")
        self._row, self._row_text, self._column = 0, "0", 0

    def start_row(self, said: str | None) -> None:
        """A row begins, with its number or after the one before."""
        number = self._row + 1
        ended = self._ended[0]
        if not (ended == "row" or ended.endswith(":row")):
            raise Weigering(*DAMAGED)
        self._ended.append("")
        if said is not None:
            if not _ROW.fullmatch(said):
                raise Weigering(*DAMAGED)
            number = int(said)
        self._go_to(number)
        self._column = 0
        self.cells += 1

    def add_cell(self, said: str | None) -> None:
        """A cell begins, with its place or after the one before."""
        self.cells += 1
        ended = self._ended[0]
        if ended == "row" or ended.endswith(":row"):
            raise Weigering(*DAMAGED)
        if said is None:
            column = self._column + 1
        elif said.endswith(self._row_text):
            column = _COLUMNS.get(said[: -len(self._row_text)]) or self._odd_place(said)
        else:
            column = self._odd_place(said)
        self._column = column
        if column > self.columns:
            self._widen(column)

    def check(self, weight: Weight) -> None:
        """A parser lays a sheet out as a full rectangle: a few cells far apart would fill memory."""
        area = self.rows * max(self.columns, 1)
        if area > FREE_CELLS and area > MAX_SPARSE * self.cells:
            raise Weigering(*LARGE)
        weight.add_cells(max(area, self.cells))

    def _odd_place(self, said: str) -> int:
        """A place in small letters, or one in another row than the cell stands in."""
        found = _PLACE.fullmatch(said)
        if not found:
            raise Weigering(*DAMAGED)
        self._go_to(int(found[2]))
        column = _COLUMNS.get(found[1].upper())
        if column is None:
            raise Weigering(*_FAR)
        return column

    def _go_to(self, row: int) -> None:
        if row < self._row:
            raise Weigering(*DAMAGED)  # a sheet goes downwards; the parser counts on it
        if not 1 <= row <= MAX_ROW:
            raise Weigering(*_FAR)
        self._row, self._row_text = row, str(row)
        self.rows = row
        if self.rows * self.columns > MAX_CELLS:
            raise Weigering(*LARGE)

    def _widen(self, column: int) -> None:
        if column > MAX_COLUMN:
            raise Weigering(*_FAR)
        self.columns = column
        if self.rows * column > MAX_CELLS:
            raise Weigering(*LARGE)


class PartReader:
    """Is fed the pieces of one part. `relations`: the kinds and targets that it names; `extent`: of a sheet.

    The part with the shared strings has to be read before the sheets: their cells point to it.
    """

    def __init__(self, weight: Weight) -> None:
        self._weight = weight
        self._texts: list[str] = []
        self._string: int | None = None
        self.relations: list[tuple[str, str]] = []
        self.extent: Extent | None = None
        self._strings = 0
        self._fed = 0
        self._ended: deque[str] = deque([""], maxlen=1)
        self._starts: dict[str, Callable[[dict[str, str]], None]] = {
            "sheetData": self._start_sheet,
            "si": self._start_string,
            **dict.fromkeys(_NAMED_PARTS, self._relate),
        }
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._ended.append
        self._parser.StartDoctypeDeclHandler = _refuse_declaration
        self._parser.EntityDeclHandler = _refuse_declaration
        self._parser.XmlDeclHandler = _check_encoding

    def feed(self, piece: bytes) -> None:
        """The next bytes; raises Weigering as soon as something is wrong."""
        if b"\x00" in piece:
            raise Weigering(*DAMAGED)  # UTF-16, or no XML at all
        self._fed += len(piece)
        self._parse(piece, False)
        self._weigh()
        if self._fed - self._parser.CurrentByteIndex > MAX_TAG:
            raise Weigering(*DAMAGED)

    def close(self) -> None:
        """The end of the part."""
        self._parse(b"", True)
        self._weigh()
        if self.extent:
            self.extent.check(self._weight)

    def _parse(self, piece: bytes, is_last: bool) -> None:
        try:
            self._parser.Parse(piece, is_last)
        except (expat.ExpatError, ValueError, LookupError) as fout:
            raise Weigering(*DAMAGED) from fout

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        act = self._starts.get(name)
        if act is None and name not in _IN_A_CELL:
            act = self._look_closer(name)
        if act is not None:
            act(attributes)

    def _look_closer(self, name: str) -> Callable[[dict[str, str]], None] | None:
        """What a name with a prefix asks for. The first element behind a sheet ends the counting of its cells."""
        if name.count(":") > 1:
            raise Weigering(*DAMAGED)
        if self._ended[0].rpartition(":")[2] == "sheetData":
            self._starts.pop("c", None)
            self._starts.pop("row", None)
            self._let_comments(_pass)
        return self._starts.get(name.rpartition(":")[2])

    def _start_sheet(self, _attributes: dict[str, str]) -> None:
        if self.extent:
            raise Weigering(*DAMAGED)
        self.extent = extent = Extent(self._ended)
        self._weight.end_strings()
        self._parser.CharacterDataHandler = self._texts.append
        self._let_comments(_refuse_split)
        self._starts["c"] = lambda attributes: extent.add_cell(attributes.get("r"))
        self._starts["row"] = lambda attributes: extent.start_row(attributes.get("r"))

    def _start_string(self, _attributes: dict[str, str]) -> None:
        """A shared string begins; not in another one, and in no sheet."""
        if self._string is not None or self.extent:
            raise Weigering(*DAMAGED)
        self._strings += 1
        if self._strings > MAX_STRINGS:
            raise Weigering(*_STRINGS)
        self._string = 0
        self._texts.clear()
        self._parser.EndElementHandler = self._end_string
        self._parser.CharacterDataHandler = self._texts.append

    def _end_string(self, name: str) -> None:
        self._ended.append(name)
        if name.rpartition(":")[2] == "si" and self._string is not None:
            self._weigh()
            self._weight.add_string(self._string)
            self._string = None
            self._texts.clear()

    def _weigh(self) -> None:
        """What was heard since the last time."""
        if self._string is not None:
            self._string += sum(map(size_of, self._texts))
        elif self.extent:
            self._weight.add_texts(self._texts)
            self._weight.foresee_cells(self.extent.rows * self.extent.columns)
        self._texts.clear()

    def _let_comments(self, act: Callable[..., None]) -> None:
        """What splits a text in two for one reader and not for another."""
        self._parser.CommentHandler = act
        self._parser.ProcessingInstructionHandler = act
        self._parser.StartCdataSectionHandler = act

    def _relate(self, attributes: dict[str, str]) -> None:
        if any("macroEnabled" in value for value in attributes.values()):
            raise Weigering(*MACROS)
        if "Target" in attributes:
            self.relations.append((attributes.get("Type", ""), attributes["Target"]))


def _refuse_declaration(*_: object) -> NoReturn:
    raise Weigering("In dit rekenblad staat een XML-verwijzing (entity).", "Maak de export opnieuw.")


def _refuse_split(*_: object) -> NoReturn:
    raise Weigering(*DAMAGED)


def _pass(*_: object) -> None:
    return None


def _check_encoding(_version: str, encoding: str | None, _standalone: int) -> None:
    if (encoding.lower() if encoding else None) not in _ENCODINGS:
        raise Weigering(*DAMAGED)
