"""The way to four eyes.

1. Inside an act of his own, somebody proposes: what, and about how many.
2. Somebody else with the role for it says yes or no. The database refuses the proposer himself.
3. After a yes it is carried out, once, in the same transaction as marking that it was.

Who may propose and carry out is decided by the term whose act it is; `stel_voor` and `voer_uit` work inside its
transaction.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils import timezone

from doorzicht.domain.toegang import access
from doorzicht.domain.toegang.model import Handelende, Relatie, Vierogensoort, Voorstel, Voorstelstatus
from doorzicht.domain.toegang.service.handelen import NietGevonden, require, transactie
from doorzicht.domain.toegang.store import toezicht


def stel_voor(wie: Handelende, soort: Vierogensoort, inhoud: Mapping[str, Any], aantal: int) -> UUID:
    """Propose something, with what it takes to carry it out again later; never a person's data in it."""
    return toezicht.maak_voorstel(wie, soort, inhoud, aantal, timezone.now())


def voer_uit(soort: Vierogensoort, voorstel: UUID) -> Voorstel:
    """Mark an approved proposal as carried out; raises Weigering when it is not approved or was carried out before.

    A second one at the same time waits, and is refused.
    """
    gevonden = _held(voorstel)
    if gevonden.soort is not soort:
        raise NietGevonden
    uitgevoerd = gevonden.uitvoeren(timezone.now())
    toezicht.bewaar_voorstel(uitgevoerd)
    return uitgevoerd


def voorstellen(wie: Handelende, *, ook_besloten: bool = False) -> tuple[Voorstel, ...]:
    """What waits for a decision at his organisation; with `ook_besloten` also what was decided."""
    with transactie(wie, "toegang.vierogen-besluiten"):
        require(access.may_decide_vierogen(wie, Relatie.GEEN))
        return tuple(toezicht.voorstellen(open_only=not ook_besloten))


def eigen_voorstellen(wie: Handelende, soort: Vierogensoort) -> tuple[Voorstel, ...]:
    """What he proposed himself and what became of it; inside an act of the term it belongs to."""
    return tuple(
        voorstel
        for voorstel in toezicht.voorstellen(open_only=False)
        if voorstel.soort is soort and voorstel.voorgesteld_door == wie.gebruiker
    )


def besluit_vierogen(wie: Handelende, voorstel: UUID, *, goedgekeurd: bool) -> Voorstelstatus:
    """Say yes or no to somebody else's proposal; raises Weigering for his own, or when it was decided before."""
    with transactie(wie, "toegang.vierogen-besluiten"):
        require(access.may_decide_vierogen(wie, Relatie.GEEN))
        besloten = _held(voorstel).besluiten(wie.gebruiker, timezone.now(), goedgekeurd=goedgekeurd)
        toezicht.bewaar_voorstel(besloten)
        return besloten.status


def _held(voorstel: UUID) -> Voorstel:
    gevonden = toezicht.voorstel_for_update(voorstel)
    if gevonden is None:
        raise NietGevonden
    return gevonden
