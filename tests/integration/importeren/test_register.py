"""A register file comes in: registrations in time, history kept, and what is refused."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from doorzicht.domain.doelgroepregister import service as doelgroepregister
from doorzicht.domain.doelgroepregister.tables import RegisterwoonplaatsTable, RegistratieTable
from doorzicht.domain.toegang.tables import InvoerTable
from doorzicht.foundation.errors import Weigering
from tests.invoerbestanden import bsns, register_rij

A, B, C, D, E = (bsn for bsn, _ in zip(bsns(), range(5), strict=False))
PER = date(2022, 6, 30)


def registraties() -> list[tuple[str, date, date | None]]:
    return list(RegistratieTable.objects.order_by("van").values_list("grond", "van", "tot"))


def woonplaatsen() -> list[tuple[str, date, date | None]]:
    return list(RegisterwoonplaatsTable.objects.order_by("van").values_list("gemeente_code", "van", "tot"))


def test_the_last_day_is_still_in(lees_register) -> None:
    lees_register([register_rij(A, datum_einde="2022-06-30"), register_rij(B, datum_einde="2022-06-29")])

    assert [code for _, code in doelgroepregister.stand(PER)] == ["GM0141"]


def test_who_is_in_on_a_day_with_the_gemeente_of_that_day(lees_register) -> None:
    lees_register(
        [register_rij(A, gemeente_vanaf="2020-01-01"), register_rij(B, gemeente=""), register_rij(C)],
        extra=("gemeente_vanaf",),
    )

    codes = sorted(code or "" for _, code in doelgroepregister.stand(date(2016, 5, 1)))

    assert doelgroepregister.stand(date(2016, 4, 30)) == []
    assert codes == ["", "", "GM0141"]
    assert sorted(code or "" for _, code in doelgroepregister.stand(PER)) == ["", "GM0141", "GM0141"]


def test_the_same_file_twice_changes_nothing(lees_register, opgeslagen) -> None:
    rijen = [register_rij(A), register_rij(B, datum_einde="31-12-2028", gemeente="Hof van Twente")]
    lees_register(rijen)
    voor = opgeslagen()

    assert lees_register(rijen).ongewijzigd == 2
    assert opgeslagen() == voor


def test_a_later_registration_closes_the_one_before(lees_register) -> None:
    lees_register([register_rij(A)])
    uitslag = lees_register([register_rij(A, grond="wsw", datum_registratie="2021-01-01")])

    assert uitslag.gewijzigd == 1
    assert registraties() == [
        ("wajong", date(2016, 5, 1), date(2021, 1, 1)),
        ("wsw", date(2021, 1, 1), None),
    ]


def test_an_end_that_becomes_known_ends_the_registration(lees_register) -> None:
    lees_register([register_rij(A)])
    assert lees_register([register_rij(A, datum_einde="2022-03-31")]).gewijzigd == 1
    assert registraties() == [("wajong", date(2016, 5, 1), date(2022, 4, 1))]

    assert lees_register([register_rij(A)]).gewijzigd == 1  # the end is taken back
    assert registraties() == [("wajong", date(2016, 5, 1), None)]


def test_an_older_registration_than_is_known_is_refused(lees_register) -> None:
    lees_register([register_rij(A, datum_registratie="2020-01-01")])
    uitslag = lees_register([register_rij(A)])

    assert [melding.kolom for melding in uitslag.meldingen] == ["datum_registratie"]
    assert not uitslag.opgeslagen


def test_a_move_holds_from_its_own_day_or_that_of_the_file(lees_register) -> None:
    lees_register([register_rij(A)])
    lees_register([register_rij(A, gemeente="Borne", gemeente_vanaf="2021-04-01")], extra=("gemeente_vanaf",))
    lees_register([register_rij(A, gemeente="Losser")], per=PER)

    assert woonplaatsen() == [
        ("GM0141", date(2016, 5, 1), date(2021, 4, 1)),
        ("GM0147", date(2021, 4, 1), PER),
        ("GM0168", PER, None),
    ]


@pytest.mark.parametrize(
    ("anders", "kolom", "reden"),
    [
        ({"bsn": "1"}, "bsn", "geen BSN"),
        ({"grond": "bijstand"}, "grond", "kennen we niet"),
        ({"grond": "beschut werk"}, "grond", "beschut"),
        ({"datum_registratie": ""}, "datum_registratie", "ontbreekt"),
        ({"datum_registratie": "2199-01-01"}, "datum_registratie", "toekomst"),
        ({"datum_registratie": "1899-01-01"}, "datum_registratie", "vóór 1900"),
        ({"datum_einde": "2016-04-30"}, "datum_einde", "vóór het begin"),
        ({"datum_einde": "2200-01-01"}, "datum_einde", "toekomst"),
        ({"gemeente": "Enschedé aan Zee"}, "gemeente", "kennen we niet"),
    ],
)
def test_a_wrong_cell_is_told_by_row_and_column(
    lees_register, anders: dict[str, str], kolom: str, reden: str
) -> None:
    uitslag = lees_register([register_rij(A), register_rij(B) | anders])

    (melding,) = uitslag.meldingen
    assert (melding.rij, melding.kolom) == (3, kolom)
    assert reden in melding.reden
    assert InvoerTable.objects.count() == 0


def test_a_bsn_twice_refuses_both_rows(lees_register) -> None:
    uitslag = lees_register(
        [register_rij(A), register_rij(A, grond="wsw"), register_rij(B)], sla_fouten_over=True
    )

    assert [melding.rij for melding in uitslag.meldingen] == [2, 3]
    assert len(registraties()) == 1


def test_who_is_not_in_a_complete_file_is_in_the_register_no_more(lees_register) -> None:
    lees_register(
        [
            register_rij(A),
            register_rij(B, datum_einde="2030-12-31"),
            register_rij(C, gemeente="Borne"),
            register_rij(D, gemeente=""),
            register_rij(E, datum_einde="2020-12-31"),
        ]
    )

    uitslag = lees_register([register_rij(A)], volledig_per=PER)

    assert uitslag.beeindigd == 1  # B: C lives elsewhere, of D nobody knows, E had left
    assert len(doelgroepregister.stand(PER - timedelta(days=1))) == 4
    assert len(doelgroepregister.stand(PER)) == 3
    assert date(2020, 12, 31) + timedelta(days=1) in {tot for _, _, tot in registraties()}


def test_a_complete_file_may_leave_nobody_out(lees_register) -> None:
    lees_register([register_rij(A), register_rij(B)])

    with pytest.raises(Weigering, match="overgeslagen rij"):
        lees_register([register_rij(A)], volledig_per=PER, sla_fouten_over=True)
    assert lees_register([register_rij(A), register_rij("niets")], volledig_per=PER).opgeslagen is False
    assert len(doelgroepregister.stand(PER)) == 2


def test_who_moved_within_a_complete_file_or_came_after_its_day_stays(lees_register) -> None:
    lees_register([register_rij(A), register_rij(B), register_rij(C, datum_registratie="2022-06-30")])

    uitslag = lees_register([register_rij(A), register_rij(B, gemeente="Borne")], volledig_per=PER)

    assert uitslag.beeindigd == 0
    assert len(doelgroepregister.stand(PER)) == 3


def test_who_is_in_the_next_file_again_never_left(lees_register) -> None:
    lees_register([register_rij(A), register_rij(B)])
    lees_register([register_rij(A)], volledig_per=PER)
    uitslag = lees_register([register_rij(A), register_rij(B)])

    assert uitslag.gewijzigd == 1
    assert len(doelgroepregister.stand(PER)) == 2
