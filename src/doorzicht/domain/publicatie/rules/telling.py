"""Counts the frozen rows of a peiling into the tables of all regions, in one pass.

A klant counts when he stands in the doelgroepregister and somebody is responsible for him (klantsoort).
Works on columns that are already pseudonymous; never looks at a person, a clock or a database.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from doorzicht.domain.gebied.model import Arbeidsmarktregio, Gemeente, GemeenteCode, Indeling
from doorzicht.domain.publicatie.model import Cijfers, Landtabel, Regel, Tabel, Telrijen

IntArray = npt.NDArray[np.int64]


def tel(rijen: Telrijen, indeling: Indeling) -> Landtabel:
    """The unprotected tables: a row a gemeente, in the order of the publication.

    Gemeenten without klanten get a row of zeros: absence is a fact too. Who lives in no gemeente of the
    indeling is counted apart and stands in no region.
    """
    rij = {gemeente.code: nummer for nummer, gemeente in enumerate(indeling.gemeenten)}
    plaats = _plaatsen(rijen.gemeenten, rij)
    klanten = _tel_klanten(rijen, plaats, len(rij))
    register = _tel_register(rijen, plaats, len(rij))
    leden = _leden(indeling)
    return Landtabel(
        tabellen=tuple(
            _tabel(regio, rijen_van, indeling, klanten)
            for regio, rijen_van in zip(indeling.regios, leden, strict=True)
        ),
        cijfers=_cijfers(klanten[:-1].sum(axis=0)),
        doelgroepregister=tuple(int(register[rijen_van].sum()) for rijen_van in leden),
        doelgroepregister_totaal=int(register.sum()),
        zonder_gemeente=int(klanten[-1].sum()),
        doelgroepregister_zonder_gemeente=int(register[-1]),
    )


def _plaatsen(codes: tuple[str, ...], rij: dict[GemeenteCode, int]) -> IntArray:
    """The row of the table for "not known" and for each of the peiling's codes; unknown is the row after the last."""
    onbekend = len(rij)
    return np.array([onbekend, *(rij.get(GemeenteCode(code), onbekend) for code in codes)], dtype=np.int64)


def _tel_klanten(rijen: Telrijen, plaats: IntArray, aantal: int) -> IntArray:
    """Rows of four: gemeenteklant with and without profiel, UWV-klant with and without; unknown place last."""
    telt = rijen.klant[: rijen.in_register]
    per_code = np.bincount(telt, minlength=4 * (len(plaats) + 1)).reshape(-1, 4)[1:]
    return _naar_rijen(per_code, plaats, aantal)


def _tel_register(rijen: Telrijen, plaats: IntArray, aantal: int) -> IntArray:
    """People in the register per gemeente where the register has them; unknown place last."""
    in_register = rijen.register[: rijen.in_register]
    return _naar_rijen(np.bincount(in_register, minlength=len(plaats) + 1)[1:], plaats, aantal)


def _naar_rijen(per_code: IntArray, plaats: IntArray, aantal: int) -> IntArray:
    """Counts by the peiling's codes added up into the rows of the table."""
    uit = np.zeros((aantal + 1, *per_code.shape[1:]), dtype=np.int64)
    np.add.at(uit, plaats, per_code)
    return uit


def _leden(indeling: Indeling) -> list[list[int]]:
    """For each region the rows of its gemeenten, in the order of the publication."""
    van_regio: dict[int, list[int]] = {regio.nummer: [] for regio in indeling.regios}
    for rij, gemeente in enumerate(indeling.gemeenten):
        van_regio[gemeente.regio_nummer].append(rij)
    return list(van_regio.values())


def _tabel(regio: Arbeidsmarktregio, leden: list[int], indeling: Indeling, klanten: IntArray) -> Tabel:
    regels = tuple(_regel(indeling.gemeenten[rij], klanten[rij]) for rij in leden)
    return Tabel(regio.nummer, regio.naam, regels, _cijfers(klanten[leden].sum(axis=0)))


def _regel(gemeente: Gemeente, vier: IntArray) -> Regel:
    return Regel(gemeente.code, gemeente.naam, _cijfers(vier))


def _cijfers(vier: IntArray) -> Cijfers:
    return Cijfers.of([*vier.tolist(), int(vier.sum())])
