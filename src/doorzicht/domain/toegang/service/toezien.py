"""The way to who looked, and to what somebody has to look at.

1. A supervisor asks the log: about a klant or about an account; that question is a line of the log too.
2. What was refused is recorded apart from what was asked, so that it stays when the rest is undone.
3. Alarms come from the database; somebody else than who caused one says what it was.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError, transaction
from django.utils import timezone

from doorzicht.domain.toegang import access
from doorzicht.domain.toegang.model import (
    Alarm,
    Doel,
    Handelende,
    Kijkwijze,
    Logregel,
    OrganisatieId,
    Organisatiesoort,
    Relatie,
    Rol,
    Uitkomst,
    Veldgroep,
)
from doorzicht.domain.toegang.service.handelen import Handeling, NietGevonden, require, transactie
from doorzicht.domain.toegang.service.sleutels import sleutelring
from doorzicht.domain.toegang.service.uitvoerder import uitvoerder
from doorzicht.domain.toegang.store import claim, logboek, toezicht
from doorzicht.domain.toegang.tables import KanarieTable, OrganisatieTable
from doorzicht.foundation.bsn import Bsn
from doorzicht.infra.log import get_log

PER_PAGINA = 50
GEEN_TOEGANG = "geen-toegang"
NIET_GEVONDEN = "niet-gevonden"
"""Codes of reasons why something was refused."""

log = get_log()


@dataclass(frozen=True)
class Logvraag:
    """What is asked of the log; one of klant and gebruiker at least. `na` is the last line of the page before."""

    klant: UUID | None = None
    gebruiker: str | None = None
    vanaf: datetime | None = None
    tot: datetime | None = None
    wijze: Kijkwijze | None = None
    na: int | None = None


def wie_keek(wie: Handelende, vraag: Logvraag, aantal: int = PER_PAGINA) -> tuple[Logregel, ...]:
    """Looks that a supervisor may see, the newest first; a klant who is asked for is logged also without an answer."""
    with transactie(wie, "toegang.logboek") as handeling:
        require(access.may_read_logboek(wie, Relatie.GEEN))
        if vraag.klant is None and not vraag.gebruiker:
            return ()
        regels = logboek.zoek(
            klant=vraag.klant,
            gebruiker=vraag.gebruiker or None,
            periode=(vraag.vanaf, vraag.tot),
            wijze=vraag.wijze,
            na=vraag.na,
            aantal=aantal,
        )
        gevraagd = [] if vraag.klant is None else [vraag.klant]
        zie_in_logboek(handeling, [*gevraagd, *(regel.klant for regel in regels)])
        return tuple(regels)


def auditor(account: str) -> Handelende:
    """Whoever runs the command line, as an auditor of UWV: what he asks of the log is written on his name."""
    uwv = OrganisatieTable.objects.get(soort=Organisatiesoort.UWV.value)
    huis = OrganisatieId(uwv.id)
    return Handelende(uitvoerder(account), huis, huis, Organisatiesoort.UWV, Rol.AUDITOR, Doel.TOEZICHT)


def klant_met_bsn(bsn: Bsn) -> UUID | None:
    """The klant with a BSN, for the command line only: the pages' role may not ask this."""
    ring = sleutelring()
    return toezicht.klant_met_bsn(ring.indexes(bsn.nummer.encode()))


def merk_kanarie(klant: UUID) -> None:
    """Write down that a klant is invented: whoever opens him raises an alarm."""
    KanarieTable.objects.create(klant=klant, geplaatst_op=timezone.now())


def zie_in_logboek(handeling: Handeling, klanten: Iterable[UUID | None]) -> None:
    """Write that who supervises saw of these klanten what others did with them."""
    handeling.zie([klant for klant in klanten if klant is not None], Kijkwijze.LIJST, [Veldgroep.LOGBOEK])


def leg_afwijzing_vast(wie: Handelende | None, handeling: str, reden: str, klant: UUID | None = None) -> None:
    """Record a refusal, in a transaction of its own, after the one that was undone.

    A refusal that cannot be recorded stays a refusal: what was asked is not given either way.
    """
    try:
        with transaction.atomic():
            if wie is not None:
                claim.zet(wie)
            toezicht.wijs_af(handeling, reden, klant, settings.ALARM_AFWIJZINGEN)
            if wie is not None:
                claim.vergeet()
    except DatabaseError:
        log.error("afwijzing.verloren", handeling=handeling, reden=reden)


def alarmen(wie: Handelende, *, ook_afgehandelde: bool = False) -> tuple[Alarm, ...]:
    """What he has to look at: of his own organisation's people and klanten; for UWV's supervisors all."""
    with transactie(wie, "toegang.alarmen") as handeling:
        require(access.may_see_alarmen(wie, Relatie.GEEN))
        gevonden = toezicht.alarmen(open_only=not ook_afgehandelde)
        zie_in_logboek(handeling, (alarm.klant for alarm in gevonden))
        return tuple(gevonden)


def een_alarm(wie: Handelende, alarm: UUID) -> Alarm:
    """One alarm, open or not; raises NietGevonden when it is not his to see."""
    with transactie(wie, "toegang.alarmen") as handeling:
        require(access.may_see_alarmen(wie, Relatie.GEEN))
        gevonden = toezicht.alarm_for_update(alarm)
        if gevonden is None:
            raise NietGevonden
        zie_in_logboek(handeling, [gevonden.klant])
        return gevonden


def handel_af(wie: Handelende, alarm: UUID, uitkomst: Uitkomst, toelichting: str) -> None:
    """Say what an alarm was; raises Weigering when it is about himself or was closed before."""
    with transactie(wie, "toegang.alarm-afhandelen"):
        require(access.may_settle_alarm(wie, Relatie.GEEN))
        gevonden = toezicht.alarm_for_update(alarm)
        if gevonden is None:
            raise NietGevonden
        toezicht.bewaar_alarm(gevonden.afhandelen(wie.gebruiker, timezone.now(), uitkomst, toelichting))
