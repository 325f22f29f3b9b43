"""Draws days for the demo: in which quarter somebody came in, and on which day of it.

Quarters before the first one shown are one bag. Ends never fall on the edge of a quarter; starts sometimes do,
because the day itself counts.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from doorzicht.foundation.kwartaal import Kwartaal

LAATSTE = Kwartaal(2022, 2)
KWARTALEN = (Kwartaal(2021, 3), Kwartaal(2021, 4), Kwartaal(2022, 1), LAATSTE)
"""The quarters of the demo, oldest first; the records tell all four by their own dates."""

BEGIN = date(2015, 1, 5)
"""No date in the demo is older."""

GEMAAKT = date(2022, 7, 8)
"""The day on which the exports are said to be made."""

NA_LAATSTE = (LAATSTE.peildatum + timedelta(days=1), GEMAAKT)
_OP_DE_DAG_ZELF = 0.03


def kwartaal_van_instroom(plek: float, aandeel: float) -> Kwartaal | None:
    """In which quarter somebody came, when `aandeel` came in each of the last three; None is before those.

    `plek` runs from 0 to 1 over the people of a cell, so that each quarter gets its share exactly.
    """
    stap = int(plek / aandeel)
    return KWARTALEN[3 - stap] if stap < 3 else None


def in_kwartaal(toeval: Random, kwartaal: Kwartaal | None) -> date:
    """A day in a quarter, now and then its very last one; None is any day up to the first peildatum."""
    eind = (kwartaal or KWARTALEN[0]).peildatum
    if toeval.random() < _OP_DE_DAG_ZELF:
        return eind
    return tussen(toeval, kwartaal.begin if kwartaal else BEGIN, eind)


def midden_in(toeval: Random, kwartaal: Kwartaal) -> date:
    """A day well within a quarter."""
    return tussen(toeval, kwartaal.begin + timedelta(days=10), kwartaal.peildatum - timedelta(days=10))


def tussen(toeval: Random, van: date, tot_en_met: date) -> date:
    """A day from `van` up to and including `tot_en_met`."""
    return van + timedelta(days=toeval.randrange((tot_en_met - van).days + 1))
