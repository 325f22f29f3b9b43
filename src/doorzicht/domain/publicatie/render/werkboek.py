"""The workbook of an uitgave: one table a sheet from A1, the notes on a sheet of their own.

The same sheets go into XLSX and ODS. A hidden cell is the text x, so that no program counts it as zero.
"""

from __future__ import annotations

from doorzicht.domain.publicatie.model import Cel, Cijfers, UitgaveInhoud
from doorzicht.domain.publicatie.render.opendata import CIJFERKOLOMMEN
from doorzicht.domain.publicatie.rules import teksten
from doorzicht.infra.spreadsheets.writing import Column, Sheet, Workbook
from doorzicht.infra.spreadsheets.writing_ods import to_ods
from doorzicht.infra.spreadsheets.writing_xlsx import to_xlsx

_CIJFERS = tuple(Column(naam, 17, is_number=True) for _, naam in CIJFERKOLOMMEN)
_REGISTER = Column("In het doelgroepregister banenafspraak", 17, is_number=True)


def maak_xlsx(inhoud: UitgaveInhoud) -> bytes:
    """The workbook for Excel."""
    return to_xlsx(_werkboek(inhoud))


def maak_ods(inhoud: UitgaveInhoud) -> bytes:
    """The workbook in the open standard."""
    return to_ods(_werkboek(inhoud))


def _werkboek(inhoud: UitgaveInhoud) -> Workbook:
    return Workbook(
        title=f"{teksten.TITEL}, {inhoud.kwartaal.naam}, {inhoud.tabel.regio}",
        author=inhoud.uitgever,
        description=teksten.SYNTHETISCH if inhoud.synthetisch else teksten.kopzin(inhoud),
        issued=inhoud.uitgegeven_op,
        sheets=(_tabel(inhoud), _kwartalen(inhoud), _regios(inhoud), _toelichting(inhoud)),
    )


def _tabel(inhoud: UitgaveInhoud) -> Sheet:
    tabel = inhoud.tabel
    return Sheet(
        "Tabel",
        (
            Column("Nummer regio", 10),
            Column("Arbeidsmarktregio", 24),
            Column("Gemeentecode", 13),
            Column("Gemeente", 24),
            *_CIJFERS,
        ),
        tuple(
            (tabel.regio_nummer, tabel.regio, regel.gemeente_code, regel.gemeente, *_cellen(regel.cijfers))
            for regel in tabel.regels
        ),
        total=(tabel.regio_nummer, tabel.regio, "", teksten.TOTAALRIJ, *_cellen(tabel.totaal)),
    )


def _kwartalen(inhoud: UitgaveInhoud) -> Sheet:
    return Sheet(
        "Per kwartaal",
        (Column("Kwartaal", 14), *_CIJFERS, _REGISTER),
        tuple(
            (str(punt.kwartaal), *_cellen(punt.cijfers), _cel(punt.doelgroepregister))
            for punt in inhoud.trend
        ),
    )


def _regios(inhoud: UitgaveInhoud) -> Sheet:
    land = inhoud.land
    return Sheet(
        "Per regio",
        (Column("Nummer regio", 10), Column("Arbeidsmarktregio", 38), *_CIJFERS, _REGISTER),
        tuple(
            (regio.nummer, regio.naam, *_cellen(regio.cijfers), _cel(regio.doelgroepregister))
            for regio in land.regios
        ),
        total=("", "Nederland", *_cellen(land.cijfers), _cel(land.doelgroepregister)),
    )


def _toelichting(inhoud: UitgaveInhoud) -> Sheet:
    alineas = (
        ("Titel", teksten.TITEL),
        ("Kwartaal", inhoud.kwartaal.naam),
        ("Arbeidsmarktregio", f"{inhoud.tabel.regio_nummer} {inhoud.tabel.regio}"),
        ("In een zin", teksten.kopzin(inhoud)),
        ("Bij de tabel", teksten.slotzin(inhoud)),
        *((alinea.kop, alinea.tekst) for alinea in teksten.toelichting(inhoud)),
        ("Teken x", "Een x betekent dat het getal is afgeschermd."),
        ("Uitgave", teksten.colofon(inhoud)),
        ("Kenmerk van de peiling", inhoud.peiling_hash),
    )
    return Sheet("Toelichting", (Column("Onderwerp", 28), Column("Tekst", 100, is_wrapped=True)), alineas)


def _cellen(cijfers: Cijfers) -> tuple[int | str, ...]:
    return tuple(map(_cel, cijfers.cellen()))


def _cel(getal: Cel) -> int | str:
    return "x" if getal is None else getal
