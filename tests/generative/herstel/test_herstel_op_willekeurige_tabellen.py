"""Random tables, printed with random shifts and omissions, come back as they were or are told as a doubt.

A single wrong digit is always told and never changed.
"""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from doorzicht.domain.publicatie.rules.herstel import Herstel, Soort, herstel
from doorzicht.foundation.getallen import duizendtal

KOP = [
    "Arbeidsmarktregio",
    "Gemeente",
    "Gemeenteklanten in Sonar",
    "",
    "UWV-klanten in Sonar",
    "",
    "Totaal in Sonar",
]
getallen = st.one_of(st.integers(0, 9), st.integers(0, 3000))
rijen = st.lists(st.tuples(getallen, getallen, getallen, getallen), min_size=1, max_size=14)


@dataclass
class Gedrukt:
    """A table with sums, and how it was printed."""

    rijen: list[tuple[int, ...]]
    totaal: tuple[int, ...]
    regels: list[list[str]]


def optellen(vieren: list[tuple[int, int, int, int]]) -> tuple[list[tuple[int, ...]], tuple[int, ...]]:
    vijven = [(*vier, sum(vier)) for vier in vieren]
    return vijven, tuple(map(sum, zip(*vijven, strict=True)))


@st.composite
def gedrukte_tabellen(draw: st.DrawFn) -> Gedrukt:
    vijven, totaal = optellen(draw(rijen))
    regels = []
    for nummer, vijf in enumerate(vijven):
        cellen = [duizendtal(cel) for cel in vijf]
        if draw(st.integers(0, 4)) == 0:
            cellen.pop()
        voorloop = draw(st.sampled_from([0, 0, 0, 1, 2]))
        regels.append(["9 Twente" if nummer == 0 else "", f"Gemeente {nummer}", *[""] * voorloop, *cellen])
    cellen = [duizendtal(cel) for cel in totaal][: draw(st.sampled_from([5, 5, 4]))]
    if draw(st.booleans()):
        cellen = [f"<b>{cel}</b>" for cel in cellen]
    verschoven = [""] * draw(st.integers(0, 6))
    return Gedrukt(vijven, totaal, [*regels, ["", "TOTAAL AMR", *verschoven, *cellen]])


def lees(regels: list[list[str]]) -> Herstel:
    return herstel([[KOP, *regels]])


@settings(deadline=None)
@given(gedrukte_tabellen())
def test_a_table_comes_back_as_it_was_or_is_told_as_a_doubt(gedrukt):
    gelezen = lees(gedrukt.regels)

    event("mended" if gelezen.sluit else "doubt")
    if gelezen.sluit:
        assert list(gelezen.rijen) == gedrukt.rijen
        assert gelezen.totaal == gedrukt.totaal
    else:
        assert Soort.DUBBELZINNIG in {bevinding.soort for bevinding in gelezen.bevindingen}


@settings(deadline=None)
@given(gedrukte_tabellen(), st.data())
def test_a_wrong_digit_is_told_and_never_changed(gedrukt, data):
    regels, plaats = gedrukt.regels, data.draw(st.integers(0, len(gedrukt.regels) - 1))
    kolommen = [kolom for kolom, cel in enumerate(regels[plaats]) if kolom > 1 and any(map(str.isdigit, cel))]
    kolom = data.draw(st.sampled_from(kolommen))
    cel = regels[plaats][kolom]
    teken = data.draw(st.sampled_from([nummer for nummer, letter in enumerate(cel) if letter.isdigit()]))
    ander = data.draw(st.sampled_from([cijfer for cijfer in "0123456789" if cijfer != cel[teken]]))
    regels[plaats][kolom] = cel[:teken] + ander + cel[teken + 1 :]

    gelezen = lees(regels)

    # a row that lacks its total can be read in two ways; then a wrong digit may still lead to the table as it was
    assume(not gelezen.sluit or (list(gelezen.rijen), gelezen.totaal) != (gedrukt.rijen, gedrukt.totaal))
    assert not gelezen.sluit
    assert all(bevinding.hersteld is None for bevinding in gelezen.bevindingen)


@settings(deadline=None)
@given(rijen)
def test_a_whole_table_has_nothing_to_tell(vieren):
    vijven, totaal = optellen(vieren)
    regels = [["9 Twente", f"Gemeente {nummer}", *map(str, vijf)] for nummer, vijf in enumerate(vijven)]

    gelezen = lees([*regels, ["", "TOTAAL AMR", *map(str, totaal)]])

    assert gelezen.sluit
    assert gelezen.bevindingen == ()
    assert gelezen.totaal == totaal


@settings(deadline=None)
@given(st.lists(st.lists(st.text(max_size=6), max_size=9), max_size=12))
def test_whatever_stands_under_the_head_is_read_or_refused(regels):
    try:
        gelezen = lees([*regels, ["", "Aa", "1", "2", "3", "4", "10"]])
    except Exception as fout:
        assert type(fout).__name__ == "Weigering"  # noqa: PT017
    else:
        assert all(len(lezing) <= 5 for lezing in (*gelezen.rijen, gelezen.totaal))
