"""The way to trying a whole BSN: it is counted first, in a transaction that is over before there is an answer.

1. `vraag_na` counts what this person tried and writes this try down, as one step: many at once pass it no more often.
2. The caller asks the database; that answers only for a number that was written down before.

Nothing that goes wrong afterwards takes the try back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from doorzicht.domain.toegang.model import Handelende
from doorzicht.domain.toegang.service.handelen import transactie
from doorzicht.domain.toegang.store import toezicht

TE_VAAK = "te-vaak"
"""Code of the reason why a try was refused."""


@dataclass(frozen=True)
class Navraagmaat:
    """How often one person may try."""

    per_uur: int
    per_dag: int


def vraag_na(wie: Handelende, handeling: str, indexen: Sequence[bytes], maat: Navraagmaat) -> bool:
    """Whether he may try this BSN now; the try counts from here on, whatever becomes of it."""
    with transactie(wie, handeling):
        return toezicht.vraag_na(handeling, indexen, maat.per_uur, maat.per_dag)
