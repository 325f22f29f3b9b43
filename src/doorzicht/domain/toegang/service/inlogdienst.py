"""The way in through the identity provider of one's organisation.

1. `vertrek` makes an attempt, bound to this browser for ten minutes, and says where to send it.
2. `kom_terug` takes the attempt (once), changes the code for an ID token and finds who that is here.
3. Somebody whom we do not know yet proves which account is his: with the code of his beheerder (`koppel`), or by
   being logged in with it and its password (`koppel_zelf`).
4. The session is whole when the provider asked for a second factor and may be believed in that; else ours is asked.

No account is made and no role is given by what a provider says, and a session holds for its organisation only.
"""

from __future__ import annotations

import json
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from doorzicht.domain.toegang.model import Rol
from doorzicht.domain.toegang.rules.aanbieders import spreekt_voor, telt_als_tweede_factor
from doorzicht.domain.toegang.service.aanbieders import gids, provider_van
from doorzicht.domain.toegang.service.aanmelden import bevestig_wachtwoord, maak_heel
from doorzicht.domain.toegang.service.pogingen import Stap, probeer, ring
from doorzicht.domain.toegang.service.sessies import (
    Sessie,
    begin_sessie,
    eindig_van,
    rollen_van,
    sessie_van,
)
from doorzicht.domain.toegang.service.sleutels import eis_index
from doorzicht.domain.toegang.service.tweede_factor import factoren_van
from doorzicht.domain.toegang.service.uitnodigen import begin_opnieuw, open_uitnodiging
from doorzicht.domain.toegang.store import aanbieders as store
from doorzicht.domain.toegang.store import accounts, factoren
from doorzicht.domain.toegang.tables import OidcAanbiederTable, RoltoekenningTable
from doorzicht.foundation.errors import Weigering
from doorzicht.infra import oidc
from doorzicht.infra.log import get_log

log = get_log()
GELDIG = timedelta(minutes=10)
_BEWAARD = timedelta(days=1)
_BEWIJS = b"toegang_koppelbewijs"


class Inlogfout(Enum):
    """Why nobody was logged in, as far as he is told."""

    VERLOPEN = "verlopen"
    ONBEREIKBAAR = "onbereikbaar"
    AFGEBROKEN = "afgebroken"
    ONGELDIG = "ongeldig"


_FOUTEN = {
    oidc.Reason.UNREACHABLE: Inlogfout.ONBEREIKBAAR,
    oidc.Reason.UNFIT: Inlogfout.ONBEREIKBAAR,
    oidc.Reason.DENIED: Inlogfout.AFGEBROKEN,
    oidc.Reason.INVALID: Inlogfout.ONGELDIG,
}


class NietIngelogd(Exception):
    """Nobody was logged in; `taal` is the language in which he began, when that is known."""

    def __init__(self, fout: Inlogfout, taal: str = "") -> None:
        super().__init__(fout.value)
        self.fout = fout
        self.taal = taal


@dataclass(frozen=True, repr=False)
class Vertrek:
    """Where to send a browser, and the secret that it has to bring back."""

    adres: str
    browser: str
    organisatie: str


@dataclass(frozen=True, repr=False)
class Terugkomst:
    """Who came back: with a session, or else with a proof for `koppel`; where he wanted to go, in which language."""

    token: str | None
    bewijs: str
    verder: str
    taal: str


def vertrek(aanbieder: UUID, terug: str, verder: str, taal: str) -> Vertrek:
    """Begin an attempt at a provider; `terug` is the address to which it sends the browser back."""
    rij = store.vind(aanbieder)
    if rij is None:
        raise NietIngelogd(Inlogfout.VERLOPEN, taal)
    try:
        gevonden = gids().metadata(provider_van(rij))
    except oidc.Refused as fout:
        raise _geweigerd(fout, taal) from fout
    poging, browser, nu = oidc.begin(), secrets.token_urlsafe(32), timezone.now()
    bewaard = {"verifier": poging.verifier, "terug": terug, "verder": verder, "taal": taal}
    store.ruim_aanmeldingen_op(nu - _BEWAARD)
    store.maak_aanmelding(
        ring(),
        json.dumps(bewaard).encode(),
        {
            "aanbieder": rij,
            "state_hash": store.hash_van(poging.state),
            "browser_hash": store.hash_van(browser),
            "nonce_hash": store.hash_van(poging.nonce),
            "begonnen_op": nu,
            "verloopt_op": nu + GELDIG,
        },
    )
    adres = oidc.address(provider_van(rij), gevonden, poging, terug, tuple(rij.acr))
    return Vertrek(adres, browser, rij.organisatie.naam)


def kom_terug(aanbieder: UUID, browser: str, state: str, antwoord: oidc.Answer, adres: str) -> Terugkomst:
    """Take the answer of a provider; raises NietIngelogd, or TeVaak when this address has to wait."""
    poging = probeer(Stap.ORGANISATIE, state, adres)
    rij, nu = store.vind(aanbieder), timezone.now()
    aanmelding = store.neem_aanmelding(aanbieder, state, browser, nu) if rij else None
    if rij is None or aanmelding is None:
        raise NietIngelogd(Inlogfout.VERLOPEN)
    bewaard = json.loads(store.geheim_van(ring(), aanmelding))
    try:
        wie = oidc.redeem(
            gids(),
            provider_van(rij),
            store.sleutel_van(ring(), rij),
            antwoord,
            verifier=bewaard["verifier"],
            nonce_hash=bytes(aanmelding.nonce_hash),
            back=bewaard["terug"],
            now=int(nu.timestamp()),
        )
        token = _sessie_voor(rij, wie)
    except oidc.Refused as fout:
        raise _geweigerd(fout, bewaard["taal"]) from fout
    poging.gelukt()
    bewijs = "" if token else _bewijs(rij, wie)
    return Terugkomst(token, bewijs, bewaard["verder"], bewaard["taal"])


def _geweigerd(fout: oidc.Refused, taal: str) -> NietIngelogd:
    """Recorded by the check that said no; the visitor hears less."""
    log.warning("oidc.geweigerd", reden=fout.reason.value, controle=fout.detail)
    return NietIngelogd(_FOUTEN[fout.reason], taal)


def _sessie_voor(rij: OidcAanbiederTable, wie: oidc.Identity) -> str | None:
    """The secret of a session; None for somebody who first has to show which account is his."""
    try:
        koppeling = store.gekoppelde(ring(), rij, wie.sub)
    except Weigering as fout:
        raise oidc.Refused(oidc.Reason.INVALID, "koppeling") from fout
    if koppeling is None:
        return None
    if koppeling.gebruiker.uitgeschakeld_op is not None:
        raise oidc.Refused(oidc.Reason.INVALID, "account")
    if _is_sterk(rij, wie):
        return _hele_sessie(koppeling.gebruiker_id, rij)
    if not factoren_van(koppeling.gebruiker_id):
        return None
    return begin_sessie(koppeling.gebruiker_id, heel=False, aanbieder=rij.id)


def _is_sterk(rij: OidcAanbiederTable, wie: oidc.Identity) -> bool:
    return rij.vertrouwt_tweede_factor and telt_als_tweede_factor(wie.acr, wie.amr, rij.acr)


def _hele_sessie(gebruiker: UUID, rij: OidcAanbiederTable) -> str | None:
    with transaction.atomic():
        sessie = sessie_van(begin_sessie(gebruiker, heel=False, aanbieder=rij.id))
        return maak_heel(sessie) if sessie else None


def koppel(bewijs: str, account: str, code: str, adres: str) -> tuple[str, bool] | None:
    """Prove with an invitation that an account is his: the secret of a session, and whether it is whole.

    None for a code that does not fit the account; raises NietIngelogd when what the provider said is too long ago,
    and TeVaak. As with every invitation he begins anew: an old password, factors and sessions are gone.
    """
    rij, sub, sterk = _lees_bewijs(bewijs)
    poging = probeer(Stap.UITNODIGING, account, adres)
    uitnodiging = open_uitnodiging(account, code)
    if uitnodiging is None or uitnodiging.gebruiker.klant is not None:
        return None
    with transaction.atomic():
        token = begin_opnieuw(uitnodiging, aanbieder=rij.id, is_klaar=sterk)
        if token is None:
            return None
        eis_index(ring())
        store.koppel(ring(), rij, sub, uitnodiging.gebruiker_id, timezone.now())
        heel = _hele_sessie(uitnodiging.gebruiker_id, rij) if sterk else None
    poging.gelukt()
    return heel or token, sterk


def kan_zelf_koppelen(bewijs: str, sessie: Sessie | None) -> bool:
    """Whether who is logged in with a password has a role that the provider speaks for."""
    rij, _sub, _sterk = _lees_bewijs(bewijs)
    if sessie is None or not sessie.heel or sessie.aanbieder is not None:
        return False
    return any(_spreekt_ervoor(rij, rol) for rol in rollen_van(sessie.gebruiker))


def koppel_zelf(bewijs: str, sessie: Sessie, wachtwoord: str, adres: str) -> str | None:
    """Couple the account of who is logged in already: the secret of his new session, None for a wrong password.

    From then on he comes in through his organisation; the password stays only for roles elsewhere. Raises as `koppel`.
    """
    rij, sub, _sterk = _lees_bewijs(bewijs)
    if not kan_zelf_koppelen(bewijs, sessie) or not bevestig_wachtwoord(sessie, wachtwoord, adres):
        return None
    with transaction.atomic():
        factoren.houd_persoon_vast(sessie.gebruiker)
        eis_index(ring())
        store.koppel(ring(), rij, sub, sessie.gebruiker, timezone.now())
        if all(_spreekt_ervoor(rij, rol) for rol in rollen_van(sessie.gebruiker)):
            accounts.wis_wachtwoord(sessie.gebruiker)
        eindig_van(sessie.gebruiker)
        return _hele_sessie(sessie.gebruiker, rij)


def _spreekt_ervoor(rij: OidcAanbiederTable, rol: RoltoekenningTable) -> bool:
    if rol.rol == Rol.KLANT.value:
        return False
    return spreekt_voor(rij.organisatie_id, rol.organisatie_id, rol.organisatie.hoofd_id)


def _bewijs(rij: OidcAanbiederTable, wie: oidc.Identity) -> str:
    """What the provider just said, sealed, for the browser to keep for ten minutes."""
    tot = (timezone.now() + GELDIG).timestamp()
    gezegd = {"aanbieder": rij.id.hex, "sub": wie.sub, "sterk": _is_sterk(rij, wie), "tot": tot}
    return urlsafe_b64encode(ring().seal(json.dumps(gezegd).encode(), _BEWIJS)).decode()


def _lees_bewijs(bewijs: str) -> tuple[OidcAanbiederTable, str, bool]:
    try:
        gezegd = json.loads(ring().open(urlsafe_b64decode(bewijs), _BEWIJS))
    except (ValueError, Weigering) as fout:
        raise NietIngelogd(Inlogfout.VERLOPEN) from fout
    rij = store.vind(UUID(gezegd["aanbieder"]))
    if rij is None or gezegd["tot"] < timezone.now().timestamp():
        raise NietIngelogd(Inlogfout.VERLOPEN)
    return rij, gezegd["sub"], gezegd["sterk"]


def is_bewijs(bewijs: str) -> bool:
    """Whether the provider said just now who he is."""
    try:
        _lees_bewijs(bewijs)
    except NietIngelogd:
        return False
    return True
