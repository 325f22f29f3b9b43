"""Protects the tables of a quarter, and proves that they are protected.

One decision a quarter for all regions together: whoever may combine tables must gain nothing by it.
Never protects a figure alone, and never looks at a figure that is not in the Landtabel.
"""

from __future__ import annotations

import numpy as np

from doorzicht.domain.publicatie.model import Beleid, Bescherming, Landtabel, Lek
from doorzicht.domain.publicatie.rules.bescherming.afronden import BASIS, rond_af
from doorzicht.domain.publicatie.rules.bescherming.audit import te_smal
from doorzicht.domain.publicatie.rules.bescherming.onderdrukken import kies_verborgen
from doorzicht.domain.publicatie.rules.bescherming.rooster import leg_terug, leg_uit, plaatsnamen
from doorzicht.foundation.errors import Weigering

LAAGSTE_DREMPEL = 2
"""With 2, a count of one person is hidden."""

__all__ = ["audit", "bescherm"]


def bescherm(landtabel: Landtabel, bescherming: Bescherming) -> Landtabel:
    """The tables as they may go out under this protection; raises Weigering for a drempel that hides nothing."""
    match bescherming.beleid:
        case Beleid.ZOALS_GEPUBLICEERD:
            return landtabel
        case Beleid.AFGEROND_5:
            return leg_terug(landtabel, (int(waarde) for waarde in rond_af(leg_uit(landtabel))))
        case Beleid.ONDERDRUKT:
            return _onderdruk(landtabel, bescherming.drempel)


def _onderdruk(landtabel: Landtabel, drempel: int) -> Landtabel:
    if drempel < LAAGSTE_DREMPEL:
        raise Weigering(
            f"Met een drempel van {drempel} blijft geen enkel aantal verborgen.",
            f"Kies een drempel van {LAAGSTE_DREMPEL} of hoger.",
        )
    rooster = leg_uit(landtabel)
    verborgen = kies_verborgen(rooster, drempel)
    cellen = zip(rooster.waarden.tolist(), verborgen.tolist(), strict=True)
    return leg_terug(landtabel, (None if weg else int(waarde) for waarde, weg in cellen))


def audit(beschermd: Landtabel, bescherming: Bescherming) -> tuple[Lek, ...]:
    """Figures that the protection should have kept from an outsider and that he can derive; empty is good."""
    rooster, namen = leg_uit(beschermd), plaatsnamen(beschermd)
    match bescherming.beleid:
        case Beleid.ZOALS_GEPUBLICEERD:
            return ()
        case Beleid.AFGEROND_5:
            los = np.flatnonzero(rooster.verborgen | (rooster.waarden % BASIS != 0))
            return tuple(Lek(namen[cel], int(rooster.waarden[cel]), int(rooster.waarden[cel])) for cel in los)
        case Beleid.ONDERDRUKT:
            klein = (rooster.waarden > 0) & (rooster.waarden < bescherming.drempel)
            getoond = [
                Lek(namen[cel], int(rooster.waarden[cel]), int(rooster.waarden[cel]))
                for cel in np.flatnonzero(klein)
            ]
            smal = te_smal(rooster, bescherming.drempel)
            return (*getoond, *(Lek(namen[lek.cel], lek.onder, lek.boven) for lek in smal))
