"""Rows of supervision, as far as the claim of the transaction reaches: alarms, broken glass, proposals, refusals.

Alarms, broken glass and refusals are written by functions of the database (config/migrations) and by nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import connection
from django.db.models import QuerySet

from doorzicht.domain.toegang.model import (
    Alarm,
    Alarmsoort,
    Breekglas,
    Breekglasreden,
    GebruikerId,
    Handelende,
    Oordeel,
    OrganisatieId,
    Uitkomst,
    Vierogensoort,
    Voorstel,
)
from doorzicht.domain.toegang.tables import AlarmTable, BreekglasTable, VierogenTable

_MEEST = 200


def wijs_af(handeling: str, reden: str, klant: UUID | None, grens: int) -> None:
    """Record a refusal of whoever the claim names, and raise the alarm when there were many."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT toegang_wijs_af(%s, %s, %s, %s)", [handeling, reden, klant, grens])


def vraag_na(handeling: str, indexen: Sequence[bytes], per_uur: int, per_dag: int) -> bool:
    """Write down that whoever the claim names is about to try a BSN; false when he did so often enough."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT toegang_navraag(%s, %s::bytea[], %s, %s)", [handeling, list(indexen), per_uur, per_dag]
        )
        mag: bool = cursor.fetchone()[0]
    return mag


def breek_glas(
    indexen: Sequence[bytes], reden: str, toelichting: str, minuten: int, dag: date
) -> UUID | None:
    """Open the klant with this BSN and raise the alarm; None when there is none whom this can open."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT toegang_breek_glas(%s::bytea[], %s, %s, %s, %s)",
            [list(indexen), reden, toelichting, minuten, dag],
        )
        gevonden: UUID | None = cursor.fetchone()[0]
    return gevonden


def klant_met_bsn(indexen: Sequence[bytes]) -> UUID | None:
    """Who has this BSN; for the owner only."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT toegang_klant_met_bsn(%s::bytea[])", [list(indexen)])
        gevonden: UUID | None = cursor.fetchone()[0]
    return gevonden


def alarmen(*, open_only: bool) -> list[Alarm]:
    """The newest alarms first."""
    rijen = AlarmTable.objects.all()
    rijen = rijen.filter(afgehandeld_op__isnull=True) if open_only else rijen
    return [_alarm(rij) for rij in rijen.order_by("-op", "id")[:_MEEST]]


def alarm_for_update(alarm: UUID) -> Alarm | None:
    """One alarm, held until the end of the transaction."""
    rij = AlarmTable.objects.select_for_update().filter(id=alarm).first()
    return None if rij is None else _alarm(rij)


def bewaar_alarm(alarm: Alarm) -> None:
    """What became of it."""
    AlarmTable.objects.filter(id=alarm.id).update(
        afgehandeld_door=alarm.afgehandeld_door,
        afgehandeld_op=alarm.afgehandeld_op,
        uitkomst=None if alarm.uitkomst is None else f"{alarm.uitkomst.value}: {alarm.toelichting}",
    )


def _alarm(rij: AlarmTable) -> Alarm:
    uitkomst, _, toelichting = (rij.uitkomst or "").partition(": ")
    return Alarm(
        id=rij.id,
        soort=Alarmsoort(rij.soort),
        op=rij.op,
        gebruiker=GebruikerId(rij.gebruiker),
        organisatie=None if rij.organisatie is None else OrganisatieId(rij.organisatie),
        klant=rij.klant,
        feiten=rij.feiten,
        afgehandeld_door=None if rij.afgehandeld_door is None else GebruikerId(rij.afgehandeld_door),
        afgehandeld_op=rij.afgehandeld_op,
        uitkomst=Uitkomst(uitkomst) if uitkomst else None,
        toelichting=toelichting,
    )


def breekglazen(*, open_only: bool) -> list[Breekglas]:
    """Broken glass, what has to be judged first on top."""
    rijen = BreekglasTable.objects.all()
    if open_only:
        rijen = rijen.filter(oordeel__isnull=True)
    return [_breekglas(rij) for rij in rijen.order_by("oordeel", "beoordelen_voor", "op")[:_MEEST]]


def lopende_breekglazen(wie: Handelende, nu: datetime) -> list[Breekglas]:
    """What somebody can open at this moment because he broke the glass."""
    rijen = BreekglasTable.objects.filter(
        gebruiker=wie.gebruiker, organisatie=wie.organisatie, op__lte=nu, tot__gt=nu
    )
    return [_breekglas(rij) for rij in rijen.order_by("tot")]


def breekglas_for_update(breekglas: UUID) -> Breekglas | None:
    """One of them, held until the end of the transaction."""
    rij = BreekglasTable.objects.select_for_update().filter(id=breekglas).first()
    return None if rij is None else _breekglas(rij)


def bewaar_oordeel(breekglas: Breekglas) -> None:
    """What was thought of it."""
    BreekglasTable.objects.filter(id=breekglas.id).update(
        beoordeeld_door=breekglas.beoordeeld_door,
        beoordeeld_op=breekglas.beoordeeld_op,
        oordeel=None if breekglas.oordeel is None else breekglas.oordeel.value,
        oordeel_tekst=breekglas.oordeel_tekst,
    )


def _breekglas(rij: BreekglasTable) -> Breekglas:
    return Breekglas(
        id=rij.id,
        gebruiker=GebruikerId(rij.gebruiker),
        organisatie=OrganisatieId(rij.organisatie),
        klant=rij.klant,
        reden=Breekglasreden(rij.reden),
        toelichting=rij.toelichting,
        op=rij.op,
        tot=rij.tot,
        beoordelen_voor=rij.beoordelen_voor,
        beoordeeld_door=None if rij.beoordeeld_door is None else GebruikerId(rij.beoordeeld_door),
        beoordeeld_op=rij.beoordeeld_op,
        oordeel=None if rij.oordeel is None else Oordeel(rij.oordeel),
        oordeel_tekst=rij.oordeel_tekst or "",
    )


def maak_voorstel(
    wie: Handelende, soort: Vierogensoort, inhoud: Mapping[str, Any], aantal: int, nu: datetime
) -> UUID:
    """A new proposal."""
    nieuw = uuid4()
    VierogenTable.objects.create(
        id=nieuw,
        soort=soort.value,
        organisatie=wie.organisatie,
        voorstel=dict(inhoud),
        aantal=aantal,
        voorgesteld_door=wie.gebruiker,
        voorgesteld_op=nu,
    )
    return nieuw


def voorstellen(*, open_only: bool) -> list[Voorstel]:
    """Proposals, those that wait first and the newest before the others."""
    rijen: QuerySet[VierogenTable] = VierogenTable.objects.all()
    rijen = rijen.filter(besloten_op__isnull=True) if open_only else rijen
    return [_voorstel(rij) for rij in rijen.order_by("-besloten_op", "-voorgesteld_op")[:_MEEST]]


def voorstel_for_update(voorstel: UUID) -> Voorstel | None:
    """One proposal, held until the end of the transaction."""
    rij = VierogenTable.objects.select_for_update().filter(id=voorstel).first()
    return None if rij is None else _voorstel(rij)


def bewaar_voorstel(voorstel: Voorstel) -> None:
    """What was decided or done."""
    VierogenTable.objects.filter(id=voorstel.id).update(
        besloten_door=voorstel.besloten_door,
        besloten_op=voorstel.besloten_op,
        goedgekeurd=voorstel.goedgekeurd,
        uitgevoerd_op=voorstel.uitgevoerd_op,
    )


def _voorstel(rij: VierogenTable) -> Voorstel:
    return Voorstel(
        id=rij.id,
        soort=Vierogensoort(rij.soort),
        organisatie=OrganisatieId(rij.organisatie),
        inhoud=rij.voorstel,
        aantal=rij.aantal,
        voorgesteld_door=GebruikerId(rij.voorgesteld_door),
        voorgesteld_op=rij.voorgesteld_op,
        besloten_door=None if rij.besloten_door is None else GebruikerId(rij.besloten_door),
        besloten_op=rij.besloten_op,
        goedgekeurd=rij.goedgekeurd,
        uitgevoerd_op=rij.uitgevoerd_op,
    )
