"""The way into sessions.

1. The log-in begins one: first half (the password was right), then whole (the second factor too).
2. The person chooses in which role, for which organisation and for which purpose he acts.
3. Every request asks again whether session, person and role still hold; a no ends it at once.
4. Its secret is replaced at every step up, so that one which was planted or seen before is worth nothing.

The cookie holds the secret, the database its hash. Never says anything about a session to anybody but its holder.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from doorzicht.domain.gebied import service as gebied
from doorzicht.domain.toegang.model import (
    DOELEN_VAN,
    Doel,
    GebruikerId,
    Handelende,
    OrganisatieId,
    Organisatiesoort,
    Rol,
)
from doorzicht.domain.toegang.rules.aanbieders import spreekt_voor
from doorzicht.domain.toegang.store import sessies
from doorzicht.domain.toegang.tables import GebruikerTable, RoltoekenningTable, SessieTable

_TOUCHED_EVERY = timedelta(minutes=1)
_HALF = timedelta(minutes=10)
"""How long somebody has between his password and his second factor."""
_SETTING_UP = timedelta(minutes=30)
"""And how long to set up his account on an invitation."""


@dataclass(frozen=True)
class Sessie:
    """A session that holds now: whose it is, how far he is, and as whom he acts once he chose."""

    sleutel: bytes
    gebruiker: UUID
    account: str
    naam: str
    heel: bool
    begonnen_op: datetime
    gezien_op: datetime
    handelende: Handelende | None = None
    organisatie_naam: str = ""
    rol: UUID | None = None
    uitnodiging: UUID | None = None
    """Set while he is setting up his account: then this session opens nothing else."""
    aanbieder: UUID | None = None
    bij: UUID | None = None
    """The provider through which he came in, and its organisation: he acts for that one and its offices only."""

    @property
    def kenmerk(self) -> str:
        """What the account page calls it by; whoever knows it still cannot use the session."""
        return self.sleutel.hex()


def begin_sessie(
    gebruiker: UUID,
    rol: UUID | None = None,
    doel: Doel | None = None,
    *,
    heel: bool = True,
    aanbieder: UUID | None = None,
) -> str:
    """Begin a session and give its secret, for the cookie; `rol` is the id of a granted role."""
    nu = timezone.now()
    vast = {"begonnen_op": nu, "tweede_factor_op": nu if heel else None, "aanbieder_id": aanbieder}
    return _write(gebruiker, rol, doel, vast)


def begin_instellen(gebruiker: UUID, uitnodiging: UUID, aanbieder: UUID | None = None) -> str:
    """Begin a session in which an account is set up on an invitation, and nothing else."""
    vast = {"begonnen_op": timezone.now(), "uitnodiging_id": uitnodiging, "aanbieder_id": aanbieder}
    return _write(gebruiker, None, None, vast)


def sessie_van(token: str) -> Sessie | None:
    """The session of a cookie when it holds now; one that no longer holds is ended."""
    nu = timezone.now()
    rij = sessies.vind(sessies.hash_van(token), timezone.localdate(nu))
    if rij is None:
        return None
    if not _holds(rij, nu):
        sessies.eindig(bytes(rij.sleutel), nu)
        return None
    sessies.raak_aan(bytes(rij.sleutel), nu, _TOUCHED_EVERY)
    return _sessie(rij)


def handelende_van(token: str) -> Handelende | None:
    """As whom the holder of this cookie acts now; None when he is not (wholly) logged in or chose no role."""
    sessie = sessie_van(token)
    return sessie.handelende if sessie else None


def rollen_van(gebruiker: UUID) -> list[RoltoekenningTable]:
    """The roles that a person holds today."""
    return sessies.rollen_van(gebruiker, timezone.localdate())


def te_kiezen_rollen(sessie: Sessie) -> list[RoltoekenningTable]:
    """The roles that the holder of a session can choose from: all of his, or those his provider speaks for."""
    rollen = rollen_van(sessie.gebruiker)
    return [rol for rol in rollen if sessie.bij is None or _spreekt_ervoor(sessie.bij, rol)]


def geldige_rollen() -> QuerySet[RoltoekenningTable]:
    """All roles that hold today."""
    return sessies.geldige_rollen(timezone.localdate())


def wissel(
    sessie: Sessie, rol: UUID | None, doel: Doel | None = None, *, heel: bool | None = None
) -> str | None:
    """Go on in another role (or up to a whole session) under a new secret; None when this session just ended.

    The absolute limit goes on from the first log-in. A role that is not one of his raises PermissionError.
    """
    nu = timezone.now()
    if rol is not None and rol not in {eigen.id for eigen in te_kiezen_rollen(sessie)}:
        raise PermissionError
    with transaction.atomic():
        if not sessies.eindig(sessie.sleutel, nu):
            return None
        whole = nu if (sessie.heel if heel is None else heel) else None
        vast = {
            "begonnen_op": sessie.begonnen_op,
            "tweede_factor_op": whole,
            "aanbieder_id": sessie.aanbieder,
        }
        return _write(sessie.gebruiker, rol, doel, vast)


def eindig(sessie: Sessie) -> None:
    """Log out."""
    sessies.eindig(sessie.sleutel, timezone.now())


def eindig_van(gebruiker: UUID, behalve: Sessie | None = None) -> int:
    """End all sessions of a person, but for his own at hand; how many there were."""
    return sessies.eindig_van(gebruiker, timezone.now(), behalve.sleutel if behalve else b"")


def eindig_andere(sessie: Sessie, kenmerk: str) -> bool:
    """End one of his own other sessions; whether it was his and ran."""
    gezocht = [lopend for lopend in lopende(sessie) if lopend.sleutel.hex() == kenmerk]
    return bool(gezocht) and bool(sessies.eindig(bytes(gezocht[0].sleutel), timezone.now()))


def lopende(sessie: Sessie) -> list[SessieTable]:
    """His sessions that still run."""
    nu = timezone.now()
    rijen = sessies.lopende_van(sessie.gebruiker, nu - settings.SESSIE_STIL, nu - settings.SESSIE_HOOGSTENS)
    for rij in rijen:
        rij.sleutel = bytes(rij.sleutel)
    return rijen


def _write(gebruiker: UUID, rol: UUID | None, doel: Doel | None, vast: dict[str, Any]) -> str:
    token = secrets.token_urlsafe(32)
    gekozen = {"gebruiker_id": gebruiker, "rol_id": rol, "doel": doel.value if doel else None}
    sessies.maak(sessies.hash_van(token), gekozen | vast | {"gezien_op": timezone.now()})
    return token


def _holds(rij: SessieTable, nu: datetime) -> bool:
    """Not too old, not left alone too long, of a person who may still log in, in a role that he still holds.

    And through a provider that is still there and speaks for that role. Who is made up acts in a demo only.
    """
    at_most, quiet = settings.SESSIE_HOOGSTENS, settings.SESSIE_STIL
    if rij.tweede_factor_op is None:
        at_most = quiet = _SETTING_UP if rij.uitnodiging_id else _HALF
    return (
        nu - rij.begonnen_op < at_most
        and nu - rij.gezien_op < quiet
        and rij.gebruiker.uitgeschakeld_op is None
        and (settings.DEMO or not rij.gebruiker.is_demo)
        and (rij.rol_id is None or bool(rij.rol_geldt))  # type: ignore[attr-defined]  # added by the query
        and _provider_holds(rij)
    )


def _provider_holds(rij: SessieTable) -> bool:
    if rij.aanbieder is None:
        return True
    return rij.aanbieder.actief and (
        rij.rol is None or _spreekt_ervoor(rij.aanbieder.organisatie_id, rij.rol)
    )


def _spreekt_ervoor(bij: UUID, rol: RoltoekenningTable) -> bool:
    return spreekt_voor(bij, rol.organisatie_id, rol.organisatie.hoofd_id)


def _sessie(rij: SessieTable) -> Sessie:
    heel = rij.tweede_factor_op is not None
    return Sessie(
        bytes(rij.sleutel),
        rij.gebruiker_id,
        rij.gebruiker.account,
        rij.gebruiker.naam,
        heel,
        rij.begonnen_op,
        rij.gezien_op,
        _handelende(rij) if heel and rij.rol else None,
        rij.rol.organisatie.naam if rij.rol else "",
        rij.rol_id,
        rij.uitnodiging_id,
        rij.aanbieder_id,
        rij.aanbieder.organisatie_id if rij.aanbieder else None,
    )


def _handelende(rij: SessieTable) -> Handelende | None:
    toekenning = rij.rol
    if toekenning is None or toekenning.gebruiker_id != rij.gebruiker_id:
        return None
    return als_handelende(toekenning, rij.gebruiker, Doel(rij.doel) if rij.doel else None)


def als_handelende(toekenning: RoltoekenningTable, wie: GebruikerTable, doel: Doel | None) -> Handelende:
    """Who acts in a role that was granted; for the first purpose of the role when none is chosen."""
    bij, rol = toekenning.organisatie, Rol(toekenning.rol)
    regio = bij.regio_nummer
    return Handelende(
        GebruikerId(wie.account),
        OrganisatieId(bij.id),
        OrganisatieId(bij.hoofd_id or bij.id),
        Organisatiesoort(bij.soort),
        rol,
        doel or DOELEN_VAN[rol][0],
        regio,
        None if regio is None else gebied.gemeenten_in_regio(regio, timezone.localdate()),
        wie.klant if rol is Rol.KLANT else None,
    )
