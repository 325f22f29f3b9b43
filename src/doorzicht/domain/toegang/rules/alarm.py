"""When a look counts as opening a dossier: that is what canaries, regions and numbers are watched for.

Pure. The database raises the alarms themselves (config/migrations), where whoever causes one cannot leave it out.
"""

from __future__ import annotations

from collections.abc import Collection

from doorzicht.domain.toegang.model import Kijkwijze, Rol, Veldgroep

_EEN_VOOR_EEN = frozenset({Kijkwijze.PAGINA, Kijkwijze.WIJZIGING, Kijkwijze.API})


def opens_dossier(rol: Rol, wijze: Kijkwijze, velden: Collection[str], aantal: int) -> bool:
    """One klant at a time, by choice, and more of him than who looked.

    A list or an export shows whoever stands in it: a canary among others was not chosen. A klant who looks at himself
    and a supervisor who reads the log open nothing.
    """
    if rol is Rol.KLANT or set(velden) <= {Veldgroep.LOGBOEK.value}:
        return False
    return wijze in _EEN_VOOR_EEN and aantal == 1
