"""What an outsider can derive of hidden figures: the attacker's side of the protection.

Uses nothing but what is published: the figures that are shown, the sums, and that no figure is negative.
For a hidden figure two linear programs give the least and the most it can be. Never sees a true value.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from doorzicht.domain.publicatie.rules.bescherming.oplosser import Antwoord, lineair
from doorzicht.domain.publicatie.rules.bescherming.rooster import Getallen, Rooster

ONBEGRENSD = 1e8
"""More people than any figure can hold: an outsider who gets here knows no upper bound."""
BEURT = 12
"""So many hidden figures are asked in one call of the solver."""
VOORBEELDEN = 4
"""So many pairs of far apart tables are tried in one round before any question."""

Plaatsen = npt.NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Bereik:
    """Between what a hidden cell must lie, and the prices of all sums that prove it (for most and for least)."""

    cel: int
    onder: int
    boven: int | None
    prijzen: tuple[Getallen, Getallen]

    def breder_dan(self, breedte: int) -> bool:
        """Whether at least `breedte` lies between the least and the most."""
        return self.boven is None or self.boven - self.onder >= breedte


@dataclass(frozen=True, eq=False)
class _Groep:
    """Hidden cells that hang together through sums, and those sums with what must be left for them."""

    cellen: Plaatsen
    rijen: Plaatsen
    sommen: sparse.csr_array
    over: Getallen


class SluitNiet(ArithmeticError):
    """The shown figures contradict each other: no table can have them."""


def bereiken(rooster: Rooster) -> tuple[Bereik, ...]:
    """For every hidden cell, between what it must lie."""
    return tuple(bereik for groep in _groepen(rooster) for bereik in _vraag_alle(rooster, groep))


def te_smal(rooster: Rooster, breedte: int) -> tuple[Bereik, ...]:
    """The hidden cells whose range is smaller than `breedte`.

    A cell in which two tables that nobody can rule out lie far enough apart is proven safe without being asked
    itself; that spares most of the questions.
    """
    return tuple(bereik for groep in _groepen(rooster) for bereik in _te_smal_in(rooster, groep, breedte))


def _te_smal_in(rooster: Rooster, groep: _Groep, breedte: int) -> Iterator[Bereik]:
    te_vragen = _onbewezen(groep, breedte)
    for begin in range(0, len(te_vragen), BEURT):
        for bereik in _vraag(rooster, groep, te_vragen[begin : begin + BEURT]):
            if not bereik.breder_dan(breedte):
                yield bereik


def _onbewezen(groep: _Groep, breedte: int) -> Plaatsen:
    """Cells that a few rounds of example tables do not prove safe.

    A round pulls the unproven cells up in one table and down in another, within `breedte` of a table that
    fits. Ranges end at whole numbers, so half a person less than `breedte` proves all of it.
    """
    dobbel = np.random.default_rng(len(groep.cellen))
    ruim = (np.zeros(len(groep.cellen)), np.full(len(groep.cellen), ONBEGRENSD))
    tabellen = _voorbeelden(groep, dobbel.uniform(-1.0, 1.0, (VOORBEELDEN, len(groep.cellen))), *ruim)
    open_cellen = np.ptp(tabellen, axis=0) < breedte - 0.5
    while open_cellen.any():
        midden = tabellen.mean(axis=0)
        rond = (np.maximum(midden - breedte, 0.0), midden + breedte)
        trek = dobbel.uniform(-1.0, 1.0, (VOORBEELDEN, len(groep.cellen))) * open_cellen
        nieuw = _voorbeelden(groep, trek, *rond)
        over = open_cellen & (np.ptp(nieuw, axis=0) < breedte - 0.5)
        if over.sum() == open_cellen.sum():
            break
        open_cellen = over
    return np.flatnonzero(open_cellen)


def _voorbeelden(groep: _Groep, trek: Getallen, onder: Getallen, boven: Getallen) -> Getallen:
    """For every pull the table that lies farthest along it and the one farthest against it."""
    kosten = np.concatenate([trek, -trek])
    return _los_op(groep, kosten, onder, boven).waarden.reshape(kosten.shape)


def _groepen(rooster: Rooster) -> Iterator[_Groep]:
    """Hidden cells split by what hangs together; cells in no sum with another are a group of one."""
    plaatsen = np.flatnonzero(rooster.verborgen)
    if not len(plaatsen):
        return
    deel = rooster.sommen[:, plaatsen]
    aantal, nummers = connected_components(abs(deel).T @ abs(deel), directed=False)
    over = -(rooster.sommen @ rooster.waarden)
    for nummer in range(aantal):
        cellen = plaatsen[nummers == nummer]
        eigen = rooster.sommen[:, cellen]
        rijen = np.flatnonzero(np.diff(eigen.indptr))
        yield _Groep(cellen, rijen, eigen[rijen], over[rijen])


def _vraag_alle(rooster: Rooster, groep: _Groep) -> Iterator[Bereik]:
    for begin in range(0, len(groep.cellen), BEURT):
        yield from _vraag(rooster, groep, np.arange(begin, min(begin + BEURT, len(groep.cellen))))


def _vraag(rooster: Rooster, groep: _Groep, vragen: Plaatsen) -> Iterator[Bereik]:
    """The most and the least of each cell asked, in one call of the solver."""
    aantal = len(groep.cellen)
    kosten = np.zeros((len(vragen), 2, aantal))
    kosten[np.arange(len(vragen)), :, vragen] = (-1.0, 1.0)
    antwoord = _los_op(groep, kosten.reshape(-1, aantal), np.zeros(aantal), np.full(aantal, ONBEGRENSD))
    tabellen = antwoord.waarden.reshape(kosten.shape)
    prijzen = np.zeros((len(vragen), 2, rooster.sommen.shape[0]))
    prijzen[:, :, groep.rijen] = antwoord.prijzen.reshape(len(vragen), 2, -1)
    for nummer, vraag in enumerate(vragen):
        hoog, laag = tabellen[nummer, :, vraag]
        boven = None if hoog > ONBEGRENSD / 2 else int(np.floor(hoog + 1e-6))
        bewijs = (prijzen[nummer, 0], prijzen[nummer, 1])
        yield Bereik(int(groep.cellen[vraag]), int(np.ceil(laag - 1e-6)), boven, bewijs)


def _los_op(groep: _Groep, kosten: Getallen, onder: Getallen, boven: Getallen) -> Antwoord:
    """The same sums side by side, once for every row of `kosten`, each with that goal of its own."""
    keer = len(kosten)
    antwoord = lineair(
        kosten=kosten.ravel(),
        sommen=sparse.kron(sparse.eye_array(keer), groep.sommen, format="csr"),
        gelijk_aan=np.tile(groep.over, keer),
        onder=np.tile(onder, keer),
        boven=np.tile(boven, keer),
    )
    if antwoord is None:
        raise SluitNiet
    return antwoord
