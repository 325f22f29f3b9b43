"""Finds the table of the publication in a sheet or a text, and reads its rows as they stand.

Knows the tab-separated text of the original, our own CSV and workbook, and sheets in the original's layout.
Mends nothing: where a cell stands and what is in it is kept for the sums to judge.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from doorzicht.domain.publicatie.rules.herstel.model import (
    VERBORGEN,
    Leesrij,
    Leestabel,
    Lezing,
    Raster,
    Teken,
)
from doorzicht.domain.publicatie.rules.herstel.slotzin import lees_kwartaal, lees_slotzin, tel_misspellingen
from doorzicht.foundation.errors import Weigering

_OPMAAK = re.compile(r"</?(?:b|strong|i|em)>|\*\*", re.IGNORECASE)
_GETAL = re.compile(r"\d{1,3}(?:\.\d{3}){1,2}|\d{1,9}", re.ASCII)
_REGIO = re.compile(r"(\d{1,2})\s+(\D.*)", re.ASCII)
_CODE = re.compile(r"GM\d{4}", re.ASCII)
_TOTAAL = re.compile(r"totaal(?:\s+(?:amr|regio|arbeidsmarktregio)\b.*)?", re.IGNORECASE)
_MEESTE_RIJEN = 400
_EIGEN_KOPPEN = (("regio_nummer", "regio"), ("nummer regio", "arbeidsmarktregio"))
"""How our CSV and our workbook call the number and the name of the region."""


def lees(rasters: Sequence[Raster]) -> Leestabel:
    """The first table in these sheets, and what the texts around it say; raises Weigering when there is none."""
    schoon = [[[_ontdoe(cel) for cel in regel] for regel in raster] for raster in rasters]
    teksten = [cel for raster in schoon for regel in raster for cel in regel if cel]
    gevonden = next((vondst for raster in schoon if (vondst := _Vondst.of(raster)).rijen), None)
    if gevonden is None:
        raise Weigering(
            "In dit bestand staat geen tabel van de publicatie.",
            "Geef de tekst met tabs, het CSV-bestand of het werkblad met een rij voor elke gemeente.",
        )
    return Leestabel(
        regio_nummer=gevonden.regio_nummer,
        regio=gevonden.regio,
        kwartaal=lees_kwartaal(teksten),
        rijen=tuple(gevonden.rijen),
        totaal=gevonden.totaal,
        slotzin=lees_slotzin(teksten),
        is_eigen_csv=gevonden.is_eigen_csv,
        misspellingen=tel_misspellingen(teksten),
    )


def teken(cel: str) -> Teken:
    """1.010 is a number, x is hidden, nothing is nothing; any other text stays text."""
    if not cel:
        return None
    if cel.lower() == VERBORGEN:
        return VERBORGEN
    return int(cel.replace(".", "")) if _GETAL.fullmatch(cel) else cel


def _ontdoe(cel: str) -> str:
    return _OPMAAK.sub("", cel).replace("\u00a0", " ").strip()


@dataclass
class _Vondst:
    """What was found so far in one sheet; filled line by line."""

    rijen: list[Leesrij] = field(default_factory=list)
    totaal: Leesrij | None = None
    regio_nummer: int | None = None
    regio: str | None = None
    is_eigen_csv: bool = False
    kop: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, raster: Raster) -> _Vondst:
        """Read until the total row, or until the table stops."""
        vondst = cls()
        for nummer, regel in enumerate(raster, start=1):
            if vondst.totaal is not None or (vondst.rijen and _laatste(regel) == 0):
                break
            vondst.lees_regel(nummer, regel)
        return vondst

    def lees_regel(self, nummer: int, regel: Sequence[str]) -> None:
        """A line is the head, the second line of the head, the total row, a gemeente, or something else."""
        kleine = [cel.lower() for cel in regel]
        if "gemeente" in kleine:
            self.kop = kleine
            self.is_eigen_csv = "gemeente_code" in kleine
        elif self.kop and (plaats := _totaalplaats(regel)) is not None:
            verschoven = plaats - self.kop.index("gemeente")
            self.totaal = Leesrij(nummer, regel[plaats], None, _cellen(regel, plaats), verschoven)
        elif self.kop and _laatste(regel) >= 1 and not any("profiel" in cel for cel in kleine):
            self._lees_gemeente(nummer, regel)

    def _lees_gemeente(self, nummer: int, regel: Sequence[str]) -> None:
        if len(self.rijen) >= _MEESTE_RIJEN:
            raise Weigering("Deze tabel heeft te veel rijen.", "Geef de tabel van één arbeidsmarktregio.")
        plaats = self.kop.index("gemeente")
        if plaats >= len(regel) or not regel[plaats]:
            raise Weigering(
                "In deze rij staat geen gemeente.", "Zet de naam onder de kop Gemeente.", f"Regel {nummer}"
            )
        ervoor = regel[:plaats]
        self._lees_regio(ervoor, nummer)
        code = next((cel for cel in ervoor if _CODE.fullmatch(cel)), None)
        self.rijen.append(Leesrij(nummer, regel[plaats], code, _cellen(regel, plaats)))

    def _lees_regio(self, ervoor: Sequence[str], nummer: int) -> None:
        gevonden = _regio(dict(zip(self.kop, ervoor, strict=False)))
        if gevonden is None:
            return
        if self.regio_nummer not in (None, gevonden[0]):
            raise Weigering(
                "In dit bestand staat meer dan één regio.", "Geef één regio per bestand.", f"Regel {nummer}"
            )
        self.regio_nummer, self.regio = gevonden


def _regio(velden: dict[str, str]) -> tuple[int, str] | None:
    for nummerkop, naamkop in _EIGEN_KOPPEN:
        if (nummer := velden.get(nummerkop, "")).isdecimal():
            return int(nummer[:3]), velden.get(naamkop, "")
    for cel in velden.values():
        if gevonden := _REGIO.fullmatch(cel):
            return int(gevonden[1]), gevonden[2]
    return None


def _totaalplaats(regel: Sequence[str]) -> int | None:
    return next((plaats for plaats, cel in enumerate(regel) if _TOTAAL.fullmatch(cel)), None)


def _laatste(regel: Iterable[str]) -> int:
    """The place of the last cell that holds something; -1 for an empty line."""
    return max((plaats for plaats, cel in enumerate(regel) if cel), default=-1)


def _cellen(regel: Sequence[str], plaats: int) -> Lezing:
    """The cells after the name, as they stand, without the empty ones at the end."""
    einde = max(_laatste(regel) + 1, plaats + 1)
    return tuple(teken(cel) for cel in regel[plaats + 1 : einde])
