"""Finds a header among the first rows of a sheet and lays the columns in the order that was asked for.

Compares without regard to case and spaces. A header that is nearly right is refused with the name of the column:
guessing which column holds what would put one person's data under another heading.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from operator import itemgetter

from doorzicht.foundation.cellen import Cel
from doorzicht.foundation.errors import Weigering

Cells = Sequence[Cel] | Weigering
"""The cells of a row in the order of the header, or why the row as a whole cannot be read."""

SEARCHED_ROWS = 20
_SHOWN = 60
_FIGURES = 3


def _bare(cel: Cel) -> str:
    return " ".join(str(cel).split()).casefold() if cel is not None else ""


@dataclass(frozen=True)
class Header:
    """Columns that must be there, columns that may be, one that may stand last without a name, ones to skip."""

    required: tuple[str, ...]
    optional: tuple[str, ...] = ()
    nameless_last: str | None = None
    skipped: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The columns in the order in which a Table gives them."""
        return self.required + self.optional

    def score(self, row: Sequence[Cel]) -> int:
        """How many of the required columns a row names."""
        return len({_bare(name) for name in self.required} & {_bare(cel) for cel in row})

    def find(self, rows: Sequence[Sequence[Cel]]) -> int | None:
        """The row that looks most like this header, when at least half of it is there."""
        best = max(range(len(rows)), key=lambda number: self.score(rows[number]), default=None)
        return best if best is not None and 2 * self.score(rows[best]) >= len(self.required) else None

    def layout(self, row: Sequence[Cel], number: int) -> Callable[[Sequence[Cel]], Cells]:
        """A function that lays a row in the order of `names`; raises Weigering naming the column that is wrong."""
        found = self._named(row)
        where = f"Rij {number}"
        self._refuse_missing(found, where)
        self._refuse_strange(found, where)
        places = {name: place for place, name in enumerate(found) if name}
        wanted = [places.get(_bare(name)) for name in self.names]
        return _picker(wanted, len(found))

    def _named(self, row: Sequence[Cel]) -> list[str]:
        found = [_bare(cel) for cel in row]
        while found and not found[-1]:
            found.pop()
        place = len(self.required)
        if self.nameless_last and _bare(self.nameless_last) not in found and len(found) == place:
            found.append(_bare(self.nameless_last))
        return found

    def _refuse_missing(self, found: list[str], where: str) -> None:
        missing = [name for name in self.required if _bare(name) not in found]
        if not missing:
            return
        known = {_bare(name) for name in self.names}
        near = get_close_matches(
            _bare(missing[0]), [name for name in found if name and name not in known], n=1
        )
        hint = f" Er staat wel een kolom ‘{near[0][:_SHOWN]}’." if near else ""
        raise Weigering(
            f"De kolom ‘{missing[0]}’ ontbreekt.{hint}" + _more(missing),
            "Verbeter de kop van het blad.",
            where,
        )

    def _refuse_strange(self, found: list[str], where: str) -> None:
        known = {_bare(name) for name in (*self.names, *self.skipped)}
        for name, times in Counter(name for name in found if name).items():
            if times > 1:
                raise Weigering(
                    f"{_heading(name, found)} staat er {times} keer in.", "Haal er een weg.", where
                )
            if name not in known:
                raise Weigering(f"{_heading(name, found)} kennen we niet.", "Haal die kolom weg.", where)
        if "" in found:
            raise Weigering(f"Kolom {found.index('') + 1} heeft geen naam.", "Haal die kolom weg.", where)


def _heading(name: str, found: Sequence[str]) -> str:
    """A column by its name, or by its place when that may be a cell of a person and no name at all."""
    if "@" in name or sum(sign.isdigit() for sign in name) > _FIGURES:
        return f"De naam van kolom {found.index(name) + 1}"
    return f"De kolom ‘{name[:_SHOWN]}’"


def _more(missing: Sequence[str]) -> str:
    return f" Ook ontbreekt: {', '.join(missing[1:6])}." if len(missing) > 1 else ""


def _picker(wanted: Sequence[int | None], width: int) -> Callable[[Sequence[Cel]], Cells]:
    """Rows may be shorter than the header: what is not there is empty. A column that is not there too."""
    places = [width if place is None else place for place in wanted]
    empty = (None,) * (width + 1)
    pick = itemgetter(*places) if len(places) > 1 else lambda row: (row[places[0]],)

    def lay(row: Sequence[Cel]) -> Cells:
        if len(row) > width and any(cel not in (None, "") for cel in row[width:]):
            return Weigering("Deze rij heeft meer cellen dan de kop.", "Zet de rij recht.")
        laid: Sequence[Cel] = pick((*row[:width], *empty[min(len(row), width) :]))
        return laid

    return lay
