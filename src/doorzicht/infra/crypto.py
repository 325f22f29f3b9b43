"""Seals short secrets with AES-256-GCM and finds them again by a keyed blind index (HMAC-SHA-256).

Keys come from the environment (DOORZICHT_SLEUTELS) or from a key file that only its owner can read.
Sealing keys and index keys are different keys; each has a number, so that a new one can be taken into use
while what an old one sealed stays readable. Never logs, returns or prints a key.
"""

from __future__ import annotations

import hmac
import json
import os
import stat
import time
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from doorzicht.foundation.errors import Weigering
from doorzicht.infra.files import read_or_create_secret

OMGEVING = "DOORZICHT_SLEUTELS"
_FORM = 1
_NONCE = 12
_HEAD = 2


@dataclass(frozen=True, repr=False)
class KeyRing:
    """Keys by number (1-255); the highest sealing key is in use, the others only open what they sealed.

    An index key is in use when it is named so: rows are found by it, so it changes only after all rows did.
    """

    sealing: Mapping[int, bytes]
    indexing: Mapping[int, bytes]
    index_number: int = 1

    @cached_property
    def _ciphers(self) -> dict[int, AESGCM]:
        return {number: AESGCM(key) for number, key in self.sealing.items()}

    @cached_property
    def _active(self) -> tuple[AESGCM, bytes]:
        number = max(self.sealing)
        return self._ciphers[number], bytes((_FORM, number))

    @cached_property
    def _index_key(self) -> bytes:
        return self.indexing[self.index_number]

    def seal(self, secret: bytes, context: bytes, nonce: bytes | None = None) -> bytes:
        """Encrypt; only the same context (table and row) opens it again. A nonce is random and never used before."""
        cipher, head = self._active
        nonce = nonce or os.urandom(_NONCE)
        return head + nonce + cipher.encrypt(nonce, secret, context)

    def open(self, sealed: bytes, context: bytes) -> bytes:
        """Decrypt; raises Weigering when the key, the context or a single bit is not the right one."""
        cipher = self._ciphers.get(sealed[1]) if len(sealed) > _HEAD + _NONCE and sealed[0] == _FORM else None
        if cipher is None:
            raise Weigering(
                "Een versleuteld gegeven hoort bij een sleutel die er niet is.", "Zet de sleutel terug."
            )
        try:
            return cipher.decrypt(sealed[_HEAD : _HEAD + _NONCE], sealed[_HEAD + _NONCE :], context)
        except InvalidTag as fout:
            raise Weigering(
                "Een versleuteld gegeven is veranderd of verplaatst.", "Zet een reservekopie terug."
            ) from fout

    @property
    def head(self) -> bytes:
        """What everything begins with that the key in use sealed."""
        return self._active[1]

    def is_current(self, sealed: bytes) -> bool:
        """Whether the key in use sealed this; if not, rotation has to seal it again."""
        return sealed[:_HEAD] == self.head

    def reseal(self, sealed: bytes, context: bytes) -> bytes:
        """The same secret under the key in use."""
        return sealed if self.is_current(sealed) else self.seal(self.open(sealed, context), context)

    def index(self, secret: bytes) -> bytes:
        """The blind index: 32 bytes, always the same for the same secret, worth nothing without the key."""
        return hmac.digest(self._index_key, secret, "sha256")

    def pseudonym(self, context: str, index: bytes) -> bytes:
        """16 bytes that stand for an index in one context; two contexts cannot be laid side by side."""
        return hmac.digest(self._index_key, f"pseudonym:{context}:".encode() + index, "sha256")[:16]

    def indexes(self, secret: bytes) -> list[bytes]:
        """The index under every key, the one in use first: for looking up while an index key is being replaced."""
        numbers = sorted(self.indexing, key=lambda number: (number != self.index_number, -number))
        return [hmac.digest(self.indexing[number], secret, "sha256") for number in numbers]

    def with_index_in_use(self, number: int) -> KeyRing:
        """The same keys, finding by another one: for whoever is replacing the index."""
        return KeyRing(self.sealing, self.indexing, number)


class Sealer:
    """Seals secrets for the rows of one table, for one piece of work in one thread.

    Draws randomness by the block, which is several times as fast; so it must not outlive a fork.
    """

    def __init__(self, ring: KeyRing, table: str) -> None:
        self.ring = ring
        self._prefix = table.encode() + b":"
        self._random = _blocks(_NONCE + 8)

    def context(self, row: bytes) -> bytes:
        """What a sealed secret is bound to: the table and the 16 bytes of the row's id."""
        return self._prefix + row

    def seal_for_new_row(self, secret: bytes) -> tuple[str, bytes, bytes]:
        """A new row id (a UUID in hex), the blind index and the sealed secret."""
        fresh = next(self._random)
        row = _new_id(fresh[_NONCE:])
        return row.hex(), self.ring.index(secret), self.ring.seal(secret, self._prefix + row, fresh[:_NONCE])

    def open(self, sealed: bytes, row: bytes) -> bytes:
        """The secret of a row."""
        return self.ring.open(sealed, self.context(row))


def _blocks(size: int) -> Iterator[bytes]:
    """Random pieces, each given once. A second thread in here at the same time is an error, not a repeated piece."""
    while True:
        block = os.urandom(size * 512)
        for start in range(0, len(block), size):
            yield block[start : start + size]


def _new_id(random: bytes) -> bytes:
    """A UUID of version 7 (RFC 9562): rising with the clock, so that rows made together stand together in an index."""
    milliseconds, rest = divmod(time.time_ns(), 1_000_000)
    clock = (milliseconds << 16) | 0x7000 | (rest << 12) // 1_000_000
    return clock.to_bytes(8, "big") + bytes((random[0] & 0x3F | 0x80,)) + random[1:]


def load_keyring(path: Path, environment: Mapping[str, str]) -> KeyRing:
    """The keys: from the environment when they are there, else from the key file, which is made at the first need."""
    if text := environment.get(OMGEVING):
        return parse_keyring(text, OMGEVING)
    text = read_or_create_secret(path, new_keys())
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise Weigering(
            "Het sleutelbestand is leesbaar voor anderen.",
            f"Geef het alleen aan de eigenaar: chmod 600 {path.name}.",
        )
    return parse_keyring(text, path.name)


def new_keys() -> str:
    """The text of a new key file: one sealing key and one index key."""
    return json.dumps({"versleutelen": {"1": _new_key()}, "index": {"1": _new_key()}}, indent=2)


def with_new_sealing_key(text: str) -> str:
    """The text of a key file with one sealing key more, which becomes the one in use."""
    return _with_new_key(text, "versleutelen")


def with_new_index_key(text: str) -> str:
    """The text of a key file with one index key more, which is not in use yet."""
    return _with_new_key(text, "index", in_use=parse_keyring(text, OMGEVING).index_number)


def with_index_in_use(text: str, number: int) -> str:
    """The text of a key file that finds by this index key."""
    return json.dumps(json.loads(text) | {"index_in_gebruik": number}, indent=2)


def without_old_keys(text: str) -> str:
    """The text of a key file with only the keys in use: what the others sealed can never be opened again."""
    ring = parse_keyring(text, OMGEVING)
    keys = json.loads(text)
    sealing, index = str(max(ring.sealing)), str(ring.index_number)
    left = {"versleutelen": {sealing: keys["versleutelen"][sealing]}, "index": {index: keys["index"][index]}}
    return json.dumps(keys | left, indent=2)


def _with_new_key(text: str, kind: str, *, in_use: int | None = None) -> str:
    keys = json.loads(text)
    number = max(map(int, keys[kind])) + 1
    named = {} if in_use is None else {"index_in_gebruik": in_use}
    return json.dumps(keys | {kind: keys[kind] | {str(number): _new_key()}} | named, indent=2)


def _new_key() -> str:
    return b64encode(os.urandom(32)).decode()


def parse_keyring(text: str, where: str) -> KeyRing:
    """Read the text of a key file; raises Weigering, without a word of its content, when it is not one."""
    try:
        keys = json.loads(text)
        indexing = _read(keys["index"])
        ring = KeyRing(
            _read(keys["versleutelen"]), indexing, int(keys.get("index_in_gebruik", max(indexing)))
        )
    except (ValueError, KeyError, TypeError, AttributeError) as fout:
        raise Weigering(
            "De sleutels zijn niet te lezen.", "Zet het goede sleutelbestand terug; maak geen nieuw.", where
        ) from fout
    if ring.index_number not in ring.indexing:
        raise Weigering(
            "De indexsleutel die in gebruik is, ontbreekt.", "Zet het goede sleutelbestand terug.", where
        )
    if set(ring.sealing.values()) & set(ring.indexing.values()):
        raise Weigering(
            "Een sleutel is voor twee dingen gebruikt.", "Gebruik twee verschillende sleutels.", where
        )
    return ring


def _read(keys: Mapping[str, str]) -> dict[int, bytes]:
    read = {int(number): b64decode(key, validate=True) for number, key in keys.items()}
    if not read or any(len(key) != 32 or not 1 <= number <= 255 for number, key in read.items()):
        raise ValueError("a key has 32 bytes and a number from 1 to 255")
    return read
