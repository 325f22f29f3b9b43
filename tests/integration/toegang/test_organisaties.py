"""Organisations: what follows from the map, who comes and goes, and that only UWV keeps the list."""

from __future__ import annotations

import time
from uuid import uuid4

import pytest
from django.utils import timezone

from doorzicht.domain.gebied import service as gebied
from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import Handelende, Organisatiesoort, Rol
from doorzicht.domain.toegang.service import organisatielijst
from doorzicht.domain.toegang.tables import OrganisatieTable
from doorzicht.foundation.errors import Weigering
from tests.handelenden import ENSCHEDE, TWENTE, handelende, organisatie

pytestmark = pytest.mark.django_db
ALMELO = "GM0141"
KVK = "68750110"


@pytest.fixture
def beheerder(kaart) -> Handelende:
    return handelende(Rol.BEHEERDER, organisatie(Organisatiesoort.UWV))


def aantallen() -> dict[str, int]:
    return {
        soort.value: OrganisatieTable.objects.filter(soort=soort.value).count() for soort in Organisatiesoort
    }


def test_a_map_gives_uwv_344_gemeenten_and_an_office_and_a_wsp_for_each_of_35_regions(kaart):
    assert aantallen() == {
        "uwv": 1,
        "uwv-kantoor": 35,
        "gemeente": 344,
        "wsp": 35,
        "werkgever": 0,
        "intermediair": 0,
    }
    kantoor = OrganisatieTable.objects.get(soort="uwv-kantoor", regio_nummer=TWENTE)
    assert (kantoor.naam, kantoor.hoofd.soort) == ("UWV Twente", "uwv")
    assert OrganisatieTable.objects.get(gemeente_code=ENSCHEDE).regio_nummer == TWENTE


def test_setting_up_again_changes_nothing_and_is_quick(kaart):
    voor = set(OrganisatieTable.objects.values_list("id", "naam", "regio_nummer", "is_centrumgemeente"))
    begin = time.perf_counter()
    toegang.zorg_voor_organisaties(gebied.indeling_op(timezone.localdate()))
    assert time.perf_counter() - begin < 1
    assert (
        set(OrganisatieTable.objects.values_list("id", "naam", "regio_nummer", "is_centrumgemeente")) == voor
    )


def test_a_gemeente_that_moved_on_the_map_is_of_its_new_region(kaart):
    OrganisatieTable.objects.filter(gemeente_code=ENSCHEDE).update(regio_nummer=5)
    toegang.zorg_voor_organisaties(gebied.indeling_op(timezone.localdate()))
    assert OrganisatieTable.objects.get(gemeente_code=ENSCHEDE).regio_nummer == TWENTE


def test_an_import_is_given_uwv_and_the_gemeenten_however_many_employers_there_are(beheerder):
    organisatielijst.voeg_toe(beheerder, Organisatiesoort.WERKGEVER, "Bakkerij De Proef", KVK)
    assert {o.soort.value for o in toegang.organisaties()} == {"uwv", "gemeente"}
    assert len(toegang.organisaties()) == 345


def test_31_regions_have_a_centrumgemeente_and_a_beheerder_may_choose_another(beheerder):
    assert OrganisatieTable.objects.filter(is_centrumgemeente=True).count() == 31
    almelo = OrganisatieTable.objects.get(gemeente_code=ALMELO)
    organisatielijst.kies_centrumgemeente(beheerder, almelo.id)
    daar = OrganisatieTable.objects.filter(regio_nummer=TWENTE, is_centrumgemeente=True)
    assert [rij.gemeente_code for rij in daar] == [ALMELO]

    toegang.zorg_voor_organisaties(gebied.indeling_op(timezone.localdate()))
    assert [rij.gemeente_code for rij in daar.all()] == [ALMELO]


@pytest.mark.parametrize("geschreven", [KVK, "6875 0110", "68.75.01.10"])
def test_an_employer_comes_with_his_kvk_number(beheerder, geschreven):
    werkgever = organisatielijst.voeg_toe(
        beheerder, Organisatiesoort.WERKGEVER, "  Bakkerij   De Proef ", geschreven
    )
    assert (werkgever.naam, werkgever.kvk_nummer) == ("Bakkerij De Proef", KVK)
    assert organisatielijst.haal(beheerder, werkgever.id) == werkgever


@pytest.mark.parametrize("fout", ["", "1234567", "123456789", "1234567a", "00000000", "١٢٣٤٥٦٧٨"])
def test_a_kvk_number_that_cannot_be_one_is_refused(beheerder, fout):
    with pytest.raises(Weigering):
        organisatielijst.voeg_toe(beheerder, Organisatiesoort.WERKGEVER, "Bakkerij", fout)
    assert aantallen()["werkgever"] == 0


def test_a_kvk_number_stands_once_and_a_name_may_stand_twice(beheerder):
    organisatielijst.voeg_toe(beheerder, Organisatiesoort.WERKGEVER, "Bakkerij De Proef", KVK)
    organisatielijst.voeg_toe(beheerder, Organisatiesoort.WERKGEVER, "Bakkerij De Proef", "68750111")
    with pytest.raises(Weigering):
        organisatielijst.voeg_toe(beheerder, Organisatiesoort.INTERMEDIAIR, "Een ander", KVK)


def test_uwv_gets_a_second_office_in_a_region(beheerder):
    kantoor = organisatielijst.voeg_toe(beheerder, Organisatiesoort.UWV_KANTOOR, "UWV Almelo", regio=TWENTE)
    gevonden = organisatielijst.zoek(beheerder, Organisatiesoort.UWV_KANTOOR, regio=TWENTE)
    assert [o.naam for o in gevonden] == ["UWV Almelo", "UWV Twente"]
    assert kantoor.hoofd == beheerder.organisatie
    with pytest.raises(Weigering):
        organisatielijst.voeg_toe(beheerder, Organisatiesoort.UWV_KANTOOR, "UWV Nergens", regio=99)


def test_a_closed_organisation_stays_and_can_open_again(beheerder):
    wsp = OrganisatieTable.objects.get(soort="wsp", regio_nummer=TWENTE)
    assert organisatielijst.sluit(beheerder, wsp.id).is_gesloten(timezone.localdate())
    with pytest.raises(Weigering):
        organisatielijst.sluit(beheerder, wsp.id)
    assert not organisatielijst.heropen(beheerder, wsp.id).is_gesloten(timezone.localdate())


def test_a_gemeente_follows_from_the_map_and_is_not_changed_by_hand(beheerder):
    gemeente = OrganisatieTable.objects.get(gemeente_code=ENSCHEDE)
    for doe in (
        lambda: organisatielijst.sluit(beheerder, gemeente.id),
        lambda: organisatielijst.wijzig(beheerder, gemeente.id, "Anders"),
        lambda: organisatielijst.voeg_toe(beheerder, Organisatiesoort.GEMEENTE, "Gemeente Nieuw"),
    ):
        with pytest.raises(Weigering):
            doe()


@pytest.mark.parametrize(
    ("rol", "soort"),
    [
        (Rol.BEHEERDER, Organisatiesoort.GEMEENTE),
        (Rol.BEHEERDER, Organisatiesoort.WSP),
        (Rol.TEAMLEIDER, Organisatiesoort.UWV),
        (Rol.KLANTMANAGER, Organisatiesoort.UWV_KANTOOR),
    ],
)
def test_nobody_but_a_beheerder_of_uwv_keeps_the_list(kaart, rol, soort):
    ander = handelende(rol, organisatie(soort))
    with pytest.raises(toegang.GeenToegang):
        organisatielijst.voeg_toe(ander, Organisatiesoort.WERKGEVER, "Bakkerij", KVK)
    with pytest.raises(toegang.GeenToegang):
        organisatielijst.zoek(ander)


def test_an_organisation_that_is_not_there_is_not_found(beheerder):
    with pytest.raises(toegang.NietGevonden):
        organisatielijst.sluit(beheerder, uuid4())
