"""What a second protection of one quarter may do.

A rounded table beside a table with hidden cells narrows both down, and a page that mixes the two adds up to nothing.
So a quarter has one protection. Pure; who asks decides what to do with the answer.
"""

from __future__ import annotations

from collections.abc import Collection
from enum import Enum

from doorzicht.domain.publicatie.model import Beleid, Bescherming


class Gevolg(Enum):
    """What comes of a wish to publish a region under a protection."""

    PUBLICEREN = "publiceren"
    ALLEEN_BESTANDEN = "alleen bestanden"
    WEIGEREN = "weigeren"


def gevolg(
    nieuw: Bescherming, van_regio: Collection[Bescherming], van_kwartaal: Collection[Bescherming]
) -> Gevolg:
    """Given under which protections this region and this quarter are out already (rectified ones too).

    The protection of the quarter is simply published. Another one gives nobody away where the bare figures of
    this very region are out: then it makes files, and the site keeps to the protection of the quarter.
    Everywhere else it would tell what the first one hides.
    """
    if not van_kwartaal or nieuw in van_regio or (not van_regio and set(van_kwartaal) == {nieuw}):
        return Gevolg.PUBLICEREN
    if any(bescherming.beleid is Beleid.ZOALS_GEPUBLICEERD for bescherming in van_regio):
        return Gevolg.ALLEEN_BESTANDEN
    return Gevolg.WEIGEREN
