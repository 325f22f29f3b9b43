"""What a provider publishes of itself: where its pages are, and the keys that its signatures are held against.

Both are kept for an hour. A signature by a key we do not know makes us read the keys again, but not more than twice a
minute: a flood of invented keys does not become a flood on the provider. What went wrong is never kept.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import Any, TypeVar

from joserfc.errors import JoseError
from joserfc.jwk import ECKey, JWKRegistry, RSAKey

from doorzicht.infra.oidc import fetch
from doorzicht.infra.oidc.provider import Provider, Reason, Refused

_KEPT = 3600.0
_AGAIN = 30.0
_FEWEST_BITS = 2048
Found = TypeVar("Found")
PublicKey = RSAKey | ECKey


@dataclass(frozen=True)
class Metadata:
    """Where a provider's pages are, and whether it names itself in every answer (RFC 9207)."""

    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    names_itself: bool


class Directory:
    """Reads and keeps metadata and keys, for all threads of one process."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._kept: dict[tuple[str, Provider], tuple[float, Any]] = {}

    def metadata(self, provider: Provider) -> Metadata:
        """What the provider says of itself; raises Refused."""
        return self._keep("metadata", provider, _KEPT, lambda: _read_metadata(provider))

    def keys(self, provider: Provider, kid: str | None) -> list[PublicKey]:
        """The provider's keys that may have signed; read again when none of them has this name."""
        keys = self._keep("keys", provider, _KEPT, lambda: self._read_keys(provider))
        if not _named(keys, kid):
            keys = self._keep("keys", provider, _AGAIN, lambda: self._read_keys(provider))
        return _named(keys, kid)

    def _read_keys(self, provider: Provider) -> list[PublicKey]:
        document = _get(provider, self.metadata(provider).jwks_uri)
        found = document.get("keys")
        if not isinstance(found, list):
            raise Refused(Reason.UNFIT, "keys")
        return [key for entry in found if (key := _key(entry)) is not None]

    def _keep(self, what: str, provider: Provider, kept: float, read: Callable[[], Found]) -> Found:
        now = self._clock()
        with self._lock:
            since, found = self._kept.get((what, provider), (now - kept, None))
        if now - since < kept:
            known: Found = found
            return known
        fresh = read()
        with self._lock:
            self._kept[what, provider] = (now, fresh)
        return fresh


def _named(keys: list[PublicKey], kid: str | None) -> list[PublicKey]:
    """Those of this name; without a name only a single key is sure to be meant."""
    if kid is None:
        return keys if len(keys) == 1 else []
    return [key for key in keys if key.kid == kid]


def _read_metadata(provider: Provider) -> Metadata:
    document = _get(provider, f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration")
    if document.get("issuer") != provider.issuer:
        raise Refused(Reason.UNFIT, "issuer")
    for wanted, name in (
        ("private_key_jwt", "token_endpoint_auth_methods"),
        ("S256", "code_challenge_methods"),
    ):
        offered = document.get(f"{name}_supported")
        if offered is not None and (not isinstance(offered, list) or wanted not in offered):
            raise Refused(Reason.UNFIT, name)
    return Metadata(
        _address(provider, document, "authorization_endpoint"),
        _address(provider, document, "token_endpoint"),
        _address(provider, document, "jwks_uri"),
        document.get("authorization_response_iss_parameter_supported") is True,
    )


def _address(provider: Provider, document: dict[str, Any], name: str) -> str:
    """An address from the document, when it is one that was allowed beforehand."""
    address = document.get(name)
    if not isinstance(address, str) or not provider.reach.permits(address):
        raise Refused(Reason.UNFIT, name)
    return address


def _get(provider: Provider, address: str) -> dict[str, Any]:
    try:
        return fetch.get(provider.reach, address)
    except fetch.Unanswered as fault:
        raise Refused(Reason.UNREACHABLE, str(fault)) from fault


def _key(entry: object) -> PublicKey | None:
    """A key that signatures may be held against; others in the set are left alone."""
    if not isinstance(entry, dict) or entry.get("kty") not in ("RSA", "EC") or entry.get("use") == "enc":
        return None
    try:
        key = JWKRegistry.import_key(entry)
    except (JoseError, ValueError, TypeError, KeyError):
        return None
    if isinstance(key, RSAKey):
        return key if key.raw_value.key_size >= _FEWEST_BITS else None
    return key if isinstance(key, ECKey) and key.curve_name == "P-256" else None
