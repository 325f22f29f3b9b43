"""Compares a published table that was read from a file with our own uitgave, cell by cell.

Judges nothing: it names every cell that differs, and every row that only one of the two has.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from doorzicht.domain.publicatie.model import Cel, UitgaveInhoud
from doorzicht.domain.publicatie.rules.herstel.model import (
    KOLOMMEN,
    VERBORGEN,
    Herstel,
    Leesrij,
    Lezing,
    Teken,
)


@dataclass(frozen=True)
class Celverschil:
    """One place where the file and the uitgave differ; None is a cell that is not there, 'x' a hidden one."""

    waar: str
    kolom: str
    in_bestand: Teken
    in_uitgave: Teken


def vergelijk(gelezen: Herstel, inhoud: UitgaveInhoud) -> tuple[Celverschil, ...]:
    """All differences, in the order of the table; none when the two say the same."""
    return (*_rijen(gelezen, inhoud), *_totaal(gelezen, inhoud), *_slotzin(gelezen, inhoud))


def _rijen(gelezen: Herstel, inhoud: UitgaveInhoud) -> Iterator[Celverschil]:
    eigen = {_sleutel(regel.gemeente): regel for regel in inhoud.tabel.regels}
    namen = {regel.gemeente_code: _sleutel(regel.gemeente) for regel in inhoud.tabel.regels}
    gezien = set()
    for rij, lezing in zip(gelezen.tabel.rijen, gelezen.rijen, strict=True):
        sleutel = _sleutel_van(rij, namen)
        gezien.add(sleutel)
        if sleutel not in eigen:
            yield Celverschil(rij.waar, "hele rij", "staat er", None)
        else:
            yield from _cellen(rij.waar, lezing, eigen[sleutel].cijfers.cellen())
    for sleutel, regel in eigen.items():
        if sleutel not in gezien:
            yield Celverschil(f"rij {regel.gemeente}", "hele rij", None, "staat er")


def _totaal(gelezen: Herstel, inhoud: UitgaveInhoud) -> Iterator[Celverschil]:
    """Our CSV has no total row: there a total that cannot be summed is no difference."""
    eigen = inhoud.tabel.totaal.cellen()
    for verschil in _cellen("totaalrij", gelezen.totaal, eigen):
        if not (gelezen.tabel.totaal is None and verschil.in_bestand == VERBORGEN):
            yield verschil


def _slotzin(gelezen: Herstel, inhoud: UitgaveInhoud) -> Iterator[Celverschil]:
    paren = (
        ("doelgroepregister", gelezen.tabel.slotzin.doelgroepregister, inhoud.doelgroepregister),
        ("procent bekend", gelezen.tabel.slotzin.bekend_procent, inhoud.bekend_procent),
    )
    for kolom, in_bestand, in_uitgave in paren:
        if in_bestand is not None and in_bestand != in_uitgave:
            yield Celverschil("slotzin", kolom, in_bestand, _als_teken(in_uitgave))


def _cellen(waar: str, lezing: Lezing, eigen: tuple[Cel, ...]) -> Iterator[Celverschil]:
    for kolom, in_bestand, in_uitgave in zip(KOLOMMEN, lezing, map(_als_teken, eigen), strict=True):
        if in_bestand != in_uitgave:
            yield Celverschil(waar, kolom, in_bestand, in_uitgave)


def _als_teken(cel: Cel) -> Teken:
    return VERBORGEN if cel is None else cel


def _sleutel_van(rij: Leesrij, namen: dict[str, str]) -> str:
    return namen.get(rij.code or "", _sleutel(rij.gemeente))


def _sleutel(gemeente: str) -> str:
    return " ".join(gemeente.casefold().replace("-", " ").split())
