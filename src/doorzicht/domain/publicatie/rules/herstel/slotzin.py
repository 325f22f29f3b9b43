"""Reads the sentences around the table: the register total, the percentage, the quarter, a known misspelling.

Reads only; whether the percentage is right is judged with the table beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from doorzicht.domain.publicatie.rules.herstel.model import Slotzin

_GETAL = r"(\d{1,3}(?:\.\d{3})+|\d{1,9})"
_REGISTER = (
    re.compile(rf"doelgroepregister[^.%]*?\s{_GETAL}\s+(?:personen|mensen)", re.IGNORECASE),
    re.compile(rf"{_GETAL}\s+(?:personen|mensen)[^.%]*?doelgroepregister", re.IGNORECASE),
)
_PROCENT = re.compile(r"(\d{1,3})\s?(?:%|procent)\s+(?:van\s+\w+\s+)?(?:is\s+)?bekend", re.IGNORECASE)
_KWARTAAL = re.compile(r"\b(eerste|tweede|derde|vierde)\s+kwartaal\s+((?:19|20)\d\d)\b", re.IGNORECASE)
_RANG = ("eerste", "tweede", "derde", "vierde")
_MISSPELLING = re.compile(r"banenafpraak", re.IGNORECASE)


def lees_slotzin(teksten: Iterable[str]) -> Slotzin:
    """The first sentence that names the register total, and the percentage that is known."""
    register = procent = None
    for tekst in teksten:
        if register is None:
            register = _eerste_getal(tekst)
        if procent is None and "doelgroepregister" in tekst.lower() and (gevonden := _PROCENT.search(tekst)):
            procent = int(gevonden[1])
    return Slotzin(register, procent)


def lees_kwartaal(teksten: Iterable[str]) -> str | None:
    """Tweede kwartaal 2022 -> 2022-kw2."""
    for tekst in teksten:
        if gevonden := _KWARTAAL.search(tekst):
            return f"{gevonden[2]}-kw{_RANG.index(gevonden[1].lower()) + 1}"
    return None


def tel_misspellingen(teksten: Iterable[str]) -> int:
    """How often the word is spelled banenafpraak, as the original does."""
    return sum(len(_MISSPELLING.findall(tekst)) for tekst in teksten)


def _eerste_getal(tekst: str) -> int | None:
    for vorm in _REGISTER:
        if gevonden := vorm.search(tekst):
            return int(gevonden[1].replace(".", ""))
    return None
