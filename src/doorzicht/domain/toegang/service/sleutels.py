"""Keeps writers and the replacing of an index key apart.

1. Whoever writes blind indexes takes `schrijfsleutels`: he shares a lock, and his key has to be the database's.
2. Whoever replaces the index holds that lock alone, and writes down the new number in the same transaction.

A writer with an old key would make somebody known a second time; he is refused and nothing is stored.
"""

from __future__ import annotations

import os

from django.conf import settings
from django.db import connection

from doorzicht.domain.toegang.tables import SleutelstandTable
from doorzicht.foundation.errors import Weigering
from doorzicht.infra.crypto import KeyRing, load_keyring

_LOCK = "SELECT pg_advisory_xact_lock{}(hashtext('doorzicht.index'))"


def sleutelring() -> KeyRing:
    """The keys as they are at this moment: read anew each time, for somebody may be replacing them."""
    return load_keyring(settings.SLEUTELBESTAND, os.environ)


def schrijfsleutels() -> KeyRing:
    """The keys for whoever writes blind indexes in this transaction; raises Weigering while the index is replaced."""
    ring = sleutelring()
    eis_index(ring)
    return ring


def eis_index(ring: KeyRing) -> None:
    """Share the lock until the end of this transaction; raises Weigering when the key is not the database's."""
    _lock("_shared")
    if ring.index_number != index_nummer(ring):
        raise Weigering(
            "De sleutels waarmee mensen gevonden worden, zijn aan het wisselen.",
            "Wacht tot `doorzicht sleutels vernieuw --index` klaar is, of voer dat nog eens uit.",
        )


def index_nummer(ring: KeyRing) -> int:
    """The number of the index key of this database; until a first one is replaced it is the one in use."""
    stand = SleutelstandTable.objects.filter(id=1).values_list("index_nummer", flat=True).first()
    return ring.index_number if stand is None else stand


def wissel_index(nummer: int) -> None:
    """Hold the lock alone and write down the new number; part of the transaction that gives every row its new index."""
    _lock("")
    SleutelstandTable.objects.update_or_create(id=1, defaults={"index_nummer": nummer})


def _lock(kind: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_LOCK.format(kind))
