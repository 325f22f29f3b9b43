"""Counts the frozen rows of a peiling into the tables of all regions, in one pass.

A klant counts when he stands in the doelgroepregister and somebody is responsible for him (klantsoort).
Works on columns that are already pseudonymous; never looks at a person, a clock or a database.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from doorzicht.domain.gebied.model import GemeenteCode, Indeling
from doorzicht.domain.publicatie.model import Cijfers, Landtabel, Regel, Tabel, Telrijen

IntArray = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Telling:
    """The bare counts of a peiling: a row a gemeente of an indeling, and last the place that is not known.

    `klanten` has four columns: gemeenteklant with and without profiel, UWV-klant with and without. `register` counts
    people by the gemeente where the register has them.
    """

    klanten: IntArray
    register: IntArray


def tel(rijen: Telrijen, indeling: Indeling) -> Landtabel:
    """The unprotected tables of a peiling."""
    return leg_uit(tel_rijen(rijen, indeling), indeling)


def tel_rijen(rijen: Telrijen, indeling: Indeling) -> Telling:
    """Count the rows; may run beside others on a thread of its own."""
    plaats, aantal, telt = _plaatsen(rijen.gemeenten, indeling), len(indeling.gemeenten), rijen.in_register
    klanten = _aantallen(rijen.klant[:telt], 4 * (len(plaats) + 1)).reshape(-1, 4)[1:]
    register = _aantallen(rijen.register[:telt], len(plaats) + 1)[1:]
    return Telling(_naar_rijen(klanten, plaats, aantal), _naar_rijen(register, plaats, aantal))


def leg_uit(telling: Telling, indeling: Indeling) -> Landtabel:
    """The counts as tables: a row a gemeente, in the order of the publication.

    Gemeenten without klanten get a row of zeros: absence is a fact too. Who lives in no gemeente of the
    indeling is counted apart and stands in no region.
    """
    klanten, register, regio_van = telling.klanten, telling.register, _regio_van(indeling)
    per_regio = _naar_rijen(register, regio_van, len(indeling.regios))
    return Landtabel(
        tabellen=_tabellen(klanten, regio_van, indeling),
        cijfers=_cijfers(klanten[:-1].sum(axis=0, keepdims=True))[0],
        doelgroepregister=tuple(per_regio[:-1].tolist()),
        doelgroepregister_totaal=int(register.sum()),
        zonder_gemeente=int(klanten[-1].sum()),
        doelgroepregister_zonder_gemeente=int(register[-1]),
    )


def _aantallen(getallen: npt.NDArray[np.int16], kan: int) -> IntArray:
    """How often each of the numbers 0 to `kan` stands there; in a sorted column that is where the next one begins."""
    if (getallen[:-1] <= getallen[1:]).all():
        return np.diff(np.searchsorted(getallen, np.arange(kan + 1, dtype=np.int16)))
    return np.bincount(getallen, minlength=kan)


def _plaatsen(codes: tuple[str, ...], indeling: Indeling) -> IntArray:
    """The row of the table for "not known" and for each of the peiling's codes; unknown is the row after the last."""
    rij = {gemeente.code: nummer for nummer, gemeente in enumerate(indeling.gemeenten)}
    onbekend = len(rij)
    return np.array([onbekend, *(rij.get(GemeenteCode(code), onbekend) for code in codes)], dtype=np.int64)


def _regio_van(indeling: Indeling) -> IntArray:
    """For each row of the counts the place of its region; for the last row the place after the last region."""
    plaats = {regio.nummer: nummer for nummer, regio in enumerate(indeling.regios)}
    return np.array([*(plaats[gemeente.regio_nummer] for gemeente in indeling.gemeenten), len(plaats)])


def _naar_rijen(aantallen: IntArray, plaats: IntArray, rijen: int) -> IntArray:
    """Counts added up into rows, each at its place; one row more than `rijen`, for what has no place."""
    uit = np.zeros((rijen + 1, *aantallen.shape[1:]), dtype=np.int64)
    np.add.at(uit, plaats, aantallen)
    return uit


def _tabellen(klanten: IntArray, regio_van: IntArray, indeling: Indeling) -> tuple[Tabel, ...]:
    regels: list[list[Regel]] = [[] for _ in indeling.regios]
    for gemeente, cijfers, regio in zip(
        indeling.gemeenten, _cijfers(klanten[:-1]), regio_van[:-1].tolist(), strict=True
    ):
        regels[regio].append(Regel(gemeente.code, gemeente.naam, cijfers))
    totalen = _cijfers(_naar_rijen(klanten, regio_van, len(regels))[:-1])
    return tuple(
        Tabel(regio.nummer, regio.naam, tuple(rijen), totaal)
        for regio, rijen, totaal in zip(indeling.regios, regels, totalen, strict=True)
    )


def _cijfers(vier: IntArray) -> list[Cijfers]:
    """The figures of each row of four, with their total; taken out of the array all at once."""
    vijf = np.concatenate([vier, vier.sum(axis=1, keepdims=True)], axis=1)
    return [Cijfers(*rij) for rij in vijf.tolist()]
