"""A quarter goes out under one protection: a second one beside it may tell what the first one hides."""

import pytest

from doorzicht.domain.publicatie.model import Beleid, Bescherming
from doorzicht.domain.publicatie.rules.besluiten import Gevolg, gevolg

ZOALS = Bescherming(Beleid.ZOALS_GEPUBLICEERD)
ROND = Bescherming(Beleid.AFGEROND_5)
WEG_5, WEG_10 = Bescherming(Beleid.ONDERDRUKT, 5), Bescherming(Beleid.ONDERDRUKT, 10)
UIT, BESTANDEN, NEE = Gevolg.PUBLICEREN, Gevolg.ALLEEN_BESTANDEN, Gevolg.WEIGEREN


@pytest.mark.parametrize(
    ("nieuw", "van_regio", "van_kwartaal", "verwacht"),
    [
        (ROND, set(), set(), UIT),  # the first of the quarter
        (ROND, set(), {ROND}, UIT),  # the next region
        (ROND, {ROND}, {ROND}, UIT),  # the same again
        (ZOALS, {ZOALS, ROND}, {ZOALS, ROND}, UIT),  # its old bytes once more
        (ROND, {ZOALS}, {ZOALS}, BESTANDEN),  # all of this region is out already
        (WEG_5, {ZOALS}, {ZOALS}, BESTANDEN),
        (WEG_5, set(), {ZOALS}, NEE),  # another region is bare: the country's totals tell of this one
        (ZOALS, {ROND}, {ROND}, NEE),
        (WEG_5, {ROND}, {ROND}, NEE),
        (WEG_10, {WEG_5}, {WEG_5}, NEE),  # another threshold hides other cells
        (ROND, set(), {ROND, WEG_5}, NEE),  # the quarter is mixed already: somebody must choose
    ],
)
def test_a_second_protection(
    nieuw: Bescherming, van_regio: set[Bescherming], van_kwartaal: set[Bescherming], verwacht: Gevolg
) -> None:
    assert gevolg(nieuw, van_regio, van_kwartaal) is verwacht
