"""Makes the files of the demo: real in form, synthetic in content, the same bytes for the same seed.

1. People are made up such that Twente on 30 June 2022 counts as published, and three quarters before it less.
2. The other regions get a light set, so that a map and a ranking have something to show.
3. They are written as a Sonar export and a register file, in any order, with people who must not count.

Nobody in these files exists; every name says so and every BSN is of a test range.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from doorzicht.config.demo.bestanden import schrijf_export, schrijf_register, schrijf_werkmap
from doorzicht.config.demo.gepubliceerd import TWENTE
from doorzicht.config.demo.leesmij import LEESMIJ
from doorzicht.config.demo.mensen import Bevolking, Buitenbeentjes, Mens
from doorzicht.config.demo.nummers import bsns
from doorzicht.config.demo.sonar import Export, Rij
from doorzicht.config.demo.streken import Plaats, plaatsen_overig, plaatsen_twente
from doorzicht.domain.gebied.model import Indeling

ZAAD = 2022
BUITENBEENTJES_TWENTE = Buitenbeentjes(420, 180, 24, 15, 140)
BUITENBEENTJES_OVERIG = Buitenbeentjes(120, 60, 0, 20, 80)


@dataclass(frozen=True)
class Demobestanden:
    """Where the files are, and how many rows each has."""

    sonar_twente: Path
    register_twente: Path
    sonar_overig: Path
    register_overig: Path
    leesmij: Path
    rijen: dict[str, int]


def maak(doel: Path, indeling: Indeling, zaad: int = ZAAD) -> Demobestanden:
    """Write all files of the demo into a folder; it is made when it is not there, older files are replaced."""
    doel.mkdir(parents=True, exist_ok=True)
    bestanden = Demobestanden(
        sonar_twente=doel / "sonar-twente.xlsx",
        register_twente=doel / "register-twente.csv",
        sonar_overig=doel / "sonar-overig.csv",
        register_overig=doel / "register-overig.csv",
        leesmij=doel / "LEESMIJ.txt",
        rijen={},
    )
    toeval = Random(zaad)  # noqa: S311  # a demo must be repeatable, not secret
    twente, overig = bevolking(indeling, toeval, zaad)
    export = Export(toeval, indeling)
    rijen_twente, rijen_overig = list(_rijen(twente, export, 1)), list(_rijen(overig, export, 500_001))
    schrijf_werkmap(bestanden.sonar_twente, rijen_twente, toeval)
    schrijf_export(bestanden.sonar_overig, rijen_overig)
    in_twente, in_overig = _in_register(twente), _in_register(overig)
    schrijf_register(bestanden.register_twente, in_twente, toeval)
    schrijf_register(bestanden.register_overig, in_overig, toeval)
    bestanden.leesmij.write_text(LEESMIJ, encoding="utf-8", newline="\n")
    aantallen = (len(rijen_twente), len(in_twente), len(rijen_overig), len(in_overig))
    paden = (
        bestanden.sonar_twente,
        bestanden.register_twente,
        bestanden.sonar_overig,
        bestanden.register_overig,
    )
    bestanden.rijen.update(zip((pad.name for pad in paden), aantallen, strict=True))
    return bestanden


def bevolking(indeling: Indeling, toeval: Random, zaad: int) -> tuple[list[Mens], list[Mens]]:
    """The people of Twente and of the other regions, each in a random order."""
    maker = Bevolking(toeval, bsns(zaad))
    plaatsen = plaatsen_twente(indeling, BUITENBEENTJES_TWENTE.te_laat_ingeschreven)
    twente = list(_mensen(maker, plaatsen, BUITENBEENTJES_TWENTE))
    overig = list(_mensen(maker, list(plaatsen_overig(indeling, toeval)), BUITENBEENTJES_OVERIG))
    toeval.shuffle(twente)
    toeval.shuffle(overig)
    return twente, overig


def _mensen(maker: Bevolking, plaatsen: Sequence[Plaats], buiten: Buitenbeentjes) -> Iterator[Mens]:
    for plaats in plaatsen:
        yield from maker.klanten(plaats.gemeente, plaats.cijfers)
        yield from maker.alleen_register(plaats.gemeente, plaats.alleen_register)
    yield from maker.buitenbeentjes([plaats.gemeente for plaats in plaatsen], buiten)


def _rijen(mensen: Sequence[Mens], export: Export, eerste: int) -> Iterator[Rij]:
    klanten = (mens for mens in mensen if mens.inschrijving is not None)
    for nummer, mens in enumerate(klanten, start=eerste):
        if mens.inschrijving is not None:
            yield export.rij(mens, mens.inschrijving, nummer)


def _in_register(mensen: Sequence[Mens]) -> list[Mens]:
    return [mens for mens in mensen if mens.registratie is not None]


__all__ = ["TWENTE", "ZAAD", "Demobestanden", "bevolking", "maak"]
