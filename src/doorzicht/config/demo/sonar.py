"""Lays a synthetic person in the 34 columns of the Sonar dashboard export, as untidy as real files are.

Dates stay dates here; how a date is written (date cell, serial number, text) is for the file. Every row can be
imported: untidy is not wrong. Nothing points to a person: each name, address and number says that it is synthetic.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from random import Random
from typing import TypeVar

from doorzicht.config.demo.dagen import GEMAAKT
from doorzicht.config.demo.mensen import Inschrijving, Mens
from doorzicht.domain.gebied.model import Indeling

KOLOMMEN = (
    "Datum melding", "1e uitk dag (niet WW)", "BSN", "ID_WZ", "Beschikbare uren/wk", "Opleidingsniveau",
    "Beroepssector", "Bemiddelingsberoep", "Mondeling Nederlands", "Schriftelijk Nederlands", "Rijbewijs",
    "Inschrijfdatum", "Geslacht", "Telefoonnummer", "Volledige Naam", "Leeftijd", "E-mailadres", "Vervoer",
    "Gemeente", "Postcode", "Plaats", "Straatnaam", "Huisnummer", "Huisnummer Toevoeging", "Banenafspraak",
    "Klantprofiel", "Arbeidsmarktregio", "Cases (aantal)", "Sonar", "Medewerker Naam", "Organisatie Naam",
    "GSD Kantoor", "Participatieladder", "Aantal",
)  # fmt: skip
"""The header of the export, exactly (DOMAIN: its 34 columns)."""

Waarde = str | int | date | None
T = TypeVar("T")
OPLEIDINGEN = ("VMBO", "MBO", "HBO", "WO")
SECTOREN = (1, 10, 41, 47, 49, 56, 81, 82, 84, 87, 88, 96, 99999)
BEROEPEN = (
    "Medewerker groen", "Productiemedewerker", "Schoonmaker", "Magazijnmedewerker", "Keukenhulp",
    "Administratief medewerker", "Vakkenvuller", "Medewerker fietsenstalling", "Assistent zorg", "Chauffeur",
)  # fmt: skip
RIJBEWIJZEN = ("B", "B,BE", "A,B", "AM", "B,C,CE", "B,T", "A,B,C,D,BE,CE,DE,T")
VERVOER = ("AUTO", "FIETS", "Fiets", "MOTOR", "Scooter")
ONBEKEND = ("NNB", "Onbekend", "??", None)

_SCHRIJFWIJZEN = {
    "Hengelo": ("Hengelo (O)", "HENGELO", "Hengelo OV"),
    "Rijssen-Holten": ("Rijssen Holten",),
    "Hof van Twente": ("HOF VAN TWENTE",),
    "'s-Gravenhage": ("Den Haag",),
    "'s-Hertogenbosch": ("Den Bosch",),
    "Bergen (NH)": ("Bergen NH",),
    "Bergen (L)": ("Bergen L",),
}
"""Other spellings that the map knows."""

Rij = tuple[Waarde, ...]


class Export:
    """Writes people down as rows of the export; draws what the figures do not ask for."""

    def __init__(self, toeval: Random, indeling: Indeling) -> None:
        self._toeval = toeval
        self._regios = {regio.nummer: regio for regio in indeling.regios}

    def rij(self, mens: Mens, inschrijving: Inschrijving, nummer: int) -> Rij:
        """One row, in the order of KOLOMMEN."""
        return (
            *self._begin(mens, inschrijving, nummer),
            *self._werk(),
            inschrijving.van,
            *self._persoon(nummer),
            *self._woning(mens),
            *self._einde(mens, inschrijving),
        )

    def _begin(self, mens: Mens, inschrijving: Inschrijving, nummer: int) -> Rij:
        melding = inschrijving.van - timedelta(days=self._toeval.randrange(0, 15))
        uitkering = melding if self._kans(0.4) else None
        return (melding, uitkering, self._bsn(mens.bsn), 50_000_000 + nummer)

    def _werk(self) -> Rij:
        return (
            self._of_onbekend(lambda: self._toeval.randrange(4, 41), 0.3),
            self._of_onbekend(lambda: self._kies(OPLEIDINGEN), 0.35),
            self._kies(SECTOREN) if self._kans(0.7) else None,
            self._of_onbekend(lambda: self._kies(BEROEPEN), 0.3),
            self._of_onbekend(lambda: self._toeval.randrange(1, 5), 0.2),
            self._of_onbekend(lambda: self._toeval.randrange(1, 5), 0.2),
            self._kies(RIJBEWIJZEN) if self._kans(0.45) else None,
        )

    def _persoon(self, nummer: int) -> Rij:
        return (
            self._kies(("M", "V", "m", "v", "M", "V", "Onbekend")),
            self._telefoon(nummer),
            f"Synthetisch Persoon {nummer:06d}",
            self._toeval.randrange(18, 66),
            f"synthetisch.{nummer:06d}@voorbeeld.invalid" if self._kans(0.8) else None,
            self._kies(VERVOER) if self._kans(0.6) else self._kies(ONBEKEND),
        )

    def _woning(self, mens: Mens) -> Rij:
        return (
            self._gemeente(mens),
            f"{self._toeval.randrange(1000, 10000)} {self._kies('BCDF')}{self._kies('GHJK')}",
            mens.gemeente.naam.upper() if self._kans(0.1) else mens.gemeente.naam,
            "Synthetischestraat",
            self._toeval.randrange(1, 250),
            self._kies(("A", "b", "bis")) if self._kans(0.1) else None,
        )

    def _einde(self, mens: Mens, inschrijving: Inschrijving) -> Rij:
        regio = self._regios[mens.gemeente.regio_nummer]
        gsd = mens.gemeente.naam if inschrijving.bij_gemeente else None
        return (
            1 if mens.registratie is not None and mens.registratie.einde is None else 2,
            inschrijving.profiel or "NNB",
            regio.titel if self._kans(0.1) else regio.naam,
            1 if self._kans(0.9) else 2,
            1,
            f"Synthetisch Medewerker {self._toeval.randrange(1, 60)}",
            f"Gemeente {gsd}" if gsd else self._kies(("UWV", "UWV", "UWV", "Uwv", "UWV WERKbedrijf")),
            gsd,
            "??" if self._kans(0.8) else self._toeval.randrange(1, 7),
            1,
        )

    def _bsn(self, bsn: str) -> str | int:
        """A number cell, mostly; sometimes text, or with the points people type."""
        lot = self._toeval.random()
        if lot < 0.9:
            return int(bsn)
        return bsn if lot < 0.97 else f"{bsn[:4]}.{bsn[4:6]}.{bsn[6:]}"

    def _telefoon(self, nummer: int) -> str | int | None:
        """06-00 numbers are not given out; as a number cell it has lost its first nought."""
        lot = self._toeval.random()
        if lot < 0.15:
            return None
        return 600_000_000 + nummer if lot < 0.7 else f"06-00{nummer:06d}"

    def _gemeente(self, mens: Mens) -> str:
        lot, gemeente = self._toeval.random(), mens.gemeente
        if lot < 0.85:
            return gemeente.naam
        if lot < 0.92:
            return gemeente.code
        andere = _SCHRIJFWIJZEN.get(gemeente.naam)
        return self._kies(andere) if andere else f" {gemeente.naam.upper()}"

    def _of_onbekend(self, trek: Callable[[], Waarde], kans: float) -> Waarde:
        return self._kies(ONBEKEND) if self._kans(kans) else trek()

    def _kans(self, kans: float) -> bool:
        return self._toeval.random() < kans

    def _kies(self, keuzes: Sequence[T]) -> T:
        return keuzes[int(self._toeval.random() * len(keuzes))]


def als_tekst(waarde: Waarde) -> str:
    """As a CSV writes it: a date as dd-mm-jjjj."""
    if isinstance(waarde, date):
        return f"{waarde.day:02d}-{waarde.month:02d}-{waarde.year}"
    return "" if waarde is None else str(waarde)


def peilmoment() -> str:
    """The line that says when and for what the export was made."""
    return f"Synthetisch bestand, gemaakt om te oefenen; stand van {als_tekst(GEMAAKT)}. Er staat niemand in."
