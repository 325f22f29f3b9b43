"""Rows of the doelgroepregister: how a file becomes rows, set-based, and who is in on a day.

Works on a temporary table that the file was copied into; `koppel` moves whoever is known to a second one, so that new
persons are only put in, and the many questions about known ones are asked of those alone. Rows that turn out to be
wrong among the others are named first; only then anything is written. Never reads a BSN: it meets them sealed.
"""
# ruff: noqa: S608 - only names that stand in the code are put into statements; values are parameters

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import connection

from doorzicht.infra.periods import Track, follow, outdated, start

INVOER = "register_invoer"
SLEUTELKOLOMMEN = (("nieuw_id", "uuid"), ("bsn_index", "bytea"), ("bsn_versleuteld", "bytea"))
_WERK = "register_werk"
_GEWIJZIGD = "register_gewijzigd"
_WOONPLAATS = Track("doelgroepregister_woonplaats", "persoon_id", "gemeente_code")
_EERSTE_FEITEN = f"""
    SELECT nieuw_id AS eigenaar, gemeente_code AS waarde, coalesce(gemeente_vanaf, van) AS eerste FROM {INVOER}"""
_FEITEN = f"""
    SELECT rij, persoon_id AS eigenaar, gemeente_code AS waarde,
           coalesce(gemeente_vanaf, van) AS eerste, coalesce(gemeente_vanaf, per) AS vanaf
    FROM {_WERK}"""


def _rows(sql: str) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return [rij for (rij,) in cursor.fetchall()]


def einde_voor_begin() -> list[int]:
    """Rows that end before they start; `tot` is the day after the last day."""
    return _rows(f"SELECT rij FROM {INVOER} WHERE tot <= van")


def laat_weg(rijen: Sequence[int]) -> None:
    """Take refused rows out after they were linked: only of known persons can it turn out then that they are wrong."""
    if rijen:
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {_WERK} WHERE rij = ANY(%s)", [list(rijen)])


def koppel(per: date) -> bool:
    """Move whoever is known already to a table of their own; returns whether there is anybody.

    One import at a time does this: the lock holds to the end of the transaction.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('doorzicht.doelgroepregister.invoer'))")
        cursor.execute(f"DROP TABLE IF EXISTS pg_temp.{_WERK}, pg_temp.{_GEWIJZIGD}")
        cursor.execute(
            f"""CREATE TEMPORARY TABLE {_WERK} ON COMMIT DROP AS
                SELECT i.*, %s::date AS per, p.id AS persoon_id,
                       r.id AS bekend_id, r.van AS bekend_van, r.tot AS bekend_tot, r.grond AS bekend_grond
                FROM {INVOER} i
                JOIN doelgroepregister_persoon p USING (bsn_index)
                LEFT JOIN LATERAL (SELECT * FROM doelgroepregister_registratie
                                   WHERE persoon_id = p.id ORDER BY van DESC LIMIT 1) r ON true""",
            [per],
        )
        bekenden = int(cursor.rowcount)
        cursor.execute(f"CREATE TEMPORARY TABLE {_GEWIJZIGD} (rij integer) ON COMMIT DROP")
        if bekenden:
            cursor.execute(f"ANALYZE {_WERK} (rij, bekend_id)")
            cursor.execute(f"DELETE FROM {INVOER} i USING {_WERK} w WHERE w.rij = i.rij")
    return bekenden > 0


def verouderde() -> list[int]:
    """Rows that tell of a registration or a woonplaats from before the one that is known, and differ from it."""
    registratie = _rows(
        f"""SELECT rij FROM {_WERK} w WHERE van < bekend_van AND NOT EXISTS (
                SELECT FROM doelgroepregister_registratie r
                WHERE r.persoon_id = w.persoon_id AND r.van = w.van AND r.grond = w.grond)"""
    )
    return sorted({*registratie, *outdated(_WOONPLAATS, _FEITEN)})


def verwerk(*, bekenden: bool) -> tuple[int, int, int]:
    """Write everything that is new or has changed; returns how many persons are new, changed and the same."""
    _nieuwe()
    if bekenden:
        _registraties()
        follow(_WOONPLAATS, _FEITEN, _GEWIJZIGD)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT (SELECT count(*) FROM {INVOER}), (SELECT count(DISTINCT rij) FROM {_GEWIJZIGD}), count(*)
                FROM {_WERK}"""
        )
        nieuw, gewijzigd, bekend = cursor.fetchone()
    return nieuw, gewijzigd, bekend - gewijzigd


def _nieuwe() -> None:
    """New persons, each with a first registration and a first woonplaats, which bear their id (see `periods.start`)."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""INSERT INTO doelgroepregister_persoon (id, bsn_versleuteld, bsn_index)
                SELECT nieuw_id, bsn_versleuteld, bsn_index FROM {INVOER}"""
        )
        cursor.execute(
            f"""INSERT INTO doelgroepregister_registratie (id, persoon_id, grond, van, tot)
                SELECT nieuw_id, nieuw_id, grond, van, tot FROM {INVOER}"""
        )
    start(_WOONPLAATS, _EERSTE_FEITEN)


def _registraties() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            f"""WITH anders AS (
                    UPDATE doelgroepregister_registratie r SET grond = w.grond, tot = w.tot FROM {_WERK} w
                    WHERE r.id = w.bekend_id AND w.van = w.bekend_van
                      AND (w.grond, w.tot) IS DISTINCT FROM (r.grond, r.tot) RETURNING w.rij)
                INSERT INTO {_GEWIJZIGD} SELECT rij FROM anders"""
        )
        cursor.execute(
            f"""UPDATE doelgroepregister_registratie r SET tot = w.van FROM {_WERK} w
                WHERE r.id = w.bekend_id AND w.van > w.bekend_van AND (r.tot IS NULL OR r.tot > w.van)"""
        )
        cursor.execute(
            f"""INSERT INTO doelgroepregister_registratie (id, persoon_id, grond, van, tot)
                SELECT gen_random_uuid(), persoon_id, grond, van, tot FROM {_WERK}
                WHERE bekend_id IS NULL OR van > bekend_van"""
        )
        cursor.execute(
            f"""INSERT INTO {_GEWIJZIGD} SELECT rij FROM {_WERK}
                WHERE bekend_id IS NULL OR van > bekend_van"""
        )


def beeindig_afwezigen(dag: date) -> int:
    """End the registration, on a day, of whoever is not in the file and lives in a gemeente that is in it.

    Whose gemeente is not known stays: nobody can tell whether the file should have held him.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            f"""WITH aanwezig AS MATERIALIZED (
                    SELECT persoon_id, gemeente_code FROM {_WERK}
                    UNION ALL SELECT nieuw_id, gemeente_code FROM {INVOER})
                UPDATE doelgroepregister_registratie r SET tot = %(dag)s
                WHERE r.van < %(dag)s AND (r.tot IS NULL OR r.tot > %(dag)s)
                  AND EXISTS (SELECT FROM doelgroepregister_woonplaats w
                              WHERE w.persoon_id = r.persoon_id AND w.tot IS NULL
                                AND w.gemeente_code IN (SELECT gemeente_code FROM aanwezig))
                  AND NOT EXISTS (SELECT FROM aanwezig a WHERE a.persoon_id = r.persoon_id)""",
            {"dag": dag},
        )
        return int(cursor.rowcount)


def stand(peildatum: date) -> list[tuple[bytes, str | None]]:
    """The blind index and the woongemeente of everybody who is in on a day."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT p.bsn_index, w.gemeente_code
               FROM doelgroepregister_registratie r
               JOIN doelgroepregister_persoon p ON p.id = r.persoon_id
               LEFT JOIN doelgroepregister_woonplaats w ON w.persoon_id = r.persoon_id
                    AND w.van <= %(dag)s AND (w.tot IS NULL OR w.tot > %(dag)s)
               WHERE r.van <= %(dag)s AND (r.tot IS NULL OR r.tot > %(dag)s)
               ORDER BY p.bsn_index""",
            {"dag": peildatum},
        )
        return [(bytes(index), code) for index, code in cursor.fetchall()]
