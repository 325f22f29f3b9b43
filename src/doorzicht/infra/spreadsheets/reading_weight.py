"""How much memory a parser would take for a workbook, added up while the workbook is inspected.

A parser lays a sheet out as a rectangle and copies a shared string into every cell that points to it, so a file of
50 kB can ask for gigabytes. Counts at least what the parser takes; the figures were measured.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable

from doorzicht.foundation.errors import Weigering

DAMAGED = (
    "Dit rekenblad is beschadigd.",
    "Open het in je rekenprogramma, sla het opnieuw op en lees dat bestand in.",
)
LARGE = ("Dit blad is te groot om zo te lezen.", "Verwijder lege rijen, of sla het op als CSV (UTF-8).")

_CELL = 72
"""Bytes of a cell, once as it is read and once in its rectangle."""
_STRING = 56
"""Bytes of a shared string besides its own."""
_DIGITS = 20
"""A longer number may have come in two pieces."""


class Weight:
    """What is left of the memory that a workbook may take; raises Weigering when nothing is."""

    def __init__(self, limit: int) -> None:
        self.left = limit
        self._strings = array("L")
        self._longest = 0
        self._is_ended = False

    def end_strings(self) -> None:
        """A sheet begins, whose cells may point to the strings so far; no more of them may come."""
        self._is_ended = True

    def add_string(self, size: int) -> None:
        """The next shared string."""
        if self._is_ended:
            raise Weigering(*DAMAGED)
        self._strings.append(size)
        self._longest = max(self._longest, size)
        self.add(size + _STRING)

    def add_cells(self, number: int) -> None:
        """So many cells of a sheet, empty ones in between included."""
        self.add(number * _CELL)

    def foresee_cells(self, number: int) -> None:
        """Refuse already what at least these cells would not leave room for."""
        if number * _CELL > self.left:
            raise Weigering(*LARGE)

    def add_texts(self, texts: Iterable[str]) -> None:
        """What stands in cells: texts, and numbers that may point to shared strings."""
        self.add(sum(map(self._size, texts)))

    def add(self, size: int) -> None:
        """So many bytes."""
        self.left -= size
        if self.left < 0:
            raise Weigering(*LARGE)

    def _size(self, text: str) -> int:
        strings = self._strings
        if text.isdigit() and text.isascii():
            if len(text) > _DIGITS:
                return self._longest + len(text)
            number = int(text)
            return strings[number] if number < len(strings) else 0
        # no number: a text of its own, or one that a parser takes for the first string
        return max(size_of(text), strings[0] if strings else 0)


def size_of(text: str) -> int:
    """At least the bytes of a text in UTF-8."""
    return len(text) if text.isascii() else 4 * len(text)
