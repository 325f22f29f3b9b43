"""The way to an attempt: nobody tries a password or a code before the attempt is written down.

1. `probeer` counts what went wrong for this account and from this address, refuses when one has to wait, and writes.
2. The caller checks the password or the code.
3. `gelukt` wipes the count of the account; of the address only this attempt, or one own account would wash it clean.

When the rows cannot be read or written nobody gets in: the error goes on to the page, which says that it is our fault.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from functools import cache

from django.db import transaction
from django.utils import timezone

from doorzicht.domain.toegang.rules.aanmelding import PER_ACCOUNT, PER_ADRES, Maat, wacht_tot
from doorzicht.domain.toegang.service.sleutels import sleutelring
from doorzicht.domain.toegang.store import pogingen
from doorzicht.infra.crypto import KeyRing


class Stap(Enum):
    """What is tried; each has a count of its own, so that a right password does not wipe wrong codes."""

    WACHTWOORD = "wachtwoord"
    TWEEDE_FACTOR = "tweede-factor"
    UITNODIGING = "uitnodiging"
    ORGANISATIE = "organisatie"


_ADRES = "adres"


class TeVaak(Exception):
    """Too many attempts; `tot` is when trying is free again."""

    def __init__(self, tot: datetime) -> None:
        super().__init__()
        self.tot = tot


@dataclass(frozen=True)
class Poging:
    """An attempt that was written down and may now be made."""

    sleutels: tuple[tuple[bytes, str], ...]
    op: datetime

    def gelukt(self) -> None:
        """It was right."""
        pogingen.schrijf(self.sleutels, self.op, gelukt=True)


def probeer(stap: Stap, account: str, adres: str) -> Poging:
    """Write down an attempt for an account from a network address; raises TeVaak when one has to wait."""
    van_account = sleutel_van(stap.value, account.casefold())
    van_adres = sleutel_van(_ADRES, adres)
    sleutels = ((van_account, stap.value), (van_adres, _ADRES))
    with transaction.atomic():
        pogingen.houd_vast((van_account, van_adres))
        nu = timezone.now()
        grenzen = (_grens(van_account, nu, PER_ACCOUNT), _grens(van_adres, nu, PER_ADRES))
        tot = max((grens for grens in grenzen if grens), default=nu)
        if tot > nu:
            raise TeVaak(tot)
        pogingen.schrijf(sleutels, nu, gelukt=False)
    return Poging(sleutels, nu)


def _grens(sleutel: bytes, nu: datetime, maat: Maat) -> datetime | None:
    mislukt = pogingen.mislukte(sleutel, nu - maat.venster, tot_gelukt=maat is PER_ACCOUNT)
    return wacht_tot(mislukt, maat)


def sleutel_van(soort: str, wat: str) -> bytes:
    """The keyed hash under which attempts on an account or from an address are counted."""
    return ring().index(f"aanmeldpoging:{soort}:{wat}".encode())


@cache
def ring() -> KeyRing:
    """The keys of this program."""
    return sleutelring()
