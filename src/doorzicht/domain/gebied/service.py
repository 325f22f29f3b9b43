"""The way to the map: which gemeenten and arbeidsmarktregio's there were on a day.

1. A list of gemeenten (CSV, a row a gemeente) is loaded with the day from which it holds.
2. Every later question is answered for a day, so that an old quarter keeps its own map.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

from django.db import transaction

from doorzicht.domain.gebied import store
from doorzicht.domain.gebied.model import Arbeidsmarktregio, Gemeente, GemeenteCode, Indeling, RegioNummer
from doorzicht.domain.gebied.rules import Herkenning, herken, namen
from doorzicht.foundation.cellen import Cel, lees_tekst
from doorzicht.foundation.errors import Weigering

__all__ = [
    "Herkenning",
    "gemeentelezer",
    "gemeenten_in_regio",
    "herken",
    "indeling_op",
    "laad",
    "laad_meegeleverde",
    "lees_lijst",
    "namen",
]

KOLOMMEN = ("gm_code", "gemeente", "regio_nr", "regio", "cbs_amr_code", "lat", "lon", "buren")
MEEGELEVERD = Path(__file__).parent / "indelingen" / "2022.csv"
MEEGELEVERD_VAN = date(2000, 1, 1)
"""The list of 2022 (gemeenten of 2022-03-24 to 2022-12-31) also answers for earlier days, until an older one is loaded:
a trend compares quarters on one map."""


def indeling_op(dag: date) -> Indeling:
    """The map on a day; raises Weigering when none is loaded for it."""
    indeling = store.read(dag)
    if not indeling.gemeenten:
        raise Weigering(
            f"Er is geen lijst van gemeenten voor {dag.isoformat()}.",
            "Laad er een met: doorzicht gebied laad BESTAND.",
        )
    return indeling


def gemeenten_in_regio(regio: int, dag: date) -> frozenset[str]:
    """The codes of the gemeenten in a region on a day; none when the region is not on the map of that day."""
    return store.codes_in(regio, dag)


def gemeentelezer(indeling: Indeling) -> Callable[[Cel], GemeenteCode | None]:
    """A reader of cells that name a gemeente: its code, None when it is not known, a Weigering when in doubt."""
    bekende = namen(indeling)

    def lees(cel: Cel) -> GemeenteCode | None:
        tekst = lees_tekst(cel)
        if tekst is None:
            return None
        gevonden = herken(indeling, tekst, bekende)
        if gevonden.code is None:
            raise _onbekende_gemeente(tekst, gevonden.voorstellen)
        return gevonden.code

    return lees


def _onbekende_gemeente(tekst: str, voorstellen: Sequence[Gemeente]) -> Weigering:
    """What was read is shown only when it looks like a name of a place: a cell can hold anything."""
    namen_ = " of ".join(f"{gemeente.naam} ({gemeente.code})" for gemeente in voorstellen)
    vraag = f" Bedoel je {namen_}?" if voorstellen else ""
    wat = f"‘{tekst[:40]}’ kennen we niet." if voorstellen else "Deze gemeente kennen we niet."
    return Weigering(wat + vraag, "Pas de cel aan en lees het bestand opnieuw in.")


def laad(bestand: Path, vanaf: date) -> int:
    """Load a list of gemeenten that holds from a day on, until the day of the next list that is known.

    Returns how many gemeenten changed, came or went; lists may be loaded in any order.
    """
    try:
        tekst = bestand.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as fout:
        raise Weigering(
            "Het bestand is niet te lezen als UTF-8.", "Sla het op als CSV in UTF-8.", bestand.name
        ) from fout
    with transaction.atomic():
        return store.save(lees_lijst(tekst, vanaf))


def zorg_voor_lijst() -> bool:
    """Load the list that comes with the program when there is none at all; says whether it did."""
    if store.is_filled():
        return False
    laad_meegeleverde()
    return True


def laad_meegeleverde() -> int:
    """Load the list that comes with the program; nothing happens when it is there already."""
    return laad(MEEGELEVERD, MEEGELEVERD_VAN)


def lees_lijst(tekst: str, vanaf: date) -> Indeling:
    """Read the CSV of a map: the columns of KOLOMMEN, neighbours as codes with spaces between them."""
    lezer = csv.DictReader(io.StringIO(tekst))
    ontbreekt = [kolom for kolom in KOLOMMEN if kolom not in (lezer.fieldnames or ())]
    if ontbreekt:
        raise Weigering(
            f"De kolom {ontbreekt[0]} ontbreekt.", f"De kolommen zijn: {', '.join(KOLOMMEN)}.", "Rij 1"
        )
    regios: dict[int, Arbeidsmarktregio] = {}
    gemeenten: dict[str, Gemeente] = {}
    for nummer, rij in enumerate(lezer, start=2):
        gemeente, regio = _lees_rij(rij, f"Rij {nummer}")
        if gemeente.code in gemeenten:
            raise Weigering(
                f"Gemeente {gemeente.code} staat er twee keer in.", "Haal er een weg.", f"Rij {nummer}"
            )
        if regios.setdefault(regio.nummer, regio) != regio:
            raise Weigering(f"Regio {regio.nummer} heeft twee namen.", "Maak ze gelijk.", f"Rij {nummer}")
        gemeenten[gemeente.code] = gemeente
    if not gemeenten:
        raise Weigering("De lijst is leeg.", "Geef een rij voor elke gemeente.")
    return Indeling(vanaf, tuple(regios[nummer] for nummer in sorted(regios)), tuple(gemeenten.values()))


def _lees_rij(rij: Mapping[str, str], waar: str) -> tuple[Gemeente, Arbeidsmarktregio]:
    try:
        nummer = RegioNummer(int(rij["regio_nr"]))
        gemeente = Gemeente(
            code=GemeenteCode(rij["gm_code"]),
            naam=rij["gemeente"],
            regio_nummer=nummer,
            breedte=float(rij["lat"]),
            lengte=float(rij["lon"]),
            buren=tuple(GemeenteCode(code) for code in rij["buren"].split()),
        )
    except (TypeError, ValueError, AttributeError) as fout:
        raise Weigering(
            "Een getal in deze rij is niet te lezen.", "Kijk regio_nr, lat en lon na.", waar
        ) from fout
    return gemeente, Arbeidsmarktregio(nummer, rij["regio"], rij["cbs_amr_code"])
