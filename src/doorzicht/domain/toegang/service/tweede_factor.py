"""The way into the second factor: an app with codes, and codes on paper for when it is lost.

1. `begin_app` makes a secret, shown once as a picture; `bevestig_app` takes it into use with a first right code.
2. `klopt_code` holds a code against the apps of a person. A code opens once, also for two who send it at one moment.
3. `nieuwe_herstelcodes` makes ten codes, shown once; `klopt_herstelcode` uses one up.
4. Nobody is left without an app or a key: the last one cannot be taken away.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import pyotp
import segno
from django.db import transaction
from django.utils import timezone
from pyotp.exceptions import OTPVerificationError

from doorzicht.domain.toegang.service.pogingen import ring
from doorzicht.domain.toegang.store import factoren
from doorzicht.domain.toegang.tables import TweedeFactorTable
from doorzicht.foundation.errors import Weigering

AANTAL_HERSTELCODES = 10
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""32 signs without those that look alike on paper."""


@dataclass(frozen=True, repr=False)
class Appgeheim:
    """What an app has to know: to be scanned, or typed in groups of four."""

    beeld: str
    tekst: str


@dataclass(frozen=True)
class Factor:
    """A second factor as its owner sees it."""

    id: UUID
    soort: str
    naam: str
    sinds: datetime
    gebruikt_op: datetime | None


def begin_app(gebruiker: UUID, account: str) -> Appgeheim:
    """The secret of the app that this person is setting up; the same one until it is in use or left for another."""
    rij = factoren.onbevestigde_app(gebruiker)
    if rij is None:
        geheim = pyotp.random_base32().encode()
        rij = factoren.maak(ring(), gebruiker, factoren.TOTP, geheim, timezone.now())
    tekst = factoren.geheim_van(ring(), rij).decode()
    adres = pyotp.TOTP(tekst).provisioning_uri(name=account, issuer_name="doorzicht")
    beeld = segno.make(adres, error="m", micro=False)
    svg = beeld.svg_inline(scale=5, border=4, dark="#000", light="#fff", svgclass="dz-qr", lineclass=None)
    return Appgeheim(svg, " ".join(tekst[i : i + 4] for i in range(0, len(tekst), 4)))


def bevestig_app(gebruiker: UUID, code: str) -> bool:
    """Take the app into use when it gives the right code; that code is used up with it."""
    rij = factoren.onbevestigde_app(gebruiker)
    nu = timezone.now()
    if rij is None or not _gebruik(rij, code, nu):
        return False
    return factoren.bevestig(rij.id, nu)


def klopt_code(gebruiker: UUID, code: str) -> bool:
    """Whether a code is one of an app of this person now, and was not used before."""
    nu = timezone.now()
    return any(_gebruik(rij, code, nu) for rij in factoren.van_soort(gebruiker, factoren.TOTP))


def _gebruik(rij: TweedeFactorTable, code: str, nu: datetime) -> bool:
    """Half a minute early or late is taken too: clocks of phones differ."""
    cijfers = "".join(code.split())
    if len(cijfers) != 6 or not cijfers.isascii() or not cijfers.isdigit():
        return False
    try:
        stap = pyotp.TOTP(factoren.geheim_van(ring(), rij).decode()).verify_and_get_timecode(
            cijfers, for_time=nu, valid_window=1
        )
    except OTPVerificationError:
        return False
    return factoren.gebruik_stap(rij.id, stap, nu)


def nieuwe_herstelcodes(gebruiker: UUID) -> list[str]:
    """Ten new codes, in place of all old ones; nobody can show them a second time."""
    codes = [nieuwe_code() for _ in range(AANTAL_HERSTELCODES)]
    nu = timezone.now()
    with transaction.atomic():
        factoren.houd_persoon_vast(gebruiker)
        factoren.verwijder_soort(gebruiker, factoren.HERSTELCODE)
        for code in codes:
            factoren.maak(ring(), gebruiker, factoren.HERSTELCODE, hash_van_code(code), nu, bevestigd_op=nu)
    return codes


def klopt_herstelcode(gebruiker: UUID, code: str) -> bool:
    """Whether this is a code of this person that was not used before; from now on it was."""
    gezocht = hash_van_code(code)
    gevonden = [
        rij
        for rij in factoren.van_soort(gebruiker, factoren.HERSTELCODE)
        if hmac.compare_digest(factoren.geheim_van(ring(), rij), gezocht)
    ]
    return any(factoren.gebruik_eenmalig(rij.id, timezone.now()) for rij in gevonden)


def hash_van_code(code: str) -> bytes:
    """The hash of a code of 80 random bits, as it is typed: with or without signs between, in any case."""
    letters = "".join(letter for letter in code.upper() if letter in _LETTERS)
    return hashlib.sha256(letters.encode()).digest()


def nieuwe_code() -> str:
    """A code of 80 random bits in four groups, for on paper."""
    code = "".join(secrets.choice(_LETTERS) for _ in range(16))
    return "-".join(code[i : i + 4] for i in range(0, 16, 4))


def factoren_van(gebruiker: UUID) -> list[Factor]:
    """His apps and keys."""
    return [
        Factor(rij.id, rij.soort, rij.naam, rij.aangemaakt_op, rij.gebruikt_op)
        for rij in factoren.bevestigde(gebruiker)
    ]


def herstelcodes_over(gebruiker: UUID) -> int:
    """How many of his codes on paper still open."""
    codes = factoren.van_soort(gebruiker, factoren.HERSTELCODE)
    return sum(code.gebruikt_op is None for code in codes)


def verwijder_factor(gebruiker: UUID, factor: UUID) -> bool:
    """Take an app or key away; raises Weigering for the last one. Two at once wait for each other."""
    with transaction.atomic():
        factoren.houd_persoon_vast(gebruiker)
        over = [rij for rij in factoren.bevestigde(gebruiker) if rij.id != factor]
        if not over:
            raise Weigering(
                "Dit is je laatste app of sleutel.", "Voeg eerst een andere toe en verwijder deze daarna."
            )
        return factoren.verwijder(gebruiker, factor)
