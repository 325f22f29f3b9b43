"""The only way to personal data.

1. `transactie` opens a transaction for one who acts, and tells the database who that is: from then on it guards too.
2. `require` holds a decision against him; a no ends the transaction.
3. `zie` writes down what he is about to see, before he sees it. If that cannot be written, nothing is shown.

Nothing here decides: the predicates stand in each term's access.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from uuid import UUID, uuid4

from django.db import DatabaseError, connection, transaction

from doorzicht.domain.toegang.model import Besluit, Handelende, Kijkwijze, Veldgroep
from doorzicht.domain.toegang.store import claim, logboek


class GeenToegang(Exception):
    """The answer was no; `reden` may be shown to who asked."""

    def __init__(self, reden: str) -> None:
        super().__init__(reden)
        self.reden = reden


class NietGevonden(Exception):
    """There is no such klant, or he may not know that there is: one answer for both."""


class LogboekDicht(Exception):
    """The look could not be written down, so there is nothing to show (503)."""


@dataclass(frozen=True)
class Handeling:
    """One act of one person: what he sees in it is written under its name and its trail."""

    wie: Handelende
    naam: str
    spoor: UUID = field(default_factory=uuid4)

    def zie(
        self,
        klanten: Iterable[UUID],
        wijze: Kijkwijze,
        velden: Iterable[Veldgroep],
        breekglas: Sequence[UUID] = (),
    ) -> None:
        """Write that these fields of these klanten are about to be seen; raises LogboekDicht when it cannot be."""
        gezien = list(dict.fromkeys(klanten))
        if not gezien:
            return
        namen = [veld.value for veld in velden]
        try:
            logboek.schrijf(self.wie, self.naam, self.spoor, gezien, wijze, namen, breekglas)
        except DatabaseError as fout:
            raise LogboekDicht from fout


@contextmanager
def transactie(wie: Handelende, naam: str) -> Iterator[Handeling]:
    """One act in one transaction, under the claim of who acts; `naam` as in the matrix of rights."""
    with transaction.atomic():
        claim.zet(wie)
        yield Handeling(wie, naam)
        if len(connection.savepoint_ids):
            claim.vergeet()


def require(besluit: Besluit) -> None:
    """Go on after a yes; raises GeenToegang with its reason after a no."""
    if not besluit:
        raise GeenToegang(besluit.reden)


def zet_claimsleutel() -> None:
    """Give the database what it checks claims with; part of laying out."""
    claim.zet_sleutel()
