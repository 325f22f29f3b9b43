"""Whether a cell that could not be read may be repeated in a report that others see.

When columns are shifted a name or a phone number can stand anywhere. So a cell is shown only when it is short and
looks like what its column holds: a date, a small number, or nearly a word that we know. Anything else is not shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from difflib import get_close_matches

from doorzicht.foundation.datum import MAANDEN
from doorzicht.foundation.errors import Weigering

Toonregel = Callable[[str, Weigering], bool]
"""From the text of a cell and why it was refused, to whether it may be shown."""

_MAAND = "|".join(sorted({naam[:3] for naam in MAANDEN} | {"mrt", *MAANDEN}, key=len, reverse=True))
_TIJD = r"(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?Z?)?"
_DATUM = re.compile(
    rf"(?:\d{{4}}[-/. ]\d{{1,2}}[-/. ]\d{{1,2}}|\d{{1,2}}[-/. ](?:\d{{1,2}}|{_MAAND})\.?[-/. ]\d{{2,4}}){_TIJD}",
    re.ASCII | re.IGNORECASE,
)
_GETAL = re.compile(r"[+-]?\d{1,5}(?:[.,]\d{1,2})?", re.ASCII)
_GENOEMD = re.compile("‘([^’]+)’")
_KORTSTE_WOORD = 5
"""Short words are too near to short names: Jan is nearly ja."""
_LANGSTE = 40


def als_getal(tekst: str, _weigering: Weigering) -> bool:
    """A number of at most five figures."""
    return _GETAL.fullmatch(tekst) is not None


def als_datum(tekst: str, weigering: Weigering) -> bool:
    """Something in the form of a date, be it one that cannot be, or the serial number of one."""
    return _DATUM.fullmatch(tekst) is not None or als_getal(tekst, weigering)


def als_woord(woorden: Iterable[str], anders: Toonregel = als_getal) -> Toonregel:
    """Nearly one of these words, or what `anders` lets through."""
    bekend = [woord.lower() for woord in woorden if len(woord) >= _KORTSTE_WOORD]

    def mag(tekst: str, weigering: Weigering) -> bool:
        if anders(tekst, weigering):
            return True
        return len(tekst) <= _LANGSTE and bool(get_close_matches(tekst.lower(), bekend, n=1, cutoff=0.75))

    return mag


def als_genoemd(tekst: str, weigering: Weigering) -> bool:
    """What the refusal, or the one it came from, names because it is nearly a name that we know; or a code."""
    redenen = (weigering, weigering.__cause__)
    genoemd = {naam for reden in redenen for naam in _GENOEMD.findall(str(reden))}
    if len(tekst) <= _LANGSTE and any(tekst.endswith(naam) for naam in genoemd):
        return True
    return re.fullmatch(r"(?:GM)?\d{1,4}", tekst, re.ASCII | re.IGNORECASE) is not None


als_janee = als_woord(("onwaar", "false", "onbekend"))
"""Nearly ja or nee in other words, or a number."""
