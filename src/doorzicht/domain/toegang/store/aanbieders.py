"""Reads and writes identity providers, who is who there, and attempts on their way.

What is secret is sealed here and opened here, bound to its own row.
"""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4, uuid5

from django.db.models import QuerySet

from doorzicht.domain.toegang.store import claim
from doorzicht.domain.toegang.tables import OidcAanbiederTable, OidcAanmeldingTable, OidcKoppelingTable
from doorzicht.infra.crypto import KeyRing

_AANBIEDER, _KOPPELING, _AANMELDING = (
    f"{tabel._meta.db_table}:".encode()
    for tabel in (OidcAanbiederTable, OidcKoppelingTable, OidcAanmeldingTable)
)


def maak(ring: KeyRing, organisatie: UUID, sleutel: str, velden: dict[str, Any]) -> OidcAanbiederTable:
    """A provider, with our private key for it."""
    id_ = uuid4()
    versleuteld = ring.seal(sleutel.encode(), _AANBIEDER + id_.bytes)
    return OidcAanbiederTable.objects.create(
        id=id_, organisatie_id=organisatie, sleutel_versleuteld=versleuteld, **velden
    )


def sleutel_van(ring: KeyRing, aanbieder: OidcAanbiederTable) -> str:
    """Our private key for a provider."""
    return ring.open(bytes(aanbieder.sleutel_versleuteld), _AANBIEDER + aanbieder.id.bytes).decode()


def alle() -> list[OidcAanbiederTable]:
    """Every provider, also those that were switched off."""
    return list(OidcAanbiederTable.objects.select_related("organisatie").order_by("organisatie__naam"))


def actieve() -> list[OidcAanbiederTable]:
    """The providers that one can log in through, by the name of their organisation."""
    return list(
        OidcAanbiederTable.objects.filter(actief=True, organisatie__gesloten_op__isnull=True)
        .select_related("organisatie")
        .order_by("organisatie__naam")
    )


def vind(aanbieder: UUID) -> OidcAanbiederTable | None:
    """An active provider."""
    return next((rij for rij in actieve() if rij.id == aanbieder), None)


def zet_uit(aanbieder: UUID) -> int:
    """Nobody logs in through it any more, and who did is out."""
    return OidcAanbiederTable.objects.filter(id=aanbieder, actief=True).update(actief=False)


def maak_aanmelding(ring: KeyRing, geheim: bytes, velden: dict[str, Any]) -> None:
    """An attempt that goes on its way."""
    id_ = uuid4()
    OidcAanmeldingTable.objects.create(
        id=id_, geheim_versleuteld=ring.seal(geheim, _AANMELDING + id_.bytes), **velden
    )


def neem_aanmelding(aanbieder: UUID, state: str, browser: str, nu: datetime) -> OidcAanmeldingTable | None:
    """The attempt that this browser began at this provider; of two answers at once one gets it, and nobody after."""
    gezocht = OidcAanmeldingTable.objects.filter(
        aanbieder=aanbieder,
        state_hash=hash_van(state),
        browser_hash=hash_van(browser),
        gebruikt_op__isnull=True,
        verloopt_op__gt=nu,
    )
    rij = gezocht.first()
    return rij if rij is not None and gezocht.update(gebruikt_op=nu) else None


def geheim_van(ring: KeyRing, aanmelding: OidcAanmeldingTable) -> bytes:
    """What we kept of an attempt."""
    return ring.open(bytes(aanmelding.geheim_versleuteld), _AANMELDING + aanmelding.id.bytes)


def ruim_aanmeldingen_op(voor: datetime) -> None:
    """Attempts from before are of no use to anybody."""
    OidcAanmeldingTable.objects.filter(verloopt_op__lt=voor).delete()


def gekoppelde(ring: KeyRing, aanbieder: OidcAanbiederTable, sub: str) -> OidcKoppelingTable | None:
    """Who this subject of a provider is. A row that was made for somebody else does not open, and that is an error."""
    geheim = _subject(aanbieder, sub)
    rij = (
        OidcKoppelingTable.objects.filter(aanbieder=aanbieder, subject_index__in=ring.indexes(geheim))
        .select_related("gebruiker")
        .first()
    )
    if rij is None:
        return None
    ring.open(bytes(rij.subject_versleuteld), _KOPPELING + _id(rij.gebruiker_id, aanbieder).bytes)
    return rij


def koppel(ring: KeyRing, aanbieder: OidcAanbiederTable, sub: str, gebruiker: UUID, nu: datetime) -> None:
    """From now on this subject is this person, and neither is anybody else there."""
    geheim, id_ = _subject(aanbieder, sub), _id(gebruiker, aanbieder)
    _haal_weg(OidcKoppelingTable.objects.filter(id=id_))
    _haal_weg(OidcKoppelingTable.objects.filter(aanbieder=aanbieder, subject_index__in=ring.indexes(geheim)))
    with claim.voor_account(gebruiker):
        OidcKoppelingTable.objects.create(
            id=id_,
            gebruiker_id=gebruiker,
            aanbieder=aanbieder,
            subject_index=ring.index(geheim),
            subject_versleuteld=ring.seal(geheim, _KOPPELING + id_.bytes),
            gekoppeld_op=nu,
        )


def ontkoppel(gebruiker: UUID) -> None:
    """No provider says who this person is."""
    _haal_weg(OidcKoppelingTable.objects.filter(gebruiker=gebruiker))


def _haal_weg(koppelingen: QuerySet[OidcKoppelingTable]) -> None:
    """Each signed for the account it was of."""
    for koppeling in koppelingen:
        with claim.voor_account(koppeling.gebruiker_id):
            koppeling.delete()


def hash_van(geheim: str) -> bytes:
    """What stands in the database for a random secret of 256 bits."""
    return sha256(geheim.encode()).digest()


def _subject(aanbieder: OidcAanbiederTable, sub: str) -> bytes:
    """Named as what it is, so that its index is never that of something else with the same signs."""
    return f"oidc:{aanbieder.issuer}\n{sub}".encode()


def _id(gebruiker: UUID, aanbieder: OidcAanbiederTable) -> UUID:
    return uuid5(gebruiker, aanbieder.id.hex)
