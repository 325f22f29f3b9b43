"""What an outsider can derive of hidden figures: the attacker's side of the protection.

Uses nothing but what is published: the figures that are shown, the sums, and that no figure is negative.
For a hidden figure two linear programs give the least and the most it can be. Never sees a true value.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse  # type: ignore[import-untyped]
from scipy.sparse.csgraph import connected_components  # type: ignore[import-untyped]

from doorzicht.domain.publicatie.rules.bescherming.oplosser import Antwoord, lineair
from doorzicht.domain.publicatie.rules.bescherming.rooster import Getallen, Rooster

ONBEGRENSD = 1e8
"""More people than any figure can hold: an outsider who gets here knows no upper bound."""
BEURT = 12
"""So many hidden figures are asked in one call of the solver."""
VOORBEELDEN = 8
"""So many pairs of far apart tables are tried before any question."""

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
    return tuple(bereik for groep in _groepen(rooster) for bereik, _ in _vraag_alle(rooster, groep))


def te_smal(rooster: Rooster, breedte: int) -> tuple[Bereik, ...]:
    """The hidden cells whose range is smaller than `breedte`.

    Every answer of the solver is a table that an outsider cannot rule out. A cell in which two such tables
    lie far enough apart is proven safe without being asked itself; that spares most of the questions.
    """
    return tuple(bereik for groep in _groepen(rooster) for bereik in _te_smal_in(rooster, groep, breedte))


def _te_smal_in(rooster: Rooster, groep: _Groep, breedte: int) -> Iterator[Bereik]:
    voorbeelden = _voorbeelden(groep)
    laagst, hoogst = voorbeelden.min(axis=0), voorbeelden.max(axis=0)
    gevraagd = np.zeros(len(groep.cellen), dtype=np.bool_)
    while True:
        open_vragen = np.flatnonzero(~gevraagd & ~(hoogst - laagst >= breedte - 0.5))[:BEURT]
        if not len(open_vragen):
            return
        for bereik, tabellen in _vraag(rooster, groep, open_vragen):
            laagst = np.minimum(laagst, tabellen.min(axis=0))
            hoogst = np.maximum(hoogst, tabellen.max(axis=0))
            if not bereik.breder_dan(breedte):
                yield bereik
        gevraagd[open_vragen] = True


def _voorbeelden(groep: _Groep) -> Getallen:
    """A few tables that lie far apart and that an outsider cannot rule out; the same ones every time."""
    heen = np.random.default_rng(len(groep.cellen)).uniform(-1.0, 1.0, (VOORBEELDEN, len(groep.cellen)))
    kosten = np.concatenate([heen, -heen])
    return _los_op(groep, kosten, len(kosten)).waarden.reshape(kosten.shape)


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


def _vraag_alle(rooster: Rooster, groep: _Groep) -> Iterator[tuple[Bereik, Getallen]]:
    for begin in range(0, len(groep.cellen), BEURT):
        yield from _vraag(rooster, groep, np.arange(begin, min(begin + BEURT, len(groep.cellen))))


def _vraag(rooster: Rooster, groep: _Groep, vragen: Plaatsen) -> Iterator[tuple[Bereik, Getallen]]:
    """The most and the least of each cell asked, with the two tables that reach them, in one call."""
    aantal = len(groep.cellen)
    kosten = np.zeros((len(vragen), 2, aantal))
    kosten[np.arange(len(vragen)), :, vragen] = (-1.0, 1.0)
    antwoord = _los_op(groep, kosten, 2 * len(vragen))
    tabellen = antwoord.waarden.reshape(kosten.shape)
    prijzen = np.zeros((len(vragen), 2, rooster.sommen.shape[0]))
    prijzen[:, :, groep.rijen] = antwoord.prijzen.reshape(len(vragen), 2, -1)
    for nummer, vraag in enumerate(vragen):
        hoog, laag = tabellen[nummer, :, vraag]
        boven = None if hoog > ONBEGRENSD / 2 else int(np.floor(hoog + 1e-6))
        onder = int(np.ceil(laag - 1e-6))
        bewijs = (prijzen[nummer, 0], prijzen[nummer, 1])
        yield Bereik(int(groep.cellen[vraag]), onder, boven, bewijs), tabellen[nummer]


def _los_op(groep: _Groep, kosten: Getallen, keer: int) -> Antwoord:
    """The same sums `keer` times side by side, each with a goal of its own."""
    naast_elkaar = sparse.kron(sparse.eye_array(keer), groep.sommen, format="csr")
    antwoord = lineair(
        kosten=kosten.ravel(),
        sommen=naast_elkaar,
        gelijk_aan=np.tile(groep.over, keer),
        onder=np.zeros(kosten.size),
        boven=np.full(kosten.size, ONBEGRENSD),
    )
    if antwoord is None:
        raise SluitNiet
    return antwoord
