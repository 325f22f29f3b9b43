"""Test BSNs: nine digits from 900000000 on that pass the elfproef. They are not given to people.

The row is spread out by a fixed step, so that numbers look like those of a real file and are all different.
"""

from __future__ import annotations

from collections.abc import Iterator

from doorzicht.foundation.bsn import is_elfproef

_BEREIK = 10_000_000
_STAP = 7_654_321
"""Has no factor in common with the range, so every number comes once."""


def bsns(zaad: int) -> Iterator[str]:
    """Different BSNs of the test range, always in the same order for the same seed."""
    plaats = zaad % _BEREIK
    for _ in range(_BEREIK):
        plaats = (plaats + _STAP) % _BEREIK
        for laatste in range(10):
            nummer = f"9{plaats:07d}{laatste}"
            if is_elfproef(nummer):
                yield nummer
                break
