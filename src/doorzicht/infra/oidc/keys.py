"""Our own keys: one pair for each provider, so that what one of them could do with ours touches no other.

The private key leaves here as text for its owner to seal; the public one is what a provider may read.
"""

from __future__ import annotations

import json
from typing import Any

from joserfc.jwk import ECKey, JWKRegistry, KeyParameters, RSAKey

_RSA_BITS = 3072


def new_key(algorithm: str) -> str:
    """The text (JWK) of a new private key for one algorithm."""
    said: KeyParameters = {"use": "sig", "alg": algorithm}
    key = (
        ECKey.generate_key("P-256", said, auto_kid=True)
        if algorithm == "ES256"
        else RSAKey.generate_key(_RSA_BITS, said, auto_kid=True)
    )
    return json.dumps(key.as_dict(private=True))


def public_key(text: str) -> dict[str, Any]:
    """The public part of a private key, as a provider reads it."""
    return dict(JWKRegistry.import_key(json.loads(text)).as_dict(private=False))
