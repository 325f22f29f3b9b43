"""Files as they are brought in, made by tests: a Sonar export and a register, tidy unless a test makes them untidy.

Nobody in them exists: BSNs come from a range of their own and names say "Synthetisch".
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

import xlsxwriter

from doorzicht.domain.doelgroepregister.model import KOLOMMEN
from doorzicht.domain.klant.model import SONAR_KOLOMMEN

GEWOON: dict[str, Any] = {
    "Datum melding": "01-02-2020",
    "ID_WZ": "WZ1",
    "Beschikbare uren/wk": "24",
    "Opleidingsniveau": "VMBO",
    "Beroepssector": "81",
    "Mondeling Nederlands": "3",
    "Schriftelijk Nederlands": "2",
    "Rijbewijs": "B",
    "Inschrijfdatum": "15-03-2020",
    "Volledige Naam": "Synthetisch Persoon",
    "Leeftijd": "30",
    "Vervoer": "FIETS",
    "Gemeente": "Almelo",
    "Banenafspraak": "1",
    "Klantprofiel": "NNB",
    "Arbeidsmarktregio": "9 Twente",
    "Cases (aantal)": "0",
    "Sonar": "1",
    "Organisatie Naam": "UWV",
    "GSD Kantoor": "",
    "Participatieladder": "??",
    "Aantal": "1",
}
"""A klant as the export tells of one, but for the BSN."""


def bsns(vanaf: int = 799800000) -> Iterator[str]:
    """BSNs that pass the elfproef, rising."""
    nummer = vanaf
    while True:
        cijfers = f"{nummer:09d}"
        som = sum(int(c) * g for c, g in zip(cijfers, (9, 8, 7, 6, 5, 4, 3, 2, -1), strict=True))
        if som % 11 == 0:
            yield cijfers
        nummer += 1


def sonar_rij(bsn: Any, **anders: Any) -> dict[str, Any]:
    """A row of the export; other columns by their name, with `_` for a space."""
    rij = {kolom: "" for kolom in SONAR_KOLOMMEN} | GEWOON | {"BSN": bsn}
    return rij | {naam.replace("_", " "): waarde for naam, waarde in anders.items()}


def register_rij(bsn: Any, **anders: Any) -> dict[str, Any]:
    """A row of the register."""
    gewoon = {
        "bsn": bsn,
        "grond": "wajong",
        "datum_registratie": "2016-05-01",
        "datum_einde": "",
        "gemeente": "Almelo",
    }
    return gewoon | anders


def als_csv(rijen: Iterable[Mapping[str, Any]], kolommen: Sequence[str], scheiding: str = ";") -> bytes:
    """The rows as a CSV in UTF-8."""
    uit = io.StringIO()
    schrijver = csv.writer(uit, delimiter=scheiding)
    schrijver.writerow(kolommen)
    schrijver.writerows([rij.get(kolom, "") for kolom in kolommen] for rij in rijen)
    return uit.getvalue().encode()


def schrijf_sonar(pad: Path, rijen: Iterable[Mapping[str, Any]], extra: Sequence[str] = ()) -> Path:
    """A Sonar export as CSV."""
    pad.write_bytes(als_csv(rijen, (*SONAR_KOLOMMEN, *extra)))
    return pad


def schrijf_register(pad: Path, rijen: Iterable[Mapping[str, Any]], extra: Sequence[str] = ()) -> Path:
    """A register as CSV."""
    pad.write_bytes(als_csv(rijen, (*KOLOMMEN, *extra), ","))
    return pad


def schrijf_xlsx(
    pad: Path,
    rijen: Sequence[Sequence[Any]],
    blad: str = "Blad1",
    lijsten: Mapping[str, Sequence[str]] | None = None,
) -> Path:
    """A workbook with choice lists before the sheet; date cells for dates; None is a formatted, empty cell."""
    werkboek = xlsxwriter.Workbook(str(pad), {"default_date_format": "dd-mm-yyyy"})
    for naam, keuzes in (lijsten or {}).items():
        werkboek.add_worksheet(naam).write_column(0, 0, keuzes)
    vel, vet = werkboek.add_worksheet(blad), werkboek.add_format({"bold": True})
    for nummer, rij in enumerate(rijen):
        for kolom, cel in enumerate(rij):
            if cel is None:
                vel.write_blank(nummer, kolom, None, vet)
            else:
                vel.write(nummer, kolom, cel)
    werkboek.close()
    return pad


def context_van(tabel: str, id_: UUID) -> bytes:
    """What a sealed BSN is bound to."""
    return tabel.encode() + b":" + id_.bytes
