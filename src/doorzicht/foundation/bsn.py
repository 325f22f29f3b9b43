"""The burgerservicenummer: how it is written, and the elfproef.

Nine digits. Spreadsheets drop leading zeros and people type dots and spaces, so both are mended here.
The value never appears in an error text: an error may be shown or logged, a BSN may not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from operator import mul

from doorzicht.foundation.errors import Weigering

_OPMAAK = re.compile(r"[.\s-]")
_GEWICHTEN = (9, 8, 7, 6, 5, 4, 3, 2, -1)
_NULTEKENS = ord("0") * sum(_GEWICHTEN)
"""What the sum is too high when it is taken over the characters instead of the digits (several times as fast)."""


@dataclass(frozen=True)
class Bsn:
    """A BSN that passed the elfproef; `nummer` is nine digits. Its repr hides it."""

    nummer: str

    @classmethod
    def parse(cls, tekst: str) -> Bsn:
        """Normalise and check; raises Weigering without repeating what was typed."""
        cijfers = tekst if tekst.isdigit() else _OPMAAK.sub("", tekst)
        if not (cijfers.isascii() and cijfers.isdigit() and 7 <= len(cijfers) <= 9):
            raise Weigering(
                "Dit is geen BSN.", "Een BSN heeft negen cijfers (voorloopnullen mogen weg zijn)."
            )
        nummer = cijfers.zfill(9)
        if not is_elfproef(nummer):
            raise Weigering("Dit BSN klopt niet (elfproef).", "Controleer het nummer bij de bron.")
        return cls(nummer)

    def __repr__(self) -> str:
        return "Bsn(•••••••••)"


def is_elfproef(nummer: str) -> bool:
    """The check of a BSN: 9a+8b+7c+6d+5e+4f+3g+2h-i is a multiple of 11, and not all zeros."""
    som = sum(map(mul, _GEWICHTEN, nummer.encode())) - _NULTEKENS
    return som % 11 == 0 and nummer != "000000000"
