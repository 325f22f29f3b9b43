"""Marks the row headers in the tags of a PDF: typst 0.15 knows column headers only.

A body cell whose whole content is `strong` names its row (and, when it spans rows, those below it too). It becomes a
TH with scope Row, and the data cells of those rows point to it beside their column headers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, String

_BODY = ("/TBody", "/TFoot")


def with_row_headers(pdf: bytes) -> bytes:
    """The same PDF with row headers, its ids made from its content."""
    with pikepdf.open(BytesIO(pdf)) as document:
        root = document.Root.StructTreeRoot
        marker = _Marker(document)
        for number, table in enumerate(_find(root, "/Table"), start=1):
            marker.mark_table(table, number)
        _add_to_id_tree(root, marker.named)
        made = BytesIO()
        document.save(
            made,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
        )
    return made.getvalue()


def _children(element: Object) -> Iterator[Object]:
    kids = element.get("/K", Array())
    for kid in kids if isinstance(kids, Array) else [kids]:
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield kid


def _find(element: Object, tag: str) -> Iterator[Object]:
    for kid in _children(element):
        if tag == kid.S:
            yield kid
        else:
            yield from _find(kid, tag)


@dataclass
class _Marker:
    """Walks tables and remembers which names it gave to which cells."""

    document: pikepdf.Pdf
    named: dict[bytes, Object] = field(default_factory=dict)

    def mark_table(self, table: Object, number: int) -> None:
        for section in _children(table):
            if str(section.S) in _BODY:
                self._mark_rows(section, f"R{number}{str(section.S)[2].lower()}")

    def _mark_rows(self, section: Object, prefix: str) -> None:
        spanning: list[tuple[int, str]] = []
        for row_number, row in enumerate(_find(section, "/TR")):
            names = [name for last, name in spanning if last >= row_number]
            for column, cell in enumerate(_children(row)):
                if not _is_row_name(cell):
                    continue
                name = f"{prefix}x{column}y{row_number}"
                self._make_header(cell, name)
                names.append(name)
                spanning.append((row_number + _span(cell) - 1, name))
            for cell in _children(row):
                if cell.S == "/TD":
                    _point_to(cell, names)

    def _make_header(self, cell: Object, name: str) -> None:
        cell.S = Name.TH
        cell.ID = String(name)
        _table_attributes(cell).Scope = Name.Row
        next(_children(cell)).S = Name.Span
        self.named[name.encode()] = cell


def _is_row_name(cell: Object) -> bool:
    kids = list(_children(cell))
    return cell.S == "/TD" and len(kids) == 1 and kids[0].S == "/Strong"


def _table_attributes(cell: Object) -> Object:
    attributes = cell.A
    for owner in attributes if isinstance(attributes, Array) else [attributes]:
        if owner.O == "/Table":
            return owner
    raise ValueError("a table cell without table attributes")


def _span(cell: Object) -> int:
    return int(_table_attributes(cell).get("/RowSpan", 1))


def _point_to(cell: Object, names: list[str]) -> None:
    attributes = _table_attributes(cell)
    attributes.Headers = Array([*attributes.get("/Headers", Array()), *map(String, names)])


def _add_to_id_tree(root: Object, named: dict[bytes, Object]) -> None:
    """Rewrites the tree of names as one sorted leaf."""
    if not named:
        return
    known = dict(_leaves(root.IDTree)) if "/IDTree" in root else {}
    pairs: list[Object] = []
    for name, element in sorted({**known, **named}.items()):
        pairs.extend((String(name), element))
    root.IDTree = Dictionary(Names=Array(pairs))


def _leaves(node: Object) -> Iterator[tuple[bytes, Object]]:
    names = list(node.get("/Names", Array()))
    for name, element in zip(names[::2], names[1::2], strict=True):
        yield bytes(name), element
    for kid in node.get("/Kids", Array()):
        yield from _leaves(kid)
