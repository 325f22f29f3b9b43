"""Counts what somebody took along, so that a hundred at a time, or one at a time, is not a way around four eyes.

Within his own act and claim: he reaches the lines of what he did himself.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.db import DatabaseError, connection
from django.utils import timezone

from doorzicht.domain.toegang.model import Handelende, Kijkwijze
from doorzicht.domain.toegang.rules.alarm import INZAGE, INZAGEN_PER_DAG
from doorzicht.domain.toegang.service.handelen import LogboekDicht
from doorzicht.domain.toegang.tables import LogregelTable


def meegenomen(wie: Handelende, sinds: datetime, met: Collection[UUID]) -> int:
    """How many different klanten he will have taken along in files since a moment, with these ones now.

    Raises LogboekDicht when the log does not answer.
    """
    eerder = LogregelTable.objects.filter(
        gebruiker=wie.gebruiker, wijze=Kijkwijze.UITVOER.value, op__gte=sinds
    ).values_list("klant", flat=True)
    try:
        return len({*eerder.distinct()} | {*met})
    except DatabaseError as fout:
        raise LogboekDicht from fout


def mag_nog_een_inzage(wie: Handelende, klant: UUID) -> bool:
    """Whether he may make a file with all that is held of one more klant today; one whom he made it for does not count.

    Held until the end of the act, so that many asked at once are counted one after another. Raises LogboekDicht when
    the log does not answer.
    """
    eerder = LogregelTable.objects.filter(
        gebruiker=wie.gebruiker,
        handeling=INZAGE,
        wijze=Kijkwijze.UITVOER.value,
        op__gte=timezone.now() - timedelta(days=1),
    ).values_list("klant", flat=True)
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_advisory_xact_lock(hashtext(%s))", [f"doorzicht.inzage.{wie.gebruiker}"]
            )
        return len({*eerder.distinct()} | {klant}) <= INZAGEN_PER_DAG
    except DatabaseError as fout:
        raise LogboekDicht from fout
