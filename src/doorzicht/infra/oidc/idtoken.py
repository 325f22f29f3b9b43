"""Believes an ID token after every check of OpenID Connect Core 3.1.3.7, in an order that shows nothing early.

Signature by a key of the issuer, with an algorithm from a fixed list that has no shared secret in it; then issuer,
audience, time and nonce. The order of keys in a document, or a word in the token's own head, changes none of it.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from joserfc import jws, jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, RSAKey

from doorzicht.infra.oidc.provider import Reason, Refused

ALGORITHMS = ("PS256", "RS256", "ES256")
_KIND = {"PS256": RSAKey, "RS256": RSAKey, "ES256": ECKey}
_LEEWAY = 60
_OLDEST = 600
_LONGEST_SUB = 255
Keys = Callable[[str | None], Sequence[RSAKey | ECKey]]


@dataclass(frozen=True)
class Expected:
    """What the token has to say: from whom, for whom, and in answer to which attempt."""

    issuer: str
    client_id: str
    nonce_hash: bytes


@dataclass(frozen=True, repr=False)
class Identity:
    """Who logged in at the provider, by its own name for him, and how sure it was (`acr`, `amr`)."""

    sub: str
    acr: str = ""
    amr: frozenset[str] = frozenset()


def read(token: str, keys: Keys, expected: Expected, now: int) -> Identity:
    """The identity in a token; raises Refused with the name of the check that failed."""
    claims = _signed(token, keys)
    _check_parties(claims, expected)
    _check_time(claims, now)
    nonce = claims.get("nonce")
    if not isinstance(nonce, str) or not hmac.compare_digest(
        sha256(nonce.encode()).digest(), expected.nonce_hash
    ):
        raise _no("nonce")
    sub, acr, amr = claims.get("sub"), claims.get("acr"), claims.get("amr")
    if not isinstance(sub, str) or not 0 < len(sub) <= _LONGEST_SUB:
        raise _no("sub")
    said = amr if isinstance(amr, list) else []
    return Identity(
        sub, acr if isinstance(acr, str) else "", frozenset(x for x in said if isinstance(x, str))
    )


def _signed(token: str, keys: Keys) -> dict[str, Any]:
    """The claims, once one of the keys it may be signed with proves the signature."""
    try:
        head = jws.extract_compact(token.encode()).headers()
    except (JoseError, ValueError) as fault:
        raise _no("form") from fault
    algorithm, kid, kind = head.get("alg"), head.get("kid"), head.get("typ", "JWT")
    if algorithm not in _KIND:
        raise _no("alg")
    if kind != "JWT" or (kid is not None and not isinstance(kid, str)):
        raise _no("head")
    for key in keys(kid):
        if isinstance(key, _KIND[algorithm]) and key.alg in (None, algorithm):
            return _decode(token, key, algorithm)
    raise _no("key")


def _decode(token: str, key: RSAKey | ECKey, algorithm: str) -> dict[str, Any]:
    try:
        return jwt.decode(token, key, algorithms=[algorithm]).claims
    except (JoseError, ValueError) as fault:
        raise _no("signature") from fault


def _check_parties(claims: dict[str, Any], expected: Expected) -> None:
    """From our issuer, and for us alone: an audience besides us is one that we know nothing of."""
    if claims.get("iss") != expected.issuer:
        raise _no("iss")
    if claims.get("aud") not in (expected.client_id, [expected.client_id]):
        raise _no("aud")
    if claims.get("azp", expected.client_id) != expected.client_id:
        raise _no("azp")


def _check_time(claims: dict[str, Any], now: int) -> None:
    """Not over, not from the future, and made just now: an old token answers no question of ours."""
    if _moment(claims, "exp") <= now - _LEEWAY:
        raise _no("exp")
    if not now - _OLDEST <= _moment(claims, "iat") <= now + _LEEWAY:
        raise _no("iat")
    if "nbf" in claims and _moment(claims, "nbf") > now + _LEEWAY:
        raise _no("nbf")


def _moment(claims: dict[str, Any], name: str) -> float:
    value = claims.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value:
        raise _no(name)
    return value


def _no(check: str) -> Refused:
    return Refused(Reason.INVALID, check)
