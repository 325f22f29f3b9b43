"""The log of looks at the size of a year: sealing it, checking every seal, and finding who saw one klant.

A million lines stand in both logs, of synthetic accounts and klanten, written by one statement; then the program's
own doors are timed. The question goes as a privacy officer of a gemeente asks it, under row-level security.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

from django.db import connection
from django.test.utils import override_settings

from benchmarks.whole_way import Step
from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import Doel, GebruikerId, Handelende, OrganisatieId, Organisatiesoort, Rol

_KLANTEN = 20_000
_LINES = """
INSERT INTO toegang_logregel (op, spoor, gebruiker, organisatie, rol, doel, handeling, wijze, klant, velden, breekglas)
SELECT now() - (%(lines)s - i) * interval '30 seconds', gen_random_uuid(), 'm.' || i %% 900, o.id, 'klantmanager',
       'dienstverlening', 'klant.dossier', 'pagina', md5((i %% %(klanten)s)::text)::uuid,
       ARRAY['identiteit', 'werk'], false
FROM generate_series(1, %(lines)s) AS i, (SELECT id FROM toegang_organisatie WHERE gemeente_code = 'GM0153') AS o
"""
_VERWERKINGEN = """
INSERT INTO toegang_verwerking (trace_id, operation_id, operation_name, processing_activity_id, begin, eind, status,
                                data_subject_id)
SELECT spoor, gen_random_uuid(), handeling, 'doorzicht/dienstverlening', op, op, 'OK',
       sha256(uuid_send(klant)) || sha256(uuid_send(spoor)) FROM toegang_logregel
"""


def steps(folder: Path, lines: int) -> list[Step]:
    """Fill, seal, check and ask; the log of a database that is dropped afterwards."""
    with override_settings(LOGBOEKKOP=folder / "logboek.kop"):
        _fill(lines)
        return list(_timed(lines))


def _fill(lines: int) -> None:
    toegang.zet_claimsleutel()  # emptied with everything else between two measurements
    with connection.cursor() as cursor:
        cursor.execute(_LINES, {"lines": lines, "klanten": _KLANTEN})
        cursor.execute(_VERWERKINGEN)
        cursor.execute("ANALYZE toegang_logregel, toegang_verwerking")


def _timed(lines: int) -> Iterator[Step]:
    yield _step("seal the log, a look and its processing counted as one", lines, "lines", toegang.zegel)
    yield _step("check every seal of both logs", lines, "lines", _check)
    with connection.cursor() as cursor:
        cursor.execute("SELECT klant FROM toegang_logregel ORDER BY id LIMIT 1 OFFSET 100")
        klant: UUID = cursor.fetchone()[0]
    wie = _officer()
    yield _step(
        f"who saw one klant, among {lines:,} lines",
        1,
        "question",
        lambda: toegang.wie_keek(wie, toegang.Logvraag(klant=klant), aantal=10_000),
    )
    yield _step(
        f"whom one account saw, among {lines:,} lines",
        1,
        "question",
        lambda: toegang.wie_keek(wie, toegang.Logvraag(gebruiker="m.7"), aantal=10_000),
    )


def _check() -> None:
    gevonden = toegang.controleer()
    if gevonden.schendingen or gevonden.onverzegeld:
        raise ValueError("the log of the benchmark is not whole")


def _officer() -> Handelende:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM toegang_organisatie WHERE gemeente_code = 'GM0153'")
        organisatie = OrganisatieId(cursor.fetchone()[0])
    return Handelende(
        GebruikerId("p.officer"),
        organisatie,
        organisatie,
        Organisatiesoort.GEMEENTE,
        Rol.PRIVACY_OFFICER,
        Doel.TOEZICHT,
    )


def _step(name: str, amount: int, unit: str, work: Callable[[], object]) -> Step:
    start = time.perf_counter()
    work()
    return Step(name, time.perf_counter() - start, amount, unit)
