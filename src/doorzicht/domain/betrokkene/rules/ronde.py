"""What a deletion run is about, in a form that two people can sign: how many persons, and a digest of exactly whom.

The digest keeps somebody from putting another person into a run after it was signed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from uuid import UUID

from doorzicht.domain.betrokkene.model import Verzameling


def afdruk(personen: Mapping[Verzameling, Iterable[UUID]]) -> str:
    """A digest of who is in a run; the same whatever order they stand in."""
    regels = sorted(
        f"{verzameling.value} {persoon}" for verzameling, wie in personen.items() for persoon in wie
    )
    return hashlib.sha256("\n".join(regels).encode()).hexdigest()
