"""Writes what was seen, and finds it again; never changes or takes away a line."""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from datetime import datetime
from functools import cache
from uuid import UUID, uuid4

from django.conf import settings
from django.db.models import Q

from doorzicht.domain.toegang.model import (
    Alarmsoort,
    Doel,
    GebruikerId,
    Handelende,
    Kijkwijze,
    Logregel,
    OrganisatieId,
    Rol,
)
from doorzicht.domain.toegang.rules.alarm import INZAGEN_PER_DAG, counted_as, opens_dossier
from doorzicht.domain.toegang.tables import LogregelTable
from doorzicht.infra.crypto import KeyRing, load_keyring
from doorzicht.infra.prepared import prepared

# One statement for both logs and the alarms: a look is in both or in none, it cannot be without its alarm, and it
# costs one way to the database.
_SCHRIJF = """
WITH gezien AS (
    INSERT INTO toegang_logregel
        (op, spoor, gebruiker, organisatie, rol, doel, handeling, wijze, klant, velden, breekglas)
    SELECT clock_timestamp(), %(spoor)s, %(gebruiker)s, %(organisatie)s, %(rol)s, %(doel)s, %(handeling)s, %(wijze)s,
           klant, %(velden)s, klant = ANY (%(breekglas)s)
    FROM unnest(%(klanten)s::uuid[]) WITH ORDINALITY AS k (klant, volgorde) ORDER BY volgorde),
verwerkt AS (
    INSERT INTO toegang_verwerking
        (trace_id, operation_id, operation_name, processing_activity_id, begin, eind, status, data_subject_id)
    SELECT %(spoor)s, operatie, %(handeling)s, %(activiteit)s, now(), clock_timestamp(), 'OK', wie
    FROM unnest(%(operaties)s::uuid[], %(betrokkenen)s::bytea[]) AS v (operatie, wie))
SELECT toegang_sein(%(klanten)s::uuid[], %(grens)s::integer) WHERE %(is_dossier)s
UNION ALL
SELECT toegang_sein_veel(%(geteld)s::text, %(klanten)s::uuid[], %(veel)s::integer) WHERE %(geteld)s::text IS NOT NULL
"""


def schrijf(
    wie: Handelende,
    handeling: str,
    spoor: UUID,
    klanten: Sequence[UUID],
    wijze: Kijkwijze,
    velden: Collection[str],
    breekglas: Sequence[UUID],
) -> None:
    """A line for each klant in both logs; the second one knows the klant by a sealed reference only."""
    ring = _ring()
    geteld = counted_as(wie.rol, handeling, wijze, velden)
    operaties = [uuid4() for _ in klanten]
    with prepared() as cursor:
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
                "is_dossier": opens_dossier(wie.rol, wijze, velden, len(klanten)),
                "grens": settings.ALARM_DOSSIERS,
                "geteld": None if geteld is None else geteld.value,
                "veel": INZAGEN_PER_DAG - 1 if geteld is Alarmsoort.VEEL_INZAGE else settings.ALARM_LIJST,
                "betrokkenen": [
                    ring.seal(klant.bytes, b"toegang_verwerking:" + operatie.bytes)
                    for klant, operatie in zip(klanten, operaties, strict=True)
                ],
            },
        )


def zoek(
    *,
    klant: UUID | None,
    gebruiker: str | None,
    periode: tuple[datetime | None, datetime | None],
    wijze: Kijkwijze | None,
    na: int | None,
    aantal: int,
) -> list[Logregel]:
    """Looks, the newest first; `na` is the number of the last line of the page before."""
    vanaf, tot = periode
    gevraagd = {"klant": klant, "gebruiker": gebruiker, "op__gte": vanaf, "op__lt": tot}
    regels = LogregelTable.objects.filter(
        **{naam: waarde for naam, waarde in gevraagd.items() if waarde is not None}
    )
    if wijze is not None:
        regels = regels.filter(wijze=wijze.value)
    if na is not None:
        vorige = LogregelTable.objects.filter(id=na).values("op", "id")[:1]
        regels = regels.filter(
            Q(op__lt=vorige.values("op")) | Q(op=vorige.values("op"), id__lt=na),
            op__lte=vorige.values("op"),
        )
    return [_logregel(rij) for rij in regels.order_by("-op", "-id")[:aantal]]


def _logregel(rij: LogregelTable) -> Logregel:
    return Logregel(
        rij.id,
        rij.op,
        GebruikerId(rij.gebruiker),
        OrganisatieId(rij.organisatie),
        Rol(rij.rol),
        Doel(rij.doel),
        rij.handeling,
        Kijkwijze(rij.wijze),
        rij.klant,
        tuple(rij.velden),
        rij.breekglas,
    )


@cache
def _ring() -> KeyRing:
    return load_keyring(settings.SLEUTELBESTAND, os.environ)
