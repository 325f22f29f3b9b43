"""The database itself keeps two periods of one person apart, whoever writes them."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from doorzicht.domain.klant.tables import InschrijvingTable, KlantTable, WoonplaatsTable
from doorzicht.domain.toegang.tables import OrganisatieTable


@pytest.fixture
def klant(kaart: None) -> KlantTable:
    return KlantTable.objects.create(bsn_versleuteld=b"x", bsn_index=uuid4().bytes)


@pytest.mark.parametrize(
    ("een", "ander", "mag"),
    [
        (("2020-01-01", "2021-01-01"), ("2021-01-01", None), True),  # they touch
        (("2020-01-01", None), ("2021-01-01", None), False),  # both open
        (("2020-01-01", None), ("2019-01-01", "2020-01-02"), False),  # open, and one that ends in it
        (("2019-01-01", "2020-01-02"), ("2020-01-01", None), False),  # the same, the other way round
        (("2020-01-01", None), ("2019-01-01", "2020-01-01"), True),
        (("2020-01-01", "2021-01-01"), ("2020-06-01", "2020-07-01"), False),  # one within the other
    ],
)
@pytest.mark.parametrize("wijzigt", [False, True])
def test_two_periods_never_overlap(
    klant: KlantTable, een: tuple[str, str | None], ander: tuple[str, str | None], mag: bool, wijzigt: bool
) -> None:
    van, tot = (date.fromisoformat(dag) if dag else None for dag in ander)
    WoonplaatsTable.objects.create(klant=klant, gemeente_code="GM0141", van=een[0], tot=een[1])

    def schrijf() -> None:
        with transaction.atomic():
            if wijzigt:
                rij = WoonplaatsTable.objects.create(
                    klant=klant, gemeente_code="GM0147", van="1950-01-01", tot="1950-01-02"
                )
                WoonplaatsTable.objects.filter(id=rij.id).update(van=van, tot=tot)
            else:
                WoonplaatsTable.objects.create(klant=klant, gemeente_code="GM0147", van=van, tot=tot)

    if mag:
        schrijf()
    else:
        with pytest.raises(IntegrityError):
            schrijf()


@pytest.mark.parametrize(
    ("zelfde_organisatie", "verantwoordelijk", "mag"),
    [(False, True, False), (False, False, True), (True, False, False)],
)
def test_one_organisation_is_responsible_and_none_has_a_klant_twice(
    klant: KlantTable, zelfde_organisatie: bool, verantwoordelijk: bool, mag: bool
) -> None:
    een, ander = OrganisatieTable.objects.order_by("naam")[:2]
    InschrijvingTable.objects.create(klant=klant, organisatie=een, van="2020-01-01")

    def schrijf() -> None:
        with transaction.atomic():
            InschrijvingTable.objects.create(
                klant=klant,
                organisatie=een if zelfde_organisatie else ander,
                van="2021-01-01",
                verantwoordelijk=verantwoordelijk,
            )

    if mag:
        schrijf()
    else:
        with pytest.raises(IntegrityError):
            schrijf()
