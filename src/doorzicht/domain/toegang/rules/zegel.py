"""Seals batches of lines: their hash, chained to the seal before, and a short mark a line to point at differences.

A line comes as it is copied out of the database: its number, a tab, its text. Knows no database, no file and no clock.
The marks prove nothing by themselves: the hash does, and it is over the marks too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256

from doorzicht.domain.toegang.model import Logboek, Zegel

BEGIN = bytes(32)
"""Stands where the first seal has no seal before it."""

_FORM = "doorzicht-zegel-1"
_HALF = 8


def nummer_van(regel: bytes) -> int:
    """The number a line begins with."""
    return int(regel[: regel.index(b"\t")])


def verzegel(
    vorig: Zegel | None, logboek: Logboek, tot: int, regels: Sequence[bytes], van: int, op: datetime
) -> tuple[Zegel, bytes]:
    """The next seal of the chain, over every line of a log from `van` to `tot`; and the marks that belong to it."""
    merken = b"".join(map(merk, regels))
    zegel = Zegel(
        nummer=1 if vorig is None else vorig.nummer + 1,
        logboek=logboek,
        van=van,
        tot=tot,
        aantal=len(regels),
        op=op,
        vorige=BEGIN if vorig is None else vorig.hash,
        regels=hash_van_regels(regels),
        merkhash=sha256(merken).digest(),
        hash=b"",
    )
    return replace(zegel, hash=hash_van(zegel)), merken


def hash_van(zegel: Zegel) -> bytes:
    """What the hash of a seal has to be, from everything else in it."""
    return sha256(f"{zegel.nummer}|{zegel.vorige.hex()}|".encode() + inhoud_van(zegel)).digest()


def inhoud_van(zegel: Zegel) -> bytes:
    """What a seal says about its lines, without its place in the chain."""
    delen = (
        _FORM,
        zegel.logboek.value,
        zegel.van,
        zegel.tot,
        zegel.aantal,
        zegel.op.astimezone(UTC).isoformat(),
    )
    return "|".join((*map(str, delen), zegel.regels.hex(), zegel.merkhash.hex())).encode()


def hash_van_regels(regels: Iterable[bytes]) -> bytes:
    """The hash of lines, numbers included, in their order."""
    return sha256(b"".join(regels)).digest()


def merk(regel: bytes) -> bytes:
    """Sixteen bytes: the number of a line, and a short hash of its text without that number."""
    grens = regel.index(b"\t")
    return int(regel[:grens]).to_bytes(_HALF, "big", signed=True) + sha256(regel[grens:]).digest()[:_HALF]


def ontleed(merken: bytes) -> Iterator[tuple[int, bytes]]:
    """The marks of a batch: number and short hash of each line."""
    for begin in range(0, len(merken), 2 * _HALF):
        midden = begin + _HALF
        yield int.from_bytes(merken[begin:midden], "big", signed=True), merken[midden : midden + _HALF]


def breuken(zegels: Sequence[Zegel]) -> list[int]:
    """Numbers of seals that do not follow from themselves and the seal before; none when the chain is whole."""
    gebroken, vorige = [], BEGIN
    for verwacht, zegel in enumerate(zegels, 1):
        if zegel.nummer != verwacht or zegel.vorige != vorige or zegel.hash != hash_van(zegel):
            gebroken.append(zegel.nummer)
        vorige = zegel.hash
    return gebroken
