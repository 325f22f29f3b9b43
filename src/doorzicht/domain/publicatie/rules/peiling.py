"""Joins the register, the klanten and their profiles of one day into the rows of a peiling.

Pure. The three come together on a pseudonym; who they are is not known here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from doorzicht.domain.publicatie.model import Klantsoort, Peilingrijen

_SOORT = {Klantsoort.GEMEENTEKLANT: 1, Klantsoort.UWVKLANT: 2}

Klantstand = tuple[Klantsoort, str | None, bool]
"""Whose klant, the code of his woongemeente or None, and whether he has a profiel."""


def voeg_samen(
    register: Mapping[bytes, str | None], klanten: Mapping[bytes, Klantstand], gemeenten: Sequence[str]
) -> Peilingrijen:
    """One row for everybody who is in the register or in Sonar, sorted by pseudonym (16 bytes each).

    `register` gives the woongemeente by pseudonym. A gemeente that is not on the map of that day counts as not known.
    """
    plek = {code: nummer for nummer, code in enumerate(gemeenten)}
    pseudoniemen = sorted(register.keys() | klanten.keys())
    aantal = len(pseudoniemen)
    in_register = np.fromiter((p in register for p in pseudoniemen), np.bool_, aantal)
    stand = [klanten.get(p) for p in pseudoniemen]
    return Peilingrijen.of(
        gemeenten=tuple(gemeenten),
        pseudoniem=np.frombuffer(b"".join(pseudoniemen), np.uint8).reshape(aantal, 16),
        in_register=in_register,
        register_gemeente=_plekken((register.get(p) for p in pseudoniemen), plek, aantal),
        klantsoort=np.fromiter((_SOORT[s[0]] if s else 0 for s in stand), np.int8, aantal),
        klant_gemeente=_plekken((s[1] if s else None for s in stand), plek, aantal),
        heeft_profiel=np.fromiter((bool(s and s[2]) for s in stand), np.bool_, aantal),
    )


def _plekken(
    codes: Iterable[str | None], plek: Mapping[str, int], aantal: int
) -> np.ndarray[tuple[int], np.dtype[np.int16]]:
    return np.fromiter((plek.get(code, -1) if code else -1 for code in codes), np.int16, aantal)
