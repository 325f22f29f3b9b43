"""The people of the demo: one for every role, made-up and named as such, and made once."""

from __future__ import annotations

import pytest

from doorzicht.config.demo import gebruikers as demo
from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import Organisatiesoort, Rol
from doorzicht.domain.toegang.tables import (
    GebruikerTable,
    KanarieTable,
    LogregelTable,
    OrganisatieTable,
    RoltoekenningTable,
)
from tests.handelenden import klant_bij, organisatie

pytestmark = pytest.mark.django_db


@pytest.fixture
def klaar(kaart) -> int:
    klant_bij(organisatie(Organisatiesoort.GEMEENTE), naam="Anna Synthetisch")
    return demo.zet_klaar()


def test_there_is_somebody_for_every_role(klaar):
    assert set(RoltoekenningTable.objects.values_list("rol", flat=True)) == {rol.value for rol in Rol}
    assert GebruikerTable.objects.count() == klaar == 19
    assert (
        RoltoekenningTable.objects.filter(rol="functioneel-beheerder", organisatie__soort="uwv").count() == 2
    )


def test_every_name_says_that_it_is_made_up_and_none_has_a_password(klaar):
    mensen = GebruikerTable.objects.all()
    assert {mens.account for mens in mensen if "verzonnen" not in mens.naam or not mens.is_demo} == set()
    assert {mens.wachtwoord for mens in mensen} | {mens.email for mens in mensen} == {None}
    namen = OrganisatieTable.objects.filter(soort__in=["werkgever", "intermediair"]).values_list(
        "naam", flat=True
    )
    assert [naam for naam in namen if "demo" not in naam] == []


def test_all_of_them_can_act_today(klaar):
    for mens in GebruikerTable.objects.all():
        assert len(toegang.rollen_van(mens.id)) == (2 if mens.account == "demo-twee-rollen" else 1)


def test_the_klant_is_one_of_enschede_and_finding_him_stands_in_the_log(klaar):
    klant = GebruikerTable.objects.get(account=demo.KLANT).klant
    assert [(r.gebruiker, r.klant, r.handeling) for r in LogregelTable.objects.all()] == [
        ("demo-klantmanager-enschede", klant, "klant.lijst")
    ]


def test_making_them_again_changes_nothing(klaar):
    voor = list(RoltoekenningTable.objects.order_by("id").values_list("id", "toegekend_op"))
    assert demo.zet_klaar() == klaar
    assert list(RoltoekenningTable.objects.order_by("id").values_list("id", "toegekend_op")) == voor
    assert LogregelTable.objects.count() == 1
    assert KanarieTable.objects.count() == 1
