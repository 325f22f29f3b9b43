"""Works out how the rows of a published table must be read, by its sums alone.

Every row can be read in a few ways (shifted, with a cell left out); a reading of the whole table is right when
all row sums and column sums fit. One such reading is a mending, two are a doubt, none means that a number is wrong.
A number that stands in the file is never changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product
from math import prod

from doorzicht.domain.publicatie.rules.herstel.model import TOTAAL, VERBORGEN, Lezing, Teken

BREEDTE = 5
_MEESTE_COMBINATIES = 4096

Oplossing = tuple[tuple[Lezing, ...], Lezing]
"""All rows and the total row, complete."""


def plaatsen(cellen: Lezing) -> list[Lezing]:
    """Every way to lay the cells of a row on the five columns, the most to the left first."""
    kern = ontdoe(cellen)
    if len(kern) > BREEDTE:
        return []
    ruimte = BREEDTE - len(kern)
    return [(None,) * links + kern + (None,) * (ruimte - links) for links in range(ruimte + 1)]


def ontdoe(cellen: Lezing) -> Lezing:
    """Without the empty cells at both ends."""
    gevuld = [plaats for plaats, cel in enumerate(cellen) if cel is not None]
    return cellen[gevuld[0] : gevuld[-1] + 1] if gevuld else ()


def is_onleesbaar(cellen: Lezing) -> bool:
    """More than five cells, or a cell that is neither a number nor hidden."""
    vreemd = any(isinstance(cel, str) and cel != VERBORGEN for cel in cellen)
    return vreemd or len(ontdoe(cellen)) > BREEDTE


def rijlezingen(cellen: Lezing) -> list[Lezing]:
    """The readings of a row of a gemeente in which its own sum fits, one left-out cell filled in."""
    if is_onleesbaar(cellen):
        return []
    gevuld = (vul_aan(lezing) for lezing in plaatsen(cellen))
    return list(dict.fromkeys(lezing for lezing in gevuld if lezing is not None and rijsom_past(lezing)))


def vul_aan(lezing: Lezing) -> Lezing | None:
    """With its one left-out cell worked out; None when that cannot be."""
    leeg = [plaats for plaats, cel in enumerate(lezing) if cel is None]
    if not leeg:
        return lezing
    if len(leeg) > 1 or VERBORGEN in lezing:
        return None
    som = getalsom(lezing[:TOTAAL])
    waarde = som if leeg[0] == TOTAAL else getalsom(lezing[TOTAAL:]) - som
    return (*lezing[: leeg[0]], waarde, *lezing[leeg[0] + 1 :]) if waarde >= 0 else None


def getalsom(cellen: Iterable[Teken]) -> int:
    """The sum of what is a number; hidden and empty cells are left out."""
    return sum(cel for cel in cellen if isinstance(cel, int))


def rijsom_past(lezing: Lezing) -> bool:
    """The four figures make the total; with hidden cells they may not make more than it."""
    totaal = lezing[TOTAAL]
    if not isinstance(totaal, int):
        return True
    som = getalsom(lezing[:TOTAAL])
    return som <= totaal if VERBORGEN in lezing else som == totaal


def kolomsommen(rijen: Sequence[Lezing]) -> Lezing:
    """The sum of every column; hidden when a cell in it is."""
    return tuple(VERBORGEN if VERBORGEN in kolom else getalsom(kolom) for kolom in zip(*rijen, strict=True))


def totaallezingen(cellen: Lezing, rijen: Sequence[Lezing]) -> list[Lezing]:
    """The readings of the total row that fit under these rows, what was left out filled in."""
    if is_onleesbaar(cellen):
        return []
    sommen = kolomsommen(rijen)
    zichtbaar = tuple(getalsom(kolom) for kolom in zip(*rijen, strict=True))
    passend = []
    for lezing in plaatsen(cellen):
        heel = tuple(som if cel is None else cel for cel, som in zip(lezing, sommen, strict=True))
        if _past_onder(heel, sommen, zichtbaar) and rijsom_past(heel):
            passend.append(heel)
    return list(dict.fromkeys(passend))


def _past_onder(heel: Lezing, sommen: Lezing, zichtbaar: Sequence[int]) -> bool:
    for cel, som, minstens in zip(heel, sommen, zichtbaar, strict=True):
        if cel == VERBORGEN:
            continue
        if not isinstance(cel, int) or (cel < minstens if som == VERBORGEN else cel != som):
            return False
    return True


def oplossingen(rijen: Sequence[Lezing], totaal: Lezing | None) -> list[Oplossing] | None:
    """Every reading of the whole table in which all sums fit (two are enough to know of a doubt).

    `totaal` is None when there is no total row. None when there are too many ways to try.
    """
    per_rij = [rijlezingen(cellen) for cellen in rijen]
    if prod(len(lezingen) for lezingen in per_rij) > _MEESTE_COMBINATIES:
        return None
    gevonden: list[Oplossing] = []
    for keuze in product(*per_rij):
        totalen = [kolomsommen(keuze)] if totaal is None else totaallezingen(totaal, keuze)
        gevonden += [(keuze, lezing) for lezing in totalen]
        if len(gevonden) > 1:
            return gevonden[:2]
    return gevonden


def beste_totaal(cellen: Lezing, rijen: Sequence[Lezing]) -> Lezing:
    """The reading of a total row that does not fit in which most cells do; the most to the left when in doubt."""
    sommen = kolomsommen(rijen)
    lezingen = plaatsen(cellen) or [cellen[:BREEDTE]]
    return max(lezingen, key=lambda lezing: sum(cel == som for cel, som in zip(lezing, sommen, strict=False)))
