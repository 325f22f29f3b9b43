"""Whether a second protection of one quarter would tell more than the first one hid.

A rounded table beside a table with hidden cells narrows both down. Pure; who asks decides what to do with the answer.
"""

from __future__ import annotations

from collections.abc import Collection

from doorzicht.domain.publicatie.model import Beleid, Bescherming


def geeft_meer_weg(nieuw: Bescherming, al_uit: Collection[Bescherming]) -> bool:
    """Whether this protection, beside those under which the quarter is out already, can give people away.

    The same protection again gives nothing, and neither does any other once the bare figures are out.
    """
    return (
        bool(al_uit)
        and nieuw not in al_uit
        and all(b.beleid is not Beleid.ZOALS_GEPUBLICEERD for b in al_uit)
    )
