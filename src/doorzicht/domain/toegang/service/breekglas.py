"""The way to a klant of another organisation, in need.

1. Who serves klanten gives the whole BSN of one klant, a reason and an explanation.
2. The klant opens for an hour; in the same transaction the team leader and the privacy officer have their alarm.
3. Every look within that hour is logged as such.
4. Within five working days somebody else judges whether it was right; what is overdue stands on top.

There is one answer for a BSN that nobody has and for that of his own klant; guessing is recorded, and ends soon.
"""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from doorzicht.domain.toegang import access
from doorzicht.domain.toegang.model import (
    MINUTEN_BREEKGLAS,
    WERKDAGEN_OORDEEL,
    Breekglas,
    Breekglasreden,
    Handelende,
    Oordeel,
    Relatie,
    uitleg,
)
from doorzicht.domain.toegang.service.handelen import NietGevonden, require, transactie
from doorzicht.domain.toegang.service.navraag import TE_VAAK, Navraagmaat, vraag_na
from doorzicht.domain.toegang.service.sleutels import sleutelring
from doorzicht.domain.toegang.service.toezien import NIET_GEVONDEN, leg_afwijzing_vast, zie_in_logboek
from doorzicht.domain.toegang.store import toezicht
from doorzicht.foundation.bsn import Bsn
from doorzicht.foundation.errors import Weigering
from doorzicht.foundation.werkdag import na_werkdagen

_HANDELING = "toegang.breekglas"
_MAAT = Navraagmaat(per_uur=5, per_dag=40)
"""How many numbers one person may try, whether they open or not; the database knows the first of these itself."""


def breek_glas(wie: Handelende, bsn: Bsn, reden: Breekglasreden, toelichting: str) -> UUID:
    """Open one klant for an hour; raises Weigering with one answer for all who cannot be opened."""
    dag = na_werkdagen(timezone.localdate(), WERKDAGEN_OORDEEL)
    require(access.may_break_glass(wie, Relatie.GEEN))
    woorden = uitleg(toelichting)
    indexen = sleutelring().indexes(bsn.nummer.encode())
    if not vraag_na(wie, _HANDELING, indexen, _MAAT):
        leg_afwijzing_vast(wie, _HANDELING, TE_VAAK)
        raise Weigering("Je probeerde dit te vaak in een uur.", "Bel de privacy officer.")
    with transactie(wie, _HANDELING):
        klant = toezicht.breek_glas(indexen, reden.value, woorden, MINUTEN_BREEKGLAS, dag)
    if klant is None:
        leg_afwijzing_vast(wie, _HANDELING, NIET_GEVONDEN)
        raise Weigering(
            "Met dit BSN is er niets te openen.",
            "Controleer het nummer, of zoek eerst bij je eigen klanten. Deze vraag is vastgelegd.",
        )
    return klant


def lopend_breekglas(wie: Handelende) -> tuple[Breekglas, ...]:
    """The klanten whom he can open now because he broke the glass, with the moment it ends."""
    with transactie(wie, _HANDELING) as handeling:
        require(access.may_break_glass(wie, Relatie.GEEN))
        gevonden = toezicht.lopende_breekglazen(wie, timezone.now())
        zie_in_logboek(handeling, (een.klant for een in gevonden))
        return tuple(gevonden)


def breekglazen(wie: Handelende, *, ook_beoordeelde: bool = False) -> tuple[Breekglas, ...]:
    """What waits for a judgement, the oldest first; with `ook_beoordeelde` also what has one."""
    with transactie(wie, "toegang.breekglas-beoordelen") as handeling:
        require(access.may_judge_breekglas(wie, Relatie.GEEN))
        gevonden = toezicht.breekglazen(open_only=not ook_beoordeelde)
        zie_in_logboek(handeling, (een.klant for een in gevonden))
        return tuple(gevonden)


def een_breekglas(wie: Handelende, breekglas: UUID) -> Breekglas:
    """One of them, judged or not; raises NietGevonden when it is not his to see."""
    with transactie(wie, "toegang.breekglas-beoordelen") as handeling:
        require(access.may_judge_breekglas(wie, Relatie.GEEN))
        gevonden = toezicht.breekglas_for_update(breekglas)
        if gevonden is None:
            raise NietGevonden
        zie_in_logboek(handeling, [gevonden.klant])
        return gevonden


def beoordeel_breekglas(wie: Handelende, breekglas: UUID, oordeel: Oordeel, tekst: str) -> None:
    """Say whether it was right; raises Weigering for who broke the glass himself, or when it was judged before."""
    with transactie(wie, "toegang.breekglas-beoordelen"):
        require(access.may_judge_breekglas(wie, Relatie.GEEN))
        gevonden = toezicht.breekglas_for_update(breekglas)
        if gevonden is None:
            raise NietGevonden
        toezicht.bewaar_oordeel(gevonden.beoordelen(wie.gebruiker, timezone.now(), oordeel, tekst))
