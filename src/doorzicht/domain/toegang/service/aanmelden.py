"""The way in.

1. `controleer_wachtwoord`: an account and its password begin half a session. Whatever is wrong, the answer is the same.
2. `bewijs` holds a second factor against it; a right one makes the session whole, under a new secret.
3. Who has one role acts in it at once; who has more chooses.
4. `wijzig_wachtwoord` ends all other sessions. `meld_demo_aan` skips all this, for invented people on this machine.

No attempt is made before it was written down (see pogingen); an unknown account takes as long as a known one.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime
from functools import cache
from uuid import UUID

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.utils import timezone

from doorzicht.domain.toegang.model import DOELEN_VAN, Doel, Rol
from doorzicht.domain.toegang.service import sessies, tweede_factor
from doorzicht.domain.toegang.service.pogingen import Stap, probeer
from doorzicht.domain.toegang.service.sessies import Sessie
from doorzicht.domain.toegang.service.wachtwoorden import LANGSTE, fouten_in
from doorzicht.domain.toegang.store import accounts
from doorzicht.domain.toegang.tables import GebruikerTable, RoltoekenningTable


def controleer_wachtwoord(account: str, wachtwoord: str, adres: str) -> str | None:
    """The secret of half a session, or None; raises TeVaak when one has to wait first.

    None for a wrong password, an account that is unknown, disabled or was never set up: nobody learns which.
    """
    poging = probeer(Stap.WACHTWOORD, account, adres)
    wie = accounts.vind(account)
    is_ingesteld = wie is not None and wie.wachtwoord and tweede_factor.factoren_van(wie.id)
    if not _klopt(wachtwoord, wie.wachtwoord if wie and is_ingesteld else None, wie) or wie is None:
        return None
    poging.gelukt()
    return sessies.begin_sessie(wie.id, heel=False)


def _klopt(wachtwoord: str, hash_: str | None, wie: GebruikerTable | None) -> bool:
    """Always the work of one argon2, also when there is nothing to hold it against."""
    if len(wachtwoord) > LANGSTE or hash_ is None or wie is None:
        check_password(wachtwoord[:LANGSTE], _niemands_hash())
        return False
    return check_password(
        wachtwoord, hash_, lambda nieuw: accounts.ververs_hash(wie.id, hash_, make_password(nieuw))
    )


@cache
def _niemands_hash() -> str:
    return make_password(secrets.token_urlsafe(32))


def bewijs(sessie: Sessie, klopt: Callable[[], bool], adres: str) -> str | None:
    """The secret of a whole session when this second factor is right, else None; raises TeVaak when one has to wait.

    All kinds of second factor share one count: who may not guess codes may not guess herstelcodes either.
    """
    if sessie.heel or sessie.uitnodiging is not None:
        return None
    poging = probeer(Stap.TWEEDE_FACTOR, sessie.account, adres)
    if not klopt():
        return None
    poging.gelukt()
    return maak_heel(sessie)


def maak_heel(sessie: Sessie) -> str | None:
    """Make half a session whole, in his one role when he has no choice; None when it ended meanwhile."""
    rol, doel = _enige_keuze(sessies.te_kiezen_rollen(sessie))
    return sessies.wissel(sessie, rol, doel, heel=True)


def _enige_keuze(rollen: list[RoltoekenningTable]) -> tuple[UUID | None, Doel | None]:
    if len(rollen) != 1 or len(DOELEN_VAN[Rol(rollen[0].rol)]) != 1:
        return None, None
    return rollen[0].id, DOELEN_VAN[Rol(rollen[0].rol)][0]


def bevestig_wachtwoord(sessie: Sessie, wachtwoord: str, adres: str) -> bool:
    """Whether the holder of this session knows its password: an open screen is not enough to take an account over."""
    poging = probeer(Stap.WACHTWOORD, sessie.account, adres)
    wie = accounts.van(sessie.gebruiker)
    if not _klopt(wachtwoord, wie.wachtwoord, wie):
        return False
    poging.gelukt()
    return True


def wachtwoord_op(gebruiker: UUID) -> datetime | None:
    """When he last chose a password."""
    return accounts.van(gebruiker).wachtwoord_op


def fouten_in_nieuw(sessie: Sessie, wachtwoord: str) -> list[str]:
    """What is wrong with a new password for the holder of this session, in words."""
    wie = accounts.van(sessie.gebruiker)
    return fouten_in(wachtwoord, wie.account, wie.naam, wie.email)


def wijzig_wachtwoord(sessie: Sessie, nieuw: str) -> str | None:
    """Set a new password and end all other sessions; a new secret for this one, None when it ended meanwhile.

    The caller asked for the old password and looked at the new one.
    """
    hash_ = make_password(nieuw)
    with transaction.atomic():
        accounts.zet_wachtwoord(sessie.gebruiker, hash_, timezone.now())
        sessies.eindig_van(sessie.gebruiker, behalve=sessie)
        wie = sessie.handelende
        return sessies.wissel(sessie, sessie.rol, wie.doel if wie else None)


def demo_mensen() -> list[RoltoekenningTable]:
    """The roles of invented people, to log in as with one click."""
    rollen = sessies.geldige_rollen().filter(gebruiker__is_demo=True).select_related("gebruiker")
    return list(rollen.order_by("rol", "organisatie__naam", "gebruiker__naam"))


def meld_demo_aan(toekenning: UUID, doel: Doel | None) -> str | None:
    """A whole session for an invented person; None for anybody else."""
    gezocht = next((rij for rij in demo_mensen() if rij.id == toekenning), None)
    if gezocht is None or (doel is not None and doel not in DOELEN_VAN[Rol(gezocht.rol)]):
        return None
    return sessies.begin_sessie(gezocht.gebruiker_id, gezocht.id, doel)
