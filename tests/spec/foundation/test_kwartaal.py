"""A quarter is written 2022-kw2, and its peildatum is its last day."""

from datetime import date

import pytest

from doorzicht.foundation.errors import Weigering
from doorzicht.foundation.kwartaal import Kwartaal


@pytest.mark.parametrize(
    ("tekst", "peildatum", "naam", "volgende"),
    [
        ("2022-kw1", date(2022, 3, 31), "eerste kwartaal 2022", "2022-kw2"),
        ("2022-kw2", date(2022, 6, 30), "tweede kwartaal 2022", "2022-kw3"),
        ("2022-kw3", date(2022, 9, 30), "derde kwartaal 2022", "2022-kw4"),
        ("2022-kw4", date(2022, 12, 31), "vierde kwartaal 2022", "2023-kw1"),
        ("2024-KW1 ", date(2024, 3, 31), "eerste kwartaal 2024", "2024-kw2"),
    ],
)
def test_a_quarter_has_a_peildatum_a_name_and_a_next(
    tekst: str, peildatum: date, naam: str, volgende: str
) -> None:
    kwartaal = Kwartaal.parse(tekst)

    assert kwartaal.peildatum == peildatum
    assert kwartaal.naam == naam
    assert str(kwartaal.volgende()) == volgende
    assert kwartaal.volgende().vorige() == kwartaal
    assert Kwartaal.of(peildatum) == kwartaal


@pytest.mark.parametrize(
    "tekst", ["2022", "2022-kw5", "2022-kw0", "kw2-2022", "", "2022-kw22", "٢٠٢٢-kw2", "x" * 5000]
)
def test_anything_else_is_refused_with_the_form_that_is_asked(tekst: str) -> None:
    with pytest.raises(Weigering, match="2022-kw2") as geweigerd:
        Kwartaal.parse(tekst)

    assert len(str(geweigerd.value)) < 200
