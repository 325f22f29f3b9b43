"""A klant may be erased five years after his last inschrijving ended, thirty days after he was told.

`tot` is the first day on which he was no longer registered. A day that a year lacks becomes the last of its month.
"""

from __future__ import annotations

from datetime import date

import pytest

from doorzicht.domain.betrokkene.rules.bewaartermijn import (
    ALS_DE_KLANT,
    ALS_HET_REGISTER,
    TERMIJNEN,
    bewaard_tot,
    dag_van_wissen,
    is_opnieuw_begonnen,
    is_verteld,
    laatste_einde,
    mag_gewist,
    wordt_aangekondigd,
)


def dag(tekst: str | None) -> date | None:
    return date.fromisoformat(tekst) if tekst else None


@pytest.mark.parametrize(
    ("inschrijvingen", "wissen_vanaf"),
    [
        ([("2015-01-01", "2020-07-01")], "2025-07-01"),
        ([("2015-01-01", "2016-01-01"), ("2018-01-01", "2020-07-01")], "2025-07-01"),  # the last one counts
        ([("2018-01-01", "2020-07-01"), ("2015-01-01", "2016-01-01")], "2025-07-01"),  # whatever the order
        ([("2015-01-01", "2020-02-29")], "2025-02-28"),  # 2025 has no 29 February
        ([("2015-01-01", "2016-01-01"), ("2018-01-01", None)], None),  # still registered
        ([("2015-01-01", None)], None),
        ([], None),  # no end is known, so nothing can be counted from it
    ],
)
def test_from_when_a_klant_may_be_erased(inschrijvingen, wissen_vanaf):
    perioden = [(dag(van), dag(tot)) for van, tot in inschrijvingen]

    assert ALS_DE_KLANT.wissen_vanaf(laatste_einde(perioden)) == dag(wissen_vanaf)


def test_the_register_is_kept_as_long_as_a_klant():
    einde = date(2020, 7, 1)

    assert ALS_HET_REGISTER.wissen_vanaf(einde) == ALS_DE_KLANT.wissen_vanaf(einde)


@pytest.mark.parametrize(
    ("wissen_vanaf", "vandaag", "verteld"),
    [
        ("2025-07-01", "2025-05-31", False),  # 31 days before
        ("2025-07-01", "2025-06-01", True),  # 30 days before
        ("2025-07-01", "2026-01-01", True),  # late is better than never
        (None, "2025-06-01", False),
    ],
)
def test_when_a_klant_is_told(wissen_vanaf, vandaag, verteld):
    assert wordt_aangekondigd(dag(wissen_vanaf), dag(vandaag)) is verteld


@pytest.mark.parametrize(
    ("wissen_vanaf", "verteld_op", "dag_die_is_genoemd"),
    [
        ("2025-07-01", "2025-06-01", "2025-07-01"),
        ("2025-07-01", "2025-06-20", "2025-07-20"),  # told late: still thirty days
        ("2025-07-01", "2026-01-01", "2026-01-31"),
    ],
)
def test_which_day_is_named(wissen_vanaf, verteld_op, dag_die_is_genoemd):
    assert dag_van_wissen(dag(wissen_vanaf), dag(verteld_op)) == dag(dag_die_is_genoemd)


@pytest.mark.parametrize(
    ("wissen_vanaf", "genoemd", "vandaag", "mag"),
    [
        ("2025-07-01", "2025-07-01", "2025-06-30", False),
        ("2025-07-01", "2025-07-01", "2025-07-01", True),
        ("2025-07-01", "2025-07-20", "2025-07-10", False),  # the day that he was told has not come
        ("2025-07-01", None, "2026-01-01", False),  # never told
        ("2030-07-01", "2025-07-01", "2031-01-01", False),  # told of an earlier leaving, not of this one
        (None, "2025-07-01", "2026-01-01", False),  # he came back
    ],
)
def test_when_a_klant_may_be_erased(wissen_vanaf, genoemd, vandaag, mag):
    assert mag_gewist(dag(wissen_vanaf), dag(genoemd), dag(vandaag)) is mag


@pytest.mark.parametrize(
    ("wissen_vanaf", "genoemd", "verteld"),
    [
        ("2025-07-01", "2025-07-01", True),
        ("2025-07-01", "2025-06-30", False),
        ("2025-07-01", None, False),
        (None, "2025-07-01", False),
    ],
)
def test_of_which_erasure_somebody_was_told(wissen_vanaf, genoemd, verteld):
    assert is_verteld(dag(genoemd), dag(wissen_vanaf)) is verteld


@pytest.mark.parametrize(
    ("laatste_begin", "gewist_op", "opnieuw"),
    [
        ("2015-01-01", "2025-07-01", False),  # the same person, from an old backup
        ("2025-07-01", "2025-07-01", False),  # on the day itself: erased is erased
        ("2025-07-02", "2025-07-01", True),
        (None, "2025-07-01", False),
    ],
)
def test_who_registered_anew_after_the_erasure(laatste_begin, gewist_op, opnieuw):
    assert is_opnieuw_begonnen(dag(laatste_begin), dag(gewist_op)) is opnieuw


@pytest.mark.parametrize(
    ("tabel", "einde", "wissen_vanaf"),
    [
        ("klant_klant", "2020-07-01", "2025-07-01"),
        ("klantprofiel_bezwaar", "2020-07-01", "2025-07-01"),
        ("doelgroepregister_persoon", "2020-07-01", "2025-07-01"),
        ("toegang_gebruiker", "2020-07-01", "2022-07-01"),
        ("toegang_logregel", "2020-07-01", "2025-07-01"),
        ("toegang_aanmeldpoging", "2020-07-01", "2020-08-01"),
        ("toegang_tweede_factor", "2020-07-01", None),  # as long as it is in use
        ("publicatie_uitgave", "2020-07-01", None),  # for ever
    ],
)
def test_each_table_has_its_own_time(tabel, einde, wissen_vanaf):
    assert TERMIJNEN[tabel].wissen_vanaf(dag(einde)) == dag(wissen_vanaf)


@pytest.mark.parametrize(
    ("tabel", "vandaag", "weg_voor"),
    [
        ("toegang_sessie", "2026-03-31", "2026-02-28"),  # a month; February is shorter
        ("toegang_afwijzing", "2026-03-01", "2025-03-01"),
        ("toegang_breekglas", "2028-02-29", "2023-02-28"),
    ],
)
def test_from_before_which_day_something_may_be_gone(tabel, vandaag, weg_voor):
    assert bewaard_tot(TERMIJNEN[tabel], dag(vandaag)) == dag(weg_voor)


def test_what_has_no_term_is_not_cleaned_up():
    with pytest.raises(ValueError, match="without a term"):
        bewaard_tot(TERMIJNEN["publicatie_uitgave"], date(2026, 1, 1))
