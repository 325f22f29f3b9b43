"""What happens when two people change one klant: fields that only one of them touched go together, others collide.

Pure; compares three states of the same fields: as it was for who typed, as it is now, as he wants it.
"""

from __future__ import annotations

from collections.abc import Mapping

from doorzicht.domain.klant.model import Botsing, Velden


def verzoen(
    was: Mapping[str, object] | None, nu: Mapping[str, object], wil: Mapping[str, object]
) -> tuple[Velden, tuple[Botsing, ...]]:
    """The fields to write, and the collisions; with a collision nothing may be written before somebody chose.

    Without a known `was` every difference collides: nobody can tell who touched what.
    """
    schrijf: Velden = {}
    botsingen = []
    for veld, eigen in wil.items():
        toen = nu[veld] if was is None else was[veld]
        if eigen == nu[veld] or (was is not None and eigen == toen):
            continue
        if was is None or toen != nu[veld]:
            botsingen.append(Botsing(veld, toen, nu[veld], eigen))
        else:
            schrijf[veld] = eigen
    return schrijf, tuple(botsingen)
