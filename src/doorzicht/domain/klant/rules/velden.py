"""How what somebody types about a klant is read: into the same forms as the export brings them.

Pure. An error says what is wrong and what to do, and never repeats what was typed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

from doorzicht.domain.klant.model import WIJZIGBAAR, Velden
from doorzicht.domain.klant.rules.lezing import Waarde, lezingen
from doorzicht.foundation.cellen import Cel, lees_tekst
from doorzicht.foundation.errors import Weigering

_POSTCODE = re.compile(r"[1-9][0-9]{3} ?[A-Z]{2}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
_TELEFOON = re.compile(r"\+?[0-9]{8,15}")
_LANGSTE = 200


class VeldenFout(Exception):
    """One or more fields cannot be read; per field what is wrong."""

    def __init__(self, fouten: Mapping[str, Weigering]) -> None:
        super().__init__("velden")
        self.fouten = dict(fouten)


def lees_velden(getypt: Mapping[str, str | None], mag: tuple[str, ...] = WIJZIGBAAR) -> Velden:
    """What was typed, read; raises VeldenFout with every wrong field, and Weigering for a field that is not there."""
    if vreemd := sorted(set(getypt) - set(mag)):
        raise VeldenFout(
            {naam: Weigering("Dit veld kun je hier niet invullen.", "Laat het weg.") for naam in vreemd}
        )
    lezers = {lezing.naar: lezing.lees for lezing in lezingen(date.max)}
    gelezen: Velden = {}
    fouten: dict[str, Weigering] = {}
    for naam, tekst in getypt.items():
        try:
            gelezen[naam] = _lees(naam, tekst, lezers[naam])
        except Weigering as fout:
            fouten[naam] = fout
    if fouten:
        raise VeldenFout(fouten)
    return gelezen


def _lees(naam: str, tekst: str | None, lees: Callable[[Cel], Waarde]) -> Waarde:
    if tekst is not None and (len(tekst) > _LANGSTE or not all(map(str.isprintable, tekst))):
        raise Weigering("Deze tekst is te lang of heeft vreemde tekens.", "Gebruik hoogstens 200 tekens.")
    lees = _EIGEN.get(naam, lees)
    return lees(tekst.strip() if tekst else None)


def _lees_postcode(cel: Cel) -> str | None:
    tekst = lees_tekst(cel)
    if tekst is None:
        return None
    if not _POSTCODE.fullmatch(tekst.upper()):
        raise Weigering("Dit is geen postcode.", "Schrijf vier cijfers en twee letters: 7511 AB.")
    kaal = tekst.upper().replace(" ", "")
    return f"{kaal[:4]} {kaal[4:]}"


def _lees_email(cel: Cel) -> str | None:
    tekst = lees_tekst(cel)
    if tekst is not None and not _EMAIL.fullmatch(tekst):
        raise Weigering("Dit is geen e-mailadres.", "Schrijf het als naam@voorbeeld.nl.")
    return tekst


def _lees_telefoon(cel: Cel) -> str | None:
    tekst = lees_tekst(cel)
    if tekst is not None and not _TELEFOON.fullmatch(re.sub(r"[ ()./-]", "", tekst)):
        raise Weigering("Dit is geen telefoonnummer.", "Schrijf alleen cijfers, met een + als het moet.")
    return tekst


_EIGEN: dict[str, Callable[[Cel], Waarde]] = {
    "postcode": _lees_postcode,
    "email": _lees_email,
    "telefoonnummer": _lees_telefoon,
}
"""Stricter than the export, which has to be taken as it comes: here somebody sits who can put it right."""
