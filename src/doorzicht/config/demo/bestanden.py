"""Writes the files of the demo: a workbook as a person would send it, CSV files, and a note for who opens the folder.

The same rows give the same bytes: no clock and no account name goes into a file.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from pathlib import Path
from random import Random

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from doorzicht.config.demo.dagen import GEMAAKT
from doorzicht.config.demo.mensen import Mens
from doorzicht.config.demo.sonar import KOLOMMEN, OPLEIDINGEN, VERVOER, Rij, als_tekst, peilmoment
from doorzicht.domain.doelgroepregister.model import KOLOMMEN as REGISTERKOLOMMEN
from doorzicht.domain.doelgroepregister.model import Grond

LEGE_RIJEN = 300
"""Formatted rows after the last client, as spreadsheets that were used for years have."""

_NUL = date(1899, 12, 30)
_GRONDEN = (
    *([Grond.PARTICIPATIEWET] * 6), *([Grond.WAJONG] * 8), *([Grond.WSW] * 4), *([Grond.VSO_PRO] * 3),
    Grond.PRAKTIJKROUTE, Grond.WIW_ID, Grond.JOBCOACH,
)  # fmt: skip


def schrijf_werkmap(pad: Path, rijen: Iterable[Rij], toeval: Random) -> None:
    """The export of Twente: the sheet with clients first, choice lists beside it."""
    werkmap = xlsxwriter.Workbook(str(pad), {"strings_to_formulas": False, "strings_to_urls": False})
    werkmap.set_properties(
        {"title": "Synthetische Sonar-export", "created": datetime.combine(GEMAAKT, time(9))}
    )
    datum = werkmap.add_format({"num_format": "dd-mm-yyyy"})
    vet = werkmap.add_format({"bold": True})
    rand = werkmap.add_format({"border": 1})
    blad = werkmap.add_worksheet("Dashboard (2)")
    blad.write_row(0, 0, KOLOMMEN, vet)
    blad.set_column(0, len(KOLOMMEN) - 1, 14)
    laatste = 0
    for nummer, rij in enumerate(rijen, start=1):
        _schrijf_rij(blad, nummer, rij, datum, toeval)
        laatste = nummer
    for nummer in range(laatste + 1, laatste + 1 + LEGE_RIJEN):
        for kolom in range(0, len(KOLOMMEN), 5):
            blad.write_blank(nummer, kolom, None, rand)
    _schrijf_keuzelijsten(werkmap.add_worksheet("Keuzelijsten"))
    werkmap.add_worksheet("Synthetisch").write_string(0, 0, peilmoment())
    werkmap.close()


def _schrijf_rij(blad: Worksheet, nummer: int, rij: Rij, datum: Format, toeval: Random) -> None:
    for kolom, waarde in enumerate(rij):
        if isinstance(waarde, str):
            blad.write_string(nummer, kolom, waarde)
        elif isinstance(waarde, int):
            blad.write_number(nummer, kolom, waarde)
        elif waarde is not None:
            _schrijf_datum(blad, nummer, kolom, waarde, datum, toeval.random())


def _schrijf_datum(blad: Worksheet, nummer: int, kolom: int, dag: date, datum: Format, lot: float) -> None:
    """A date cell, mostly; a bare serial number, or a text, as files that went through many hands have."""
    if KOLOMMEN[kolom] == "Klantprofiel" or lot < 0.05:
        blad.write_string(nummer, kolom, als_tekst(dag))
    elif lot < 0.15:
        blad.write_number(nummer, kolom, (dag - _NUL).days)
    else:
        blad.write_number(nummer, kolom, (dag - _NUL).days, datum)


def _schrijf_keuzelijsten(blad: Worksheet) -> None:
    lijsten = {
        "Opleidingsniveau": OPLEIDINGEN,
        "Vervoer": VERVOER,
        "Banenafspraak": ("1 = ja", "2 = nee"),
        "Taal": ("1", "2", "3", "4"),
    }
    for kolom, (naam, keuzes) in enumerate(lijsten.items()):
        blad.write_column(0, kolom, (naam, *keuzes))


def schrijf_export(pad: Path, rijen: Iterable[Rij]) -> None:
    """The same columns as a CSV."""
    _schrijf_csv(pad, KOLOMMEN, ([als_tekst(waarde) for waarde in rij] for rij in rijen))


def schrijf_register(pad: Path, mensen: Iterable[Mens], toeval: Random) -> None:
    """The register: who is in it, on what ground, from when, and until when."""
    _schrijf_csv(pad, REGISTERKOLOMMEN, (_registerrij(mens, toeval) for mens in mensen))


def _registerrij(mens: Mens, toeval: Random) -> Sequence[str]:
    registratie = mens.registratie
    if registratie is None:
        raise ValueError("only people with a registratie go into the register file")
    einde = registratie.einde.isoformat() if registratie.einde else ""
    return (mens.bsn, toeval.choice(_GRONDEN).code, registratie.van.isoformat(), einde, mens.gemeente.code)


def _schrijf_csv(pad: Path, kop: Sequence[str], rijen: Iterable[Sequence[str]]) -> None:
    tekst = io.StringIO(newline="")
    schrijver = csv.writer(tekst, lineterminator="\n")
    schrijver.writerow(kop)
    schrijver.writerows(rijen)
    pad.write_text(tekst.getvalue(), encoding="utf-8", newline="")
