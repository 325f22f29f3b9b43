"""Writes what was seen; never changes or takes away a line."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from functools import cache
from uuid import UUID, uuid4

from django.conf import settings
from django.db import connection

from doorzicht.domain.toegang.model import Handelende, Kijkwijze
from doorzicht.infra.crypto import KeyRing, load_keyring

# One statement for both logs: a look is in both or in none, and it costs one way to the database.
_SCHRIJF = """
WITH gezien AS (
    INSERT INTO toegang_logregel
        (op, spoor, gebruiker, organisatie, rol, doel, handeling, wijze, klant, velden, breekglas)
    SELECT clock_timestamp(), %(spoor)s, %(gebruiker)s, %(organisatie)s, %(rol)s, %(doel)s, %(handeling)s, %(wijze)s,
           klant, %(velden)s, klant = ANY (%(breekglas)s)
    FROM unnest(%(klanten)s::uuid[]) WITH ORDINALITY AS k (klant, volgorde) ORDER BY volgorde)
INSERT INTO toegang_verwerking
    (trace_id, operation_id, operation_name, processing_activity_id, begin, eind, status, data_subject_id)
SELECT %(spoor)s, operatie, %(handeling)s, %(activiteit)s, now(), clock_timestamp(), 'OK', wie
FROM unnest(%(operaties)s::uuid[], %(betrokkenen)s::bytea[]) AS v (operatie, wie)
"""


def schrijf(
    wie: Handelende,
    handeling: str,
    spoor: UUID,
    klanten: Sequence[UUID],
    wijze: Kijkwijze,
    velden: Iterable[str],
    breekglas: Sequence[UUID],
) -> None:
    """A line for each klant in both logs; the second one knows the klant by a sealed reference only."""
    ring = _ring()
    operaties = [uuid4() for _ in klanten]
    with connection.cursor() as cursor:
        cursor.execute(
            _SCHRIJF,
            {
                "spoor": spoor,
                "gebruiker": wie.gebruiker,
                "organisatie": wie.organisatie,
                "rol": wie.rol.value,
                "doel": wie.doel.value,
                "handeling": handeling,
                "wijze": wijze.value,
                "klanten": list(klanten),
                "velden": sorted(velden),
                "breekglas": list(breekglas),
                "activiteit": f"doorzicht/{wie.doel.value}",
                "operaties": operaties,
                "betrokkenen": [
                    ring.seal(klant.bytes, b"toegang_verwerking:" + operatie.bytes)
                    for klant, operatie in zip(klanten, operaties, strict=True)
                ],
            },
        )


@cache
def _ring() -> KeyRing:
    return load_keyring(settings.SLEUTELBESTAND, os.environ)
