"""A real identity provider on this machine, in a thread of its own: the one of Authlib, behind a small web server.

It checks what a strict provider checks: redirect_uri, PKCE with S256, and private_key_jwt (signature, audience, time,
and that no assertion comes twice). `forge` lets a test sign something else instead, as an attacker would.
"""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from authlib.oauth2 import OAuth2Error, OAuth2Request
from authlib.oauth2.rfc6749 import AuthorizationServer, ClientMixin
from authlib.oauth2.rfc6749.errors import InvalidClientError, InvalidRequestError
from authlib.oauth2.rfc6749.grants import AuthorizationCodeGrant
from authlib.oauth2.rfc6749.requests import BasicOAuth2Payload
from authlib.oauth2.rfc7523 import JWTBearerClientAssertion
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oauth2.rfc9207 import IssuerParameter
from authlib.oidc.core import AuthorizationCodeMixin, UserInfo
from authlib.oidc.core.grants import OpenIDCode
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, RSAKey

Forge = Callable[[dict[str, Any], dict[str, Any], RSAKey], str]


@dataclass
class Client(ClientMixin):
    """Who may log people in here: with which keys, and to which address they are sent back."""

    client_id: str
    jwks: dict[str, Any]
    redirect_uris: tuple[str, ...]
    id_token_signed_response_alg: str = "PS256"  # noqa: S105 - an algorithm

    def get_client_id(self) -> str:
        return self.client_id

    def get_allowed_scope(self, scope: str) -> str:
        return scope

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        return redirect_uri in self.redirect_uris

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:
        return method == "client_assertion_jwt"

    def check_response_type(self, response_type: str) -> bool:
        return response_type == "code"

    def check_grant_type(self, grant_type: str) -> bool:
        return grant_type == "authorization_code"


@dataclass
class Code(AuthorizationCodeMixin):
    """A code that was given out: for whom, to whom, and what has to come with it."""

    code: str
    client_id: str
    redirect_uri: str
    user: User
    nonce: str
    code_challenge: str
    code_challenge_method: str
    scope: str = "openid"

    def get_redirect_uri(self) -> str:
        return self.redirect_uri

    def get_scope(self) -> str:
        return self.scope

    def get_nonce(self) -> str:
        return self.nonce

    def get_auth_time(self) -> int:
        return int(time.time())

    def get_acr(self) -> str:
        return self.user.acr

    def get_amr(self) -> list[str]:
        return list(self.user.amr)


@dataclass
class User:
    """Somebody who can log in here, how surely he did, and what else is said of him."""

    sub: str
    acr: str = ""
    amr: tuple[str, ...] = ("pwd",)
    claims: dict[str, Any] = field(default_factory=dict)


class _Challenge(CodeChallenge):
    """S256 and nothing else, from everybody."""

    SUPPORTED_CODE_CHALLENGE_METHOD = ("S256",)

    def validate_code_challenge(self, grant, redirect_uri):
        if not grant.request.payload.data.get("code_challenge"):
            raise InvalidRequestError("Missing 'code_challenge'")
        super().validate_code_challenge(grant, redirect_uri)


class _Assertion(JWTBearerClientAssertion):
    """Our signature is for this provider, by our key, and comes once."""

    def __init__(self, dienst: Inlogdienst) -> None:
        super().__init__()
        self.dienst = dienst

    def get_audiences(self):
        return [self.dienst.issuer]

    def validate_jti(self, claims, jti):
        fresh = jti not in self.dienst.seen
        self.dienst.seen.add(jti)
        return fresh

    def resolve_client_public_key(self, client):
        return KeySet.import_key_set(client.jwks)

    def process_assertion_claims(self, assertion, resolve_key):
        try:
            claims = jwt.decode(assertion, resolve_key, algorithms=["PS256", "RS256", "ES256"]).claims
        except JoseError as fault:
            raise InvalidClientError from fault
        self.verify_claims(claims)
        return claims


class _Grant(AuthorizationCodeGrant):
    """Codes that were given out, each once."""

    TOKEN_ENDPOINT_AUTH_METHODS = ("client_assertion_jwt",)

    def save_authorization_code(self, code, request):
        data = request.payload.data
        challenge = data["code_challenge"], data["code_challenge_method"]
        self.server.codes[code] = Code(
            code, request.client.client_id, data["redirect_uri"], request.user, data["nonce"], *challenge
        )

    def query_authorization_code(self, code, client):
        found = self.server.codes.get(code)
        return found if found and found.client_id == client.client_id else None

    def delete_authorization_code(self, authorization_code):
        self.server.codes.pop(authorization_code.code, None)

    def authenticate_user(self, authorization_code):
        return authorization_code.user


class _Token(OpenIDCode):
    """Signed by the key of this provider, unless a test forges one."""

    def __init__(self, dienst: Inlogdienst) -> None:
        super().__init__(require_nonce=True)
        self.dienst = dienst

    def exists_nonce(self, nonce, request):
        return any(code.nonce == nonce for code in self.dienst.codes.values())

    def resolve_client_private_key(self, client):
        return self.dienst.key

    def get_client_claims(self, client):
        return {"iss": self.dienst.issuer, "aud": client.client_id}

    def get_encode_header(self, client):
        return {"alg": self.get_client_algorithm(client), "kid": self.dienst.key.kid}

    def generate_user_info(self, user, scope):
        return UserInfo(sub=user.sub, **user.claims)

    def encode_id_token(self, token, request):
        signed = super().encode_id_token(token, request)
        if self.dienst.forge is None:
            return signed
        found = jwt.decode(signed, self.dienst.key, algorithms=["PS256"])
        return self.dienst.forge(found.header, found.claims, self.dienst.key)


class _Names(IssuerParameter):
    """Names itself in every answer (RFC 9207), when it says that it does."""

    def __init__(self, dienst: Inlogdienst) -> None:
        self.dienst = dienst

    def get_issuer(self):
        return self.dienst.issuer if self.dienst.names_itself else None


class Inlogdienst(AuthorizationServer):
    """The provider: who may use it, who can log in, and what goes wrong when a test asks for it."""

    def __init__(self) -> None:
        super().__init__(scopes_supported=["openid"])
        self.issuer = ""
        self.key = RSAKey.generate_key(2048, {"use": "sig"}, auto_kid=True)
        self.published = [self.key]
        self.clients: dict[str, Client] = {}
        self.codes: dict[str, Code] = {}
        self.users: dict[str, User] = {}
        self.seen: set[str] = set()
        self.forge: Forge | None = None
        self.names_itself = True
        self.metadata: dict[str, Any] = {}
        self.asked: list[str] = []
        self.register_client_auth_method("client_assertion_jwt", _Assertion(self))
        self.register_grant(_Grant, [_Challenge(required=True), _Token(self)])
        self.register_token_generator("default", _bearer)
        self.register_extension(_Names(self))

    def query_client(self, client_id):
        return self.clients.get(client_id)

    def save_token(self, token, request):
        """Nobody asks anything with an access token here."""

    def send_signal(self, name, *args, **kwargs):
        """Nobody listens."""

    def create_oauth2_request(self, request):
        return request

    def handle_response(self, status, body, headers):
        return _Response(status, body, dict(headers))

    def document(self) -> dict[str, Any]:
        """What it publishes of itself, with what a test changed in it."""
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/jwks",
            "token_endpoint_auth_methods_supported": ["private_key_jwt"],
            "code_challenge_methods_supported": ["S256"],
            "id_token_signing_alg_values_supported": ["PS256"],
            "authorization_response_iss_parameter_supported": self.names_itself,
        } | self.metadata

    def authorize(self, address: str, name: str) -> str:
        """Where it sends the browser of a user who logged in; of nobody when the name is empty."""
        request = _Request("GET", address, dict(parse_qsl(urlsplit(address).query)))
        grant = self.get_consent_grant(request, self.users.get(name))
        answer = self.create_authorization_response(request, self.users.get(name), grant=grant)
        return answer.location


@dataclass
class _Response:
    status: int
    body: Any
    headers: dict[str, str]

    @property
    def location(self) -> str:
        return self.headers.get("Location", "")

    @location.setter
    def location(self, value: str) -> None:
        self.headers["Location"] = value


class _Request(OAuth2Request):
    """A question as Authlib reads it."""

    def __init__(self, method: str, uri: str, data: dict[str, str]) -> None:
        super().__init__(method, uri)
        self.payload = BasicOAuth2Payload(data)
        self._form = data

    @property
    def form(self):
        return self._form

    @property
    def args(self):
        return self._form


def _bearer(**_asked: Any) -> dict[str, Any]:
    return {
        "token_type": "Bearer",
        "access_token": secrets.token_urlsafe(16),
        "expires_in": 60,
        "scope": "openid",
    }


@contextmanager
def een_inlogdienst() -> Iterator[Inlogdienst]:
    """A provider that answers on a port of this machine, as long as it is needed."""
    provider = Inlogdienst()

    class Handler(_Handler):
        dienst = provider

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    """Its pages: a form to log in with a name, the answer to it, and three addresses for programs."""

    dienst: Inlogdienst

    def log_message(self, *_arguments: object) -> None:
        """Not on the screen of the tests."""

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        self.dienst.asked.append(path)
        if path == "/.well-known/openid-configuration":
            self._json(200, self.dienst.document())
        elif path == "/jwks":
            self._json(200, {"keys": [key.as_dict(private=False) for key in self.dienst.published]})
        elif path == "/authorize":
            self._form(path)
        else:
            self._json(404, {})

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length", "0"))
        sent = dict(parse_qsl(self.rfile.read(length).decode()))
        path = urlsplit(self.path).path
        self.dienst.asked.append(path)
        if path == "/token":
            answer = self.dienst.create_token_response(_Request("POST", f"{self.dienst.issuer}{path}", sent))
            self._json(answer.status, answer.body)
        else:
            self._log_in(sent.get("naam", ""))

    def _log_in(self, name: str) -> None:
        try:
            location = self.dienst.authorize(f"{self.dienst.issuer}{self.path}", name)
        except OAuth2Error as fault:
            self._json(400, {"error": fault.error})
            return
        self.send_response(302)
        self.send_header("Location", location)
        self.end_headers()

    def _form(self, path: str) -> None:
        page = f"""<!doctype html><html lang="nl"><title>Inlogdienst</title><h1>Inlogdienst van de gemeente</h1>
        <form method="post" action="{escape(self.path)}"><label>Naam <input name="naam"></label>
        <button>Inloggen</button></form>"""
        self._send(200, page.encode(), "text/html; charset=utf-8")

    def _json(self, status: int, body: Any) -> None:
        self._send(status, json.dumps(body).encode(), "application/json")

    def _send(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
