"""Words of the sealed log: the two logs, a seal on a batch of lines, and what can be wrong with them.

Numbers of lines and seals only; a seal knows nothing of who looked at whom.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum


class Logboek(Enum):
    """The two logs: of who looked at whom, and of processing without who did it."""

    KIJKEN = "logregel"
    VERWERKING = "verwerking"


@dataclass(frozen=True)
class Zegel:
    """All lines of one log with a number from `van` to `tot`, as they were when they were sealed.

    `regels` is the hash of the lines, `merkhash` that of the short marks that point at a single line; `hash` is over
    everything, `vorige` (the hash of the seal before) included.
    """

    nummer: int
    logboek: Logboek
    van: int
    tot: int
    aantal: int
    op: datetime
    vorige: bytes
    regels: bytes
    merkhash: bytes
    hash: bytes


class Schendingsoort(Enum):
    """What was done to the log. The first six are the ways to tamper; KOPBESTAND is about the file outside.

    ONGELIJK: an act has another number of lines in one log than in the other. They are written in one statement.
    """

    GEWIJZIGD = "gewijzigd"
    VERWIJDERD = "verwijderd"
    TUSSENGEVOEGD = "tussengevoegd"
    VERPLAATST = "verplaatst"
    AFGEKAPT = "afgekapt"
    VERWISSELD = "verwisseld"
    KOPBESTAND = "kopbestand"
    ONGELIJK = "ongelijk"


@dataclass(frozen=True)
class Schending:
    """One thing that is wrong: lines of a log, or seals (then without a log), by their numbers."""

    soort: Schendingsoort
    logboek: Logboek | None
    nummers: tuple[int, ...]


@dataclass(frozen=True)
class Gat:
    """Numbers of a log that were drawn and that no line has, behind the last seal.

    Not proof of anything: an act that was undone leaves one too. Where there are many, or together with something else,
    somebody has to ask.
    """

    logboek: Logboek
    van: int
    tot: int


@dataclass(frozen=True)
class Kop:
    """What the file outside the database knows: every seal, and the numbers of those whose lines were let go.

    `opgegeven` are seals that were given up, openly, because an older backup was put back.
    """

    zegels: tuple[Zegel, ...]
    vervallen: frozenset[int] = frozenset()
    opgegeven: tuple[int, ...] = ()


@dataclass(frozen=True)
class Controle:
    """What checking the log came to; nothing is wrong when there is no schending."""

    regels: int
    zegels: int
    onverzegeld: int
    opgegeven: tuple[int, ...]
    schendingen: tuple[Schending, ...]
    gaten: tuple[Gat, ...] = ()
