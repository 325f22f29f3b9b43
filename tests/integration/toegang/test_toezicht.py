"""Who looked can be asked, what is odd raises an alarm, and somebody else than who caused it closes it."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import (
    Alarmsoort,
    Doel,
    Handelende,
    Kijkwijze,
    Organisatiesoort,
    Rol,
    Uitkomst,
    Veldgroep,
)
from doorzicht.domain.toegang.tables import AfwijzingTable, AlarmTable, KanarieTable, LogregelTable
from doorzicht.foundation.errors import Weigering
from tests.handelenden import HENGELO, ZWOLLE, handelende, klant_bij, organisatie

pytestmark = pytest.mark.usefixtures("kaart")
GEMEENTE = Organisatiesoort.GEMEENTE
UITLEG = "De klant belde en vroeg wie zijn dossier opende."


def manager(account: str = "k.manager", gemeente: str | None = None) -> Handelende:
    return handelende(Rol.KLANTMANAGER, organisatie(GEMEENTE, gemeente=gemeente), account)


def officer(soort: Organisatiesoort = GEMEENTE, gemeente: str | None = None) -> Handelende:
    return handelende(Rol.PRIVACY_OFFICER, organisatie(soort, gemeente=gemeente), "p.officer")


def look(
    wie: Handelende, klanten: list[UUID], wijze: Kijkwijze = Kijkwijze.PAGINA, velden=(Veldgroep.WERK,)
) -> None:
    with toegang.transactie(wie, "klant.dossier") as handeling:
        handeling.zie(klanten, wijze, velden)


def raised() -> list[tuple[str, str, UUID | None]]:
    return list(AlarmTable.objects.order_by("op").values_list("soort", "gebruiker", "klant"))


# who looked


def test_the_privacy_officer_finds_who_looked_at_a_klant_of_his_own_organisation():
    klant = klant_bij(organisatie(GEMEENTE))
    look(manager("an"), [klant])
    look(manager("bo"), [klant, klant_bij(organisatie(GEMEENTE))], Kijkwijze.LIJST)

    regels = toegang.wie_keek(officer(), toegang.Logvraag(klant=klant))

    assert [(regel.gebruiker, regel.wijze, regel.velden) for regel in regels] == [
        ("bo", Kijkwijze.LIJST, ("werk",)),
        ("an", Kijkwijze.PAGINA, ("werk",)),
    ]


def test_looking_in_the_log_is_a_line_of_the_log_itself():
    klant = klant_bij(organisatie(GEMEENTE))

    toegang.wie_keek(officer(), toegang.Logvraag(klant=klant))

    regel = LogregelTable.objects.get(klant=klant)
    assert (regel.gebruiker, regel.handeling, regel.velden) == ("p.officer", "toegang.logboek", ["logboek"])


def test_a_privacy_officer_elsewhere_finds_nothing_and_that_of_uwv_everything():
    klant = klant_bij(organisatie(GEMEENTE))
    look(manager("an"), [klant])

    assert toegang.wie_keek(officer(gemeente=ZWOLLE), toegang.Logvraag(klant=klant)) == ()
    assert len(toegang.wie_keek(officer(Organisatiesoort.UWV), toegang.Logvraag(klant=klant))) == 2


def test_by_account_by_period_by_way_and_page_after_page():
    klanten = [klant_bij(organisatie(GEMEENTE)) for _ in range(7)]
    for klant in klanten:
        look(manager("an"), [klant])
    look(manager("an"), klanten, Kijkwijze.LIJST)
    morgen = timezone.now() + timedelta(days=1)
    vraag = toegang.Logvraag(gebruiker="an", wijze=Kijkwijze.PAGINA, tot=morgen)

    eerste = toegang.wie_keek(officer(), vraag, aantal=4)
    tweede = toegang.wie_keek(
        officer(), toegang.Logvraag(**{**vars(vraag), "na": eerste[-1].nummer}), aantal=4
    )

    assert [regel.klant for regel in eerste + tweede] == klanten[::-1]
    assert toegang.wie_keek(officer(), toegang.Logvraag(gebruiker="an", vanaf=morgen)) == ()
    assert toegang.wie_keek(officer(), toegang.Logvraag()) == ()


@pytest.mark.parametrize("rol", [Rol.KLANTMANAGER, Rol.TEAMLEIDER, Rol.BEHEERDER])
def test_the_log_is_for_supervisors_only(rol):
    with pytest.raises(toegang.GeenToegang):
        toegang.wie_keek(handelende(rol, organisatie(GEMEENTE)), toegang.Logvraag(klant=uuid4()))


# alarms


def kanarie() -> UUID:
    klant = klant_bij(organisatie(GEMEENTE))
    KanarieTable.objects.create(klant=klant, geplaatst_op=timezone.now())
    return klant


def test_a_canary_that_is_opened_raises_an_alarm_in_the_same_transaction():
    klant = kanarie()
    with transaction.atomic():
        look(manager("an"), [klant])
        during = raised()
        transaction.set_rollback(True)

    assert during == [("kanarie", "an", klant)]
    assert raised() == [], "the look was undone, and its alarm with it"


@pytest.mark.parametrize("wijze", Kijkwijze)
def test_a_canary_that_stands_among_others_was_not_chosen(wijze):
    look(manager("an"), [kanarie(), klant_bij(organisatie(GEMEENTE))], wijze)
    look(manager("an"), [kanarie()], Kijkwijze.LIJST)

    assert raised() == []


@pytest.mark.parametrize("wijze", [wijze for wijze in Kijkwijze if wijze is not Kijkwijze.LIJST])
def test_a_canary_that_is_shown_alone_raises_an_alarm_in_whatever_way(wijze):
    klant = kanarie()
    look(manager("an"), [klant], wijze)

    assert raised() == [("kanarie", "an", klant)]


def test_a_supervisor_who_reads_the_log_of_a_canary_raises_no_alarm():
    toegang.wie_keek(officer(), toegang.Logvraag(klant=kanarie()))

    assert raised() == []


def test_more_dossiers_than_the_setting_in_an_hour_raise_one_alarm(settings):
    settings.ALARM_DOSSIERS = 3
    klanten = [klant_bij(organisatie(GEMEENTE)) for _ in range(6)]
    for klant in [*klanten[:3], *klanten[:3]]:
        look(manager("an"), [klant])
    look(manager("bo"), klanten, Kijkwijze.LIJST)
    assert raised() == [], "three, twice, and a list"

    for klant in klanten:
        look(manager("an"), [klant])

    assert raised() == [("veel-dossiers", "an", None)]


def test_more_people_in_lists_than_the_setting_in_an_hour_raise_one_alarm(settings):
    settings.ALARM_LIJST = 6
    klanten = [klant_bij(organisatie(GEMEENTE)) for _ in range(7)]
    for _ in range(3):
        look(manager("an"), klanten[:6], Kijkwijze.LIJST)
    look(officer(), klanten, Kijkwijze.LIJST, [Veldgroep.LOGBOEK])
    assert raised() == [], "six, three times, and a supervisor in the log"

    for klant in klanten[-1:] * 2:
        look(manager("an"), [klant, klanten[0]], Kijkwijze.API)
    assert raised() == [("veel-in-lijsten", "an", None)]


def test_rows_of_a_list_that_a_program_asked_for_are_no_dossiers(settings):
    settings.ALARM_DOSSIERS = 3
    klanten = [klant_bij(organisatie(GEMEENTE)) for _ in range(5)]
    with toegang.transactie(manager("an"), "klant.lijst") as handeling:
        handeling.zie(klanten, Kijkwijze.API, [Veldgroep.WERK])
    look(manager("an"), klanten[:1], Kijkwijze.API)

    assert raised() == []


def test_refusals_raise_an_alarm_when_there_are_many_and_stay_when_the_rest_is_undone(settings):
    settings.ALARM_AFWIJZINGEN = 3
    for _ in range(5):
        toegang.leg_afwijzing_vast(manager("an"), "klant.dossier", toegang.GEEN_TOEGANG, uuid4())
    toegang.leg_afwijzing_vast(None, "inloggen", toegang.GEEN_TOEGANG)

    assert AfwijzingTable.objects.filter(gebruiker="an").count() == 5
    assert AfwijzingTable.objects.get(gebruiker=None).handeling == "inloggen"
    assert raised() == [("afwijzingen", "an", None)]


def test_alarms_are_for_the_privacy_officer_of_that_organisation_and_of_uwv():
    look(manager("an"), [kanarie()])

    assert [alarm.soort for alarm in toegang.alarmen(officer())] == [Alarmsoort.KANARIE]
    assert [alarm.soort for alarm in toegang.alarmen(officer(Organisatiesoort.UWV))] == [Alarmsoort.KANARIE]
    assert toegang.alarmen(officer(gemeente=HENGELO)) == ()


def test_a_team_leader_sees_the_alarms_of_his_organisation_and_closes_none():
    look(manager("an"), [kanarie()])
    leider = handelende(Rol.TEAMLEIDER, organisatie(GEMEENTE), "t.leider", doel=Doel.VERANTWOORDING)

    (alarm,) = toegang.alarmen(leider)

    with pytest.raises(toegang.GeenToegang):
        toegang.handel_af(leider, alarm.id, Uitkomst.TERECHT, UITLEG)


def test_an_alarm_is_closed_once_by_somebody_else_with_words():
    look(manager("an"), [kanarie()])
    (alarm,) = toegang.alarmen(officer())

    with pytest.raises(Weigering, match="uitleg is te kort"):
        toegang.handel_af(officer(), alarm.id, Uitkomst.INCIDENT, "tja")
    toegang.handel_af(officer(), alarm.id, Uitkomst.INCIDENT, UITLEG)
    with pytest.raises(Weigering, match="al afgehandeld"):
        toegang.handel_af(officer(), alarm.id, Uitkomst.TERECHT, UITLEG)

    assert toegang.alarmen(officer()) == ()
    (dicht,) = toegang.alarmen(officer(), ook_afgehandelde=True)
    assert (dicht.afgehandeld_door, dicht.uitkomst, dicht.toelichting) == (
        "p.officer",
        Uitkomst.INCIDENT,
        UITLEG,
    )


def test_nobody_closes_an_alarm_about_himself_also_not_past_the_program():
    look(manager("p.officer"), [kanarie()])
    (alarm,) = toegang.alarmen(officer())

    with pytest.raises(Weigering, match="gaat over jou"):
        toegang.handel_af(officer(), alarm.id, Uitkomst.TERECHT, UITLEG)
    with pytest.raises(DatabaseError, match="toegang_alarm_ander_handelt_af"), transaction.atomic():
        AlarmTable.objects.filter(id=alarm.id).update(afgehandeld_door="p.officer")


def test_an_alarm_of_another_organisation_does_not_exist_for_him():
    look(manager("an"), [kanarie()])
    (alarm,) = toegang.alarmen(officer())

    with pytest.raises(toegang.NietGevonden):
        toegang.handel_af(officer(gemeente=HENGELO), alarm.id, Uitkomst.TERECHT, UITLEG)


@pytest.mark.parametrize(
    "daad",
    [
        "INSERT INTO toegang_alarm (id, soort, op, gebruiker) VALUES (gen_random_uuid(), 'x', now(), 'an')",
        "INSERT INTO toegang_afwijzing (id, op, handeling, reden) VALUES (gen_random_uuid(), now(), 'x', 'x')",
        "DELETE FROM toegang_alarm",
        "UPDATE toegang_alarm SET soort = 'breekglas'",
        "SELECT * FROM toegang_kanarie",
        "SELECT * FROM toegang_zegel",
        "DELETE FROM toegang_logregel",
        "SELECT toegang_alarm('breekglas', '{}', NULL, '{}', interval '0')",
        "SELECT toegang_klant_met_bsn('{}')",
    ],
)
@pytest.mark.parametrize("rol", [Rol.KLANTMANAGER, Rol.PRIVACY_OFFICER])
def test_past_the_program_the_pages_reach_none_of_this(rol, daad):
    wie = handelende(rol, organisatie(GEMEENTE))

    with (
        pytest.raises(DatabaseError, match="permission denied"),
        toegang.transactie(wie, "toegang.alarmen"),
        connection.cursor() as cursor,
    ):
        cursor.execute(daad)


# the log cannot be written


@pytest.mark.parametrize(
    "kapot",
    [
        "REVOKE INSERT ON toegang_logregel FROM doorzicht_web",
        "REVOKE INSERT ON toegang_verwerking FROM doorzicht_web",
        "REVOKE EXECUTE ON FUNCTION toegang_sein(uuid[], integer) FROM PUBLIC, doorzicht_web",
        "CREATE TRIGGER vol BEFORE INSERT ON toegang_logregel FOR EACH ROW EXECUTE FUNCTION schijf_vol()",
        "CREATE TRIGGER vol BEFORE INSERT ON toegang_verwerking FOR EACH ROW EXECUTE FUNCTION schijf_vol()",
        "CREATE TRIGGER vol BEFORE INSERT ON toegang_alarm FOR EACH ROW EXECUTE FUNCTION schijf_vol()",
        "ALTER TABLE toegang_logregel RENAME TO elders",
    ],
)
def test_a_look_that_cannot_be_recorded_shows_nothing(kapot):
    """The alarm counts too: a canary that could be opened in silence would be none."""
    klant = kanarie()
    with connection.cursor() as cursor:
        cursor.execute(
            """CREATE FUNCTION schijf_vol() RETURNS trigger LANGUAGE plpgsql AS $$
               BEGIN RAISE EXCEPTION 'vol' USING ERRCODE = 'disk_full'; END $$"""
        )
        cursor.execute(kapot)

    with pytest.raises(toegang.LogboekDicht):
        look(manager(), [klant])

    assert not AlarmTable.objects.exists()
