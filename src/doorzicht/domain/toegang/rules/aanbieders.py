"""What an identity provider of an organisation may be, and when its word counts for a second factor.

A provider speaks for the people of its own organisation and offices, and says who somebody is; it never says what he
may do.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from urllib.parse import urlsplit
from uuid import UUID

from doorzicht.foundation.errors import Weigering

MEER_DAN_EEN_FACTOR = "mfa"
"""RFC 8176: the method by which a provider says that it asked for more than one thing."""
_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?")
_MACHINE = frozenset({"127.0.0.1", "localhost"})


def telt_als_tweede_factor(acr: str, amr: Collection[str], gewenst: Collection[str]) -> bool:
    """Whether the provider asked for enough: one of the levels that were agreed, or else that it says `mfa`.

    Where levels were agreed `mfa` alone is not enough: then it is known how the provider says it.
    """
    return acr in gewenst if gewenst else MEER_DAN_EEN_FACTOR in amr


def spreekt_voor(organisatie: UUID, van: UUID, hoofd: UUID | None) -> bool:
    """Whether the provider of an organisation speaks for a role at another one: itself, or an office of it."""
    return organisatie in (van, hoofd)


def lees_issuer(tekst: str, *, proef: bool) -> str:
    """An issuer as a provider writes it: https and a host; http only to this machine, in a trial."""
    deel = urlsplit(tekst.strip())
    veilig = deel.scheme == "https" or (proef and deel.scheme == "http" and deel.hostname in _MACHINE)
    if not veilig or not deel.hostname or deel.query or deel.fragment or "@" in deel.netloc:
        raise Weigering(
            "Dit is geen adres van een inlogdienst.",
            "Geef de issuer zoals de aanbieder die schrijft, met https.",
        )
    return tekst.strip()


def lees_host(tekst: str) -> str:
    """The name of a host, without https and without a path."""
    host = tekst.strip().lower()
    if not _HOST.fullmatch(host):
        raise Weigering(
            "Dit is geen naam van een computer.", "Geef alleen de naam, zoals login.voorbeeld.nl."
        )
    return host
