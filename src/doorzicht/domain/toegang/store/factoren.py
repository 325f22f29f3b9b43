"""Reads and writes second factors. Every secret is sealed and bound to its own row; of a herstelcode only a hash is."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from django.db.models import Q, QuerySet

from doorzicht.domain.toegang.store import claim
from doorzicht.domain.toegang.tables import GebruikerTable, SessieTable, TweedeFactorTable
from doorzicht.foundation.errors import Weigering
from doorzicht.infra.crypto import KeyRing

TOTP, WEBAUTHN, HERSTELCODE = "totp", "webauthn", "herstelcode"
_CONTEXT = b"toegang_tweede_factor:"
_MENS = 16


def maak(
    ring: KeyRing, gebruiker: UUID, soort: str, geheim: bytes, nu: datetime, **velden: object
) -> TweedeFactorTable:
    """A new factor. Its person stands in the sealed secret too: a row moved to another one is worth nothing."""
    id_ = uuid4()
    versleuteld = ring.seal(gebruiker.bytes + geheim, _CONTEXT + id_.bytes)
    with claim.voor_account(gebruiker):
        return TweedeFactorTable.objects.create(
            id=id_,
            gebruiker_id=gebruiker,
            soort=soort,
            geheim_versleuteld=versleuteld,
            aangemaakt_op=nu,
            **velden,
        )


def geheim_van(ring: KeyRing, factor: TweedeFactorTable) -> bytes:
    """Open the secret of a factor; one that was made for somebody else is refused."""
    geopend = ring.open(bytes(factor.geheim_versleuteld), _CONTEXT + factor.id.bytes)
    van_wie, geheim = geopend[:_MENS], geopend[_MENS:]
    if van_wie != factor.gebruiker_id.bytes:
        raise Weigering("Deze tweede factor is van een ander.", "Meld dit bij de functioneel beheerder.")
    return geheim


def bevestigde(gebruiker: UUID) -> list[TweedeFactorTable]:
    """The apps and keys that are in use, the oldest first."""
    factoren = TweedeFactorTable.objects.filter(gebruiker=gebruiker, bevestigd_op__isnull=False)
    return list(factoren.exclude(soort=HERSTELCODE).order_by("aangemaakt_op"))


def van_soort(gebruiker: UUID, soort: str) -> list[TweedeFactorTable]:
    """The factors of one kind that are in use."""
    return list(
        TweedeFactorTable.objects.filter(gebruiker=gebruiker, soort=soort, bevestigd_op__isnull=False)
    )


def sleutel(gebruiker: UUID, sleutel_id: bytes) -> TweedeFactorTable | None:
    """The webauthn key of a person with this id."""
    return TweedeFactorTable.objects.filter(
        gebruiker=gebruiker, soort=WEBAUTHN, sleutel_id=sleutel_id, bevestigd_op__isnull=False
    ).first()


def onbevestigde_app(gebruiker: UUID) -> TweedeFactorTable | None:
    """The app that he is setting up."""
    return TweedeFactorTable.objects.filter(
        gebruiker=gebruiker, soort=TOTP, bevestigd_op__isnull=True
    ).first()


def vergeet_onbevestigde(gebruiker: UUID) -> None:
    """Leave an app that was never taken into use."""
    _verwijder(gebruiker, TweedeFactorTable.objects.filter(gebruiker=gebruiker, bevestigd_op__isnull=True))


def gebruik_stap(factor: UUID, stap: int, nu: datetime) -> bool:
    """Take a code of an app into use; False when it, or a later one, was used: of two at once one gets it."""
    nog_niet = TweedeFactorTable.objects.filter(id=factor, laatste_stap__lt=stap)
    return _wijzig(nog_niet, laatste_stap=stap, gebruikt_op=nu)


def gebruik_teller(factor: UUID, teller: int, nu: datetime) -> bool:
    """Take a signature of a key into use; False when its counter does not go up (keys without a counter say 0)."""
    hoger = TweedeFactorTable.objects.filter(Q(teller__lt=teller) | Q(teller=0), id=factor)
    return _wijzig(hoger, teller=teller, gebruikt_op=nu)


def gebruik_eenmalig(factor: UUID, nu: datetime) -> bool:
    """Take a herstelcode into use; of two at once one gets it."""
    return _wijzig(TweedeFactorTable.objects.filter(id=factor, gebruikt_op__isnull=True), gebruikt_op=nu)


def bevestig(factor: UUID, nu: datetime) -> bool:
    """Take an app into use."""
    return _wijzig(TweedeFactorTable.objects.filter(id=factor, bevestigd_op__isnull=True), bevestigd_op=nu)


def houd_persoon_vast(gebruiker: UUID) -> GebruikerTable:
    """Wait for others who change this person's log-in, until the end of this transaction."""
    return GebruikerTable.objects.select_for_update().get(id=gebruiker)


def verwijder(gebruiker: UUID, factor: UUID) -> bool:
    """Take an app or key away."""
    gezocht = TweedeFactorTable.objects.filter(gebruiker=gebruiker, id=factor)
    return _verwijder(gebruiker, gezocht.exclude(soort=HERSTELCODE))


def verwijder_soort(gebruiker: UUID, soort: str) -> None:
    """Take all of one kind away."""
    _verwijder(gebruiker, TweedeFactorTable.objects.filter(gebruiker=gebruiker, soort=soort))


def verwijder_alle(gebruiker: UUID) -> None:
    """Take every factor away: somebody starts anew."""
    _verwijder(gebruiker, TweedeFactorTable.objects.filter(gebruiker=gebruiker))


def _wijzig(een: QuerySet[TweedeFactorTable], **velden: object) -> bool:
    """Change the one factor that is still as asked, signed for its account; of two at once one does it."""
    rij = een.first()
    if rij is None:
        return False
    with claim.voor_account(rij.gebruiker_id):
        return bool(een.update(**velden))


def _verwijder(gebruiker: UUID, zijn: QuerySet[TweedeFactorTable]) -> bool:
    with claim.voor_account(gebruiker):
        weg, _ = zijn.delete()
        return bool(weg)


def zet_uitdaging(sessie: bytes, uitdaging: bytes) -> None:
    """Remember what a key has to sign in this session."""
    SessieTable.objects.filter(sleutel=sessie).update(uitdaging=uitdaging)


def neem_uitdaging(sessie: bytes) -> bytes | None:
    """What had to be signed, once: who asks after it finds nothing. Part of a transaction."""
    rij = SessieTable.objects.select_for_update().filter(sleutel=sessie, uitdaging__isnull=False).first()
    if rij is None:
        return None
    SessieTable.objects.filter(sleutel=sessie).update(uitdaging=None)
    return bytes(rij.uitdaging or b"")
