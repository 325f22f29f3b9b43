"""How each column of the Sonar export is read: into which column of ours, as what, by which reader.

Pure: readers are functions of a cell and of today. Arbeidsmarktregio is not kept: it follows from the gemeente.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from doorzicht.foundation.cellen import Cel, lees_datum, lees_getal, lees_janee, lees_tekst
from doorzicht.foundation.errors import Weigering
from doorzicht.foundation.tonen import Toonregel, als_datum, als_genoemd, als_getal, als_janee, als_woord

Waarde = str | int | bool | date | None


@dataclass(frozen=True)
class Lezing:
    """A column of the export, the column of ours it fills, and how a cell is read; few values are remembered."""

    kolom: str
    naar: str
    soort: str
    lees: Callable[[Cel], Waarde]
    herhaalt: bool = True


def lees_hoofdletters(cel: Cel) -> str | None:
    """Codes of which the case varies (`AUTO`, `Scooter`, `vmbo`): in capitals, one space between words."""
    tekst = lees_tekst(cel)
    return " ".join(tekst.upper().split()) if tekst else None


def lees_lijst(cel: Cel) -> str | None:
    """A comma list such as `A,B, be`: in capitals, without spaces, each once, in the order of the alphabet."""
    tekst = lees_tekst(cel)
    if tekst is None:
        return None
    delen = {deel.strip().upper() for deel in tekst.replace(";", ",").split(",")}
    return ",".join(sorted(deel for deel in delen if deel)) or None


def lees_banenafspraak(cel: Cel) -> bool | None:
    """1 = ja, 2 = nee (0 too), or in words."""
    return lees_janee(cel)


def lees_inschrijfdatum(cel: Cel, laatste: date) -> date:
    """The day from which somebody is registered: without it nobody can be counted, so it must be there."""
    dag = lees_datum(cel, laatste)
    if dag is None:
        raise Weigering("De inschrijfdatum ontbreekt.", "Vul in vanaf wanneer deze klant is ingeschreven.")
    return dag


def lezingen(vandaag: date) -> tuple[Lezing, ...]:
    """The columns that are kept with the klant; BSN, Gemeente and organisation are read elsewhere."""
    datum = partial(lees_datum, laatste=vandaag)
    klein = partial(lees_getal, hoogste=999)
    return (
        Lezing("ID_WZ", "id_werkzoekende", "text", lees_tekst, herhaalt=False),
        Lezing("Volledige Naam", "naam", "text", lees_tekst, herhaalt=False),
        Lezing("Geslacht", "geslacht", "text", lees_tekst),
        Lezing("Leeftijd", "leeftijd", "smallint", partial(lees_getal, hoogste=130)),
        Lezing("Telefoonnummer", "telefoonnummer", "text", lees_tekst, herhaalt=False),
        Lezing("E-mailadres", "email", "text", lees_tekst, herhaalt=False),
        Lezing("Postcode", "postcode", "text", lees_hoofdletters),
        Lezing("Plaats", "plaats", "text", lees_tekst),
        Lezing("Straatnaam", "straat", "text", lees_tekst),
        Lezing("Huisnummer", "huisnummer", "text", lees_tekst),
        Lezing("Huisnummer Toevoeging", "huisnummer_toevoeging", "text", lees_tekst),
        Lezing("Datum melding", "datum_melding", "date", datum),
        Lezing("1e uitk dag (niet WW)", "eerste_uitkeringsdag", "date", datum),
        Lezing("Beschikbare uren/wk", "uren_per_week", "smallint", partial(lees_getal, hoogste=168)),
        Lezing("Opleidingsniveau", "opleidingsniveau", "text", lees_hoofdletters),
        Lezing("Beroepssector", "beroepssector", "text", lees_tekst),
        Lezing("Bemiddelingsberoep", "bemiddelingsberoep", "text", lees_tekst),
        Lezing("Mondeling Nederlands", "mondeling_nederlands", "smallint", partial(lees_getal, hoogste=8)),
        Lezing(
            "Schriftelijk Nederlands", "schriftelijk_nederlands", "smallint", partial(lees_getal, hoogste=8)
        ),
        Lezing("Rijbewijs", "rijbewijs", "text", lees_lijst),
        Lezing("Vervoer", "vervoer", "text", lees_hoofdletters),
        Lezing("Banenafspraak", "banenafspraak", "boolean", lees_banenafspraak),
        Lezing("Cases (aantal)", "cases", "smallint", klein),
        Lezing("Sonar", "in_sonar", "boolean", lees_janee),
        Lezing("Medewerker Naam", "medewerker", "text", lees_tekst),
        Lezing("GSD Kantoor", "gsd_kantoor", "text", lees_tekst),
        Lezing("Participatieladder", "participatieladder", "text", lees_tekst),
        Lezing("Aantal", "aantal", "smallint", klein),
    )


TOONBAAR: dict[str, Toonregel] = {
    "Datum melding": als_datum,
    "1e uitk dag (niet WW)": als_datum,
    "Beschikbare uren/wk": als_getal,
    "Mondeling Nederlands": als_getal,
    "Schriftelijk Nederlands": als_getal,
    "Inschrijfdatum": als_datum,
    "Leeftijd": als_getal,
    "Gemeente": als_genoemd,
    "Banenafspraak": als_janee,
    "Klantprofiel": als_woord(("concept", "onbekend"), als_datum),
    "Toestemming": als_janee,
    "Cases (aantal)": als_getal,
    "Sonar": als_janee,
    "Organisatie Naam": als_genoemd,
    "Aantal": als_getal,
}
"""Columns of which a report may show what was read, when it looks like this; the others tell who somebody is."""
