"""In need a klant of another organisation opens for an hour: alarms at once, every look marked, judged by another."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from doorzicht.domain.klant.tables import KlantTable
from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import (
    Breekglasreden,
    Doel,
    Handelende,
    Kijkwijze,
    Oordeel,
    Organisatiesoort,
    Rol,
    Veldgroep,
)
from doorzicht.domain.toegang.tables import AfwijzingTable, AlarmTable, BreekglasTable
from doorzicht.foundation.bsn import Bsn
from doorzicht.foundation.errors import Weigering
from doorzicht.foundation.werkdag import na_werkdagen
from tests.handelenden import HENGELO, ZWOLLE, handelende, klant_bij, organisatie

pytestmark = pytest.mark.usefixtures("kaart")
GEMEENTE = Organisatiesoort.GEMEENTE
VREEMD, EIGEN, NIEMAND = "999990019", "999990020", "999990032"
UITLEG = "De klant staat aan de balie en heeft geen onderdak."


def manager(account: str = "k.manager") -> Handelende:
    return handelende(Rol.KLANTMANAGER, organisatie(GEMEENTE), account)


def leader(account: str = "t.leider") -> Handelende:
    return handelende(Rol.TEAMLEIDER, organisatie(GEMEENTE), account, doel=Doel.VERANTWOORDING)


def officer() -> Handelende:
    return handelende(Rol.PRIVACY_OFFICER, organisatie(GEMEENTE), "p.officer")


def stranger(bsn: str = VREEMD, gemeente: str = HENGELO) -> UUID:
    return klant_bij(organisatie(GEMEENTE, gemeente=gemeente), woont_in=gemeente, bsn=bsn)


def break_it(wie: Handelende | None = None, bsn: str = VREEMD, uitleg: str = UITLEG) -> UUID:
    return toegang.breek_glas(wie or manager(), Bsn.parse(bsn), Breekglasreden.SPOED, uitleg)


def reached(wie: Handelende) -> set[UUID]:
    with toegang.transactie(wie, "klant.dossier"):
        return set(KlantTable.objects.values_list("id", flat=True))


def test_the_klant_opens_for_one_person_and_one_hour():
    klant = stranger()
    stranger("999990044")
    assert reached(manager()) == set()

    assert break_it() == klant

    assert (reached(manager()), reached(manager("een.collega"))) == ({klant}, set())
    (glas,) = toegang.lopend_breekglas(manager())
    assert glas.tot - glas.op == timedelta(minutes=60)
    assert glas.beoordelen_voor == na_werkdagen(timezone.localdate(), 5)
    BreekglasTable.objects.update(
        op=timezone.now() - timedelta(hours=2), tot=timezone.now() - timedelta(hours=1)
    )
    assert reached(manager()) == set()
    assert toegang.lopend_breekglas(manager()) == ()


def test_team_leader_and_privacy_officer_know_it_in_the_same_transaction():
    klant = stranger()
    with transaction.atomic():
        break_it()
        transaction.set_rollback(True)
    assert AlarmTable.objects.count() == 0

    break_it()

    for wie in (leader(), officer()):
        assert [(alarm.soort.value, alarm.klant) for alarm in toegang.alarmen(wie)] == [("breekglas", klant)]


def test_the_klant_of_another_region_is_an_alarm_of_its_own():
    from_zwolle = stranger("999990056", ZWOLLE)
    break_it(bsn="999990056")
    with toegang.transactie(manager(), "klant.dossier") as handeling:
        handeling.zie([from_zwolle], Kijkwijze.PAGINA, [Veldgroep.IDENTITEIT], breekglas=[from_zwolle])

    assert set(AlarmTable.objects.values_list("soort", flat=True)) == {"breekglas", "andere-regio"}


def test_nobody_breaks_the_glass_for_his_own_klant_or_for_who_does_not_exist_and_cannot_tell_which():
    klant_bij(organisatie(GEMEENTE), bsn=EIGEN)

    answers = []
    for bsn in (EIGEN, NIEMAND):
        with pytest.raises(Weigering) as weigering:
            break_it(bsn=bsn)
        answers.append((weigering.value.wat, weigering.value.doe, weigering.value.waar))

    assert answers[0] == answers[1]
    assert not any(bsn in str(answers) for bsn in (EIGEN, NIEMAND))
    assert AfwijzingTable.objects.filter(handeling="toegang.breekglas", klant=None).count() == 2
    assert BreekglasTable.objects.count() == 0


def test_guessing_numbers_ends_after_a_few():
    stranger()
    for _ in range(5):
        with pytest.raises(Weigering, match="niets te openen"):
            break_it(bsn=NIEMAND)

    with pytest.raises(Weigering, match="te vaak"):
        break_it()

    assert break_it(manager("een.ander"))


def test_breaking_it_again_and_again_ends_too():
    for nummer in ("999990068", "999990081", "999990093", "999990111", "999990123", "999990135"):
        stranger(nummer)
    for nummer in ("999990068", "999990081", "999990093", "999990111", "999990123"):
        break_it(bsn=nummer)

    with pytest.raises(Weigering, match="te vaak"):
        break_it(bsn="999990135")


@pytest.mark.parametrize("uitleg", ["", "nodig", " " * 40, "x" * 19])
def test_without_an_explanation_nothing_opens(uitleg):
    stranger()

    with pytest.raises(Weigering, match="uitleg is te kort"):
        break_it(uitleg=uitleg)

    assert BreekglasTable.objects.count() == 0


@pytest.mark.parametrize(
    ("rol", "soort"),
    [
        (Rol.PRIVACY_OFFICER, GEMEENTE),
        (Rol.BEHEERDER, GEMEENTE),
        (Rol.ADVISEUR, Organisatiesoort.WSP),
        (Rol.TEAMLEIDER, Organisatiesoort.WSP),
        (Rol.WERKGEVER, Organisatiesoort.WERKGEVER),
    ],
)
def test_only_who_serves_klanten_breaks_it_also_past_the_program(rol, soort):
    stranger()
    wie = handelende(rol, organisatie(soort))

    with pytest.raises(toegang.GeenToegang):
        break_it(wie)
    with pytest.raises(DatabaseError, match="breekt niet"), toegang.transactie(wie, "toegang.breekglas"):
        call_the_function()


def test_without_a_counted_try_the_database_breaks_no_glass():
    stranger()
    with (
        pytest.raises(DatabaseError, match="eerst de navraag"),
        toegang.transactie(manager(), "toegang.breekglas"),
    ):
        call_the_function()


def call_the_function() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT toegang_breek_glas(ARRAY['\\x00'::bytea], 'gevaar', 'x', 60, current_date)")


def test_the_pages_can_make_no_broken_glass_of_their_own():
    stranger()
    with (
        pytest.raises(DatabaseError, match="permission denied"),
        toegang.transactie(manager(), "toegang.breekglas"),
    ):
        BreekglasTable.objects.create(
            gebruiker="k.manager",
            organisatie=manager().organisatie,
            klant=UUID(int=1),
            op=timezone.now(),
            tot=timezone.now() + timedelta(days=365),
            beoordelen_voor=timezone.localdate(),
        )


def test_somebody_else_judges_it_once():
    stranger()
    break_it()
    (glas,) = toegang.breekglazen(officer())

    toegang.beoordeel_breekglas(officer(), glas.id, Oordeel.ONTERECHT, UITLEG)

    assert toegang.breekglazen(officer()) == ()
    (beoordeeld,) = toegang.breekglazen(officer(), ook_beoordeelde=True)
    assert (beoordeeld.oordeel, beoordeeld.beoordeeld_door, beoordeeld.oordeel_tekst) == (
        Oordeel.ONTERECHT,
        "p.officer",
        UITLEG,
    )
    with pytest.raises(Weigering, match="al beoordeeld"):
        toegang.beoordeel_breekglas(officer(), glas.id, Oordeel.TERECHT, UITLEG)


def test_whoever_broke_it_never_judges_it_also_not_past_the_program():
    stranger()
    break_it(handelende(Rol.TEAMLEIDER, organisatie(GEMEENTE), "t.leider"))
    (glas,) = toegang.breekglazen(leader())

    with pytest.raises(Weigering, match="je eigen noodtoegang"):
        toegang.beoordeel_breekglas(leader(), glas.id, Oordeel.TERECHT, UITLEG)
    with pytest.raises(DatabaseError, match="ander_oordeelt"), transaction.atomic():
        BreekglasTable.objects.filter(id=glas.id).update(beoordeeld_door="t.leider")


def test_what_is_overdue_says_so_and_stands_on_top():
    stranger()
    stranger(NIEMAND)
    break_it(bsn=NIEMAND)
    break_it()
    oud = BreekglasTable.objects.order_by("-op")[0]
    BreekglasTable.objects.filter(id=oud.id).update(beoordelen_voor=timezone.localdate() - timedelta(days=1))

    glazen = toegang.breekglazen(leader())

    assert [glas.is_te_laat(timezone.localdate()) for glas in glazen] == [True, False]
