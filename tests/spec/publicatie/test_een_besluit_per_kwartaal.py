"""A quarter goes out under one protection: a second one beside it may tell what the first one hides."""

import pytest

from doorzicht.domain.publicatie.model import Beleid, Bescherming
from doorzicht.domain.publicatie.rules.besluiten import geeft_meer_weg

ZOALS = Bescherming(Beleid.ZOALS_GEPUBLICEERD)
ROND = Bescherming(Beleid.AFGEROND_5)
WEG_5, WEG_10 = Bescherming(Beleid.ONDERDRUKT, 5), Bescherming(Beleid.ONDERDRUKT, 10)


@pytest.mark.parametrize(
    ("nieuw", "al_uit", "meer"),
    [
        (ROND, set(), False),  # the first
        (ROND, {ROND}, False),  # the same again
        (ROND, {ZOALS}, False),  # all is out already
        (WEG_5, {ZOALS, ROND}, False),
        (ZOALS, {ROND}, True),
        (WEG_5, {ROND}, True),
        (WEG_10, {WEG_5}, True),  # another threshold hides other cells
        (WEG_5, {WEG_5, ROND}, False),
    ],
)
def test_a_second_protection(nieuw: Bescherming, al_uit: set[Bescherming], meer: bool) -> None:
    assert geeft_meer_weg(nieuw, al_uit) is meer
