"""What holds in the doelgroepregister: when the end rule takes somebody out, and how a cell names a ground.

Source: Wfsv 38b and 38d, Besluit SUWI 3.2. Pure; every date is an argument.
"""

from __future__ import annotations

from datetime import date, timedelta

from doorzicht.domain.doelgroepregister.model import Grond
from doorzicht.foundation.cellen import Cel, lees_tekst
from doorzicht.foundation.errors import Weigering

OPGESCHORT_VAN = date(2017, 12, 30)
OPGESCHORT_TOT = date(2026, 1, 1)
EERSTE_UITSTROOM = date(2028, 12, 31)
"""Nobody leaves by the end rule before this day: the suspension ends in 2026, and two calendar years follow."""

_GRONDEN = {grond.code: grond for grond in Grond}


def laatste_dag(voorwaarden_vervallen_op: date) -> date:
    """The last day in the register of who no longer meets the conditions (t+2).

    31 December of the second calendar year after that day. The rule stood still from 30 December 2017 to 1 January
    2026: an end that fell in that time, or follows from a day in it, is 31 December 2028 at the earliest.
    """
    dag = date(voorwaarden_vervallen_op.year + 2, 12, 31)
    return max(dag, EERSTE_UITSTROOM) if dag >= OPGESCHORT_VAN else dag


def dag_van_uitstroom(laatste: date) -> date:
    """The first day on which somebody is out."""
    return laatste + timedelta(days=1)


def lees_grond(cel: Cel) -> str:
    """The code of a ground; beschut werk is not one."""
    tekst = (lees_tekst(cel) or "").lower().replace("_", "-").replace(" ", "-")
    if tekst.startswith("beschut"):
        raise Weigering("Wie beschut werkt, hoort niet in het doelgroepregister.", "Haal de rij weg.")
    if tekst not in _GRONDEN:
        raise Weigering("Deze grond kennen we niet.", f"Kies uit: {', '.join(_GRONDEN)}.")
    return tekst
