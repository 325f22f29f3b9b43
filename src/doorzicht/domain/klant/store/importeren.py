"""Rows of the klant: how an export becomes rows, set-based, and who is registered on a day.

Works on a temporary table that the export was copied into; `koppel` moves whoever is known to a second one, so that
new klanten are only put in, and the many questions about known ones are asked of those alone. Rows that turn out to be
wrong among the others are named first; only then anything is written. Never reads a BSN: it meets them sealed.
"""

# ruff: noqa: S608 - only names that stand in the code are put into statements; values are parameters

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import connection

from doorzicht.infra.periods import Track, follow, outdated, start

INVOER = "klant_invoer"
WERK = "klant_werk"
GEWIJZIGD = "klant_gewijzigd"
SLEUTELKOLOMMEN = (("nieuw_id", "uuid"), ("bsn_index", "bytea"), ("bsn_versleuteld", "bytea"))
_WOONPLAATS = Track("klant_woonplaats", "klant_id", "gemeente_code")
_EERSTE_FEITEN = (
    f"SELECT nieuw_id AS eigenaar, gemeente_code AS waarde, inschrijfdatum AS eerste FROM {INVOER}"
)
_FEITEN = f"""
    SELECT rij, klant_id AS eigenaar, gemeente_code AS waarde, inschrijfdatum AS eerste, per AS vanaf FROM {WERK}"""
_OVERSTAP = f"""
    SELECT rij, klant_id, organisatie_id, bekend_id, bekend_tot, is_verder,
           CASE WHEN is_verder THEN inschrijfdatum ELSE per END AS vanaf, bekend_van
    FROM (SELECT *, inschrijfdatum > bekend_van AS is_verder FROM {WERK}) w
    WHERE bekend_id IS NOT NULL AND bekend_tot IS NULL AND bekend_organisatie <> organisatie_id"""
"""Who goes from one organisation to another, and on which day."""


def _rows(sql: str) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return [rij for (rij,) in cursor.fetchall()]


def _run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def koppel(per: date) -> bool:
    """Move whoever is known already to a table of their own; returns whether there is anybody.

    One import at a time does this: the lock holds to the end of the transaction.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('doorzicht.klant.invoer'))")
        cursor.execute(f"DROP TABLE IF EXISTS pg_temp.{WERK}, pg_temp.{GEWIJZIGD}")
        cursor.execute(
            f"""CREATE TEMPORARY TABLE {WERK} ON COMMIT DROP AS
                SELECT i.*, %s::date AS per, k.id AS klant_id, s.id AS bekend_id, s.van AS bekend_van,
                       s.tot AS bekend_tot, s.organisatie_id AS bekend_organisatie
                FROM {INVOER} i
                JOIN klant_klant k USING (bsn_index)
                LEFT JOIN LATERAL (SELECT * FROM klant_inschrijving WHERE klant_id = k.id AND verantwoordelijk
                                   ORDER BY van DESC LIMIT 1) s ON true""",
            [per],
        )
        bekenden = int(cursor.rowcount)
        cursor.execute(f"CREATE TEMPORARY TABLE {GEWIJZIGD} (rij integer) ON COMMIT DROP")
        if bekenden:
            cursor.execute(f"ANALYZE {WERK} (rij, bekend_id)")
            cursor.execute(f"DELETE FROM {INVOER} i USING {WERK} w WHERE w.rij = i.rij")
    return bekenden > 0


def verouderde() -> list[int]:
    """Rows that tell of an organisation or a woonplaats from before what is known, and differ from it."""
    overstap = _rows(f"SELECT rij FROM ({_OVERSTAP}) o WHERE vanaf <= bekend_van")
    return sorted({*overstap, *outdated(_WOONPLAATS, _FEITEN)})


def laat_weg(rijen: Sequence[int]) -> None:
    """Take refused rows out after they were linked: only of known klanten can it turn out then that they are wrong."""
    if rijen:
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {WERK} WHERE rij = ANY(%s)", [list(rijen)])


def verwerk(kolommen: Sequence[str]) -> None:
    """Write everything that is new or has changed; `kolommen` are the columns of the klant himself."""
    _nieuwe(kolommen)
    if heeft_bekenden():
        _klanten(kolommen)
        _inschrijvingen()
        follow(_WOONPLAATS, _FEITEN, GEWIJZIGD)
        _extend_first_woonplaats()


def heeft_bekenden() -> bool:
    """Whether there is anybody, among the linked rows, whom we knew."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT EXISTS (SELECT FROM {WERK})")
        return bool(cursor.fetchone()[0])


def tel() -> tuple[int, int, int]:
    """How many klanten are new, changed and the same."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT (SELECT count(*) FROM {INVOER}), (SELECT count(DISTINCT rij) FROM {GEWIJZIGD}), count(*)
                FROM {WERK}"""
        )
        nieuw, gewijzigd, bekend = cursor.fetchone()
    return nieuw, gewijzigd, bekend - gewijzigd


def _nieuwe(kolommen: Sequence[str]) -> None:
    """New klanten, each with a first inschrijving and a first woonplaats, which bear his id (see `periods.start`)."""
    namen = ", ".join(kolommen)
    _run(
        f"""INSERT INTO klant_klant (id, bsn_versleuteld, bsn_index, {namen})
            SELECT nieuw_id, bsn_versleuteld, bsn_index, {namen} FROM {INVOER}"""
    )
    _run(
        f"""INSERT INTO klant_inschrijving (id, klant_id, organisatie_id, verantwoordelijk, van)
            SELECT nieuw_id, nieuw_id, organisatie_id, true, inschrijfdatum FROM {INVOER}"""
    )
    start(_WOONPLAATS, _EERSTE_FEITEN)


def _klanten(kolommen: Sequence[str]) -> None:
    namen = ", ".join(kolommen)
    nieuw = ", ".join(f"w.{kolom}" for kolom in kolommen)
    oud = ", ".join(f"k.{kolom}" for kolom in kolommen)
    _run(
        f"""WITH anders AS (
                UPDATE klant_klant k SET ({namen}) = ROW ({nieuw}) FROM {WERK} w
                WHERE k.id = w.klant_id AND ({nieuw}) IS DISTINCT FROM ({oud}) RETURNING w.rij)
            INSERT INTO {GEWIJZIGD} SELECT rij FROM anders"""
    )


def _inschrijvingen() -> None:
    _mend_start()
    _run(f"INSERT INTO {GEWIJZIGD} SELECT rij FROM ({_OVERSTAP}) o")
    _run("DROP TABLE IF EXISTS pg_temp.klant_overstap")
    _run(f"CREATE TEMPORARY TABLE klant_overstap ON COMMIT DROP AS {_OVERSTAP}")
    _run("UPDATE klant_inschrijving s SET tot = o.vanaf FROM klant_overstap o WHERE s.id = o.bekend_id")
    _run(
        """INSERT INTO klant_inschrijving (id, klant_id, organisatie_id, verantwoordelijk, van)
           SELECT gen_random_uuid(), klant_id, organisatie_id, true, vanaf FROM klant_overstap"""
    )
    _run(
        f"""INSERT INTO {GEWIJZIGD} SELECT rij FROM {WERK}
            WHERE bekend_id IS NULL OR bekend_tot IS NOT NULL"""
    )
    _run(
        f"""INSERT INTO klant_inschrijving (id, klant_id, organisatie_id, verantwoordelijk, van)
            SELECT gen_random_uuid(), klant_id, organisatie_id, true,
                   CASE WHEN bekend_tot > inschrijfdatum THEN greatest(per, bekend_tot) ELSE inschrijfdatum END
            FROM {WERK} WHERE bekend_id IS NULL OR bekend_tot IS NOT NULL"""
    )


def _mend_start() -> None:
    """The same organisation with another Inschrijfdatum: a correction, unless an earlier inschrijving is in its way."""
    _run(
        f"""WITH anders AS (
                UPDATE klant_inschrijving s SET van = w.inschrijfdatum FROM {WERK} w
                WHERE s.id = w.bekend_id AND w.bekend_tot IS NULL AND w.bekend_organisatie = w.organisatie_id
                  AND w.inschrijfdatum <> w.bekend_van
                  AND NOT EXISTS (SELECT FROM klant_inschrijving e WHERE e.klant_id = w.klant_id
                                  AND e.id <> s.id AND e.tot > w.inschrijfdatum)
                RETURNING w.rij)
            INSERT INTO {GEWIJZIGD} SELECT rij FROM anders"""
    )


def _extend_first_woonplaats() -> None:
    """The first known woonplaats holds from the first inschrijving on, also when that one was corrected backwards."""
    _run(
        f"""UPDATE klant_woonplaats p SET van = e.eerste
            FROM (SELECT klant_id, min(s.van) AS eerste FROM {WERK} w JOIN klant_inschrijving s USING (klant_id)
                  WHERE w.rij IN (SELECT rij FROM {GEWIJZIGD}) GROUP BY klant_id) e
            WHERE p.klant_id = e.klant_id AND p.van > e.eerste
              AND NOT EXISTS (SELECT FROM klant_woonplaats o WHERE o.klant_id = p.klant_id AND o.van < p.van)"""
    )


def beeindig_afwezigen(dag: date) -> int:
    """End the inschrijving, on a day, of whoever is not in the export of the organisations that are in it."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""WITH aanwezig AS MATERIALIZED (
                    SELECT klant_id, organisatie_id FROM {WERK} UNION ALL SELECT nieuw_id, organisatie_id FROM {INVOER})
                UPDATE klant_inschrijving s SET tot = %s
                WHERE s.tot IS NULL AND s.van < %s AND s.verantwoordelijk
                  AND s.organisatie_id IN (SELECT organisatie_id FROM aanwezig)
                  AND NOT EXISTS (SELECT FROM aanwezig a WHERE a.klant_id = s.klant_id)""",
            [dag, dag],
        )
        return int(cursor.rowcount)


def stand(peildatum: date) -> list[tuple[UUID, bytes, str | None, UUID]]:
    """Of everybody with an active inschrijving on a day: id, blind index, woongemeente, responsible organisation.

    Invented dossiers (canaries) are nobody, so they do not count.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT k.id, k.bsn_index, w.gemeente_code, s.organisatie_id
               FROM klant_inschrijving s
               JOIN klant_klant k ON k.id = s.klant_id
               LEFT JOIN klant_woonplaats w ON w.klant_id = k.id
                    AND w.van <= %(dag)s AND (w.tot IS NULL OR w.tot > %(dag)s)
               WHERE s.verantwoordelijk AND s.van <= %(dag)s AND (s.tot IS NULL OR s.tot > %(dag)s)
                 AND NOT EXISTS (SELECT FROM toegang_kanarie c WHERE c.klant = k.id)
               ORDER BY k.bsn_index""",
            {"dag": peildatum},
        )
        return [
            (klant, bytes(index), code, organisatie) for klant, index, code, organisatie in cursor.fetchall()
        ]
