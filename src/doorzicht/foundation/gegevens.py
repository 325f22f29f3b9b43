"""What is held of a person, as he may read it: headings, and rows of a name with a value.

Every term tells its own part in these words; a page, a PDF and a JSON document are made of them. NULL in a table is
told as "niet bekend", never as "nee". Knows no term and no language: names are Dutch, a page may translate them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from doorzicht.foundation.datum import voluit

Waarde = str | int | bool | date | datetime | None
_HIER = ZoneInfo("Europe/Amsterdam")
NIET_BEKEND = "niet bekend"


@dataclass(frozen=True)
class Gegeven:
    """One thing that is held: its name in plain words, and the value as people read it.

    `opgeslagen` is the value as it stands in the table, for programs; only where people read another.
    """

    naam: str
    waarde: Waarde
    opgeslagen: Waarde = None

    @property
    def in_woorden(self) -> str:
        """The value as a sentence would have it."""
        return in_woorden(self.waarde)


@dataclass(frozen=True)
class Rubriek:
    """One part of what is held: for what, for how long, where it came from, from which tables; a row a fact."""

    sleutel: str
    titel: str
    waarvoor: str
    bron: str
    bewaren: str
    tabellen: tuple[str, ...]
    rijen: tuple[tuple[Gegeven, ...], ...]


def in_woorden(waarde: Waarde) -> str:
    """Ja, nee, 30 juni 2022, a number or the text; and that it is not known when it is not."""
    match waarde:
        case None | "":
            return NIET_BEKEND
        case bool():
            return "ja" if waarde else "nee"
        case datetime():
            hier = waarde.astimezone(_HIER)
            return f"{voluit(hier.date())}, {hier:%H:%M} uur"
        case date():
            return voluit(waarde)
        case _:
            return str(waarde)


def laatste_dag(tot: date | None) -> Waarde:
    """Of a period [van, tot) the last day in it, as people say it; an open one has none yet."""
    return "nog steeds" if tot is None else date.fromordinal(tot.toordinal() - 1)
