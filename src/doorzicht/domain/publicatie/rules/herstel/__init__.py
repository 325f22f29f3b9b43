"""Reads a published table back, re-aligns it by its sums, and says what was found and mended.

1. `lees` finds the table and keeps every row as it stands.
2. All readings in which every row sum and column sum fits are worked out.
3. One reading: that is the table, with a finding for each thing mended. None or more: nothing is mended.

A number that stands in the file is never changed; a wrong one is reported, with what it would have to be.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from doorzicht.domain.publicatie.rules.herstel import bevindingen as zeg
from doorzicht.domain.publicatie.rules.herstel.lezen import lees
from doorzicht.domain.publicatie.rules.herstel.model import (
    KOLOMMEN,
    TOTAAL,
    Herstel,
    Leesbevinding,
    Leestabel,
    Lezing,
    Raster,
    Slotzin,
    Soort,
)
from doorzicht.domain.publicatie.rules.herstel.sommen import (
    BREEDTE,
    beste_totaal,
    getalsom,
    kolomsommen,
    ontdoe,
    oplossingen,
    plaatsen,
    vul_aan,
)

__all__ = ["Herstel", "Leesbevinding", "Leestabel", "Lezing", "Raster", "Slotzin", "Soort", "herstel", "lees"]


def herstel(rasters: Sequence[Raster]) -> Herstel:
    """The table in these sheets as it must be read; raises Weigering when there is no table at all."""
    tabel = lees(rasters)
    dubbel = list(_dubbele_gemeenten(tabel))
    gevonden = oplossingen([rij.cellen for rij in tabel.rijen], tabel.totaal.cellen if tabel.totaal else None)
    if gevonden is None or len(gevonden) > 1:
        return _onbeslist(tabel, dubbel)
    if not gevonden:
        return _niet_sluitend(tabel, dubbel)
    rijen, totaal = gevonden[0]
    if tabel.totaal is None and (open_rijen := list(_niet_na_te_rekenen(tabel))):
        return _onbeslist(tabel, [*dubbel, *open_rijen])
    return _hersteld(tabel, rijen, totaal, dubbel)


def _hersteld(
    tabel: Leestabel, rijen: tuple[Lezing, ...], totaal: Lezing, dubbel: list[Leesbevinding]
) -> Herstel:
    bevindingen = [*zeg.over_totaal(tabel, totaal)]
    for rij, lezing in zip(tabel.rijen, rijen, strict=True):
        bevindingen += [*zeg.over_rij(rij, lezing), *zeg.over_verborgen(rij, lezing)]
    fout = [*dubbel, *zeg.over_slotzin(tabel, totaal[TOTAAL])]
    return Herstel(tabel, rijen, totaal, (*bevindingen, *zeg.over_tekst(tabel), *fout), sluit=not fout)


def _niet_sluitend(tabel: Leestabel, dubbel: list[Leesbevinding]) -> Herstel:
    rijen, totaal = _zoals_het_staat(tabel)
    per_rij = [list(zeg.over_rij_die_niet_klopt(rij)) for rij in tabel.rijen]
    fout = [bevinding for van_rij in per_rij for bevinding in van_rij]
    if tabel.totaal is not None:
        gevuld = [vul_aan(lezing) or lezing for lezing in rijen]
        kolommen = dict(zeg.over_kolommen(tabel.totaal, gevuld, totaal))
        fout += [*kolommen.values(), *zeg.over_totaalrij(totaal)]
        fout += _voorstel(tabel, rijen, totaal)
        fout += zeg.over_verschoven_totaal(tabel.totaal, totaal, bewezen=False)
    return Herstel(tabel, rijen, totaal, (*fout, *dubbel, *zeg.over_tekst(tabel)), sluit=False)


def _onbeslist(tabel: Leestabel, bevindingen: list[Leesbevinding]) -> Herstel:
    if not any(bevinding.soort is Soort.DUBBELZINNIG for bevinding in bevindingen):
        uitleg = "De sommen passen op meer dan één manier. Daarom is er niets hersteld."
        bevindingen = [*bevindingen, zeg.dubbelzinnig("tabel", "meer dan één lezing", uitleg)]
    rijen, totaal = _zoals_het_staat(tabel)
    return Herstel(tabel, rijen, totaal, (*bevindingen, *zeg.over_tekst(tabel)), sluit=False)


def _zoals_het_staat(tabel: Leestabel) -> tuple[tuple[Lezing, ...], Lezing]:
    """Rows and total row as they stand, laid on the five columns without changing a number."""
    rijen = tuple(_gelegd(rij.cellen) for rij in tabel.rijen)
    if tabel.totaal is None:
        return rijen, (None,) * BREEDTE
    gevuld = [vul_aan(lezing) or lezing for lezing in rijen]
    totaal = beste_totaal(tabel.totaal.cellen, gevuld)
    return rijen, (*totaal, *(None,) * (BREEDTE - len(totaal)))


def _gelegd(cellen: Lezing) -> Lezing:
    gelegd = plaatsen(cellen)
    return gelegd[0] if gelegd else ontdoe(cellen)[:BREEDTE]


def _niet_na_te_rekenen(tabel: Leestabel) -> Iterator[Leesbevinding]:
    """Without a total row nothing says whether a row that lacks a cell was read well."""
    for rij in tabel.rijen:
        if sum(cel is not None for cel in rij.cellen) < BREEDTE:
            uitleg = f"In de rij {rij.gemeente} ontbreekt een getal, en zonder totaalrij is het niet na te rekenen."
            yield zeg.dubbelzinnig(rij.waar, "leeg", uitleg)


def _dubbele_gemeenten(tabel: Leestabel) -> Iterator[Leesbevinding]:
    for gemeente, aantal in Counter(rij.gemeente for rij in tabel.rijen).items():
        if aantal > 1:
            uitleg = f"{gemeente} staat er {aantal} keer in."
            yield Leesbevinding(Soort.DUBBELE_GEMEENTE, f"rij {gemeente}", f"{aantal} keer", None, uitleg)


def _voorstel(tabel: Leestabel, rijen: Sequence[Lezing], totaal: Lezing) -> Iterator[Leesbevinding]:
    """Every number stands in one row and one column; one wrong number breaks exactly those two sums.

    Then we say what it would have to be. It is said, not done: the row and the column may both be wrong.
    """
    namen = [*(rij.gemeente for rij in tabel.rijen), "totaalrij"]
    alle = [*rijen, vul_aan(totaal) or totaal]
    if not all(isinstance(cel, int) for lezing in alle for cel in lezing):
        return
    in_rij = [getalsom(lezing[:TOTAAL]) - getalsom(lezing[TOTAAL:]) for lezing in alle]
    in_kolom = [
        getalsom([som]) - getalsom([cel]) for som, cel in zip(kolomsommen(rijen), totaal, strict=True)
    ]
    foute_rijen = [plaats for plaats, verschil in enumerate(in_rij) if verschil]
    foute_kolommen = [plaats for plaats, verschil in enumerate(in_kolom) if verschil]
    if len(foute_rijen) != 1 or len(foute_kolommen) != 1:
        return
    rij, kolom = foute_rijen[0], foute_kolommen[0]
    staat = getalsom([alle[rij][kolom]])
    te_veel = in_rij[rij] if kolom != TOTAAL else -in_rij[rij]
    past = in_kolom[kolom] == (te_veel if rij < len(rijen) else -te_veel)
    if past and staat - te_veel >= 0:
        uitleg = (
            f"Als alleen {KOLOMMEN[kolom]} bij {namen[rij]} fout is, hoort daar {zeg.getal(staat - te_veel)} "
            f"te staan in plaats van {zeg.getal(staat)}. Kijk het na bij de bron."
        )
        yield zeg.dubbelzinnig(f"rij {namen[rij]}, kolom {KOLOMMEN[kolom]}", zeg.getal(staat), uitleg)
