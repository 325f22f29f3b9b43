"""Reads and writes what the log-in needs of a person, and invitations to set it up.

Every write is signed for its one account (see claim): SQL alone changes nobody's password.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models.functions import Lower

from doorzicht.domain.toegang.store import claim
from doorzicht.domain.toegang.tables import GebruikerTable, UitnodigingTable


def vind(account: str) -> GebruikerTable | None:
    """The person with this account, however its letters are written, unless he was disabled."""
    return (
        GebruikerTable.objects.annotate(klein=Lower("account"))
        .filter(klein=account.lower(), uitgeschakeld_op__isnull=True)
        .first()
    )


def van(gebruiker: UUID) -> GebruikerTable:
    """A person by his id."""
    return GebruikerTable.objects.get(id=gebruiker)


def zet_wachtwoord(gebruiker: UUID, hash_: str, nu: datetime) -> None:
    """Store a new password, hashed by argon2."""
    with claim.voor_account(gebruiker):
        GebruikerTable.objects.filter(id=gebruiker).update(wachtwoord=hash_, wachtwoord_op=nu)


def wis_wachtwoord(gebruiker: UUID) -> None:
    """Nobody logs in with the password of this person any more."""
    with claim.voor_account(gebruiker):
        GebruikerTable.objects.filter(id=gebruiker).update(wachtwoord=None, wachtwoord_op=None)


def ververs_hash(gebruiker: UUID, oud: str, nieuw: str) -> None:
    """The same password, hashed with the costs of today; not over a password that was changed meanwhile."""
    with claim.voor_account(gebruiker):
        GebruikerTable.objects.filter(id=gebruiker, wachtwoord=oud).update(wachtwoord=nieuw)


def maak_uitnodiging(gebruiker: UUID, code_hash: bytes, door: str, nu: datetime, tot: datetime) -> None:
    """An invitation; those before it are closed."""
    sluit_uitnodigingen(gebruiker, nu)
    UitnodigingTable.objects.create(
        gebruiker_id=gebruiker, code_hash=code_hash, gemaakt_door=door, gemaakt_op=nu, verloopt_op=tot
    )


def open_uitnodiging(gebruiker: UUID, nu: datetime) -> UitnodigingTable | None:
    """The invitation that can still be used."""
    open_ = UitnodigingTable.objects.filter(gebruiker=gebruiker, gebruikt_op__isnull=True, verloopt_op__gt=nu)
    return open_.select_related("gebruiker").first()


def sluit_uitnodigingen(gebruiker: UUID, nu: datetime) -> int:
    """Nobody can use the invitations of this person any more; 0 when none was open: of two at once one did it."""
    open_ = UitnodigingTable.objects.filter(gebruiker=gebruiker, gebruikt_op__isnull=True)
    with claim.voor_account(gebruiker):
        return open_.update(gebruikt_op=nu)
