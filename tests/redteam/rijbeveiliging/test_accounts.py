"""Who can run SQL as the pages' role, without a claim or with his own, wants into the account of another."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import Organisatiesoort, Rol
from doorzicht.domain.toegang.store import claim
from doorzicht.domain.toegang.tables import (
    GebruikerTable,
    OrganisatieTable,
    SessieTable,
    TweedeFactorTable,
    UitnodigingTable,
)
from tests.handelenden import HENGELO, gebruiker_met_rol, handelende, organisatie

pytestmark = pytest.mark.django_db


@pytest.fixture
def enschede(kaart: None) -> OrganisatieTable:
    return organisatie(Organisatiesoort.GEMEENTE)


@pytest.fixture
def cas(enschede: OrganisatieTable) -> UUID:
    """Somebody with a session that ended, a factor that was used, and an open invitation."""
    wie = gebruiker_met_rol(Rol.KLANTMANAGER, enschede, "cas").gebruiker_id
    toen = timezone.now() - timedelta(hours=2)
    SessieTable.objects.create(
        sleutel=b"s" * 32, gebruiker_id=wie, begonnen_op=toen, gezien_op=toen, beeindigd_op=toen
    )
    TweedeFactorTable.objects.create(
        gebruiker_id=wie,
        soort="totp",
        geheim_versleuteld=b"",
        laatste_stap=9,
        teller=9,
        aangemaakt_op=toen,
        bevestigd_op=toen,
        gebruikt_op=toen,
    )
    UitnodigingTable.objects.create(
        gebruiker_id=wie,
        code_hash=b"",
        gemaakt_door="an",
        gemaakt_op=toen,
        verloopt_op=toen + timedelta(days=7),
    )
    return wie


def refused(sql: str) -> bool:
    """Whether the database says no to the pages' role, under the claim that stands now."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT set_config('role', %s, true)", [settings.DATABASE_WEB])
            cursor.execute(sql)
            raised = False
            transaction.set_rollback(True)
    except DatabaseError:
        raised = True
    return raised


SESSION = "UPDATE toegang_sessie SET"
FACTOR = "UPDATE toegang_tweede_factor SET"
ACCOUNT = "UPDATE toegang_gebruiker SET"
PASSWORD = f"{ACCOUNT} wachtwoord = 'argon2$van.mij' WHERE account = 'cas'"
LOG_IN = (
    PASSWORD,
    f"{FACTOR} naam = 'x'",
    "DELETE FROM toegang_tweede_factor",
    "INSERT INTO toegang_tweede_factor (id, gebruiker_id, soort, naam, geheim_versleuteld, laatste_stap, teller,"
    " aangemaakt_op) SELECT gen_random_uuid(), id, 'totp', '', '', 0, 0, now() FROM toegang_gebruiker"
    " WHERE account = 'cas'",
    "UPDATE toegang_uitnodiging SET gebruikt_op = now()",
)


@pytest.mark.parametrize(
    "sql",
    [
        f"{SESSION} beeindigd_op = NULL",
        f"{SESSION} beeindigd_op = now()",
        f"{SESSION} gezien_op = now() + interval '10 years'",
        f"{SESSION} gezien_op = gezien_op - interval '1 day'",
        f"{ACCOUNT} uitgeschakeld_op = now()",
        f"{ACCOUNT} email = 'ik@elders.example' WHERE account = 'cas'",
        *LOG_IN,
    ],
)
def test_without_a_claim_nothing_of_an_account_is_his(cas, sql):
    assert refused(sql)


def test_a_session_that_runs_may_still_be_seen_and_ended(cas):
    nu = timezone.now()
    SessieTable.objects.create(sleutel=b"t" * 32, gebruiker_id=cas, begonnen_op=nu, gezien_op=nu)
    for change in ("gezien_op = now() + interval '5 seconds'", "beeindigd_op = now()"):
        assert not refused(f"{SESSION} {change} WHERE beeindigd_op IS NULL")


@pytest.mark.parametrize("sql", LOG_IN)
def test_a_beheerder_has_no_way_past_an_invitation_either(cas, enschede, sql):
    gebruiker_met_rol(Rol.BEHEERDER, enschede, "an")
    with toegang.transactie(handelende(Rol.BEHEERDER, enschede, "an"), "toegang.gebruikers"):
        assert refused(sql)


def test_an_account_is_switched_on_by_who_manages_the_person_only(cas, enschede):
    GebruikerTable.objects.filter(id=cas).update(uitgeschakeld_op=timezone.now(), uitgeschakeld_door="an")
    on = f"{ACCOUNT} uitgeschakeld_op = NULL, uitgeschakeld_door = NULL WHERE account = 'cas'"
    hengelo = organisatie(Organisatiesoort.GEMEENTE, gemeente=HENGELO)
    answers = [refused(on)]
    for rol, bij in ((Rol.BEHEERDER, hengelo), (Rol.KLANTMANAGER, enschede), (Rol.BEHEERDER, enschede)):
        with toegang.transactie(handelende(rol, bij, "an"), "toegang.gebruikers"):
            answers.append(refused(on))
    assert answers == [True, True, True, False]


def test_the_log_in_writes_for_the_account_it_signed_for_and_for_no_other(cas, enschede):
    with claim.voor_account(cas):
        assert [refused(sql) for sql in LOG_IN] == [False] * len(LOG_IN)
    with claim.voor_account(uuid4()):
        assert all(refused(sql) for sql in LOG_IN)
    assert refused(PASSWORD)


@pytest.mark.parametrize(
    "change", ["laatste_stap = 0", "teller = 8", "gebruikt_op = NULL", "bevestigd_op = NULL"]
)
def test_a_code_that_was_used_stays_used_to_the_log_in_too(cas, change):
    with claim.voor_account(cas):
        assert refused(f"{FACTOR} {change}")


def test_afterwards_the_claim_of_who_acts_is_there_again(cas, enschede):
    gebruiker_met_rol(Rol.BEHEERDER, enschede, "an")
    with toegang.transactie(handelende(Rol.BEHEERDER, enschede, "an"), "toegang.gebruikers"):
        with claim.voor_account(cas):
            pass
        with connection.cursor() as cursor:
            cursor.execute("SELECT toegang_claim('g'), toegang_claim('a'), current_user")
            assert cursor.fetchone() == ("an", None, settings.DATABASE_WEB)
