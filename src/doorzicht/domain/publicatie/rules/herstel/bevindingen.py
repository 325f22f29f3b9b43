"""Says in plain Dutch what was found in a published table: what was mended, and what does not fit by how much.

Compares the table as it stood with the table as it must be read; decides nothing about the reading itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from doorzicht.domain.publicatie.rules.herstel.model import (
    KOLOMMEN,
    TOTAAL,
    VERBORGEN,
    Leesbevinding,
    Leesrij,
    Leestabel,
    Lezing,
    Soort,
    Teken,
)
from doorzicht.domain.publicatie.rules.herstel.sommen import (
    getalsom,
    is_onleesbaar,
    kolomsommen,
    ontdoe,
    plaatsen,
    rijsom_past,
    vul_aan,
)
from doorzicht.foundation.getallen import duizendtal, procent


def getal(cel: Teken) -> str:
    """A cell as a Dutch reader writes it; nothing is 'leeg'."""
    return duizendtal(cel) if isinstance(cel, int) else (cel or "leeg")


def over_tekst(tabel: Leestabel) -> Iterator[Leesbevinding]:
    """The known misspelling, accepted and mended."""
    if tabel.misspellingen:
        keer = f"{tabel.misspellingen} keer"
        uitleg = f"Er staat {keer} ‘banenafpraak’. Lees: banenafspraak."
        yield Leesbevinding(Soort.SPELLING, "tekst", f"banenafpraak ({keer})", "banenafspraak", uitleg)


def over_rij(rij: Leesrij, lezing: Lezing) -> Iterator[Leesbevinding]:
    """What was mended in the row of a gemeente."""
    if rij.cellen[:1] == (None,) and lezing[0] is not None and ontdoe(rij.cellen)[0] == lezing[0]:
        stappen = _stappen(_voorloop(rij.cellen))
        uitleg = f"De getallen van {rij.gemeente} staan {stappen} naar rechts. Ze zijn teruggezet."
        yield Leesbevinding(Soort.RIJ_VERSCHOVEN, rij.waar, stappen, "teruggezet", uitleg)
    for plaats in _aangevuld(rij.cellen, lezing):
        waarde = getal(lezing[plaats])
        if plaats == TOTAAL:
            uitleg = f"Het totaal van {rij.gemeente} ontbreekt. De vier getallen zijn samen {waarde}."
            yield Leesbevinding(Soort.RIJTOTAAL_ONTBREEKT, rij.waar, "leeg", waarde, uitleg)
        else:
            uitleg = f"Bij {rij.gemeente} ontbreekt {KOLOMMEN[plaats]}. Volgens de sommen is dat {waarde}."
            yield Leesbevinding(Soort.CEL_ONTBREEKT, rij.waar, "leeg", waarde, uitleg)


def over_totaal(tabel: Leestabel, lezing: Lezing) -> Iterator[Leesbevinding]:
    """What was mended in the total row."""
    rij = tabel.totaal
    if rij is None:
        if not tabel.is_eigen_csv:
            waarde = getal(lezing[TOTAAL])
            uitleg = f"Er is geen totaalrij. Het totaal van de rijen is {waarde}."
            yield Leesbevinding(Soort.TOTAALRIJ_ONTBREEKT, "totaalrij", "leeg", waarde, uitleg)
        return
    yield from over_verschoven_totaal(rij, lezing, bewezen=True)
    for plaats in _aangevuld(rij.cellen, lezing):
        waarde = getal(lezing[plaats])
        if plaats == TOTAAL:
            uitleg = f"Het eindtotaal ontbreekt. De rijen en de kolommen geven allebei {waarde}."
            yield Leesbevinding(Soort.EINDTOTAAL_ONTBREEKT, "totaalrij", "leeg", waarde, uitleg)
        else:
            uitleg = f"In de totaalrij ontbreekt {KOLOMMEN[plaats]}. Volgens de rijen is dat {waarde}."
            yield Leesbevinding(Soort.CEL_ONTBREEKT, "totaalrij", "leeg", waarde, uitleg)


def over_verschoven_totaal(rij: Leesrij, lezing: Lezing, *, bewezen: bool) -> Iterator[Leesbevinding]:
    """That the total row stands in the wrong cells; mended only when the sums prove it."""
    verschuiving = _verschuiving(rij, lezing)
    if verschuiving:
        gevonden = f"{_stappen(abs(verschuiving))} naar {'rechts' if verschuiving > 0 else 'links'}"
        waarom = (
            "Ze zijn teruggezet door de sommen na te rekenen."
            if bewezen
            else "Zo gelezen kloppen de meeste sommen."
        )
        uitleg = f"De getallen in de totaalrij staan {gevonden}. {waarom}"
        hersteld = "teruggezet" if bewezen else None
        yield Leesbevinding(Soort.TOTAALRIJ_VERSCHOVEN, "totaalrij", gevonden, hersteld, uitleg)


def over_verborgen(rij: Leesrij, lezing: Lezing) -> Iterator[Leesbevinding]:
    """One hidden cell in a row hides nothing: the rest of the row gives it away."""
    if lezing.count(VERBORGEN) == 1:
        uitleg = (
            f"In de rij {rij.gemeente} is één getal verborgen. Met de andere getallen is het te berekenen."
        )
        yield Leesbevinding(Soort.HERLEIDBAAR, rij.waar, "1 verborgen getal", None, uitleg)


def over_slotzin(tabel: Leestabel, totaal: Teken) -> Iterator[Leesbevinding]:
    """The percentage in the closing sentence is the total of the register, rounded."""
    register, gevonden = tabel.slotzin.doelgroepregister, tabel.slotzin.bekend_procent
    if register is None or gevonden is None or not isinstance(totaal, int):
        return
    verwacht = procent(totaal, register)
    if verwacht != gevonden:
        uitleg = (
            f"De slotzin zegt {gevonden}%. {duizendtal(totaal)} van {duizendtal(register)} is {verwacht}%."
        )
        yield Leesbevinding(Soort.PERCENTAGE, "slotzin", f"{gevonden}%", None, uitleg)


def over_rij_die_niet_klopt(rij: Leesrij) -> Iterator[Leesbevinding]:
    """Why the row of a gemeente has no reading: unreadable, incomplete, or a sum that does not fit."""
    if is_onleesbaar(rij.cellen):
        yield _onleesbaar(rij)
        return
    heel = [lezing for lezing in map(vul_aan, plaatsen(rij.cellen)) if lezing is not None]
    if not heel:
        te_kort = sum(cel is None for cel in plaatsen(rij.cellen)[0])
        uitleg = f"In de rij {rij.gemeente} ontbreken getallen; ze zijn niet uit de sommen te halen."
        yield Leesbevinding(Soort.ONVOLLEDIG, rij.waar, f"{te_kort} leeg", None, uitleg)
    elif not any(map(rijsom_past, heel)):
        yield _som(Soort.RIJSOM, rij.waar, getalsom(heel[0][:TOTAAL]), heel[0][TOTAAL])


def over_kolommen(
    rij: Leesrij, rijen: Sequence[Lezing], totaal: Lezing
) -> Iterator[tuple[int, Leesbevinding]]:
    """Every column whose sum differs from the total row, with its place."""
    for plaats, (som, cel) in enumerate(zip(kolomsommen(rijen), totaal, strict=False)):
        if isinstance(som, int) and isinstance(cel, int) and som != cel:
            yield plaats, _som(Soort.KOLOMSOM, f"kolom {KOLOMMEN[plaats]}", som, cel)
    if is_onleesbaar(rij.cellen):
        yield TOTAAL, _onleesbaar(rij)


def over_totaalrij(totaal: Lezing) -> Iterator[Leesbevinding]:
    """The total row's own sum."""
    if None not in totaal and not rijsom_past(totaal):
        yield _som(Soort.RIJSOM, "totaalrij", getalsom(totaal[:TOTAAL]), totaal[TOTAAL])


def dubbelzinnig(waar: str, gevonden: str, uitleg: str) -> Leesbevinding:
    """More than one reading fits, so none is chosen."""
    return Leesbevinding(Soort.DUBBELZINNIG, waar, gevonden, None, uitleg)


def _som(soort: Soort, waar: str, som: int, staat: Teken) -> Leesbevinding:
    verschil = som - staat if isinstance(staat, int) else 0
    uitleg = (
        f"{waar[0].upper()}{waar[1:]}: de getallen zijn samen {duizendtal(som)}, maar er staat {getal(staat)} "
        f"(verschil {duizendtal(abs(verschil))})."
    )
    return Leesbevinding(soort, waar, f"{getal(staat)} in plaats van {duizendtal(som)}", None, uitleg)


def _onleesbaar(rij: Leesrij) -> Leesbevinding:
    vreemd = [cel for cel in rij.cellen if isinstance(cel, str) and cel != VERBORGEN]
    gevonden = vreemd[0][:40] if vreemd else f"{len(ontdoe(rij.cellen))} getallen"
    uitleg = f"Regel {rij.regel} ({rij.gemeente[:40]}) is niet te lezen: ‘{gevonden}’."
    return Leesbevinding(Soort.ONLEESBAAR, f"regel {rij.regel}", gevonden, None, uitleg)


def _aangevuld(cellen: Lezing, lezing: Lezing) -> list[int]:
    """The places in a reading that were not in the row: all but where its cells lie."""
    kern = ontdoe(cellen)
    begin = _begin(kern, lezing)
    liggend = {begin + stap for stap, cel in enumerate(kern) if cel is not None}
    return [plaats for plaats in range(len(lezing)) if plaats not in liggend]


def _begin(kern: Lezing, lezing: Lezing) -> int:
    """Where the cells of a row lie in its reading; the most to the left that fits."""
    for begin in range(len(lezing) - len(kern) + 1):
        stuk = lezing[begin : begin + len(kern)]
        if all(cel is None or cel == ander for cel, ander in zip(kern, stuk, strict=True)):
            return begin
    return 0


def _verschuiving(rij: Leesrij, lezing: Lezing) -> int:
    """How many cells a row stands to the right (or left, negative) of where it belongs."""
    kern = ontdoe(rij.cellen)
    return rij.naam_verschoven + _voorloop(rij.cellen) - _begin(kern, lezing) if kern else 0


def _voorloop(cellen: Lezing) -> int:
    return len(list(takewhile(lambda cel: cel is None, cellen)))


def _stappen(aantal: int) -> str:
    return "één cel" if aantal == 1 else f"{aantal} cellen"
