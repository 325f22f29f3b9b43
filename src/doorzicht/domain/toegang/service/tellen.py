"""Counts what somebody took along, so that a hundred at a time is not a way around four eyes.

Within his own act and claim: he reaches the lines of what he did himself.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import DatabaseError

from doorzicht.domain.toegang.model import Handelende, Kijkwijze
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
