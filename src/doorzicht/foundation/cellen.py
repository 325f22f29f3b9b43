"""What one cell of an untidy spreadsheet says: a date, a number, a text, yes or no, or that it is not known.

Unknown (`NNB`, `Onbekend`, `??`, empty, 99999) is None, never "no". Total functions: a value, or a Weigering
that says what is wrong and what to write. They never repeat the cell itself: it may hold personal data.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from doorzicht.foundation.datum import MAANDEN
from doorzicht.foundation.errors import Weigering

Cel = str | float | int | bool | date | datetime | time | timedelta | None
"""A cell as read: a CSV gives texts, a workbook also numbers and dates."""

ONBEKEND = frozenset({"", "nnb", "n.n.b.", "onbekend", "??", "?", "99999"})
EERSTE_DAG = date(1900, 1, 1)
MAXIMALE_LENGTE = 1000
_NUL = date(1899, 12, 30)
"""Day 0 of the serial numbers of a spreadsheet (from 1 March 1900 on)."""
_ISO = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?", re.ASCII)
_NEDERLANDS = re.compile(
    r"(\d{1,2})\s*[-/. ]\s*(\d{1,2}|[a-z]+)\.?\s*[-/. ]\s*(\d{4})(?: 0?0:00(?::00)?)?", re.ASCII
)
_SERIENUMMER = re.compile(r"\d{1,5}(?:[.,]\d+)?", re.ASCII)
_GETAL = re.compile(r"[+-]?\d{1,9}(?:[.,]\d{1,6})?", re.ASCII)
_AFKORTINGEN = {naam[:3]: nummer for nummer, naam in enumerate(MAANDEN, start=1)} | {"mrt": 3}
_VOLUIT = {naam: nummer for nummer, naam in enumerate(MAANDEN, start=1)}
_STUURTEKENS = re.compile(r"[\x00-\x1f\x7f]+")
_ONZICHTBAAR = (
    r"\s\x00-\x1f\x7f-\xa0\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e"
    r"\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb"
)
_FORMULE = re.compile(rf"[\t\r]|[{_ONZICHTBAAR}]*[=+\-@＝＋－＠﹢﹣﹦﹫]")
"""Some spreadsheets take wide signs for plain ones and pass over what cannot be seen before them."""
_JA = frozenset({"ja", "j", "1", "waar", "true"})
_NEE = frozenset({"nee", "n", "0", "2", "onwaar", "false"})


def is_onbekend(cel: Cel) -> bool:
    """Whether a cell says that something is not known."""
    if isinstance(cel, str):
        return (len(cel) <= 8 and cel.lower() in ONBEKEND) or (
            not cel.isalnum() and cel.strip().lower() in ONBEKEND
        )
    return cel is None or cel == 99999


def lees_tekst(cel: Cel) -> str | None:
    """A text without line breaks and edges; a number as people write it; the mark before a formula sign off again."""
    if isinstance(cel, str):
        tekst = cel[1:] if cel[:1] == "'" and _FORMULE.match(cel, 1) else cel
        tekst = (tekst if tekst.isprintable() else _STUURTEKENS.sub(" ", tekst)).strip()
        if len(tekst) <= 8 and tekst.lower() in ONBEKEND:
            return None
    elif is_onbekend(cel):
        return None
    elif isinstance(cel, float):
        tekst = str(int(cel)) if cel.is_integer() else str(cel)
    else:
        tekst = str(cel)
    if len(tekst) > MAXIMALE_LENGTE:
        raise Weigering("Deze cel is te lang.", f"Maak de tekst korter dan {MAXIMALE_LENGTE} tekens.")
    return tekst or None


def lees_bsntekst(cel: Cel) -> str:
    """A BSN as typed, or from a number cell (which lost its leading zeros); not yet checked."""
    if is_onbekend(cel) or isinstance(cel, bool):
        raise Weigering("Het BSN ontbreekt.", "Vul het BSN in.")
    if isinstance(cel, str):
        return cel
    return str(int(cel)) if isinstance(cel, float) and cel.is_integer() else str(cel)


def als_exporttekst(tekst: str) -> str:
    """The text of a cell that goes out: never one that a spreadsheet would run as a formula."""
    return f"'{tekst}" if _FORMULE.match(tekst) else tekst


def lees_datum(cel: Cel, laatste: date) -> date | None:
    """A date cell, a serial number, 2022-06-30, 30-06-2022, 30/6/2022 or 30 juni 2022; from 1900 up to `laatste`."""
    dag = _als_datum(cel)
    if dag is None:
        return None
    if dag < EERSTE_DAG:
        raise Weigering("Deze datum ligt vóór 1900.", "Controleer het jaar.")
    if dag > laatste:
        raise Weigering("Deze datum ligt in de toekomst.", "Controleer het jaar.")
    return dag


def _als_datum(cel: Cel) -> date | None:
    if is_onbekend(cel):
        return None
    if isinstance(cel, datetime):
        return cel.date()
    if isinstance(cel, date):
        return cel
    try:
        return _datum_uit_tekst(str(lees_tekst(cel)))
    except (ValueError, OverflowError, KeyError) as fout:
        raise Weigering("Dit is geen datum.", "Schrijf de datum als 30-06-2022.") from fout


def _datum_uit_tekst(tekst: str) -> date:
    if _SERIENUMMER.fullmatch(tekst):
        return _NUL + timedelta(days=int(re.split("[.,]", tekst)[0]))
    if iso := _ISO.fullmatch(tekst):
        return date(int(iso[1]), int(iso[2]), int(iso[3]))
    if gewoon := _NEDERLANDS.fullmatch(tekst.lower()):
        return date(int(gewoon[3]), _maand(gewoon[2]), int(gewoon[1]))
    raise ValueError("no date in a known form")


def _maand(tekst: str) -> int:
    if tekst.isdigit():
        return int(tekst)
    return _VOLUIT[tekst] if tekst in _VOLUIT else _AFKORTINGEN[tekst]


def lees_getal(cel: Cel, hoogste: int) -> int | None:
    """A whole number from 0 to `hoogste`; a fraction is rounded down (32,5 hours is 32)."""
    if is_onbekend(cel):
        return None
    tekst = str(lees_tekst(cel))
    if not _GETAL.fullmatch(tekst):
        raise Weigering("Dit is geen getal.", f"Schrijf een heel getal van 0 tot en met {hoogste}.")
    getal = float(tekst.replace(",", "."))
    if not 0 <= getal <= hoogste:
        raise Weigering("Dit getal kan niet kloppen.", f"Schrijf een heel getal van 0 tot en met {hoogste}.")
    return int(getal)


def lees_janee(cel: Cel) -> bool | None:
    """Ja or Nee in any case, or 1 (ja), 0 or 2 (nee)."""
    tekst = lees_tekst(cel)
    if tekst is None:
        return None
    kaal = tekst.lower()
    if kaal not in _JA and kaal not in _NEE:
        raise Weigering("Dit is geen ja of nee.", "Schrijf Ja of Nee, of laat de cel leeg.")
    return kaal in _JA
