"""A sealed log tells what was done to it: which lines changed, went, came, moved, traded places or were cut off."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from doorzicht.domain.toegang.model import Gat, Kop, Logboek, Schending, Schendingsoort, Zegel
from doorzicht.domain.toegang.rules.controle import controleer
from doorzicht.domain.toegang.rules.zegel import breuken, hash_van, verzegel

OP = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
TEKSTEN = {1: "an", 2: "bo", 4: "cas", 5: "dien", 6: "ed", 8: "fem"}  # 3 and 7 were drawn and never used
ACHTER = {9: "gé"}  # not sealed yet


def lines(teksten: dict[int, str]) -> list[bytes]:
    return [f"{nummer}\t{tekst}\n".encode() for nummer, tekst in sorted(teksten.items())]


def sealed() -> tuple[list[Zegel], dict[int, bytes]]:
    """Two seals over the log of looks: lines 1 to 4, and 5 to 8."""
    zegels: list[Zegel] = []
    merken = {}
    for van, tot in ((1, 4), (5, 8)):
        stapel = lines({nummer: tekst for nummer, tekst in TEKSTEN.items() if van <= nummer <= tot})
        zegel, eigen = verzegel(zegels[-1] if zegels else None, Logboek.KIJKEN, tot, stapel, van, OP)
        zegels.append(zegel)
        merken[zegel.nummer] = eigen
    return zegels, merken


def found(
    teksten: dict[int, str], *, zegels: list[Zegel] | None = None, kop: Kop | None = None
) -> set[Schending]:
    goed, merken = sealed()
    in_database = goed if zegels is None else zegels
    over = {zegel.nummer: merken[zegel.nummer] for zegel in in_database if zegel.nummer in merken}
    stroom = {Logboek.KIJKEN: iter(lines(teksten))}
    uitkomst = controleer(in_database, kop or Kop(tuple(goed)), stroom, lambda nummer: over.get(nummer, b""))
    return set(uitkomst.schendingen)


def of_lines(soort: Schendingsoort, *nummers: int) -> Schending:
    return Schending(soort, Logboek.KIJKEN, nummers)


def of_seals(soort: Schendingsoort, *nummers: int) -> Schending:
    return Schending(soort, None, nummers)


@pytest.mark.parametrize(
    ("nu", "schendingen"),
    [
        ({}, set()),
        ({2: "BO"}, {of_lines(Schendingsoort.GEWIJZIGD, 2)}),
        ({2: None}, {of_lines(Schendingsoort.VERWIJDERD, 2)}),
        ({3: "zoë"}, {of_lines(Schendingsoort.TUSSENGEVOEGD, 3)}),
        ({0: "zoë"}, {of_lines(Schendingsoort.TUSSENGEVOEGD, 0)}),
        ({3: "bo"}, {of_lines(Schendingsoort.TUSSENGEVOEGD, 3)}),  # a copy of a line that still stands
        ({1: "bo", 2: "cas", 4: "an"}, {of_lines(Schendingsoort.VERPLAATST, 1, 2, 4)}),
        ({2: None, 3: "bo"}, {of_lines(Schendingsoort.VERPLAATST, 3)}),
        ({1: "bo", 2: "an"}, {of_lines(Schendingsoort.VERWISSELD, 1, 2)}),
        ({1: "fem", 8: "an"}, {of_lines(Schendingsoort.VERWISSELD, 1, 8)}),  # under two seals
        ({6: None, 8: None}, {of_lines(Schendingsoort.AFGEKAPT, 6, 8)}),
        ({8: None, 9: "gé"}, {of_lines(Schendingsoort.VERWIJDERD, 8)}),  # a line stands behind it: no end
        (
            {1: None, 6: "ED", 8: None},
            {
                of_lines(Schendingsoort.VERWIJDERD, 1),
                of_lines(Schendingsoort.GEWIJZIGD, 6),
                of_lines(Schendingsoort.AFGEKAPT, 8),
            },
        ),
    ],
)
def test_what_was_done_is_named_with_the_lines(nu, schendingen):
    teksten = {nummer: tekst for nummer, tekst in {**TEKSTEN, **nu}.items() if tekst is not None}

    assert found(teksten) == schendingen


def test_lines_without_a_seal_are_counted_and_no_alarm():
    zegels, _ = sealed()

    uitkomst = controleer(
        zegels, Kop(tuple(zegels)), {Logboek.KIJKEN: lines({**TEKSTEN, **ACHTER})}, lambda _: b""
    )

    assert (uitkomst.regels, uitkomst.zegels, uitkomst.onverzegeld, uitkomst.schendingen) == (6, 2, 1, ())


def test_numbers_that_miss_behind_the_last_seal_are_gaps_up_to_the_last_that_is_finished():
    zegels, _ = sealed()
    stroom = lines({**TEKSTEN, 10: "an", 11: "bo", 14: "an"})

    uitkomst = controleer(
        zegels, Kop(tuple(zegels)), {Logboek.KIJKEN: stroom}, lambda _: b"", {Logboek.KIJKEN: 13}
    )

    assert uitkomst.schendingen == ()
    assert uitkomst.gaten == (Gat(Logboek.KIJKEN, 9, 9), Gat(Logboek.KIJKEN, 12, 13))


def test_cut_off_between_file_and_database_is_no_alarm_as_long_as_the_lines_are_there():
    assert found(TEKSTEN, zegels=sealed()[0][:1]) == set()


def test_a_seal_that_was_cut_off_with_its_lines_is_found_by_the_file_outside():
    over = {nummer: tekst for nummer, tekst in TEKSTEN.items() if nummer < 5}

    assert found(over, zegels=sealed()[0][:1]) == {of_seals(Schendingsoort.AFGEKAPT, 2)}


def test_a_log_that_was_sealed_anew_after_a_change_is_found_by_the_file_outside():
    teksten = {**TEKSTEN, 6: "niemand"}
    eerste, _ = sealed()[0]
    stapel = lines({nummer: tekst for nummer, tekst in teksten.items() if nummer > 4})
    vals, _ = verzegel(eerste, Logboek.KIJKEN, 8, stapel, 5, OP)

    schendingen = found(teksten, zegels=[eerste, vals])

    assert of_seals(Schendingsoort.GEWIJZIGD, 2) in schendingen


def test_seals_that_traded_places_are_named():
    een, twee = sealed()[0]

    assert found(TEKSTEN, zegels=[replace(twee, nummer=1), replace(een, nummer=2)]) == {
        of_seals(Schendingsoort.VERWISSELD, 1, 2)
    }


def test_a_seal_that_is_gone_from_the_middle_is_named():
    assert found(TEKSTEN, zegels=sealed()[0][1:]) == {of_seals(Schendingsoort.VERWIJDERD, 1)}


@pytest.mark.parametrize(
    ("kop", "nummers"),
    [
        (Kop(()), ()),
        (Kop((replace(sealed()[0][0], aantal=2), sealed()[0][1])), (1,)),
        (Kop((sealed()[0][1],)), (2,)),
    ],
)
def test_a_file_outside_that_is_empty_or_broken_is_an_alarm(kop, nummers):
    zegels, merken = sealed()

    uitkomst = controleer(zegels, kop, {Logboek.KIJKEN: lines(TEKSTEN)}, lambda nummer: merken[nummer])

    assert set(uitkomst.schendingen) == {of_seals(Schendingsoort.KOPBESTAND, *nummers)}


def test_a_seal_in_the_database_that_the_file_never_knew_is_an_alarm():
    zegels, _ = sealed()

    assert found(TEKSTEN, kop=Kop((zegels[0],))) >= {of_seals(Schendingsoort.TUSSENGEVOEGD, 2)}


def test_lines_that_were_let_go_as_a_whole_are_no_alarm_and_half_of_them_are():
    zegels, _ = sealed()
    kop = Kop(tuple(zegels), frozenset({1}))
    later = {nummer: tekst for nummer, tekst in TEKSTEN.items() if nummer > 4}

    assert found(later, kop=kop) == set()
    assert found(later) == {of_lines(Schendingsoort.VERWIJDERD, 1, 2, 4)}
    assert found({**later, 1: "an"}, kop=kop) == {of_lines(Schendingsoort.VERWIJDERD, 2, 4)}


@pytest.mark.parametrize(
    "veld", ["van", "tot", "aantal", "op", "regels", "merkhash", "vorige", "nummer", "logboek"]
)
def test_every_field_of_a_seal_is_under_its_hash(veld):
    zegel = sealed()[0][1]
    ander = {
        "van": 4,
        "tot": 9,
        "aantal": 4,
        "op": OP.replace(hour=10),
        "nummer": 3,
        "logboek": Logboek.VERWERKING,
    }

    veranderd = replace(zegel, **{veld: ander.get(veld, bytes(32))})

    assert hash_van(veranderd) != zegel.hash == hash_van(zegel)


def test_a_chain_is_whole_only_in_its_own_order():
    zegels, _ = sealed()

    assert breuken(zegels) == []
    assert breuken(zegels[::-1]) == [2, 1]
