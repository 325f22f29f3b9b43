"""Rows of the klantprofiel: what an export says of profiles becomes rows, and who has one on a day.

Works on the temporary tables of the running import, which the term klant has linked: one of new klanten, of whom a
profile is only put in, and one of those we knew. Set-based.
"""

# ruff: noqa: S608 - only names that stand in the code are put into statements; values are parameters

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import connection

from doorzicht.domain.klantprofiel.model import Jadatum, Profieltelling

_FEIT = "profiel_feit"
_STELT_VAST = "f.nieuw = 'vastgesteld'"
_VERSCHILT = f"""f.id IS NOT NULL AND (f.nieuw = 'geen'
    OR ({_STELT_VAST} AND (f.status = 'concept' OR (f.op_datum AND f.op <> f.vastgesteld_op)))
    OR f.toestemming IS DISTINCT FROM f.toestemming_delen)"""
"""The export says something else than the profile that is in force."""


def _run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def verouderde(werk: str) -> list[int]:
    """Rows that would undo what a file of a later day told: a withdrawal, or a vaststelling."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT w.rij FROM {werk} w JOIN klantprofiel_klantprofiel p USING (klant_id)
                WHERE (w.klantprofiel = 'geen' AND p.status = 'vastgesteld' AND p.vastgesteld_op > w.per)
                    OR (w.klantprofiel NOT IN ('geen', 'concept') AND p.ingetrokken_op > w.per
                        AND NOT EXISTS (SELECT FROM klantprofiel_klantprofiel n
                                        WHERE n.klant_id = w.klant_id AND n.status = 'vastgesteld'))"""
        )
        return [rij for (rij,) in cursor.fetchall()]


def begin(nieuw: str, jadatum: Jadatum, per: date) -> None:
    """The profiles of new klanten, which bear the id of their klant: ids that rise go into an index fast."""
    ja = "inschrijfdatum" if jadatum is Jadatum.INSCHRIJFDATUM else "%s::date"
    with connection.cursor() as cursor:
        cursor.execute(
            f"""INSERT INTO klantprofiel_klantprofiel (id, klant_id, status, vastgesteld_op, toestemming_delen)
                SELECT nieuw_id, nieuw_id, CASE klantprofiel WHEN 'concept' THEN 'concept' ELSE 'vastgesteld' END,
                       CASE klantprofiel WHEN 'concept' THEN NULL WHEN 'ja' THEN {ja} ELSE klantprofiel::date END,
                       toestemming
                FROM {nieuw} WHERE klantprofiel <> 'geen'""",
            [per] if "%s" in ja else [],
        )


def verwerk(werk: str, gewijzigd: str) -> None:
    """Bring profiles up to date with the linked rows in `werk`; rows that change something go to `gewijzigd`."""
    _facts(werk)
    _run(f"INSERT INTO {gewijzigd} SELECT rij FROM {_FEIT} f WHERE {_VERSCHILT}")
    _withdraw()
    _update()
    _insert(gewijzigd)


def _facts(werk: str) -> None:
    """Per klant what the export says beside the profile that is in force."""
    _run(f"DROP TABLE IF EXISTS pg_temp.{_FEIT}")
    _run(
        f"""CREATE TEMPORARY TABLE {_FEIT} ON COMMIT DROP AS
            SELECT w.rij, w.klant_id, w.per, w.toestemming, p.id, p.status, p.vastgesteld_op,
                   p.toestemming_delen,
                   CASE WHEN w.klantprofiel IN ('geen', 'concept') THEN w.klantprofiel
                        WHEN w.klantprofiel IS NULL THEN coalesce(p.status, 'onbekend')
                        ELSE 'vastgesteld' END AS nieuw,
                   w.klantprofiel ~ '^[0-9]' AS op_datum,
                   greatest(CASE WHEN w.klantprofiel ~ '^[0-9]' THEN w.klantprofiel::date ELSE w.per END,
                            (SELECT max(ingetrokken_op) FROM klantprofiel_klantprofiel i
                             WHERE i.klant_id = w.klant_id)) AS op
            FROM {werk} w
            LEFT JOIN klantprofiel_klantprofiel p
                 ON p.klant_id = w.klant_id AND p.status <> 'ingetrokken'"""
    )
    _run(f"ANALYZE {_FEIT}")


def _withdraw() -> None:
    _run(
        f"""UPDATE klantprofiel_klantprofiel p
            SET status = 'ingetrokken', ingetrokken_op = greatest(f.per, f.vastgesteld_op)
            FROM {_FEIT} f WHERE p.id = f.id AND f.nieuw = 'geen'"""
    )


def _update() -> None:
    _run(
        f"""UPDATE klantprofiel_klantprofiel p
            SET status = CASE WHEN {_STELT_VAST} THEN 'vastgesteld' ELSE p.status END,
                vastgesteld_op = CASE WHEN {_STELT_VAST} AND (f.op_datum OR p.status = 'concept') THEN f.op
                                      ELSE p.vastgesteld_op END,
                toestemming_delen = f.toestemming
            FROM {_FEIT} f WHERE p.id = f.id AND f.nieuw <> 'geen' AND {_VERSCHILT}"""
    )


def _insert(gewijzigd: str) -> None:
    _run(
        f"""INSERT INTO {gewijzigd} SELECT rij FROM {_FEIT}
            WHERE id IS NULL AND nieuw IN ('vastgesteld', 'concept')"""
    )
    _run(
        f"""INSERT INTO klantprofiel_klantprofiel (id, klant_id, status, vastgesteld_op, toestemming_delen)
            SELECT gen_random_uuid(), klant_id, nieuw,
                   CASE WHEN {_STELT_VAST} THEN op END, toestemming
            FROM {_FEIT} f WHERE id IS NULL AND nieuw IN ('vastgesteld', 'concept')"""
    )


def met_profiel(peildatum: date, telling: Profieltelling) -> set[UUID]:
    """The klanten who have a profile on a day, by what counts as one."""
    gedeeld = "AND toestemming_delen" if telling is Profieltelling.GEDEELD else ""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT DISTINCT klant_id FROM klantprofiel_klantprofiel
                WHERE vastgesteld_op <= %(dag)s AND (ingetrokken_op IS NULL OR ingetrokken_op > %(dag)s) {gedeeld}""",
            {"dag": peildatum},
        )
        return {klant for (klant,) in cursor.fetchall()}
