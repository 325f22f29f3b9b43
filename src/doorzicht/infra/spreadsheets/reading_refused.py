"""What goes back to whoever brought a file: a report a cell, and the refused rows to mend and bring again.

Both are CSV for a spreadsheet program (UTF-8 with a mark, semicolons). No cell starts as a formula would.
The refused rows hold what the file held, personal data too: write them only where the file itself may stand.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from doorzicht.foundation.cellen import Cel, als_exporttekst, lees_tekst
from doorzicht.foundation.errors import Weigering
from doorzicht.foundation.invoer import Melding
from doorzicht.infra.spreadsheets.reading import Header, read_table


def report_as_csv(meldingen: Iterable[Melding]) -> bytes:
    """The report: rij, kolom, gelezen, reden, doe."""
    regels = ((str(m.rij), m.kolom, m.gelezen, m.reden, m.doe) for m in meldingen)
    return _as_csv(("rij", "kolom", "gelezen", "reden", "doe"), regels)


def refused_as_csv(path: Path, header: Header, meldingen: Sequence[Melding], sha256: str) -> bytes:
    """The refused rows, in the columns of the file and a last one with the reasons.

    Raises Weigering when the file is not the one (with this hash) that was refused.
    """
    tabel = read_table(path, header)
    if tabel.sha256 != sha256:
        raise Weigering(
            "Het bestand veranderde na het lezen; de geweigerde rijen zijn er niet meer uit te halen.",
            "Lees het bestand opnieuw in.",
            path.name,
        )
    redenen: dict[int, list[str]] = {}
    for melding in meldingen:
        redenen.setdefault(melding.rij, []).append(f"{melding.kolom}: {melding.reden}")
    rijen = (
        (*(() if isinstance(cells, Weigering) else map(_text, cells)), " ".join(redenen[number]))
        for number, cells in tabel.rows()
        if number in redenen
    )
    return _as_csv((*header.names, "Reden"), rijen)


def _text(cel: Cel) -> str:
    if isinstance(cel, date):
        return cel.isoformat()[:10]
    if isinstance(cel, str):
        return cel.strip()
    return lees_tekst(cel) or ""


def _as_csv(kop: Sequence[str], rijen: Iterable[Sequence[str]]) -> bytes:
    uit = io.StringIO()
    schrijver = csv.writer(uit, delimiter=";", lineterminator="\r\n")
    schrijver.writerow(kop)
    schrijver.writerows([als_exporttekst(cel) for cel in rij] for rij in rijen)
    return uit.getvalue().encode("utf-8-sig")
