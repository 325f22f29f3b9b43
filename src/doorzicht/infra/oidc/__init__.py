"""Logs in through somebody else's identity provider: OpenID Connect, authorization code with PKCE, private_key_jwt.

1. `provider` says whom we trust: an issuer, our name there, and which hosts may be asked.
2. `directory` reads what the issuer publishes of itself, and its keys; both are kept for a while.
3. `flow` makes the address to send a browser to, and changes the code that comes back for an ID token.
4. `idtoken` believes a token only after every check. Signatures are joserfc's work; nothing here computes one.

Knows no person and no organisation, stores nothing, and never logs what it sends or gets.
"""

from doorzicht.infra.oidc.directory import Directory, Metadata
from doorzicht.infra.oidc.fetch import Reach
from doorzicht.infra.oidc.flow import Answer, Attempt, address, begin, redeem
from doorzicht.infra.oidc.idtoken import ALGORITHMS, Identity
from doorzicht.infra.oidc.keys import new_key, public_key
from doorzicht.infra.oidc.provider import Provider, Reason, Refused

__all__ = [
    "ALGORITHMS",
    "Answer",
    "Attempt",
    "Directory",
    "Identity",
    "Metadata",
    "Provider",
    "Reach",
    "Reason",
    "Refused",
    "address",
    "begin",
    "new_key",
    "public_key",
    "redeem",
]
