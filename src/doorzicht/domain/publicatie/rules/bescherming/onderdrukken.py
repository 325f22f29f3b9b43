"""Optimal suppression: hides the fewest persons with which no hidden figure can be recomputed.

Primary cells (more than 0, fewer than the drempel) are always hidden. A choice is good when every hidden cell,
for who knows only what is shown, can lie anywhere in a range of at least the drempel. We choose, let the audit
attack the choice, learn a requirement from every success, and choose again until nothing succeeds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from scipy import sparse

from doorzicht.domain.publicatie.rules.bescherming.audit import ONBEGRENSD, Bereik, te_smal
from doorzicht.domain.publicatie.rules.bescherming.oplosser import ja_of_nee
from doorzicht.domain.publicatie.rules.bescherming.rooster import Getallen, Rooster, Vlaggen

PER_CEL = 1 / 1024
"""With equally many persons hidden, the fewest cells win."""


def primair(rooster: Rooster, drempel: int) -> Vlaggen:
    """Cells that point at few people."""
    return (rooster.waarden > 0) & (rooster.waarden < drempel)


def kies_verborgen(rooster: Rooster, drempel: int) -> Vlaggen:
    """Which cells to hide: the primary ones and the cheapest others that keep them hidden."""
    vast = primair(rooster, drempel)
    if not vast.any():
        return vast
    eisen = _Eisen(rooster, drempel)
    eisen.leer_van_sommen()
    while True:
        keuze = ja_of_nee(rooster.waarden + PER_CEL, eisen.matrix(), vast)
        lekken = te_smal(rooster.met_verborgen(keuze), drempel)
        if not lekken:
            return keuze
        for lek in lekken:
            eisen.leer_van_lek(lek, keuze)


@dataclass(eq=False)
class _Eisen:
    """Requirements on a choice, each: if this cell is hidden, enough of those must be hidden too."""

    rooster: Rooster
    breedte: int
    rijen: list[tuple[int, tuple[int, ...], tuple[float, ...]]] = field(default_factory=list)
    bekend: set[tuple[int, tuple[int, ...], tuple[float, ...]]] = field(default_factory=set)

    def matrix(self) -> sparse.csr_array:
        """All requirements as rows that must be at least 0."""
        lengten = [len(cellen) for _, cellen, _ in self.rijen]
        rij = np.repeat(np.arange(len(self.rijen)), lengten)
        kolom = [cel for _, cellen, _ in self.rijen for cel in cellen]
        waarde = [gewicht for _, _, gewichten in self.rijen for gewicht in gewichten]
        return sparse.csr_array((waarde, (rij, kolom)), shape=(len(self.rijen), len(self.rooster.waarden)))

    def leer_van_sommen(self) -> None:
        """What every single sum teaches before any attack: a hidden cell is never alone in it."""
        for cel, ruimte in _ruimten_per_som(self.rooster):
            self._voeg_toe(cel, ruimte)

    def leer_van_lek(self, lek: Bereik, keuze: Vlaggen) -> None:
        """The prices that prove the range of a leak say which cells would widen it."""
        ruimte = sum(
            (
                _ruimte(self.rooster, prijs, lek.cel, doel)
                for prijs, doel in zip(lek.prijzen, (-1, 1), strict=True)
            ),
            np.zeros(len(keuze)),
        )
        if not self._voeg_toe(lek.cel, ruimte):
            self._voeg_toe(lek.cel, np.where(keuze, 0.0, ONBEGRENSD))

    def _voeg_toe(self, cel: int, ruimte: Getallen) -> bool:
        """`ruimte` is how much each hidden cell can add to the range of `cel`; False when nothing new."""
        nodig = self.breedte - ruimte[cel]
        if nodig <= 0:
            return False
        gewicht = np.minimum(ruimte, nodig)
        gewicht[cel] = -nodig
        cellen = np.flatnonzero(gewicht)
        eis = (cel, tuple(cellen.tolist()), tuple(gewicht[cellen].tolist()))
        if eis in self.bekend:
            return False
        self.bekend.add(eis)
        self.rijen.append(eis)
        return True


def _ruimte(rooster: Rooster, prijs: Getallen, cel: int, doel: int) -> Getallen:
    """How much hiding each cell can move `cel` (up: doel -1, down: doel 1) at these prices of the sums.

    A cell can go down to 0 and up without bound; any whole prices give a true bound, so rounding is safe.
    """
    rest = -(rooster.sommen.T @ np.round(prijs))
    rest[cel] += doel
    ruimte: Getallen = np.where(rest > 0, rest * rooster.waarden, -rest * ONBEGRENSD)
    return ruimte


def _ruimten_per_som(rooster: Rooster) -> Iterator[tuple[int, Getallen]]:
    sommen = rooster.sommen
    for begin, eind in zip(sommen.indptr[:-1], sommen.indptr[1:], strict=True):
        cellen, tekens = sommen.indices[begin:eind], sommen.data[begin:eind]
        for cel, teken in zip(cellen.tolist(), tekens.tolist(), strict=True):
            ruimte = np.zeros(len(rooster.waarden))
            ruimte[cellen] = ONBEGRENSD
            ruimte[cel] = 0.0
            yield cel, ruimte
            if teken > 0:
                omhoog = np.zeros(len(rooster.waarden))
                omhoog[cellen] = np.where(tekens > 0, rooster.waarden[cellen], ONBEGRENSD)
                yield cel, omhoog
