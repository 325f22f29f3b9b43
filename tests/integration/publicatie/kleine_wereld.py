"""A small world in real files: some people in the register and in Sonar, brought in by the real doors."""

from __future__ import annotations

import csv
import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from doorzicht.domain.doelgroepregister import service as doelgroepregister
from doorzicht.domain.doelgroepregister.model import KOLOMMEN as REGISTERKOLOMMEN
from doorzicht.domain.klant.model import SONAR_KOLOMMEN
from doorzicht.domain.klantprofiel import service as klantprofielen
from doorzicht.foundation.bsn import is_elfproef
from doorzicht.foundation.invoer import Opdracht

DOOR = "statisticus"


def bsns() -> Iterator[str]:
    """Numbers that pass the elfproef and are never issued (they start with 9)."""
    return (str(nummer) for nummer in itertools.count(900_000_000) if is_elfproef(str(nummer)))


@dataclass(frozen=True)
class Mens:
    """Somebody of the small world; `profiel` is the text of the export's column."""

    bsn: str
    gemeente: str = "Almelo"
    organisatie: str = "UWV"
    profiel: str = "NNB"
    ingeschreven: str = "01-03-2021"
    in_register: str | None = "2020-01-01"


def breng_in(mensen: Iterable[Mens], map_: Path) -> None:
    """Write the register and the export, and bring both in."""
    mensen = list(mensen)
    opdracht = Opdracht(door=DOOR, per=date(2022, 6, 30))
    register, export = map_ / "register.csv", map_ / "sonar.csv"
    with register.open("w", encoding="utf-8", newline="") as uit:
        schrijver = csv.writer(uit)
        schrijver.writerow(REGISTERKOLOMMEN)
        for mens in mensen:
            if mens.in_register:
                schrijver.writerow([mens.bsn, "wajong", mens.in_register, "", mens.gemeente])
    with export.open("w", encoding="utf-8", newline="") as uit:
        schrijver = csv.writer(uit)
        schrijver.writerow(SONAR_KOLOMMEN)
        schrijver.writerows([_sonar(mens).get(kolom, "NNB") for kolom in SONAR_KOLOMMEN] for mens in mensen)
    assert doelgroepregister.importeer(register, opdracht).opgeslagen
    uitslag = klantprofielen.importeer_sonar_export(export, opdracht)
    assert uitslag.opgeslagen, uitslag.meldingen[:3]


def _sonar(mens: Mens) -> dict[str, str]:
    return {
        "BSN": mens.bsn,
        "Inschrijfdatum": mens.ingeschreven,
        "Gemeente": mens.gemeente,
        "Klantprofiel": mens.profiel,
        "Organisatie Naam": mens.organisatie,
        "Banenafspraak": "1",
        "Volledige Naam": "Synthetisch Persoon",
    }
