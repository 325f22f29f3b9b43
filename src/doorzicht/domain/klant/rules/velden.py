"""How what somebody types about a klant is read: into the same forms as the export brings them.

Pure. An error says what is wrong and what to do, and never repeats what was typed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
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


def lees_velden(
    getypt: Mapping[str, str | None], mag: tuple[str, ...] = WIJZIGBAAR, staat_er: Iterable[Velden] = ()
) -> Velden:
    """What was typed, read; raises VeldenFout with every wrong field.

    What no list knows may stay where it stood already: the export brought it, and who changes a street is not asked.
    """
    if vreemd := sorted(set(getypt) - set(mag)):
        raise VeldenFout(
            {naam: Weigering("Dit veld kun je hier niet invullen.", "Laat het weg.") for naam in vreemd}
        )
    staat_er = tuple(staat_er)
    lezers = {lezing.naar: lezing.lees for lezing in lezingen(date.max)}
    gelezen: Velden = {}
    fouten: dict[str, Weigering] = {}
    for naam, tekst in getypt.items():
        try:
            gelezen[naam] = _lees(naam, tekst, lezers[naam])
            if not any(gelezen[naam] == stond.get(naam) for stond in staat_er):
                _toets(naam, gelezen[naam])
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


def _toets(naam: str, waarde: Waarde) -> None:
    """Raises Weigering for a value that is not in the list of this field; a comma stands between several."""
    if naam not in _KEUZES or waarde is None:
        return
    keuzes, fout = _KEUZES[naam]
    delen = str(waarde).split(",") if naam == "rijbewijs" else [str(waarde)]
    if not keuzes.issuperset(delen):
        raise fout


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

_TALEN = (
    frozenset("012348"),
    Weigering("Dit getal kan niet kloppen.", "Schrijf 0, 1, 2, 3, 4 of 8."),
)
_KEUZES: dict[str, tuple[frozenset[str], Weigering]] = {
    "opleidingsniveau": (
        frozenset({"VMBO", "MBO", "HBO", "WO"}),
        Weigering("Deze opleiding staat niet in de lijst.", "Schrijf VMBO, MBO, HBO of WO."),
    ),
    "rijbewijs": (
        frozenset(
            ["A", "A1", "A2", "AM", "B", "B+", "BE", "C", "C1", "C1E", "CE", "D", "D1", "D1E", "DE", "T"]
        ),
        Weigering(
            "Dit rijbewijs bestaat niet.",
            "Kies uit A, A1, A2, AM, B, B+, BE, C, C1, C1E, CE, D, D1, D1E, DE en T, met een komma ertussen.",
        ),
    ),
    "vervoer": (
        frozenset({"AUTO", "BROMFIETS", "SCOOTER", "FIETS", "MOTOR", "OPENBAAR VERVOER", "ANDERS"}),
        Weigering(
            "Dit vervoer staat niet in de lijst.",
            "Schrijf auto, bromfiets, scooter, fiets, motor, openbaar vervoer of anders.",
        ),
    ),
    "mondeling_nederlands": _TALEN,
    "schriftelijk_nederlands": _TALEN,
}
"""The lists of Sonar and SUWI, per field, with what is said to who writes something else."""
