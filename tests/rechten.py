"""The matrix of rights as it is written (docs/security/rechtenmatrix.csv) and as it is programmed (every access.py).

Shared by what compares the two, by the walk over HTTP, and by the guard on routes.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from itertools import product
from pathlib import Path
from uuid import UUID

from doorzicht.domain.toegang.model import (
    DOELEN_VAN,
    REGIONAAL,
    ROLLEN_BIJ,
    Doel,
    GebruikerId,
    Handelende,
    OrganisatieId,
    Organisatiesoort,
    Regel,
    Relatie,
    Rol,
)

ROOT = Path(__file__).resolve().parents[1]
MATRIX = ROOT / "docs" / "security" / "rechtenmatrix.csv"
NIEMAND = "niemand"
ROLLEN = tuple(rol.value for rol in Rol)
KOLOMMEN = ("handeling", "route", "doel", "relatie", *ROLLEN, NIEMAND)

ORGANISATIE = OrganisatieId(UUID(int=1))
KLANT = UUID(int=2)

Vraag = tuple[str, Rol, Organisatiesoort, Doel, Relatie]
"""An operation, and who (role, kind of organisation) would do it, for which purpose, towards whom."""


@dataclass(frozen=True)
class Rij:
    """A line of the matrix: for one operation, purpose and relation what every role may."""

    handeling: str
    routes: tuple[str, ...]
    doel: str
    relatie: str
    cellen: dict[str, str]

    def mag(self, rol: Rol, soort: Organisatiesoort) -> bool:
        """`ja` for every organisation where the role exists; a cell may also name the kinds for which it is yes."""
        cel = self.cellen[rol.value]
        return cel == "ja" or soort.value in cel.split("+")


def read_matrix(path: Path = MATRIX) -> list[Rij]:
    """Every line, in order."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Rij(
                row["handeling"],
                tuple(row["route"].split()),
                row["doel"],
                row["relatie"],
                {naam: row[naam] for naam in (*ROLLEN, NIEMAND)},
            )
            for row in csv.DictReader(file)
        ]


def programmed() -> dict[str, Regel]:
    """The rule of every operation, gathered from the terms; a name belongs to the term it begins with."""
    found: dict[str, Regel] = {}
    for path in sorted((ROOT / "src" / "doorzicht" / "domain").glob("*/access.py")):
        term = path.parent.name
        regels = import_module(f"doorzicht.domain.{term}.access").HANDELINGEN
        stray = [naam for naam in regels if not naam.startswith(f"{term}.")]
        assert stray == [], f"{term}/access.py names operations of another term"
        found |= regels
    return found


def handelende(rol: Rol, soort: Organisatiesoort, doel: Doel) -> Handelende:
    """Somebody for a rule to decide about; exists in no database."""
    return Handelende(
        GebruikerId("a.tester"),
        ORGANISATIE,
        ORGANISATIE,
        soort,
        rol,
        doel,
        9 if soort in REGIONAAL else None,
        frozenset({"GM0153"}) if soort in REGIONAAL else None,
        KLANT if rol is Rol.KLANT else None,
    )


def wie_er_zijn() -> Iterator[tuple[Rol, Organisatiesoort, Doel]]:
    """Every role at every kind of organisation where it exists, for every purpose it acts for."""
    for rol in Rol:
        yield from product([rol], sorted(ROLLEN_BIJ[rol], key=lambda soort: soort.value), DOELEN_VAN[rol])


def answers_of_code(regels: dict[str, Regel]) -> dict[Vraag, bool]:
    """What the rules say to every question that can be asked."""
    return {
        (naam, rol, soort, doel, relatie): bool(regel(handelende(rol, soort, doel), relatie))
        for (naam, regel), (rol, soort, doel), relatie in product(regels.items(), wie_er_zijn(), Relatie)
    }


def answers_of_matrix(rijen: list[Rij]) -> dict[Vraag, bool]:
    """What the matrix says to the same questions; what has no line is no."""
    lines = {(rij.handeling, rij.doel, rij.relatie): rij for rij in rijen}
    names = {rij.handeling for rij in rijen}
    return {
        (naam, rol, soort, doel, relatie): bool(
            (rij := lines.get((naam, doel.value, relatie.value))) and rij.mag(rol, soort)
        )
        for naam, (rol, soort, doel), relatie in product(names, wie_er_zijn(), Relatie)
    }


def lines_for(regels: dict[str, Regel], routes: dict[str, list[str]]) -> list[list[str]]:
    """The lines that the code would give: a help for who writes the matrix, who must still agree with each of them."""
    answers = answers_of_code(regels)
    lines = []
    for naam, doel, relatie in product(regels, Doel, Relatie):
        cellen = [_cell(answers, naam, rol, doel, relatie) for rol in Rol]
        if any(cel != "nee" for cel in cellen):
            lines.append([naam, " ".join(routes.get(naam, [])), doel.value, relatie.value, *cellen, "nee"])
    return lines


def _cell(answers: dict[Vraag, bool], naam: str, rol: Rol, doel: Doel, relatie: Relatie) -> str:
    soorten = sorted(soort.value for soort in ROLLEN_BIJ[rol])
    yes = [s for s in soorten if answers.get((naam, rol, Organisatiesoort(s), doel, relatie))]
    return "nee" if not yes else "ja" if yes == soorten else "+".join(yes)
