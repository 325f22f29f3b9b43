"""The way to a log that can prove itself whole.

1. `zegel` puts everything that is finished under a seal, first in the file outside, then in the database.
2. `controleer` recomputes all of it and names what was done to the log, by numbers.
3. `hervat` goes on after an older backup was put back; what was lost stays named for ever.

All of it runs as the owner, on the command line; no page calls it. A request never waits for a seal.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from django.db import connection, transaction
from django.utils import timezone

from doorzicht.domain.toegang.model import Controle, Kop, Logboek, Zegel
from doorzicht.domain.toegang.rules import controle
from doorzicht.domain.toegang.rules.zegel import breuken, hash_van_regels, merk, nummer_van, verzegel
from doorzicht.domain.toegang.store import kop, zegels
from doorzicht.foundation.errors import Weigering
from doorzicht.infra.log import get_log

STAPEL = 10_000
"""Lines under one seal at most: so many marks are read to point at a difference."""

WACHTEN = 5.0
"""Seconds to wait for writers that have not finished; their lines come under the next seal."""

log = get_log()


@dataclass(frozen=True)
class Verlies:
    """How many sealed lines of both logs the database lacks, and from which moment; None is from the beginning."""

    regels: int
    sinds: datetime | None


@dataclass(frozen=True)
class Verzegeling:
    """What a run of sealing did: how many seals, over how many lines; `wacht` when something was left for later."""

    zegels: int
    regels: int
    wacht: bool


def zegel(wachten: float = WACHTEN) -> Verzegeling:
    """Seal every finished line of both logs; leaves it to somebody else who seals at this moment.

    The file comes first: from then on the seal counts. Cut off between the two, the next run finds the seal in the
    file, holds it against the lines and puts it in the database. The reverse cannot happen, and is an alarm.
    """
    with zegels.alone(wachten=False) as is_alone:
        if not is_alone:
            return Verzegeling(0, 0, wacht=True)
        _finish_what_was_cut_off()
        nieuw, wacht = [], False
        for logboek in Logboek:
            tot = zegels.finished_up_to(logboek, wachten)
            wacht = wacht or tot is None
            nieuw += list(_zegel_tot(logboek, tot or 0))
    regels = sum(een.aantal for een in nieuw)
    log.info("logboek.verzegeld", zegels=len(nieuw), regels=regels)
    return Verzegeling(len(nieuw), regels, wacht)


def te_verzegelen() -> tuple[int, datetime | None]:
    """How many looks wait for a seal, and since when the oldest does."""
    return zegels.waiting()


def controleer() -> Controle:
    """Check both logs from the first line to the last, as they are at this moment, and against each other.

    Which numbers are finished is asked before the picture is taken, so that no act that is still busy looks like a gap.
    """
    is_own = not connection.in_atomic_block
    with zegels.alone(wachten=True):
        klaar = {logboek: zegels.finished_up_to(logboek, WACHTEN) or 0 for logboek in Logboek}
        with transaction.atomic():
            if is_own:
                zegels.one_picture()
            alle, buiten = zegels.alle(), kop.lees()
            regels = {logboek: zegels.lines(logboek) for logboek in Logboek}
            gevonden = controle.controleer(alle, buiten, regels, zegels.merken_van, klaar)
            ongelijk = controle.ongelijk(zegels.unequal())
    gevonden = replace(gevonden, schendingen=gevonden.schendingen + ongelijk)
    log.info("logboek.gecontroleerd", regels=gevonden.regels, schendingen=len(gevonden.schendingen))
    return gevonden


def hervat() -> tuple[int, ...]:
    """Go on from the last seal that the database still has; returns the numbers of the seals that are given up.

    For after an older backup was put back: lines that came later are lost, and the file outside remembers which.
    """
    with zegels.alone(wachten=True), transaction.atomic():
        laatste = zegels.laatste()
        nummer = 0 if laatste is None else laatste.nummer
        opgegeven = tuple(een.nummer for een in kop.lees().zegels if een.nummer > nummer)
        if opgegeven:
            kop.schrijf_hervat(nummer, timezone.now())
    return opgegeven


def verloren() -> Verlies:
    """What a restore took from the log, as far as it was sealed; asked before `hervat`."""
    laatste = zegels.laatste()
    nummer = 0 if laatste is None else laatste.nummer
    aantal = sum(een.aantal for een in _later(kop.lees(), nummer))
    return Verlies(aantal, None if laatste is None else laatste.op)


def _finish_what_was_cut_off() -> None:
    """Put in the database what the file knows already, when its lines are there; raises Weigering when they are not."""
    buiten, laatste = kop.lees(), zegels.laatste()
    nummer = 0 if laatste is None else laatste.nummer
    if breuken(buiten.zegels) or (laatste is not None and laatste not in buiten.zegels):
        raise _klopt_niet()
    for een in _later(buiten, nummer):
        with transaction.atomic():
            regels = zegels.lines_between(een.logboek, een.van, een.tot)
            merken = b"".join(map(merk, regels))
            if hash_van_regels(regels) != een.regels or sha256(merken).digest() != een.merkhash:
                raise _klopt_niet()
            zegels.voeg_toe(een, merken)


def _later(buiten: Kop, nummer: int) -> list[Zegel]:
    return [een for een in buiten.zegels if een.nummer > nummer]


def _klopt_niet() -> Weigering:
    return Weigering(
        "Het logboek klopt niet met het kopbestand; er is niets verzegeld.",
        "Voer uit: doorzicht logboek controleer.",
        "logboek",
    )


def _zegel_tot(logboek: Logboek, tot: int) -> Iterator[Zegel]:
    """A seal for every batch of lines up to a number; the last one reaches it, also where numbers were never used."""
    van = zegels.verzegeld_tot(logboek) + 1
    while van <= tot:
        with transaction.atomic():
            regels = zegels.lines_between(logboek, van, tot, STAPEL)
            if not regels:
                return
            einde = nummer_van(regels[-1]) if len(regels) == STAPEL else tot
            een, merken = verzegel(zegels.laatste(), logboek, einde, regels, van, timezone.now())
            zegels.voeg_toe(een, merken)
            kop.schrijf(een)
        yield een
        van = einde + 1
