"""What somebody asks when a file is brought in, and what came of it.

Pure values, shared by every term that reads files. A Melding may be shown, saved and mailed:
it never holds a BSN, a name or an address.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from doorzicht.foundation.cellen import Cel
from doorzicht.foundation.errors import Weigering
from doorzicht.foundation.tonen import Toonregel

Voortgang = Callable[[int, int], None]
"""Called now and then with the rows that were read and the rows that are expected."""


@dataclass(frozen=True)
class Opdracht:
    """How a file is to be brought in.

    `door` is an account name. `per` is the day the file tells of (today when None): changes that bring no date
    of their own hold from that day on. `volledig_per` ends on that day whoever is not in the file.
    """

    door: str
    proef: bool = False
    sla_fouten_over: bool = False
    synthetisch: bool = False
    per: date | None = None
    volledig_per: date | None = None
    voortgang: Voortgang | None = None

    def dag(self, vandaag: date) -> date:
        """The day the file tells of; raises Weigering for a day that has not come yet."""
        for dag in (self.per, self.volledig_per):
            if dag and dag > vandaag:
                raise Weigering(
                    "De dag van een bestand kan niet in de toekomst liggen.", "Controleer het jaar."
                )
        return self.per or vandaag

    def bewaak_volledig(self) -> None:
        """Raises Weigering when a file that says to be complete may leave rows out: those would seem to be absent."""
        if self.volledig_per and self.sla_fouten_over:
            raise Weigering(
                "Wie in een overgeslagen rij staat, lijkt afwezig.",
                "Gebruik --volledig-per niet met --sla-fouten-over.",
            )


NIET_GETOOND = "(niet getoond)"


@dataclass(frozen=True, slots=True, order=True)
class Melding:
    """One refused cell: where, what was read (masked where it tells of a person), why, and what to do."""

    rij: int
    kolom: str
    gelezen: str
    reden: str
    doe: str

    def __str__(self) -> str:
        return f"Rij {self.rij}, kolom {self.kolom}: {self.reden} {self.doe}"


Telling = tuple[int, int, int]
"""How many were new, changed and the same."""


def tel_op(een: Telling, ander: Telling) -> Telling:
    """The counts of two pieces of a file together."""
    return een[0] + ander[0], een[1] + ander[1], een[2] + ander[2]


@dataclass(frozen=True)
class Uitslag:
    """What a file did, or would do when it was only a trial."""

    nieuw: int
    gewijzigd: int
    ongewijzigd: int
    geweigerd: int
    beeindigd: int
    meldingen: tuple[Melding, ...]
    opgeslagen: bool
    bestand_sha256: str
    synthetisch: bool

    @classmethod
    def van(
        cls,
        telling: Telling,
        meldingen: Iterable[Melding],
        sha256: str,
        opdracht: Opdracht,
        beeindigd: int = 0,
    ) -> Uitslag:
        """From the counts and the report; says whether the file may be stored."""
        alle = tuple(sorted(meldingen))
        geweigerd = len({melding.rij for melding in alle})
        mag = not opdracht.proef and (not geweigerd or opdracht.sla_fouten_over)
        return cls(*telling, geweigerd, beeindigd, alle, mag, sha256, opdracht.synthetisch)

    @property
    def gelezen(self) -> int:
        """The rows that held a person."""
        return self.nieuw + self.gewijzigd + self.ongewijzigd + self.geweigerd


def maak_melding(
    rij: int, kolom: str, cel: Cel, weigering: Weigering, toonbaar: Mapping[str, Toonregel]
) -> Melding:
    """A line of the report. The cell is shown only when the rule of its column lets it through."""
    gelezen = "" if cel is None else " ".join(str(cel).split())
    regel = toonbaar.get(kolom)
    if regel is None or (gelezen and not regel(gelezen, weigering)):
        gelezen = NIET_GETOOND
    return Melding(rij, kolom, gelezen, weigering.wat, weigering.doe)
