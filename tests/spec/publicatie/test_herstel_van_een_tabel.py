"""A published table is re-aligned by its sums; a number that stands there is never changed.

The table of these examples, with its sums:

    Aa   1  2  3  4   10
    Bee  5  6  7  8   26
         6  8 10 12   36
"""

from __future__ import annotations

import pytest

from doorzicht.domain.publicatie.rules.herstel import Herstel, herstel
from doorzicht.foundation.errors import Weigering

KOP = "Arbeidsmarktregio\tGemeente\tGemeenteklanten in Sonar\t\tUWV-klanten in Sonar\t\tTotaal in Sonar"
KOP2 = "\t\tProfiel in Sonar\tGeen profiel in Sonar\tProfiel in Sonar\tGeen profiel in Sonar\t"
AA = "9 Twente\tAa\t1\t2\t3\t4\t10"
BEE = "\tBee\t5\t6\t7\t8\t26"
TOTAAL = "\tTOTAAL AMR\t6\t8\t10\t12\t36"
ZIN = "In de regio bevat het doelgroepregister banenafspraak in totaal 48 personen. Hiervan is 75% bekend binnen Sonar."


def lees(*regels: str) -> Herstel:
    tekst = [KOP, KOP2, *regels]
    return herstel([[regel.split("\t") for regel in tekst]])


def soorten(gelezen: Herstel) -> list[str]:
    return [bevinding.soort.value for bevinding in gelezen.bevindingen]


@pytest.mark.parametrize(
    ("totaalrij", "bevindingen"),
    [
        ("\tTOTAAL AMR\t6\t8\t10\t12\t36", []),
        ("\tTOTAAL AMR\t\t6\t8\t10\t12\t36", ["totaalrij-verschoven"]),
        ("\tTOTAAL AMR\t\t\t\t6\t8\t10\t12\t36", ["totaalrij-verschoven"]),
        ("TOTAAL AMR\t6\t8\t10\t12\t36", ["totaalrij-verschoven"]),  # one to the left
        ("TOTAAL AMR\t\t6\t8\t10\t12\t36", []),  # only its name is
        ("\tTOTAAL AMR\t6\t8\t10\t12", ["eindtotaal-ontbreekt"]),
        ("\tTOTAAL AMR\t\t6\t8\t10\t12", ["totaalrij-verschoven", "eindtotaal-ontbreekt"]),
        ("<b>\tTOTAAL AMR</b>\t<b>6</b>\t**8**\t10\t12\t36", []),
        ("\tTotaal\t8\t10\t12\t36", ["totaalrij-verschoven", "cel-ontbreekt"]),
        ("\tTOTAAL AMR", ["cel-ontbreekt"] * 4 + ["eindtotaal-ontbreekt"]),
    ],
)
def test_a_total_row_is_put_back_where_its_sums_say(totaalrij, bevindingen):
    gelezen = lees(AA, BEE, totaalrij)

    assert gelezen.totaal == (1 + 5, 2 + 6, 3 + 7, 4 + 8, 10 + 26)
    assert gelezen.sluit
    assert soorten(gelezen) == bevindingen


@pytest.mark.parametrize(
    ("rij", "bevindingen"),
    [
        ("\tBee\t5\t6\t7\t8", ["rijtotaal-ontbreekt"]),
        ("\tBee\t5\t6\t7\t8\t", ["rijtotaal-ontbreekt"]),
        ("\tBee\t\t5\t6\t7\t8\t26", ["rij-verschoven"]),
        ("\tBee\t\t5\t6\t7\t8", ["rij-verschoven", "rijtotaal-ontbreekt"]),
        ("\tBee\t5\t\t7\t8\t26", ["cel-ontbreekt"]),
    ],
)
def test_a_row_that_lacks_a_number_is_completed(rij, bevindingen):
    gelezen = lees(AA, rij, TOTAAL)

    assert gelezen.rijen[1] == (5, 6, 7, 8, 5 + 6 + 7 + 8)
    assert gelezen.sluit
    assert soorten(gelezen) == bevindingen


@pytest.mark.parametrize(
    ("regels", "bevindingen"),
    [
        # 1 + 2 + 3 + 5 is not 10, and 5 + 8 is not 12: only that cell can be wrong, and still it stays
        (("\tAa\t1\t2\t3\t5\t10", BEE, TOTAAL), ["rijsom-klopt-niet", "kolomsom-klopt-niet", "dubbelzinnig"]),
        (("\tAa\t1\t2\t3\t4\t11", BEE, TOTAAL), ["rijsom-klopt-niet", "kolomsom-klopt-niet", "dubbelzinnig"]),
        (
            (AA, BEE, "\tTOTAAL AMR\t6\t8\t10\t12\t37"),
            ["kolomsom-klopt-niet", "rijsom-klopt-niet", "dubbelzinnig"],
        ),
        ((AA, BEE, "\tTOTAAL AMR\t7\t8\t10\t12"), ["kolomsom-klopt-niet"] * 1),
        ((AA, "\tBee\t5\t6\tzeven\t8\t26", TOTAAL), ["onleesbaar", "kolomsom-klopt-niet"]),
        ((AA, "\tBee\t5\t1.7\t7\t8\t26", TOTAAL), ["onleesbaar", "kolomsom-klopt-niet"]),
        ((AA, "\tBee\t5\t6\t7\t8\t26\t1", TOTAAL), ["onleesbaar"]),
        (
            (AA, "\tBee\t5\t6", TOTAAL),
            ["onvolledig"] + ["kolomsom-klopt-niet"] * 3,
        ),
        ((AA, "\tBee\t5\t6\t7\t8"), ["dubbelzinnig"]),  # no total row to check against
        ((AA, AA, "\tTOTAAL AMR\t2\t4\t6\t8\t20"), ["gemeente-dubbel"]),
    ],
)
def test_a_wrong_number_is_told_and_not_changed(regels, bevindingen):
    gelezen = lees(*regels)

    assert not gelezen.sluit
    assert soorten(gelezen) == bevindingen
    assert all(bevinding.hersteld is None for bevinding in gelezen.bevindingen)


def test_a_difference_is_told_with_row_column_and_amount():
    uitleg = [bevinding.uitleg for bevinding in lees("\tAa\t1\t2\t3\t54\t10", BEE, TOTAAL).bevindingen]

    assert uitleg == [
        "Rij Aa: de getallen zijn samen 60, maar er staat 10 (verschil 50).",
        "Kolom UWV-klanten zonder profiel: de getallen zijn samen 62, maar er staat 12 (verschil 50).",
        "Als alleen UWV-klanten zonder profiel bij Aa fout is, hoort daar 4 te staan in plaats van 54. "
        "Kijk het na bij de bron.",
    ]


def test_two_readings_that_both_fit_are_a_doubt():
    # 0 0 0 5 can lack its total or its first cell; the other row can make up for either
    gelezen = lees("\tAa\t0\t0\t0\t5", "\tBee\t0\t0\t0\t5", "\tTOTAAL AMR\t5\t0\t0\t5\t10")

    assert not gelezen.sluit
    assert soorten(gelezen) == ["dubbelzinnig"]


@pytest.mark.parametrize(
    ("percentage", "sluit"),
    [("75", True), ("74", False), ("76", False)],  # 36 of 48 is 75
)
def test_the_closing_sentence_is_recalculated(percentage, sluit):
    gelezen = lees(AA, BEE, TOTAAL, "", ZIN.replace("75", percentage))

    assert gelezen.tabel.slotzin.doelgroepregister == 48
    assert gelezen.sluit is sluit
    assert soorten(gelezen) == ([] if sluit else ["percentage-klopt-niet"])


def test_both_spellings_are_read_and_one_is_told():
    gelezen = lees(AA, BEE, TOTAAL, ZIN.replace("banenafspraak", "banenafpraak"))

    assert gelezen.tabel.slotzin.doelgroepregister == 48
    assert [(b.soort.value, b.gevonden, b.hersteld) for b in gelezen.bevindingen] == [
        ("spelling", "banenafpraak (1 keer)", "banenafspraak")
    ]


def test_a_hidden_cell_stays_hidden():
    gelezen = lees("\tAa\tx\t2\tx\t4\t10", "\tBee\tx\t6\tx\t8\t26", TOTAAL)

    assert gelezen.rijen[0] == ("x", 2, "x", 4, 10)
    assert gelezen.totaal == (6, 8, 10, 12, 36)
    assert gelezen.sluit


def test_a_hidden_cell_that_the_row_gives_away_is_told():
    gelezen = lees("\tAa\tx\t2\t3\t4\t10", "\tBee\tx\t6\tx\t8\t26", TOTAAL)

    assert soorten(gelezen) == ["verborgen-cel-herleidbaar"]


def test_a_text_without_a_table_is_refused():
    with pytest.raises(Weigering, match="geen tabel"):
        herstel([[["Zomaar een tekst"], ["over 12 mensen"]]])


def test_more_than_one_region_is_refused():
    with pytest.raises(Weigering, match="meer dan één regio"):
        lees(AA, BEE.replace("\tBee", "8 Achterhoek\tBee"), TOTAAL)
