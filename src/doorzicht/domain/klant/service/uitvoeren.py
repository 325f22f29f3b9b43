"""The way to take one's own klanten along in a file.

1. Up to a number of persons whoever may see the list takes it along; above it he proposes, and another agrees.
2. Every klant in the file is a line of the log, before the file is there.
3. The file is given once to who asks and kept nowhere, so nothing can be attached to a message. No BSN is in it, and
   no cell that a spreadsheet program takes for a formula.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone

from doorzicht.domain.klant import access, store
from doorzicht.domain.klant.model import UITVOERVELDEN, VELDEN, Filter, KlantId
from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import (
    Handelende,
    Kijkwijze,
    Relatie,
    Veldgroep,
    Vierogensoort,
    Voorstel,
    Voorstelstatus,
)
from doorzicht.foundation.errors import Weigering
from doorzicht.infra.spreadsheets.writing import Column, Sheet, Workbook, safe
from doorzicht.infra.spreadsheets.writing_xlsx import to_xlsx

GRENS = 100
"""More persons than this, counted over a day and a night, need four eyes."""

_DAG = timedelta(days=1)

_MEEST = 50_000
_SOORTEN = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
VORMEN = tuple(_SOORTEN)
"""The forms of file there are; the first one is made when another is asked for."""

_KOPPEN = ("ID", "Ingeschreven van", "Gemeente", *UITVOERVELDEN)


@dataclass(frozen=True)
class Bestand:
    """A file, once."""

    naam: str
    soort: str
    inhoud: bytes


@dataclass(frozen=True)
class Wacht:
    """So many persons that somebody else has to agree first; `is_nieuw` when he was asked just now."""

    aantal: int
    is_nieuw: bool


@dataclass(frozen=True)
class Uitvoerstand:
    """How many persons would be in the file, and what became of what was proposed before."""

    aantal: int
    voorstellen: tuple[Voorstel, ...]

    @property
    def vraagt_vier_ogen(self) -> bool:
        """Whether somebody else has to agree first."""
        return self.aantal > GRENS


def stand_uitvoer(wie: Handelende, filter_: Filter) -> Uitvoerstand:
    """How it stands before anything is taken along; shows nobody."""
    with toegang.transactie(wie, "klant.uitvoer"):
        toegang.require(access.may_export(wie, Relatie.GEEN))
        _, aantal = store.eigen(filter_, 0, 1)
        return Uitvoerstand(aantal, toegang.eigen_voorstellen(wie, Vierogensoort.UITVOER))


def voer_uit(wie: Handelende, filter_: Filter, vorm: str) -> Bestand | Wacht:
    """A file with one's own klanten, or a proposal that waits for somebody else."""
    vorm = vorm if vorm in _SOORTEN else VORMEN[0]
    with toegang.transactie(wie, "klant.uitvoer") as handeling:
        toegang.require(access.may_export(wie, Relatie.GEEN))
        klanten, totaal = store.eigen(filter_, 0, _MEEST)
        op_een_dag = toegang.meegenomen(wie, timezone.now() - _DAG, klanten)
        if op_een_dag > GRENS and (wacht := _vier_ogen(wie, filter_, totaal)):
            return wacht
        rijen = store.uitvoer(klanten, UITVOERVELDEN)
        handeling.zie(
            (KlantId(rij[0]) for rij in rijen), Kijkwijze.UITVOER, [*VELDEN, Veldgroep.INSCHRIJVING]
        )
        maak = _als_xlsx if vorm == "xlsx" else _als_csv
        dag = timezone.localdate()
        return Bestand(f"klanten-{dag.isoformat()}.{vorm}", _SOORTEN[vorm], maak(rijen))


def _vier_ogen(wie: Handelende, filter_: Filter, totaal: int) -> Wacht | None:
    """Nothing to wait for when another agreed to as many of the same; used once, whatever becomes of the file."""
    inhoud = {"gemeente": filter_.gemeente}
    eerder = [v for v in toegang.eigen_voorstellen(wie, Vierogensoort.UITVOER) if dict(v.inhoud) == inhoud]
    for voorstel in eerder:
        if voorstel.status is Voorstelstatus.GOEDGEKEURD and voorstel.aantal >= totaal:
            _haal_op(voorstel)
            return None
    if any(voorstel.status is Voorstelstatus.WACHT for voorstel in eerder):
        return Wacht(totaal, is_nieuw=False)
    toegang.stel_voor(wie, Vierogensoort.UITVOER, inhoud, totaal)
    return Wacht(totaal, is_nieuw=True)


def _haal_op(voorstel: Voorstel) -> None:
    """Raises Weigering for who asks at the same moment as another time of himself: one of them gets the file."""
    try:
        toegang.voer_uit(Vierogensoort.UITVOER, voorstel.id)
    except Weigering as fout:
        raise Weigering(
            "Dit bestand is al opgehaald.", "Doe een nieuw voorstel als je het nog eens nodig hebt."
        ) from fout


def _tekst(waarde: Any) -> str | int:
    if waarde is None:
        return ""
    if isinstance(waarde, bool):
        return "Ja" if waarde else "Nee"
    return safe(waarde if isinstance(waarde, int) else str(waarde))


def _als_csv(rijen: Sequence[Sequence[Any]]) -> bytes:
    """With a mark in front by which a spreadsheet program knows that it is UTF-8."""
    uit = io.StringIO()
    schrijver = csv.writer(uit, delimiter=";", lineterminator="\r\n")
    schrijver.writerow(_KOPPEN)
    schrijver.writerows([_tekst(waarde) for waarde in rij] for rij in rijen)
    return uit.getvalue().encode("utf-8-sig")


def _als_xlsx(rijen: Sequence[Sequence[Any]]) -> bytes:
    kolommen = tuple(Column(kop, 18) for kop in _KOPPEN)
    blad = Sheet("Klanten", kolommen, tuple(tuple(_tekst(waarde) for waarde in rij) for rij in rijen))
    dag = timezone.localdate()
    return to_xlsx(
        Workbook("Klanten", "doorzicht", "Uitvoer van eigen klanten; persoonsgegevens.", dag, (blad,))
    )
