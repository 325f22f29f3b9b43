"""A slow and obvious count of the demo files, straight from the definitions; shares no code with the importer.

Reads with openpyxl and csv, knows only the spellings that the demo uses.
"""

from __future__ import annotations

import csv
from collections import Counter
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path

import openpyxl

PACKAGED_MAP = (
    Path(__file__).parents[2] / "src" / "doorzicht" / "domain" / "gebied" / "indelingen" / "2022.csv"
)
SPELLINGS = {
    "hengelo (o)": "Hengelo", "hengelo ov": "Hengelo", "rijssen holten": "Rijssen-Holten",
    "den haag": "'s-Gravenhage", "den bosch": "'s-Hertogenbosch", "bergen nh": "Bergen (NH)", "bergen l": "Bergen (L)",
}  # fmt: skip


def rows_of_workbook(path: Path) -> list[dict[str, object]]:
    with closing(openpyxl.load_workbook(path, read_only=True)) as workbook:
        rows = workbook.worksheets[0].iter_rows(values_only=True)
        header = next(rows)
        return [dict(zip(header, row, strict=True)) for row in rows if any(cell is not None for cell in row)]


def rows_of_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


def gemeenten() -> dict[str, dict[str, str]]:
    """By code, and by name in small letters."""
    found = {}
    for row in rows_of_csv(PACKAGED_MAP):
        found[row["gm_code"].lower()] = found[row["gemeente"].lower()] = row
    return found


def gemeente(cell: object, known: dict[str, dict[str, str]]) -> dict[str, str]:
    text = str(cell).strip().lower()
    return known[SPELLINGS.get(text, text).lower()]


def day(cell: object) -> date | None:
    """A date cell, a serial number, dd-mm-jjjj or jjjj-mm-dd."""
    if cell is None or str(cell).strip() in ("", "NNB"):
        return None
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, int | float):
        return date(1899, 12, 30) + timedelta(days=int(cell))
    parts = [int(part) for part in str(cell).split("-")]
    return date(*parts) if parts[0] > 31 else date(*reversed(parts))


def bsn(cell: object) -> str:
    return str(cell).replace(".", "").zfill(9)


def in_register(rows: list[dict[str, str]], peildatum: date) -> dict[str, str]:
    """Who stands in the register on the peildatum, and his gemeente code; the day of the end still counts."""
    found = {}
    for row in rows:
        van, einde = day(row["datum_registratie"]), day(row["datum_einde"])
        if van <= peildatum and (einde is None or einde >= peildatum):
            found[row["bsn"]] = row["gemeente"]
    return found


def count(sonar: list[dict], register: list[dict[str, str]], peildatum: date) -> Counter:
    """(gemeente, 'gemeente' or 'uwv', with profiel or not) -> how many."""
    known, present = gemeenten(), in_register(register, peildatum)
    counted: Counter = Counter()
    for row in sonar:
        if bsn(row["BSN"]) not in present or day(row["Inschrijfdatum"]) > peildatum:
            continue
        profile = day(row["Klantprofiel"])
        whose = "gemeente" if str(row["Organisatie Naam"]).startswith("Gemeente") else "uwv"
        counted[
            gemeente(row["Gemeente"], known)["gemeente"], whose, profile is not None and profile <= peildatum
        ] += 1
    return counted


def table(counted: Counter) -> dict[str, tuple[int, int, int, int]]:
    cells = [(whose, profile) for whose in ("gemeente", "uwv") for profile in (True, False)]
    names = sorted({name for name, _, _ in counted})
    return {name: tuple(counted[name, whose, profile] for whose, profile in cells) for name in names}
