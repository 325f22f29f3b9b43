"""The way into identity providers of organisations, for the operator who adds one and for the provider itself.

1. The operator agrees issuer, client_id and level with the organisation, and adds them: that makes a key pair.
2. The organisation registers our address and the address of our public key. `controleer` tells what does not fit.
3. Switched off, nobody logs in through it any more, and who did is out at once.

A provider says who somebody is. Who he is here, and what he may do, is decided here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from doorzicht.domain.toegang.rules.aanbieders import lees_host, lees_issuer
from doorzicht.domain.toegang.service.pogingen import ring
from doorzicht.domain.toegang.service.uitvoerder import uitvoerder
from doorzicht.domain.toegang.store import aanbieders as store
from doorzicht.domain.toegang.store import organisaties
from doorzicht.domain.toegang.tables import OidcAanbiederTable
from doorzicht.foundation.errors import Weigering
from doorzicht.infra import oidc


@dataclass(frozen=True)
class Aanbieder:
    """A provider as it is shown: whose, where, and what its word counts for."""

    id: UUID
    organisatie: str
    issuer: str
    client_id: str
    acr: tuple[str, ...]
    vertrouwt_tweede_factor: bool
    actief: bool


def voeg_aanbieder_toe(
    door: str,
    organisatie: str,
    issuer: str,
    client_id: str,
    *,
    algoritme: str = "PS256",
    hosts: tuple[str, ...] = (),
    acr: tuple[str, ...] = (),
    vertrouwt_tweede_factor: bool = False,
) -> Aanbieder:
    """Add the provider of an organisation (by name, code or KVK number), with a key pair of its own."""
    bij = organisaties.vind(organisatie.strip())
    if len(bij) != 1:
        raise Weigering(
            "Deze organisatie kennen we niet, of er zijn er meer met deze naam.",
            "Geef de hele naam, de code van de gemeente of het KVK-nummer.",
        )
    velden = {
        "issuer": lees_issuer(issuer, proef=settings.DEMO),
        "client_id": client_id.strip(),
        "hosts": [lees_host(host) for host in hosts],
        "acr": list(acr),
        "vertrouwt_tweede_factor": vertrouwt_tweede_factor,
        "toegevoegd_op": timezone.now(),
        "toegevoegd_door": uitvoerder(door),
    }
    try:
        with transaction.atomic():
            rij = store.maak(ring(), UUID(str(bij[0].id)), oidc.new_key(algoritme), velden)
    except IntegrityError as fout:
        raise Weigering(
            "Deze organisatie heeft al een inlogdienst, of deze is al toegevoegd.", "Zet eerst de oude uit."
        ) from fout
    return _getoond(rij)


def aanbieders() -> list[Aanbieder]:
    """Every provider, also those that were switched off."""
    return [_getoond(rij) for rij in store.alle()]


def te_kiezen() -> list[Aanbieder]:
    """The providers on the log-in page."""
    return [_getoond(rij) for rij in store.actieve()]


def zet_aanbieder_uit(aanbieder: UUID) -> None:
    """Switch a provider off."""
    if not store.zet_uit(aanbieder):
        raise Weigering("Deze inlogdienst kennen we niet, of hij staat al uit.", "Er is niets veranderd.")


def controleer_aanbieder(aanbieder: UUID) -> None:
    """Read what the provider says of itself; raises Weigering with what does not fit."""
    rij = _vind(aanbieder)
    try:
        gids().metadata(provider_van(rij))
    except oidc.Refused as fout:
        raise Weigering(
            f"De inlogdienst past niet of antwoordt niet ({fout.detail}).",
            "Vergelijk issuer en hosts met wat de organisatie opgaf.",
        ) from fout


def publieke_sleutels(aanbieder: UUID) -> dict[str, Any] | None:
    """Our public key for a provider, as a JWK set; None when there is no such provider."""
    rij = store.vind(aanbieder)
    return {"keys": [oidc.public_key(store.sleutel_van(ring(), rij))]} if rij else None


def provider_van(rij: OidcAanbiederTable) -> oidc.Provider:
    """As the log-in knows it. Plain http to this machine is for a trial with invented people only."""
    return oidc.Provider(rij.issuer, rij.client_id, frozenset(rij.hosts), settings.DEMO)


@cache
def gids() -> oidc.Directory:
    """What this program keeps of what providers publish."""
    return oidc.Directory()


def _vind(aanbieder: UUID) -> OidcAanbiederTable:
    rij = store.vind(aanbieder)
    if rij is None:
        raise Weigering("Deze inlogdienst kennen we niet, of hij staat uit.", "Bekijk de lijst.")
    return rij


def _getoond(rij: OidcAanbiederTable) -> Aanbieder:
    return Aanbieder(
        rij.id,
        rij.organisatie.naam,
        rij.issuer,
        rij.client_id,
        tuple(rij.acr),
        rij.vertrouwt_tweede_factor,
        rij.actief,
    )
