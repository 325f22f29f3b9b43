"""Two shares that only the pages tell; the others come from the sentences of the publication.

From the protected numbers only; None when a part is hidden or there is nobody.
"""

from __future__ import annotations

from doorzicht.domain.publicatie.model import Cel, Cijfers
from doorzicht.foundation.getallen import procent


def van(deel: Cel, geheel: Cel) -> int | None:
    """`deel` of `geheel` in whole percents."""
    return None if deel is None or geheel is None else procent(deel, geheel)


def zonder_profiel(cijfers: Cijfers) -> Cel:
    """How many in Sonar have no profiel, gemeenteklanten and UWV-klanten together."""
    if cijfers.gemeenteklant_geen_profiel is None or cijfers.uwvklant_geen_profiel is None:
        return None
    return cijfers.gemeenteklant_geen_profiel + cijfers.uwvklant_geen_profiel
