"""Controlled rounding: every figure becomes a multiple of 5 and all sums stay right.

Each figure goes to one of the two multiples around it, so none moves by 5 or more and a multiple of 5 stays.
The sums form a network, so the linear answer is whole by itself; the choice moves the figures least
(sum of squares). Never rounds a figure on its own: then totals would not add up.
"""

from __future__ import annotations

import numpy as np

from doorzicht.domain.publicatie.rules.bescherming.oplosser import lineair
from doorzicht.domain.publicatie.rules.bescherming.rooster import Getallen, Rooster

BASIS = 5


def rond_af(rooster: Rooster, basis: int = BASIS) -> Getallen:
    """The rounded values of all cells, in their order."""
    waarden = rooster.waarden
    rest = waarden % basis
    omhoog = np.where(rest > 0, (basis - rest) ** 2 - rest**2, 0.0)
    antwoord = lineair(
        kosten=omhoog,
        sommen=rooster.sommen,
        gelijk_aan=-(rooster.sommen @ (waarden - rest)) / basis,
        onder=np.zeros_like(waarden),
        boven=np.where(rest > 0, 1.0, 0.0),
    )
    if antwoord is None:
        raise ArithmeticError("sums do not close before rounding")
    return waarden - rest + basis * np.round(antwoord.waarden)
