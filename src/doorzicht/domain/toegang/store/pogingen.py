"""Writes attempts to log in before they are made, and reads how many went wrong.

What an attempt was about stands there as a keyed hash. One transaction holds an account or address at a time, so that
attempts side by side count each other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime

from django.db import connection

from doorzicht.domain.toegang.tables import AanmeldpogingTable


def houd_vast(sleutels: Iterable[bytes]) -> None:
    """Wait for others with the same account or address, until the end of this transaction."""
    with connection.cursor() as cursor:
        for sleutel in sorted(sleutels):
            nummer = int.from_bytes(hashlib.sha256(b"toegang.poging" + sleutel).digest()[:8], signed=True)
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [nummer])


def mislukte(sleutel: bytes, sinds: datetime, *, tot_gelukt: bool) -> list[datetime]:
    """When attempts went wrong; with `tot_gelukt` only those since the last right one, the oldest first.

    A right attempt stands there twice, at one moment: as it was begun and as it ended.
    """
    binnen = AanmeldpogingTable.objects.filter(sleutel=sleutel, op__gt=sinds).order_by("op")
    begonnen = list(binnen.filter(gelukt=False).values_list("op", flat=True))
    gelukt = set(binnen.filter(gelukt=True).values_list("op", flat=True))
    grens = max(gelukt, default=None) if tot_gelukt else None
    return [op for op in begonnen if op not in gelukt and (grens is None or op > grens)]


def schrijf(sleutels: Iterable[tuple[bytes, str]], nu: datetime, *, gelukt: bool) -> None:
    """An attempt, under each of its keys (with the kind of attempt)."""
    AanmeldpogingTable.objects.bulk_create(
        AanmeldpogingTable(sleutel=sleutel, soort=soort, gelukt=gelukt, op=nu) for sleutel, soort in sleutels
    )
