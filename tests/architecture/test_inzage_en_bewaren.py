"""Every table with personal data is in the inzage of a klant or says why not, and has a bewaartermijn.

The tables say how long in words (BEWAARTERMIJN), the rules in months; both have to say the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import pytest
from django.apps import apps

from doorzicht.domain.betrokkene.rules.bewaartermijn import ALS_DE_KLANT, TERMIJNEN, Bewaartermijn
from doorzicht.domain.betrokkene.rules.dekking import IN_INZAGE, NIET_IN_INZAGE


def personal(models: list[Any]) -> dict[str, str]:
    """Tables that hold personal data, with how long they say they keep it."""
    return {
        model._meta.db_table: model.BEWAARTERMIJN
        for model in models
        if not model.PERSOONSGEGEVENS.startswith("geen")
    }


def unseen(tables: dict[str, str]) -> list[str]:
    """Tables that no klant is shown and that give no reason, that are in both lists, or in a list without a table."""
    listed = {**IN_INZAGE, **NIET_IN_INZAGE}
    return sorted(
        [f"{table}: in neither list" for table in tables if table not in listed]
        + [f"{table}: in both lists" for table in IN_INZAGE if table in NIET_IN_INZAGE]
        + [f"{table}: without a reason" for table, reason in NIET_IN_INZAGE.items() if len(reason) < 10]
        + [f"{table}: is no table with personal data" for table in listed if table not in tables]
    )


def unkept(tables: dict[str, str]) -> list[str]:
    """Tables without a bewaartermijn in the rules, or with one that is not what the table says."""
    found = [f"{table}: no bewaartermijn" for table in tables if table not in TERMIJNEN]
    found += [f"{table}: is no table with personal data" for table in TERMIJNEN if table not in tables]
    for table, words in tables.items():
        termijn = TERMIJNEN.get(table)
        if termijn is not None and said(words) != months_of(termijn):
            found.append(f"{table}: says {words!r}, the rule {termijn.maanden} months")
    return sorted(found)


def said(words: str) -> int | None:
    """The months in `5 jaar na ...`; those of the klant or of the register's person in `als de ...`."""
    if re.match(r"als de (klant|persoon)", words):
        return ALS_DE_KLANT.maanden
    match = re.match(r"(\d+) (jaar|dag)", words)
    if match is None:
        return None
    return int(match[1]) * 12 if match[2] == "jaar" else int(match[1]) // 30


def months_of(termijn: Bewaartermijn) -> int | None:
    return termijn.maanden


@dataclass(frozen=True)
class Meta:
    db_table: str


class Planted:
    """A table that somebody adds and forgets."""

    _meta = Meta("klant_gezondheid")
    PERSOONSGEGEVENS = "diagnose"
    BEWAARTERMIJN = "5 jaar na het einde"


@pytest.fixture(scope="module")
def tables() -> dict[str, str]:
    return personal(list(apps.get_app_config("doorzicht").get_models()))


def test_every_table_with_personal_data_is_in_the_inzage_or_says_why_not(tables):
    assert unseen(tables) == []


def test_every_table_with_personal_data_has_the_bewaartermijn_that_it_says(tables):
    assert unkept(tables) == []


def test_a_planted_table_is_named():
    planted = personal([Planted])

    assert "klant_gezondheid: in neither list" in unseen(planted)
    assert "klant_gezondheid: no bewaartermijn" in unkept(planted)


@pytest.mark.parametrize(
    ("words", "months"),
    [("5 jaar na de invoer", 60), ("30 dagen", 1), ("als de klant", 60), ("zo lang het nodig is", None)],
)
def test_words_are_read(words, months):
    assert said(words) == months


def test_a_table_that_says_something_else_than_the_rule_is_named():
    assert "toegang_invoer: says '7 jaar', the rule 60 months" in unkept({"toegang_invoer": "7 jaar"})
