"""The mark by which somebody on the erasure list is known again: made of his blind index, which itself needs a key.

The list outlives the person. So it holds no index that could be laid beside a table, only this: without the key and
the BSN nobody can say whom it is about.
"""

from __future__ import annotations

import hmac

_WAARVOOR = b"doorzicht:wissing"


def merk_van(index: bytes) -> bytes:
    """32 bytes, always the same for the same index."""
    return hmac.digest(index, _WAARVOOR, "sha256")
