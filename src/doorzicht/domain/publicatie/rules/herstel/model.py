"""Words of reading a published table back: what stood there, what was found, what was mended.

Frozen values only; a mended table keeps nothing hidden: every change is a finding that a reader can check.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

Raster = Sequence[Sequence[str]]
"""A sheet or a text as lines of cells, all of them text."""

VERBORGEN = "x"
"""How a cell is written that is hidden to protect people."""

Teken = int | str | None
"""A cell as it stands: a number, nothing (None), VERBORGEN, or any other text, which is unreadable."""

Lezing = tuple[Teken, ...]
"""Five cells in the order of the publication: one way to read a row."""

KOLOMMEN = (
    "gemeenteklanten met profiel",
    "gemeenteklanten zonder profiel",
    "UWV-klanten met profiel",
    "UWV-klanten zonder profiel",
    "totaal",
)
TOTAAL = 4


class Soort(Enum):
    """The kinds of finding; the first group was mended, the second could not be."""

    SPELLING = "spelling"
    TOTAALRIJ_VERSCHOVEN = "totaalrij-verschoven"
    TOTAALRIJ_ONTBREEKT = "totaalrij-ontbreekt"
    EINDTOTAAL_ONTBREEKT = "eindtotaal-ontbreekt"
    RIJ_VERSCHOVEN = "rij-verschoven"
    RIJTOTAAL_ONTBREEKT = "rijtotaal-ontbreekt"
    CEL_ONTBREEKT = "cel-ontbreekt"
    RIJSOM = "rijsom-klopt-niet"
    KOLOMSOM = "kolomsom-klopt-niet"
    ONLEESBAAR = "onleesbaar"
    ONVOLLEDIG = "onvolledig"
    DUBBELZINNIG = "dubbelzinnig"
    DUBBELE_GEMEENTE = "gemeente-dubbel"
    PERCENTAGE = "percentage-klopt-niet"
    HERLEIDBAAR = "verborgen-cel-herleidbaar"


@dataclass(frozen=True)
class Leesbevinding:
    """Something found in a published table; `hersteld` is None when it was not mended.

    `uitleg` says it whole, in plain Dutch.
    """

    soort: Soort
    waar: str
    gevonden: str
    hersteld: str | None
    uitleg: str


@dataclass(frozen=True)
class Leesrij:
    """A row as it stands in the file: its line, what it is called, and its cells after the name.

    `naam_verschoven` is how many cells the name stands to the right (left: negative) of the gemeenten.
    """

    regel: int
    gemeente: str
    code: str | None
    cellen: Lezing
    naam_verschoven: int = 0

    @property
    def waar(self) -> str:
        """Where a finding on this row is."""
        return f"rij {self.gemeente}"


@dataclass(frozen=True)
class Slotzin:
    """The closing sentence: how many people are in the register, and how many percent of them is known."""

    doelgroepregister: int | None = None
    bekend_procent: int | None = None


@dataclass(frozen=True)
class Leestabel:
    """A published table as it stands in a file, before anything is mended."""

    regio_nummer: int | None
    regio: str | None
    kwartaal: str | None
    rijen: tuple[Leesrij, ...]
    totaal: Leesrij | None
    slotzin: Slotzin
    is_eigen_csv: bool
    misspellingen: int


@dataclass(frozen=True)
class Herstel:
    """A published table after mending: rows and total as they should be read, and every finding.

    When the sums do not fit (`sluit` is False) the numbers are as they stand in the file.
    """

    tabel: Leestabel
    rijen: tuple[Lezing, ...]
    totaal: Lezing
    bevindingen: tuple[Leesbevinding, ...]
    sluit: bool
