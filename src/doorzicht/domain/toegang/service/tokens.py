"""The way in for programs: a token that stands for one role of one person, until a day.

1. A token is made for a role that somebody holds; its text is given once, and only a keyed hash of it is kept.
2. Every request asks again whether the token, the role and the person still hold; a program is never more than he.
3. It is withdrawn at once, or runs out by itself.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.utils import timezone

from doorzicht.domain.toegang.model import DOELEN_VAN, Doel, Handelende, Rol
from doorzicht.domain.toegang.service.handelen import NietGevonden
from doorzicht.domain.toegang.service.sessies import als_handelende
from doorzicht.domain.toegang.store.sessies import geldige_rollen, hash_van
from doorzicht.domain.toegang.tables import TokenTable
from doorzicht.foundation.errors import Weigering

LANGST = timedelta(days=366)
_TEKEN = "dz_"
"""In front of every token, so that one that lies about is known for what it is."""


@dataclass(frozen=True)
class Token:
    """What may be known of a token afterwards; never its text."""

    id: UUID
    naam: str
    rol: Rol
    doel: Doel
    verloopt_op: datetime
    gebruikt_op: datetime | None


def geef_token(rol: UUID, naam: str, geldig: timedelta, doel: Doel | None = None) -> str:
    """The text of a new token for a role that holds today; raises Weigering when it would hold too long."""
    if not timedelta(0) < geldig <= LANGST:
        raise Weigering("Een token geldt hoogstens een jaar.", "Kies een kortere tijd.")
    toekenning = geldige_rollen(timezone.localdate()).filter(id=rol).first()
    if toekenning is None:
        raise NietGevonden
    mogelijk = DOELEN_VAN[Rol(toekenning.rol)]
    if (doel or mogelijk[0]) not in mogelijk:
        raise Weigering("Deze rol heeft dat doel niet.", "Kies een ander doel.")
    tekst, nu = _TEKEN + secrets.token_urlsafe(32), timezone.now()
    TokenTable.objects.create(
        sleutel=hash_van(tekst),
        rol=toekenning,
        doel=(doel or mogelijk[0]).value,
        naam=naam,
        aangemaakt_op=nu,
        verloopt_op=nu + geldig,
    )
    return tekst


def geef_token_aan(account: str, rol: Rol, organisatie: str, naam: str, geldig: timedelta) -> str:
    """The text of a new token for a role that is named in words; raises Weigering when the person does not hold it."""
    toekenning = (
        geldige_rollen(timezone.localdate())
        .filter(gebruiker__account__iexact=account, rol=rol.value, organisatie__naam=organisatie)
        .first()
    )
    if toekenning is None:
        raise Weigering(
            "Deze persoon heeft die rol bij die organisatie niet.",
            "Kijk met: doorzicht gebruiker toon ACCOUNT.",
        )
    return geef_token(toekenning.id, naam, geldig)


def trek_tokens_in(account: str) -> int:
    """Withdraw every token of an account at once; how many there were."""
    return TokenTable.objects.filter(
        rol__gebruiker__account__iexact=account, ingetrokken_op__isnull=True, verloopt_op__gt=timezone.now()
    ).update(ingetrokken_op=timezone.now())


def tokens_van(gebruiker: UUID) -> tuple[Token, ...]:
    """The tokens of a person that can still be used."""
    nog = TokenTable.objects.filter(
        rol__gebruiker=gebruiker, ingetrokken_op__isnull=True, verloopt_op__gt=timezone.now()
    )
    return tuple(
        Token(rij.id, rij.naam, Rol(rij.rol.rol), Doel(rij.doel), rij.verloopt_op, rij.gebruikt_op)
        for rij in nog.select_related("rol").order_by("verloopt_op")
    )


def trek_token_in(token: UUID) -> None:
    """From now on it opens nothing."""
    TokenTable.objects.filter(id=token, ingetrokken_op__isnull=True).update(ingetrokken_op=timezone.now())


def handelende_met_token(tekst: str) -> Handelende | None:
    """As whom a program acts that shows this token; None when it does not hold (any more)."""
    if not tekst.startswith(_TEKEN):
        return None
    nu = timezone.now()
    rij = _vind(hash_van(tekst), nu, timezone.localdate(nu))
    if rij is None or (rij.rol.gebruiker.is_demo and not settings.DEMO):
        return None
    _raak_aan(rij, nu)
    return als_handelende(rij.rol, rij.rol.gebruiker, Doel(rij.doel))


def _vind(sleutel: bytes, nu: datetime, dag: date) -> TokenTable | None:
    return (
        TokenTable.objects.filter(
            Exists(geldige_rollen(dag).filter(id=OuterRef("rol_id"))),
            sleutel=sleutel,
            ingetrokken_op__isnull=True,
            verloopt_op__gt=nu,
        )
        .select_related("rol__gebruiker", "rol__organisatie")
        .first()
    )


def _raak_aan(rij: TokenTable, nu: datetime) -> None:
    """Once an hour is enough to see that a token is not used any more."""
    if rij.gebruikt_op is None or nu - rij.gebruikt_op > timedelta(hours=1):
        TokenTable.objects.filter(id=rij.id).update(gebruikt_op=nu)
