"""Registering a person gives one answer, whether he is new, was here before or is with another organisation."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone

from doorzicht.domain.klant import service as klanten
from doorzicht.domain.klant.model import Filter, Inschrijving, Uitkomst
from doorzicht.domain.klant.rules.velden import VeldenFout
from doorzicht.domain.klant.service.zien import sleutels
from doorzicht.domain.klant.tables import InschrijvingTable, KlantTable, OverdrachtTable, WoonplaatsTable
from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import Organisatiesoort, Rol
from doorzicht.domain.toegang.tables import AlarmTable, LogregelTable, NavraagTable
from tests.handelenden import ENSCHEDE, HENGELO, ZWOLLE, handelende, klant_bij, organisatie

pytestmark = pytest.mark.django_db
BSN = "123456782"
ONTVANGEN = Inschrijving(Uitkomst.ONTVANGEN)


def schrijf_in(wie, bsn=BSN, gemeente=ENSCHEDE, **velden):
    return klanten.schrijf_in(wie, bsn, gemeente, {"naam": "Nieuw Mens"} | velden)


def bij(gemeente=ENSCHEDE):
    return organisatie(Organisatiesoort.GEMEENTE, gemeente=gemeente)


def beeindig(klant):
    InschrijvingTable.objects.filter(klant=klant).update(tot=date(2021, 1, 1))


def test_a_new_person_becomes_ones_own_klant_from_today(enschede):
    assert schrijf_in(enschede, telefoonnummer="0612345678") == ONTVANGEN
    (regel,) = klanten.lijst(enschede, Filter()).regels
    assert (regel.naam, regel.gemeente) == ("Nieuw Mens", ENSCHEDE)
    assert klanten.zoek(enschede, BSN).regels == (regel,)


def test_a_person_who_was_registered_before_comes_back_under_the_same_record(enschede):
    klant = klant_bij(bij(HENGELO), woont_in=HENGELO, bsn=BSN, naam="Oud Mens", email="oud@voorbeeld.nl")
    beeindig(klant)
    assert schrijf_in(enschede) == ONTVANGEN
    (regel,) = klanten.lijst(enschede, Filter()).regels
    assert (regel.id, regel.naam, regel.gemeente) == (klant, "Nieuw Mens", ENSCHEDE)
    assert KlantTable.objects.get(id=klant).email == "oud@voorbeeld.nl"
    assert WoonplaatsTable.objects.filter(klant=klant).count() == 2


def test_a_person_of_another_organisation_stays_there_and_that_one_is_asked(enschede):
    klant = klant_bij(bij(HENGELO), woont_in=HENGELO, bsn=BSN, naam="Elders Mens")
    assert schrijf_in(enschede) == ONTVANGEN
    assert klanten.lijst(enschede, Filter()).totaal == 0
    assert KlantTable.objects.get(id=klant).naam == "Elders Mens"
    (verzoek,) = OverdrachtTable.objects.all()
    assert (verzoek.klant_id, verzoek.naar_id, verzoek.gevraagd_door) == (klant, bij().id, "k.enschede")


def test_the_other_organisation_reaches_the_request_and_its_asker_does_not(enschede, hengelo):
    klant_bij(bij(HENGELO), woont_in=HENGELO, bsn=BSN)
    schrijf_in(enschede)
    for wie, aantal in ((hengelo, 1), (enschede, 0)):
        with toegang.transactie(wie, "klant.lijst"):
            assert OverdrachtTable.objects.count() == aantal


def test_asking_twice_makes_one_request(enschede):
    klant_bij(bij(HENGELO), woont_in=HENGELO, bsn=BSN)
    assert schrijf_in(enschede) == schrijf_in(enschede) == ONTVANGEN
    assert OverdrachtTable.objects.count() == 1


def test_an_office_that_asks_for_a_klant_of_another_office_gets_the_same_answer(kantoor):
    klant_bij(organisatie(Organisatiesoort.UWV), woont_in=ZWOLLE, bsn=BSN)
    assert schrijf_in(kantoor) == ONTVANGEN
    assert OverdrachtTable.objects.get().naar_id == kantoor.organisatie


def test_ones_own_klant_opens_and_nothing_of_him_changes(enschede):
    klant = klant_bij(bij(), bsn=BSN, naam="Al Hier")
    assert schrijf_in(enschede) == Inschrijving(Uitkomst.EIGEN, klant)
    assert KlantTable.objects.get(id=klant).naam == "Al Hier"


@pytest.mark.parametrize("stand", ["nieuw", "elders", "beeindigd"])
def test_each_registration_costs_as_many_queries_and_lines_whoever_it_is(
    enschede, stand, django_assert_num_queries
):
    if stand != "nieuw":
        klant = klant_bij(bij(HENGELO), woont_in=HENGELO, bsn=BSN)
        if stand == "beeindigd":
            beeindig(klant)
    schrijf_in(enschede, "111222333")
    LogregelTable.objects.count()
    with django_assert_num_queries(11):
        assert schrijf_in(enschede) == ONTVANGEN
    assert LogregelTable.objects.filter(handeling="klant.inschrijven").count() == 2


@pytest.mark.parametrize(
    ("bsn", "gemeente", "velden", "fout"),
    [
        ("123456789", ENSCHEDE, {}, {"bsn"}),
        ("", ENSCHEDE, {}, {"bsn"}),
        (BSN, ENSCHEDE, {"naam": " "}, {"naam"}),
        (BSN, None, {}, {"gemeente"}),
        (BSN, ENSCHEDE, {"postcode": "x", "email": "y"}, {"postcode", "email"}),
        (BSN, ENSCHEDE, {"versie": "7"}, {"versie"}),
    ],
)
def test_what_is_wrong_is_told_per_field_and_nothing_is_stored(enschede, bsn, gemeente, velden, fout):
    with pytest.raises(VeldenFout) as gemeld:
        schrijf_in(enschede, bsn, gemeente, **velden)
    assert set(gemeld.value.fouten) == fout
    assert not KlantTable.objects.exists()


def test_who_registers_too_many_is_refused_and_seen(enschede, settings):
    settings.INSCHRIJVEN_UUR = 2
    schrijf_in(enschede)
    schrijf_in(enschede, "111222333")
    with pytest.raises(klanten.TeVaakIngeschreven):
        schrijf_in(enschede, "999990019")
    assert KlantTable.objects.count() == 2
    assert AlarmTable.objects.get().soort == "veel-inschrijvingen"


def test_the_day_has_a_limit_of_its_own(enschede, settings):
    settings.INSCHRIJVEN_DAG = 1
    schrijf_in(enschede)
    NavraagTable.objects.update(op=timezone.now() - timedelta(hours=3))
    with pytest.raises(klanten.TeVaakIngeschreven):
        schrijf_in(enschede, "111222333")


def test_who_asks_for_many_of_somebody_else_raises_an_alarm(enschede, settings):
    settings.ALARM_ELDERS = 1
    for bsn, aantal in ((BSN, 0), ("111222333", 1)):
        klant_bij(bij(HENGELO), woont_in=HENGELO, bsn=bsn)
        assert schrijf_in(enschede, bsn) == ONTVANGEN
        assert AlarmTable.objects.filter(soort="vaak-elders").count() == aantal


@pytest.mark.parametrize("is_elders", [True, False])
def test_the_function_gives_nobody_the_id_of_anothers_klant(enschede, is_elders):
    if is_elders:
        klant_bij(bij(HENGELO), woont_in=HENGELO, bsn=BSN)
    nieuw = uuid4()
    with toegang.transactie(enschede, "klant.inschrijven"), connection.cursor() as cursor:
        indexen = sleutels().indexes(BSN.encode())
        cursor.execute("SELECT toegang_navraag('klant.inschrijven', %s, 9, 9)", [list(indexen)])
        cursor.execute(
            "SELECT uitkomst, klant FROM klant_schrijf_in(%s, %s, %s, %s, '{}', %s, 10)",
            [nieuw, list(indexen), sleutels().index_number, b"x", ENSCHEDE],
        )
        assert cursor.fetchone() == ("ontvangen", nieuw)


def test_in_sql_nobody_registers_without_being_counted(enschede):
    with (
        pytest.raises(Exception, match="eerst de navraag"),
        toegang.transactie(enschede, "klant.inschrijven"),
    ):
        connection.cursor().execute(
            "SELECT klant_schrijf_in(gen_random_uuid(), ARRAY['\\x00'::bytea], 1, '\\x00', '{}', NULL, 10)"
        )


def test_an_office_registers_only_who_lives_in_its_region(kantoor):
    with pytest.raises(VeldenFout):
        schrijf_in(kantoor, gemeente=ZWOLLE)
    assert schrijf_in(kantoor, gemeente=HENGELO) == ONTVANGEN
    assert klanten.lijst(kantoor, Filter()).totaal == 1


@pytest.mark.parametrize(
    ("rol", "soort"),
    [
        (Rol.ADVISEUR, Organisatiesoort.WSP),
        (Rol.BEHEERDER, Organisatiesoort.GEMEENTE),
        (Rol.PRIVACY_OFFICER, Organisatiesoort.GEMEENTE),
        (Rol.WERKGEVER, Organisatiesoort.WERKGEVER),
    ],
)
def test_who_serves_no_klanten_registers_nobody_not_even_in_sql(kaart, rol, soort):
    wie = handelende(rol, organisatie(soort))
    with pytest.raises(toegang.GeenToegang):
        schrijf_in(wie)
    with pytest.raises(Exception, match="geen inschrijving"), toegang.transactie(wie, "klant.inschrijven"):
        connection.cursor().execute(
            "SELECT klant_schrijf_in(gen_random_uuid(), ARRAY['\\x00'::bytea], 1, '\\x00', '{}', NULL, 10)"
        )
    assert not KlantTable.objects.exists()
