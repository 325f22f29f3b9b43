"""Which looks are watched: opening a dossier, seeing many people in lists, taking many of them along one by one.

Pure. The database raises the alarms themselves (config/migrations), where whoever causes one cannot leave it out.
"""

from __future__ import annotations

from collections.abc import Collection

from doorzicht.domain.toegang.model import Alarmsoort, Kijkwijze, Rol, Veldgroep

INZAGEN_PER_DAG = 10
"""Files with all that is held, of so many different klanten, one colleague makes in a day and a night.

It is the right of a klant who asks for it (AVG 15), for whom has no account. That is a few a month in a large gemeente;
ten in a day is a service counter on its busiest day, and far below the hundred that need four eyes as one file: such a
file holds no BSN, this one does.
"""

INZAGE = "betrokkene.inzage"
"""The operation under which such a file is logged."""

_IN_LIJST = frozenset({Kijkwijze.LIJST, Kijkwijze.ZOEK, Kijkwijze.API})


def opens_dossier(rol: Rol, wijze: Kijkwijze, velden: Collection[str], aantal: int) -> bool:
    """One klant at a time, by choice, and more of him than who looked.

    On a page, by a program, in a file, by changing him, or as the only one whom a search found: each shows him alone. A
    list shows whoever stands in it, also when that is one, and so does a file or a search with more than one: a canary
    among others was not chosen. A klant who looks at himself and a supervisor who reads the log open nothing.
    """
    return wijze is not Kijkwijze.LIJST and aantal == 1 and not _is_elsewhere(rol, velden)


def counted_as(rol: Rol, handeling: str, wijze: Kijkwijze, velden: Collection[str]) -> Alarmsoort | None:
    """Under which alarm a look is counted besides, when there is one."""
    if _is_elsewhere(rol, velden):
        return None
    if wijze in _IN_LIJST:
        return Alarmsoort.VEEL_IN_LIJSTEN
    return Alarmsoort.VEEL_INZAGE if wijze is Kijkwijze.UITVOER and handeling == INZAGE else None


def _is_elsewhere(rol: Rol, velden: Collection[str]) -> bool:
    """A klant who looks at himself, or a supervisor who reads who looked."""
    return rol is Rol.KLANT or set(velden) <= {Veldgroep.LOGBOEK.value}
