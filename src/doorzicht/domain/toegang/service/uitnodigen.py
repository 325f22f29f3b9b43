"""The way in for a new person, or for one who lost everything.

1. The functioneel beheerder makes an invitation: a code, shown to him once, that he hands over himself.
2. The person types it with the account name and chooses a password: that begins a session for setting up only.
3. He sets up an app or a key. Only then is the invitation used, and only then can anybody log in with the password.

An invitation to somebody who was set up before starts him anew: his old password, factors, sessions and koppelingen
with identity providers are gone.
"""

from __future__ import annotations

import hmac
from datetime import timedelta
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from doorzicht.domain.toegang.model import GebruikerId
from doorzicht.domain.toegang.service import sessies
from doorzicht.domain.toegang.service.aanmelden import maak_heel
from doorzicht.domain.toegang.service.pogingen import Stap, probeer
from doorzicht.domain.toegang.service.sessies import Sessie
from doorzicht.domain.toegang.service.tweede_factor import (
    factoren_van,
    hash_van_code,
    nieuwe_code,
    nieuwe_herstelcodes,
)
from doorzicht.domain.toegang.service.wachtwoorden import fouten_in
from doorzicht.domain.toegang.store import aanbieders, accounts, factoren
from doorzicht.domain.toegang.tables import UitnodigingTable

GELDIG = timedelta(days=7)


def nodig_uit(gebruiker: UUID, door: GebruikerId) -> str:
    """Make an invitation and give its code, which nobody can show again; earlier ones are closed.

    Part of the transaction of the beheerder who does it: the database takes it from nobody else.
    """
    code = nieuwe_code()
    nu = timezone.now()
    accounts.maak_uitnodiging(gebruiker, hash_van_code(code), door, nu, nu + GELDIG)
    return code


def neem_aan(account: str, code: str, wachtwoord: str, adres: str) -> tuple[str | None, list[str]]:
    """The secret of a session for setting up; or what is wrong with the password, in words.

    Neither for a code that is wrong, used or too old, and for an account that is not known: one answer for all.
    """
    poging = probeer(Stap.UITNODIGING, account, adres)
    uitnodiging = open_uitnodiging(account, code)
    if uitnodiging is None:
        return None, []
    poging.gelukt()
    wie = uitnodiging.gebruiker
    if fouten := fouten_in(wachtwoord, wie.account, wie.naam, wie.email):
        return None, fouten
    hash_ = make_password(wachtwoord)
    with transaction.atomic():
        token = begin_opnieuw(uitnodiging)
        if token is not None:
            accounts.zet_wachtwoord(wie.id, hash_, timezone.now())
        return token, []


def open_uitnodiging(account: str, code: str) -> UitnodigingTable | None:
    """The invitation of this account with this code, when it can still be used."""
    wie = accounts.vind(account)
    uitnodiging = accounts.open_uitnodiging(wie.id, timezone.now()) if wie else None
    gevraagd = bytes(uitnodiging.code_hash) if uitnodiging else bytes(32)
    return uitnodiging if hmac.compare_digest(gevraagd, hash_van_code(code)) else None


def begin_opnieuw(
    uitnodiging: UitnodigingTable, *, aanbieder: UUID | None = None, is_klaar: bool = False
) -> str | None:
    """Take away by what he came in before; the secret of a session for setting up. Part of a transaction.

    `is_klaar`: there is nothing to set up, so the invitation is used up and no session begun; None when it was used.
    """
    wie = uitnodiging.gebruiker_id
    factoren.houd_persoon_vast(wie)
    nog_open = accounts.open_uitnodiging(wie, timezone.now())
    if nog_open is None or nog_open.id != uitnodiging.id:
        return None
    sessies.eindig_van(wie)
    factoren.verwijder_alle(wie)
    accounts.wis_wachtwoord(wie)
    aanbieders.ontkoppel(wie)
    if not is_klaar:
        return sessies.begin_instellen(wie, uitnodiging.id, aanbieder)
    accounts.sluit_uitnodigingen(wie, timezone.now())
    return ""


def rond_af(sessie: Sessie) -> tuple[str, list[str]] | None:
    """Once an app or key is there: a whole session and the herstelcodes, and the invitation is used. None else."""
    if sessie.uitnodiging is None or not factoren_van(sessie.gebruiker):
        return None
    with transaction.atomic():
        if not accounts.sluit_uitnodigingen(sessie.gebruiker, timezone.now()):
            return None
        token = maak_heel(sessie)
        return None if token is None else (token, nieuwe_herstelcodes(sessie.gebruiker))
