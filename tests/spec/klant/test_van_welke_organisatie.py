"""Whose klant somebody is: Organisatie Naam decides, GSD Kantoor helps when that names no organisation."""

import pytest

from doorzicht.domain.klant.rules.organisatie import organisatielezer
from doorzicht.foundation.errors import Weigering

GEMEENTEN = {"almelo": "GM0141", "hengelo": "GM0164"}


def lees_gemeente(cel: object) -> str | None:
    if cel is None:
        return None
    if str(cel).lower() not in GEMEENTEN:
        raise Weigering("Deze gemeente kennen we niet.")
    return GEMEENTEN[str(cel).lower()]


@pytest.mark.parametrize(
    ("naam", "kantoor", "van"),
    [
        ("UWV", "", "uwv"),
        ("UWV Werkbedrijf Twente", "Almelo", "uwv"),  # the name decides
        ("Gemeente Almelo", "", "almelo"),
        ("gem. Almelo", "Hengelo", "almelo"),
        ("Sociale Dienst Hengelo", "", "hengelo"),
        ("", "GSD Almelo", "almelo"),
        ("NNB", "Hengelo", "hengelo"),
        ("Werkplein Twente", "Hengelo", "hengelo"),  # no organisation we know: the office tells
        ("", "UWV", "uwv"),
    ],
)
def test_the_organisation(naam: str, kantoor: str, van: str) -> None:
    lees = organisatielezer("uwv", {"GM0141": "almelo", "GM0164": "hengelo"}, lees_gemeente)

    assert lees((naam, kantoor)) == van


@pytest.mark.parametrize(
    ("naam", "kantoor"), [("", ""), ("NNB", "??"), ("Werkplein Twente", ""), ("Duwverk", "")]
)
def test_what_neither_tells_is_refused(naam: str, kantoor: str) -> None:
    lees = organisatielezer("uwv", {"GM0141": "almelo"}, lees_gemeente)

    with pytest.raises(Weigering, match="van welke organisatie"):
        lees((naam, kantoor))
