"""Reads klanten for one who acts, within the claim of his transaction: what he does not reach is not there.

Which klanten are his own one set-based function of the database tells; the rows themselves are read under their
policies, a page of them at a time.
"""

# ruff: noqa: S608 - only names that stand in the code are put into statements; values are parameters

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection

from doorzicht.domain.klant.model import Filter, KlantId, Klantregel, Periode, Velden
from doorzicht.domain.toegang.model import Relatie
from doorzicht.infra.prepared import prepared

_REGELS = """
SELECT k.id, k.naam, k.leeftijd, k.plaats, w.gemeente_code, i.van, k.opleidingsniveau, k.uren_per_week,
       klant_relatie(k.id)
FROM unnest(%s::uuid[]) WITH ORDINALITY AS g (id, plek)
JOIN klant_klant k ON k.id = g.id
JOIN LATERAL (SELECT van FROM klant_inschrijving WHERE klant_id = g.id ORDER BY van DESC LIMIT 1) i ON true
LEFT JOIN LATERAL (SELECT gemeente_code FROM klant_woonplaats
                   WHERE klant_id = g.id ORDER BY van DESC LIMIT 1) w ON true
ORDER BY g.plek
"""
_PERIODEN = """
SELECT 'inschrijving', o.naam, i.van, i.tot FROM klant_inschrijving i
JOIN toegang_organisatie o ON o.id = i.organisatie_id WHERE i.klant_id = %(klant)s
UNION ALL SELECT 'woonplaats', w.gemeente_code, w.van, w.tot FROM klant_woonplaats w WHERE w.klant_id = %(klant)s
ORDER BY 3 DESC
"""


def relatie(klant: UUID) -> Relatie | None:
    """How a klant stands to who acts; None when he is not reached, whether he exists or not."""
    with prepared() as cursor:
        cursor.execute("SELECT klant_relatie(%s)", [klant])
        (gevonden,) = cursor.fetchone()
    return Relatie(gevonden) if gevonden else None


def eigen(filter_: Filter, vanaf: int, aantal: int) -> tuple[list[KlantId], int]:
    """The ids of one's own klanten that a filter leaves, a page of them, and how many there are in all."""
    with prepared() as cursor:
        cursor.execute(
            "SELECT klant, totaal FROM klant_lijst(%s, %s, %s, %s, %s) ORDER BY plek",
            [list(filter_.woorden), filter_.gemeente, filter_.volgorde.value, vanaf, aantal],
        )
        rijen = cursor.fetchall()
    return [KlantId(rij[0]) for rij in rijen], rijen[0][1] if rijen else 0


def met_bsn(indexen: Sequence[bytes]) -> KlantId | None:
    """The klant with one of these blind indexes, when he is reached."""
    with prepared() as cursor:
        cursor.execute("SELECT klant_bereikt_met_bsn(%s)", [list(indexen)])
        (gevonden,) = cursor.fetchone()
    return KlantId(gevonden) if gevonden else None


def regels(klanten: Iterable[UUID]) -> tuple[list[Klantregel], list[UUID]]:
    """Klanten as they stand in a list, in the order that was asked; and which of them are seen through broken glass."""
    with prepared() as cursor:
        cursor.execute(_REGELS, [list(klanten)])
        rijen = cursor.fetchall()
    in_nood = [rij[0] for rij in rijen if rij[-1] == Relatie.BREEKGLAS.value]
    return [Klantregel(*rij[:-1]) for rij in rijen], in_nood


def uitvoer(klanten: Sequence[UUID], namen: Sequence[str]) -> list[tuple[Any, ...]]:
    """Klanten in the order that was asked: id, registered from, gemeente, and the named fields."""
    kolommen = ", ".join(f'k."{naam}"' for naam in namen)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT k.id, i.van, w.gemeente_code, {kolommen}
                FROM unnest(%s::uuid[]) WITH ORDINALITY AS g (id, plek)
                JOIN klant_klant k ON k.id = g.id
                JOIN LATERAL (SELECT van FROM klant_inschrijving WHERE klant_id = g.id
                              ORDER BY van DESC LIMIT 1) i ON true
                LEFT JOIN LATERAL (SELECT gemeente_code FROM klant_woonplaats WHERE klant_id = g.id
                                   ORDER BY van DESC LIMIT 1) w ON true
                ORDER BY g.plek""",
            [list(klanten)],
        )
        return list(cursor.fetchall())


def velden(klant: UUID, namen: Sequence[str]) -> tuple[Velden, int, bytes]:
    """The named fields of a klant who was found, the version they are of, and the blind index of his BSN."""
    kolommen = ", ".join(f'"{naam}"' for naam in (*namen, "versie", "bsn_index"))
    with prepared() as cursor:
        cursor.execute(f"SELECT {kolommen} FROM klant_klant WHERE id = %s", [klant])
        *waarden, versie, index = cursor.fetchone()
    return dict(zip(namen, waarden, strict=True)), versie, bytes(index)


def perioden(klant: UUID) -> tuple[tuple[Periode, ...], tuple[Periode, ...]]:
    """With which organisations a klant was registered and in which gemeenten he lived (by code), the latest first."""
    with prepared() as cursor:
        cursor.execute(_PERIODEN, {"klant": klant})
        rijen: list[tuple[str, str, date, date | None]] = cursor.fetchall()
    soorten: dict[str, list[Periode]] = {"inschrijving": [], "woonplaats": []}
    for soort, wat, van, tot in rijen:
        soorten[soort].append(Periode(wat, van, tot))
    return tuple(soorten["inschrijving"]), tuple(soorten["woonplaats"])


def versies(klant: UUID) -> list[tuple[str, UUID, str, datetime, str, Velden]]:
    """What was kept of before each change, the oldest first: table, row, kind, moment, who, and the row as it was."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tabel, rij, soort, op, door, oud FROM klant_geschiedenis WHERE klant = %s ORDER BY id",
            [klant],
        )
        return [(*rij[:5], json.loads(rij[5])) for rij in cursor.fetchall()]


def waarden_sinds(klant: UUID, namen: Sequence[str], moment: datetime) -> tuple[Velden, Velden]:
    """These fields of a klant as they were at a moment and as they are now; he was found."""
    nu, _versie, _index = velden(klant, namen)
    with prepared() as cursor:
        cursor.execute(
            """SELECT oud FROM klant_geschiedenis
               WHERE klant = %s AND tabel = 'klant_klant' AND op >= %s ORDER BY id LIMIT 1""",
            [klant, moment],
        )
        rij = cursor.fetchone()
    oud = json.loads(rij[0]) if rij else nu
    return {naam: oud.get(naam) for naam in namen}, nu


def huidige(klant: UUID) -> dict[tuple[str, UUID], Velden]:
    """The rows about a klant as they are now, by table and id, in the form in which old ones are kept.

    An id alone is not enough: a klant who was imported shares his with his first woonplaats and inschrijving.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT 'klant_klant', id, to_jsonb(k) - ARRAY['bsn_versleuteld', 'bsn_index'] FROM klant_klant k
               WHERE id = %(klant)s
               UNION ALL SELECT 'klant_inschrijving', id, to_jsonb(i) FROM klant_inschrijving i
               WHERE klant_id = %(klant)s
               UNION ALL SELECT 'klant_woonplaats', id, to_jsonb(w) FROM klant_woonplaats w
               WHERE klant_id = %(klant)s""",
            {"klant": klant},
        )
        return {(tabel, rij): json.loads(velden) for tabel, rij, velden in cursor.fetchall()}
