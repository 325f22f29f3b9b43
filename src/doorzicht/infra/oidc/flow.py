"""The two steps of a log-in: to the provider with a browser, and back with a code that we change for an ID token.

Everything random is made here and belongs to one attempt. The caller keeps it, binds it to the browser and uses it
once; what comes back is believed only after it was held against it.
"""

from __future__ import annotations

import json
import secrets
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import JWKRegistry

from doorzicht.infra.oidc import fetch, idtoken
from doorzicht.infra.oidc.directory import Directory, Metadata
from doorzicht.infra.oidc.idtoken import Expected, Identity
from doorzicht.infra.oidc.provider import Provider, Reason, Refused

_ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
_ASSERTION_HOLDS = 60


@dataclass(frozen=True, repr=False)
class Attempt:
    """The secrets of one attempt: `state` and `nonce` travel with the browser, `verifier` never does."""

    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True, repr=False)
class Answer:
    """What the browser brought back."""

    code: str = ""
    error: str = ""
    issuer: str | None = None


def begin() -> Attempt:
    """Fresh secrets of 256 bits and more."""
    return Attempt(secrets.token_urlsafe(32), secrets.token_urlsafe(32), secrets.token_urlsafe(64))


def address(
    provider: Provider, found: Metadata, attempt: Attempt, back: str, acr: tuple[str, ...] = ()
) -> str:
    """Where to send the browser; `back` is our own address, as the provider knows it."""
    challenge = urlsafe_b64encode(sha256(attempt.verifier.encode()).digest()).rstrip(b"=").decode()
    asked = {
        "response_type": "code",
        "client_id": provider.client_id,
        "redirect_uri": back,
        "scope": "openid",
        "state": attempt.state,
        "nonce": attempt.nonce,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
    }
    if acr:
        asked["acr_values"] = " ".join(acr)
    separator = "&" if urlsplit(found.authorization_endpoint).query else "?"
    return f"{found.authorization_endpoint}{separator}{urlencode(asked)}"


def redeem(
    directory: Directory,
    provider: Provider,
    key: str,
    answer: Answer,
    *,
    verifier: str,
    nonce_hash: bytes,
    back: str,
    now: int,
) -> Identity:
    """Who logged in there; raises Refused. `key` is our private key for this provider."""
    found = directory.metadata(provider)
    _see_who_answers(provider, found, answer)
    form = {
        "grant_type": "authorization_code",
        "code": answer.code,
        "redirect_uri": back,
        "code_verifier": verifier,
        "client_id": provider.client_id,
        "client_assertion_type": _ASSERTION,
        "client_assertion": _assertion(provider, key, now),
    }
    token = _change(provider, found.token_endpoint, form)
    return idtoken.read(
        token,
        lambda kid: directory.keys(provider, kid),
        Expected(provider.issuer, provider.client_id, nonce_hash),
        now,
    )


def _see_who_answers(provider: Provider, found: Metadata, answer: Answer) -> None:
    """The answer of another provider never takes its code to this one (RFC 9207)."""
    if answer.issuer != provider.issuer and (answer.issuer is not None or found.names_itself):
        raise Refused(Reason.INVALID, "answer-iss")
    if answer.error or not answer.code:
        raise Refused(Reason.DENIED, "answer")


def _change(provider: Provider, endpoint: str, form: dict[str, str]) -> str:
    try:
        status, found = fetch.post(provider.reach, endpoint, form)
    except fetch.Unanswered as fault:
        raise Refused(Reason.UNREACHABLE, str(fault)) from fault
    if status >= 500:
        raise Refused(Reason.UNREACHABLE, f"status-{status}")
    token = found.get("id_token")
    if status != 200 or not isinstance(token, str):
        raise Refused(Reason.INVALID, "code")
    return token


def _assertion(provider: Provider, key: str, now: int) -> str:
    """Our signature under this one question (RFC 7523): for this issuer alone, for a minute, never the same twice."""
    private = JWKRegistry.import_key(json.loads(key))
    algorithm = str(private.alg)
    claims = {
        "iss": provider.client_id,
        "sub": provider.client_id,
        "aud": provider.issuer,
        "jti": secrets.token_urlsafe(24),
        "iat": now,
        "exp": now + _ASSERTION_HOLDS,
    }
    return jwt.encode({"alg": algorithm, "kid": private.kid}, claims, private, algorithms=[algorithm])
