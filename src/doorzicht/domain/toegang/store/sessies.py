"""Reads and writes sessions. A session is found by the hash of its secret; whoever reads these rows holds none."""

from __future__ import annotations

import hmac
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from doorzicht.domain.toegang.tables import AfwezigheidTable, RoltoekenningTable, SessieTable


def hash_van(token: str) -> bytes:
    """What stands in the database for a secret of 256 random bits; so long a one needs no salt and no stretching.

    Keyed, so that who can write rows (and nothing else) cannot plant a session for a secret of his own choice.
    """
    return hmac.digest(_key(), token.encode(), "sha256")


@cache
def _key() -> bytes:
    return hmac.digest(settings.SECRET_KEY.encode(), b"doorzicht:sessie", "sha256")


def maak(sleutel: bytes, velden: dict[str, Any]) -> None:
    """A new session."""
    SessieTable.objects.create(sleutel=sleutel, **velden)


def vind(sleutel: bytes, dag: date) -> SessieTable | None:
    """The session with its person, role and organisation in one query, and whether the role holds today."""
    return (
        SessieTable.objects.filter(sleutel=sleutel, beeindigd_op__isnull=True)
        .select_related("gebruiker", "rol__organisatie", "aanbieder")
        .annotate(
            rol_geldt=Exists(geldige_rollen(dag).filter(id=OuterRef("rol_id"))),
        )
        .first()
    )


def geldige_rollen(dag: date) -> QuerySet[RoltoekenningTable]:
    """Roles that hold on a day: granted, begun, not ended, at an open organisation, of a person who is there."""
    weg = AfwezigheidTable.objects.filter(
        Q(tot__isnull=True) | Q(tot__gt=dag),
        gebruiker=OuterRef("gebruiker_id"),
        organisatie=OuterRef("organisatie_id"),
        van__lte=dag,
    )
    return RoltoekenningTable.objects.filter(
        ~Exists(weg),
        Q(tot__isnull=True) | Q(tot__gt=dag),
        Q(organisatie__gesloten_op__isnull=True) | Q(organisatie__gesloten_op__gt=dag),
        van__lte=dag,
        toegekend_op__isnull=False,
        afgewezen_op__isnull=True,
        beeindigd_op__isnull=True,
        gebruiker__uitgeschakeld_op__isnull=True,
    ).select_related("organisatie")


def rollen_van(gebruiker: UUID, dag: date) -> list[RoltoekenningTable]:
    """The roles a person can act in on a day."""
    return list(geldige_rollen(dag).filter(gebruiker=gebruiker).order_by("organisatie__naam", "rol"))


def raak_aan(sleutel: bytes, nu: datetime, na: timedelta) -> None:
    """Remember that it was used; not on every request, which would be a write for every look."""
    SessieTable.objects.filter(sleutel=sleutel, gezien_op__lt=nu - na).update(gezien_op=nu)


def eindig(sleutel: bytes, nu: datetime) -> int:
    """End one session; 0 when it was over already, so that of two who rotate it one wins."""
    return SessieTable.objects.filter(sleutel=sleutel, beeindigd_op__isnull=True).update(beeindigd_op=nu)


def eindig_van(gebruiker: UUID, nu: datetime, behalve: bytes = b"") -> int:
    """End all sessions of a person, but for one when it is named."""
    lopend = SessieTable.objects.filter(gebruiker=gebruiker, beeindigd_op__isnull=True)
    return lopend.exclude(sleutel=behalve).update(beeindigd_op=nu)


def lopende_van(gebruiker: UUID, sinds: datetime, begonnen_na: datetime) -> list[SessieTable]:
    """The sessions of a person that still run, the one used last first."""
    return list(
        SessieTable.objects.filter(
            gebruiker=gebruiker,
            beeindigd_op__isnull=True,
            gezien_op__gt=sinds,
            begonnen_op__gt=begonnen_na,
            tweede_factor_op__isnull=False,
        )
        .select_related("rol__organisatie")
        .order_by(F("gezien_op").desc())
    )
