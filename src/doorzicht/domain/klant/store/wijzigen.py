"""Changes one klant, and registers one person; what was there before is kept by the database itself.

Registration is one function of the database: only there can be seen that somebody is known to another organisation,
and its answer does not say so.
"""

# ruff: noqa: S608 - only names that stand in the code are put into statements; values are parameters

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from doorzicht.domain.klant.model import WIJZIGBAAR, KlantId, Uitkomst, Velden
from doorzicht.domain.toegang.model import Relatie
from doorzicht.infra.prepared import prepared

_KOLOMMEN = ", ".join(f'"{naam}"' for naam in WIJZIGBAAR)


@dataclass(frozen=True)
class Aanmelding:
    """A person as he is about to be registered: the row he would get, his BSN sealed and indexed, what was told."""

    rij: UUID
    indexen: Sequence[bytes]
    index_nummer: int
    versleuteld: bytes
    gegevens: Velden
    gemeente: str | None


@dataclass(frozen=True)
class Vast:
    """A klant whom nobody else changes until the end of this transaction."""

    relatie: Relatie
    velden: Velden
    versie: int


def noem(door: str) -> None:
    """Say who changes klanten in this transaction where nobody is logged in: their history names him."""
    with prepared() as cursor:
        cursor.execute("SELECT set_config('doorzicht.door', %s, true)", [door])


def houd_vast(klant: UUID) -> Vast | None:
    """Hold a klant with the fields of his that can be changed; None when he is not reached."""
    with prepared() as cursor:
        cursor.execute(
            f"SELECT klant_relatie(id), versie, {_KOLOMMEN} FROM klant_klant WHERE id = %s FOR NO KEY UPDATE",
            [klant],
        )
        rij = cursor.fetchone()
    return Vast(Relatie(rij[0]), dict(zip(WIJZIGBAAR, rij[2:], strict=True)), rij[1]) if rij else None


def was(klant: UUID, versie: int) -> Velden | None:
    """The fields of a klant at a version that is past; None when there was none."""
    with prepared() as cursor:
        cursor.execute(
            """SELECT oud FROM klant_geschiedenis
               WHERE klant = %s AND tabel = 'klant_klant' AND (oud ->> 'versie')::integer = %s LIMIT 1""",
            [klant, versie],
        )
        rij = cursor.fetchone()
    if rij is None:
        return None
    oud = json.loads(rij[0])
    return {naam: oud[naam] for naam in WIJZIGBAAR}


def wijzig(klant: UUID, nieuw: Velden) -> int:
    """Write fields of a klant who is held; returns the new version."""
    zet = ", ".join(f'"{naam}" = %s' for naam in nieuw)
    with prepared() as cursor:
        cursor.execute(
            f"UPDATE klant_klant SET {zet} WHERE id = %s RETURNING versie", [*nieuw.values(), klant]
        )
        (versie,) = cursor.fetchone()
    return int(versie)


def schrijf_in(nieuw: Aanmelding, grens: int) -> tuple[Uitkomst, KlantId | None]:
    """Register; the id is of his record, or of the request when it is another's: for the log, not for the asker."""
    with prepared() as cursor:
        cursor.execute(
            "SELECT uitkomst, klant FROM klant_schrijf_in(%s, %s, %s, %s, %s::jsonb, %s, %s)",
            [
                nieuw.rij,
                list(nieuw.indexen),
                nieuw.index_nummer,
                nieuw.versleuteld,
                json.dumps(nieuw.gegevens),
                nieuw.gemeente,
                grens,
            ],
        )
        uitkomst, klant = cursor.fetchone()
    return Uitkomst(uitkomst), KlantId(klant) if klant else None
