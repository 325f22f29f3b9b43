"""How long somebody waits after wrong attempts to log in: nothing at first, then twice as long each time.

The count is of an account (whatever name was typed, known or not) or of a network address, so that neither one account
is guessed at from many places nor many accounts from one. It never locks for good: that would let anybody keep
somebody else out for ever.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network


@dataclass(frozen=True)
class Maat:
    """After how many wrong attempts waiting begins, with how long, how long at most, and how far back counts."""

    vrij: int
    eerste: timedelta
    hoogstens: timedelta
    venster: timedelta


PER_ACCOUNT = Maat(
    vrij=5, eerste=timedelta(minutes=1), hoogstens=timedelta(minutes=30), venster=timedelta(hours=24)
)
PER_ADRES = Maat(
    vrij=50, eerste=timedelta(minutes=1), hoogstens=timedelta(minutes=30), venster=timedelta(hours=1)
)
"""An office shares one address: there more may go wrong before somebody has to wait, and it is sooner forgotten."""


def wacht_tot(mislukt: Sequence[datetime], maat: Maat) -> datetime | None:
    """Until when nobody may try, given the wrong attempts that count; None when trying is free.

    5 wrong: a minute after the last. 6: two minutes, 7: four, and so on up to half an hour.
    """
    te_veel = len(mislukt) - maat.vrij
    if te_veel < 0:
        return None
    wachten: timedelta = maat.eerste * (2 ** min(te_veel, 16))
    return max(mislukt) + min(wachten, maat.hoogstens)


def netwerkadres(direct: str, doorgegeven: str, proxies: int) -> str:
    """From where an attempt comes: of the addresses that were passed on only those that own proxies wrote are believed.

    With one proxy the last address in the list is the visitor; what stands before it he may have written himself. Of an
    IPv6 address the first half counts: the rest one household can choose as it likes.
    """
    keten = [deel.strip() for deel in doorgegeven.split(",") if deel.strip()]
    adres = keten[-proxies] if 0 < proxies <= len(keten) else direct
    try:
        gelezen = ip_address(adres)
    except ValueError:
        return "onbekend"
    if isinstance(gelezen, IPv6Address):
        gewoon = gelezen.ipv4_mapped
        return str(gewoon) if gewoon else str(ip_network((gelezen, 64), strict=False))
    return str(gelezen)
