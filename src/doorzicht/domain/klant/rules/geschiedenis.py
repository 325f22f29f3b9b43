"""Lays kept versions of rows beside each other: what each change made of what.

Pure. A version tells how a row was before a change; what it became is the next version of that row, or the row now.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from doorzicht.domain.klant.model import Velden, Wijziging

_STIL = frozenset({"id", "klant_id", "versie"})
"""Not about the klant: numbers by which the program finds its rows."""


class Versie(NamedTuple):
    """A row as it was before a change."""

    tabel: str
    rij: UUID
    soort: str
    op: datetime
    door: str
    oud: Velden


def wijzigingen(versies: Iterable[Versie], nu: Mapping[tuple[str, UUID], Velden]) -> tuple[Wijziging, ...]:
    """Every change, the latest first; only the fields that became different.

    `nu` are the rows as they are, by table and id: rows of two tables may share an id.
    """
    volgende = {rij: dict(velden) for rij, velden in nu.items()}
    gevonden = []
    for versie in reversed(list(versies)):
        daarna = volgende.get((versie.tabel, versie.rij), {}) if versie.soort == "gewijzigd" else {}
        anders = [naam for naam in versie.oud if naam not in _STIL and versie.oud[naam] != daarna.get(naam)]
        if anders:
            gevonden.append(
                Wijziging(
                    versie.tabel,
                    versie.soort,
                    versie.op,
                    versie.door,
                    {naam: versie.oud[naam] for naam in anders},
                    {naam: daarna.get(naam) for naam in anders},
                )
            )
        volgende[versie.tabel, versie.rij] = versie.oud
    return tuple(gevonden)
