"""The two questions we put to HiGHS, the solver in SciPy: a linear one and one of yes or no a cell.

Nothing else in the house knows how the solver is called. The same question gives the same answer:
cells are always in the same order, and no time limit can cut a search short.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, linprog, milp

Getallen = npt.NDArray[np.float64]
Vlaggen = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Antwoord:
    """The best values, and what each equation is worth at the optimum (its dual)."""

    waarden: Getallen
    prijzen: Getallen


def lineair(
    kosten: Getallen, sommen: sparse.csr_array, gelijk_aan: Getallen, onder: Getallen, boven: Getallen
) -> Antwoord | None:
    """Least `kosten` with `sommen` equal to `gelijk_aan` between bounds; None when nothing fits."""
    uit = linprog(
        kosten, A_eq=sommen, b_eq=gelijk_aan, bounds=np.stack([onder, boven], axis=1), method="highs-ds"
    )
    return Antwoord(uit.x, uit.eqlin.marginals) if uit.status == 0 else None


def ja_of_nee(kosten: Getallen, eisen: sparse.csr_array, vast: Vlaggen) -> Vlaggen:
    """The cheapest choice with every row of `eisen` at least 0, in which what is `vast` is chosen."""
    uit = milp(
        kosten,
        constraints=LinearConstraint(eisen, 0.0, np.inf),
        integrality=np.ones(len(kosten)),
        bounds=Bounds(vast.astype(np.float64), 1.0),
        options={"mip_rel_gap": 0.0},
    )
    if uit.x is None:
        raise ArithmeticError("hiding every cell always fits, so the solver must find an answer")
    keuze: Vlaggen = uit.x > 0.5
    return keuze
