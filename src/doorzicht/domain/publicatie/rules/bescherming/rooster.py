"""Lays a Landtabel out as one row of cells with the sums that tie them, and puts it back.

Rounding, suppression and audit all work on this one shape, so that every total that is printed
(gemeente, region, country, register) takes part. Never decides what is hidden.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from scipy import sparse

from doorzicht.domain.publicatie.model import Cel, Cijfers, Landtabel, Regel, Tabel

Getallen = npt.NDArray[np.float64]
Vlaggen = npt.NDArray[np.bool_]
Som = tuple[tuple[int, ...], int]
"""The places of the parts, and the place of their total."""

KOLOMMEN = (
    "gemeenteklanten met profiel",
    "gemeenteklanten zonder profiel",
    "UWV-klanten met profiel",
    "UWV-klanten zonder profiel",
    "totaal in Sonar",
)


@dataclass(frozen=True, eq=False)
class Rooster:
    """Cells with their values (0 where hidden), which are hidden, and a matrix of sums: parts 1, total -1."""

    waarden: Getallen
    verborgen: Vlaggen
    sommen: sparse.csr_array

    @classmethod
    def of(cls, cellen: Sequence[Cel], sommen: Sequence[Som]) -> Rooster:
        """From figures, None for a hidden one, and the sums among them."""
        waarden = np.array([cel or 0 for cel in cellen], dtype=np.float64)
        verborgen = np.array([cel is None for cel in cellen], dtype=np.bool_)
        return cls(waarden, verborgen, _matrix(sommen, len(cellen)))

    def met_verborgen(self, verborgen: Vlaggen) -> Rooster:
        """The same cells with others hidden; the hidden values are gone from it."""
        return Rooster(np.where(verborgen, 0.0, self.waarden), verborgen, self.sommen)


def _matrix(sommen: Sequence[Som], cellen: int) -> sparse.csr_array:
    rij = [nummer for nummer, (delen, _) in enumerate(sommen) for _ in (*delen, None)]
    kolom = [cel for delen, totaal in sommen for cel in (*delen, totaal)]
    teken = [waarde for delen, _ in sommen for waarde in (*(1.0 for _ in delen), -1.0)]
    return sparse.csr_array((teken, (rij, kolom)), shape=(len(sommen), cellen))


def met_randen(kern: Sequence[Sequence[int]]) -> tuple[list[int], list[Som]]:
    """A plain table row by row, a total after every row and a total row at the end; with its sums."""
    breedte = len(kern[0]) + 1
    rijen = [[*rij, sum(rij)] for rij in kern]
    rijen.append([sum(kolom) for kolom in zip(*rijen, strict=True)])
    plaatsen = np.arange(len(rijen) * breedte).reshape(len(rijen), breedte).tolist()
    return [cel for rij in rijen for cel in rij], _tabelsommen(plaatsen[:-1], plaatsen[-1])


def _tabelsommen(rijen: Sequence[Sequence[int]], totaal: Sequence[int]) -> list[Som]:
    """Every row to its last cell, every column to the total row."""
    sommen = [(tuple(rij[:-1]), rij[-1]) for rij in (*rijen, totaal)]
    sommen += [
        (tuple(kolom), onder) for kolom, onder in zip(zip(*rijen, strict=True), totaal, strict=True) if kolom
    ]
    return sommen


def leg_uit(land: Landtabel) -> Rooster:
    """The whole country as cells in a fixed order, with all its sums."""
    return Rooster.of(list(_cellen(land)), list(_sommen(land)))


def _cellen(land: Landtabel) -> Iterator[Cel]:
    for tabel in land.tabellen:
        for regel in tabel.regels:
            yield from regel.cijfers.cellen()
        yield from tabel.totaal.cellen()
    yield from land.cijfers.cellen()
    yield from land.doelgroepregister
    yield land.doelgroepregister_zonder_gemeente
    yield land.doelgroepregister_totaal
    yield land.zonder_gemeente


def _sommen(land: Landtabel) -> Iterator[Som]:
    plaats = 0
    totaalrijen = []
    for tabel in land.tabellen:
        rijen = [list(range(plaats + 5 * rij, plaats + 5 * rij + 5)) for rij in range(len(tabel.regels) + 1)]
        yield from _tabelsommen(rijen[:-1], rijen[-1])
        totaalrijen.append(rijen[-1])
        plaats += 5 * len(rijen)
    yield from _tabelsommen(totaalrijen, list(range(plaats, plaats + 5)))
    register = range(plaats + 5, plaats + 6 + len(land.doelgroepregister))
    yield tuple(register), register.stop


def open_sommen(rooster: Rooster) -> tuple[int, ...]:
    """The places of totals that differ from their parts, of sums in which nothing is hidden."""
    verschil = rooster.sommen @ rooster.waarden
    compleet = abs(rooster.sommen) @ rooster.verborgen.astype(np.float64) == 0
    totalen = rooster.sommen.indices[rooster.sommen.data < 0]
    return tuple(int(totalen[som]) for som in np.flatnonzero(compleet & (verschil != 0)))


def leg_terug(land: Landtabel, cellen: Iterable[Cel]) -> Landtabel:
    """The Landtabel with these cells in the order of `leg_uit`."""
    rest = iter(cellen)
    return replace(
        land,
        tabellen=tuple(_tabel_terug(tabel, rest) for tabel in land.tabellen),
        cijfers=_vijf(rest),
        doelgroepregister=tuple(next(rest) for _ in land.doelgroepregister),
        doelgroepregister_zonder_gemeente=next(rest),
        doelgroepregister_totaal=next(rest),
        zonder_gemeente=next(rest),
    )


def _tabel_terug(tabel: Tabel, rest: Iterator[Cel]) -> Tabel:
    regels = tuple(Regel(regel.gemeente_code, regel.gemeente, _vijf(rest)) for regel in tabel.regels)
    return replace(tabel, regels=regels, totaal=_vijf(rest))


def _vijf(rest: Iterator[Cel]) -> Cijfers:
    return Cijfers.of([next(rest) for _ in range(5)])


def plaatsnamen(land: Landtabel) -> tuple[str, ...]:
    """What each cell of `leg_uit` is, in words."""
    rijen = [naam for tabel in land.tabellen for naam in (*(r.gemeente for r in tabel.regels), tabel.regio)]
    namen = [f"{rij}, {kolom}" for rij in (*rijen, "Nederland") for kolom in KOLOMMEN]
    namen += [f"{tabel.regio}, doelgroepregister" for tabel in land.tabellen]
    return (
        *namen,
        "doelgroepregister zonder bekende gemeente",
        "Nederland, doelgroepregister",
        "klanten zonder bekende gemeente",
    )
