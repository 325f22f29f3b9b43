"""How what is stored of a klant is read by people: a word for a code, a telephone number as one dials it.

Pure. What is stored stays as it came: an import reads it again, and a file for programs holds it as it is.
"""

from __future__ import annotations

import re

from doorzicht.foundation.gegevens import Waarde

_TAAL = {1: "geen", 2: "redelijk", 3: "goed", 4: "uitstekend", 8: "niet van toepassing"}
"""The list of SUWI for a language; there 0 says that it is not known."""
_GESLACHT = {"M": "man", "V": "vrouw", "X": "anders"}
_ZONDER_NUL = re.compile(r"6[0-9]{8}", re.ASCII)
"""A mobile number in a cell of numbers, which keeps no nought in front. Other networks cannot be told from a slip."""


def weergave(veld: str, waarde: Waarde) -> Waarde:
    """The value of a field in Dutch words; what no list knows stands as it is, so that nothing is made up."""
    match veld, waarde:
        case (("mondeling_nederlands" | "schriftelijk_nederlands"), int()):
            return _TAAL.get(waarde, waarde) if waarde else None
        case "geslacht", str():
            return _GESLACHT.get(waarde.upper(), waarde)
        case "telefoonnummer", str() if _ZONDER_NUL.fullmatch(waarde):
            return f"0{waarde}"
        case _:
            return waarde
