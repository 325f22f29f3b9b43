"""A person reads words and a number that can be dialled, whatever code or cell they were stored as."""

import pytest

from doorzicht.domain.klant.rules.weergave import weergave
from doorzicht.foundation.gegevens import Waarde


@pytest.mark.parametrize(
    ("opgeslagen", "gelezen"),
    [
        (1, "geen"),
        (2, "redelijk"),
        (3, "goed"),
        (4, "uitstekend"),
        (8, "niet van toepassing"),
        (0, None),  # in the list of SUWI: not known
        (None, None),
        (5, 5),  # in no list: shown as it is, not guessed
    ],
)
@pytest.mark.parametrize("veld", ["mondeling_nederlands", "schriftelijk_nederlands"])
def test_dutch_is_read_in_the_words_of_suwi(veld: str, opgeslagen: Waarde, gelezen: Waarde) -> None:
    assert weergave(veld, opgeslagen) == gelezen


@pytest.mark.parametrize(
    ("opgeslagen", "gelezen"),
    [
        ("M", "man"),
        ("v", "vrouw"),
        ("X", "anders"),
        ("Vrouw", "Vrouw"),
        ("2", "2"),  # from another list, of which we do not know which
        (None, None),
    ],
)
def test_a_letter_for_geslacht_is_read_as_a_word(opgeslagen: Waarde, gelezen: Waarde) -> None:
    assert weergave("geslacht", opgeslagen) == gelezen


@pytest.mark.parametrize(
    ("opgeslagen", "gelezen"),
    [
        ("600000018", "0600000018"),  # nine figures, from a cell of numbers
        ("0600000018", "0600000018"),
        ("06-00000018", "06-00000018"),
        ("+31600000018", "+31600000018"),
        ("60000001", "60000001"),  # eight figures are no mobile number
        ("6000000180", "6000000180"),
        ("531234567", "531234567"),  # of a network on land it cannot be told
        ("", ""),
        (None, None),
    ],
)
def test_a_mobile_number_that_lost_its_nought_is_read_with_it(opgeslagen: Waarde, gelezen: Waarde) -> None:
    assert weergave("telefoonnummer", opgeslagen) == gelezen


def test_any_other_field_is_read_as_it_stands() -> None:
    assert weergave("leeftijd", 3) == 3
    assert weergave("huisnummer", "600000018") == "600000018"
