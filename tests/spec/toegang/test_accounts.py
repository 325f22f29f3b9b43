"""An account and an e-mail address are of one person; what groups are called is refused."""

from __future__ import annotations

import pytest

from doorzicht.domain.toegang.rules.accounts import (
    GROEPSWOORDEN,
    lees_account,
    lees_email,
    lees_persoonsnaam,
)
from doorzicht.foundation.errors import Weigering


@pytest.mark.parametrize(
    ("getypt", "account"),
    [
        ("j.jansen", "j.jansen"),
        (" J.Jansen ", "j.jansen"),
        ("anne-marie.vries", "anne-marie.vries"),
        ("jansen2", "jansen2"),  # the second of that name
        ("teamo.smit", "teamo.smit"),  # a name that only begins like a group
        ("balieu", "balieu"),
        ("balie", None),
        ("j.balie", None),  # whoever is called so takes other letters
        ("team.enschede", None),
        ("info2", None),
        ("algemeen", None),
        ("wsp-twente", None),
        ("test", None),
        ("klant.7f3", None),  # those of klanten
        ("ab", None),
        ("a" * 41, None),
        ("2jansen", None),
        ("j jansen", None),
        ("j..jansen", None),
        ("jansen@uwv.nl", None),
        ("uitvoerder:jan", None),  # how an operator stands in the records
        ("ｊansen", None),  # a letter that looks like another
    ],
)
def test_account(getypt, account):
    if account is None:
        with pytest.raises(Weigering):
            lees_account(getypt)
    else:
        assert lees_account(getypt) == account


@pytest.mark.parametrize(
    ("getypt", "email"),
    [
        ("J.Jansen@Enschede.example", "j.jansen@enschede.example"),
        ("anne.balieu@uwv.example", "anne.balieu@uwv.example"),
        ("jan@balie.example", "jan@balie.example"),  # only what stands before the @ says who reads it
        ("info@enschede.example", None),
        ("werk-team2@enschede.example", None),
        ("noreply@enschede.example", None),
        ("gemeente@enschede.example", None),
        ("jansen", None),
        ("a@b@c.example", None),
        ("a@b.example,c@d.example", None),
        ("Jan <jan@enschede.example>", None),
        ("jan@localhost", None),
    ],
)
def test_email(getypt, email):
    if email is None:
        with pytest.raises(Weigering):
            lees_email(getypt)
    else:
        assert lees_email(getypt) == email


@pytest.mark.parametrize(
    ("getypt", "naam"),
    [
        ("  Cas   Visser ", "Cas Visser"),
        ("Đặng Văn Lâm", "Đặng Văn Lâm"),
        ("X", None),
        ("", None),
        ("12", None),
        ("a" * 121, None),
    ],
)
def test_naam(getypt, naam):
    if naam is None:
        with pytest.raises(Weigering):
            lees_persoonsnaam(getypt)
    else:
        assert lees_persoonsnaam(getypt) == naam


def test_the_list_is_in_small_letters_and_without_signs():
    assert [
        woord for woord in GROEPSWOORDEN if not (woord.isascii() and woord.isalpha() and woord.islower())
    ] == []


@pytest.mark.parametrize("woord", sorted(GROEPSWOORDEN))
def test_no_word_of_the_list_is_an_account(woord):
    with pytest.raises(Weigering):
        lees_account(f"j.{woord}")
