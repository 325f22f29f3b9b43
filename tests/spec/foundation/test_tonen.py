"""A report repeats a wrong cell only when it looks like what its column holds: columns can be shifted."""

from __future__ import annotations

import pytest

from doorzicht.foundation.errors import Weigering
from doorzicht.foundation.invoer import NIET_GETOOND, maak_melding
from doorzicht.foundation.tonen import als_datum, als_genoemd, als_getal, als_janee, als_woord

REDEN = Weigering("Dit klopt niet.")
PERSOONLIJK = (
    *("Pietje Puk", "Jan", "Jansen", "Geel", "Mei", "982738237", "0612345678", "06-12345678", "+31612345678"),
    *("1234 AB", "1234AB", "p.puk@voorbeeld.nl", "Dorpsstraat 12", "12 Jan Puk", "jan 1980 Puk", "Kees 3-4-1980"),
    *("1-2-1980 Puk", "9827 38237", "1234567", "٣٤", "x" * 500),
)  # fmt: skip
REGELS = {
    "datum": als_datum,
    "getal": als_getal,
    "janee": als_janee,
    "woord": als_woord(("wajong", "praktijkroute"), als_datum),
    "naam": als_genoemd,
}


@pytest.mark.parametrize("kolom", [*REGELS, "geen regel"])
@pytest.mark.parametrize("cel", PERSOONLIJK)
def test_what_may_tell_of_a_person_is_not_shown(kolom: str, cel: str) -> None:
    assert maak_melding(2, kolom, cel, REDEN, REGELS).gelezen == NIET_GETOOND


@pytest.mark.parametrize(
    ("kolom", "cel"),
    [
        *(("datum", cel) for cel in ("31-02-2020", "2020-13-01", "30 juni 20", "1/1/3020")),
        *(("datum", cel) for cel in ("32 mrt 2020", "2099-01-01 00:00:00", "2099-01-01T00:00:00Z", "73050")),
        *(("getal", cel) for cel in ("-1", "999", "131", "3,5", "12345.0")),
        *(("janee", cel) for cel in ("7", "onwar", "flase")),
        *(("woord", cel) for cel in ("Wajonk", "praktijk route", "31-02-2020")),
        *(("naam", cel) for cel in ("9999", "GM9999", "")),
    ],
)  # fmt: skip
def test_what_looks_like_the_column_is_shown(kolom: str, cel: str) -> None:
    assert maak_melding(2, kolom, cel, REDEN, REGELS).gelezen == cel


def test_a_name_is_shown_when_the_refusal_proposes_one_for_it() -> None:
    voorstel = Weigering("‘Hengello’ kennen we niet. Bedoel je Hengelo (GM0164)?")
    erboven = Weigering("We kunnen niet lezen van welke organisatie deze klant is.")
    erboven.__cause__ = voorstel

    assert maak_melding(2, "naam", "Hengello", voorstel, REGELS).gelezen == "Hengello"
    assert maak_melding(2, "naam", "Gemeente Hengello", erboven, REGELS).gelezen == "Gemeente Hengello"
    assert maak_melding(2, "naam", "Hengello Puk", voorstel, REGELS).gelezen == NIET_GETOOND
