"""Somebody who can run any SQL in the pages of a beheerder wants a role that nobody gave him. He gets none.

The rules of the service are left out here: only the database is asked, as the role that owns nothing.
"""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import Doel, Handelende, Organisatiesoort, Rol
from doorzicht.domain.toegang.tables import (
    AfwezigheidTable,
    GebruikerTable,
    OrganisatieTable,
    RoltoekenningTable,
    UitnodigingTable,
)
from tests.handelenden import HENGELO, gebruiker_met_rol, handelende, organisatie

pytestmark = pytest.mark.django_db
NIEUW = (
    "INSERT INTO toegang_roltoekenning (id, gebruiker_id, organisatie_id, rol, van, voorgesteld_door, voorgesteld_op,"
    " toegekend_door, toegekend_op) VALUES (gen_random_uuid(), %s, %s, %s, current_date - 1, %s, now(), %s, {op})"
)


@pytest.fixture
def enschede(kaart) -> OrganisatieTable:
    return organisatie(Organisatiesoort.GEMEENTE)


@pytest.fixture
def hengelo(kaart) -> OrganisatieTable:
    return organisatie(Organisatiesoort.GEMEENTE, gemeente=HENGELO)


@pytest.fixture
def an(enschede) -> Handelende:
    """The attacker is a beheerder of Enschede."""
    gebruiker_met_rol(Rol.BEHEERDER, enschede, "an")
    return handelende(Rol.BEHEERDER, enschede, "an")


@pytest.fixture
def cas(enschede) -> UUID:
    return gebruiker_met_rol(Rol.KLANTMANAGER, enschede, "cas").gebruiker_id


def zelf() -> UUID:
    return RoltoekenningTable.objects.get(gebruiker__account="an").gebruiker_id


def doe(wie: Handelende, sql: str, *waarden: object) -> int:
    """How many rows it reached; nothing is caught."""
    with toegang.transactie(wie, "toegang.gebruikers"), connection.cursor() as cursor:
        cursor.execute(sql, list(waarden))
        return cursor.rowcount


def refused(wie: Handelende, sql: str, *waarden: object) -> bool:
    """Whether the database said no, or let nothing happen."""
    try:
        with transaction.atomic():
            return doe(wie, sql, *waarden) == 0
    except DatabaseError:
        return True


def nieuw(
    wie: Handelende, gebruiker: UUID, bij: OrganisatieTable, door: str, ander: str | None, rol: Rol
) -> bool:
    sql = NIEUW.format(op="NULL" if ander is None else "now()")
    return refused(wie, sql, gebruiker, bij.id, rol.value, door, ander)


def test_a_proposal_of_his_own_for_another_is_all_he_can_add(an, cas, enschede):
    assert not nieuw(an, cas, enschede, "an", None, Rol.TEAMLEIDER)


@pytest.mark.parametrize(
    ("door", "ander"),
    [("an", "bo"), ("bo", "an"), ("bo", "vera"), ("bo", None), ("uitvoerder:op", "uitvoerder:wil")],
)
def test_he_cannot_add_a_granted_role_or_sign_for_somebody_else(an, cas, enschede, door, ander):
    assert nieuw(an, cas, enschede, door, ander, Rol.TEAMLEIDER)


def test_he_cannot_propose_for_himself_or_elsewhere(an, cas, enschede, hengelo):
    assert nieuw(an, zelf(), enschede, "an", None, Rol.TEAMLEIDER)
    assert nieuw(an, cas, hengelo, "an", None, Rol.KLANTMANAGER)


def voorstel(bij: OrganisatieTable, gebruiker: UUID, door: str) -> RoltoekenningTable:
    return RoltoekenningTable.objects.create(
        gebruiker_id=gebruiker,
        organisatie=bij,
        rol="teamleider",
        van="2026-01-01",
        voorgesteld_door=door,
        voorgesteld_op="2026-01-01T00:00Z",
    )


KEN_TOE = "UPDATE toegang_roltoekenning SET toegekend_door = %s, toegekend_op = now() WHERE id = %s"


def test_he_grants_what_another_proposed_in_his_own_name_only(an, cas, enschede):
    rij = voorstel(enschede, cas, "bo")
    assert refused(an, KEN_TOE, "vera", rij.id)
    assert refused(an, KEN_TOE, "bo", rij.id)
    assert not refused(an, KEN_TOE, "an", rij.id)


def test_he_grants_neither_his_own_proposal_nor_his_own_role_nor_one_elsewhere(an, cas, enschede, hengelo):
    for rij in (
        voorstel(enschede, cas, "an"),
        voorstel(hengelo, cas, "bo"),
        voorstel(enschede, zelf(), "bo"),
    ):
        assert refused(an, KEN_TOE, "an", rij.id)


@pytest.mark.parametrize(
    "wijziging",
    [
        "rol = 'auditor'",
        "gebruiker_id = (SELECT id FROM toegang_gebruiker WHERE account = 'an')",
        "organisatie_id = (SELECT id FROM toegang_organisatie WHERE gemeente_code = 'GM0164')",
        "van = '2020-01-01'",
        "voorgesteld_door = 'bo'",
        "toegekend_door = 'an'",
        "toegekend_door = NULL, toegekend_op = NULL",
        "beeindigd_door = 'bo', beeindigd_op = now(), tot = current_date",
    ],
)
def test_what_was_decided_is_not_rewritten(an, cas, wijziging):
    assert refused(an, f"UPDATE toegang_roltoekenning SET {wijziging} WHERE gebruiker_id = %s", cas)


def test_an_ended_role_does_not_come_back(an, cas):
    ten_einde = (
        "UPDATE toegang_roltoekenning SET beeindigd_door = 'an', beeindigd_op = now(), tot = current_date"
    )
    assert not refused(an, f"{ten_einde} WHERE gebruiker_id = %s", cas)
    for wijziging in ("beeindigd_door = NULL, beeindigd_op = NULL, tot = NULL", "tot = '2099-01-01'"):
        assert refused(an, f"UPDATE toegang_roltoekenning SET {wijziging} WHERE gebruiker_id = %s", cas)


def test_nothing_is_taken_away(an, cas):
    for tabel in ("toegang_roltoekenning", "toegang_gebruiker", "toegang_afwezigheid", "toegang_organisatie"):
        assert refused(an, f"DELETE FROM {tabel}")  # names of our own


def test_he_lets_nobody_of_another_organisation_rest_or_end(an, hengelo):
    daar = gebruiker_met_rol(Rol.KLANTMANAGER, hengelo, "dirk")
    afwezig = (
        "INSERT INTO toegang_afwezigheid (id, gebruiker_id, organisatie_id, van, gemeld_door)"
        " VALUES (%s, %s, %s, current_date, 'an')"
    )
    assert refused(an, afwezig, uuid4(), daar.gebruiker_id, hengelo.id)
    assert refused(
        an,
        "UPDATE toegang_roltoekenning SET beeindigd_door='an', beeindigd_op=now(), tot=current_date WHERE id = %s",
        daar.id,
    )
    assert not AfwezigheidTable.objects.exists()


def invites(wie: Handelende, gebruiker: UUID) -> bool:
    sql = (
        "INSERT INTO toegang_uitnodiging (id, gebruiker_id, code_hash, gemaakt_door, gemaakt_op, verloopt_op)"
        " VALUES (gen_random_uuid(), %s, sha256('ik'), %s, now(), now() + interval '1 day')"
    )
    return not refused(wie, sql, gebruiker, wie.gebruiker)


def test_he_invites_his_own_people_and_nobody_elsewhere_and_no_klant(an, cas, enschede, hengelo):
    daar = gebruiker_met_rol(Rol.KLANTMANAGER, hengelo, "dirk").gebruiker_id
    klant = gebruiker_met_rol(Rol.KLANT, enschede, "klant.een", klant=uuid4()).gebruiker_id
    assert [invites(an, wie) for wie in (cas, daar, klant)] == [False, False, False]  # cas has a role
    RoltoekenningTable.objects.filter(gebruiker_id=cas).update(
        beeindigd_door="an", beeindigd_op="2026-01-02T00:00Z", tot="2026-01-02"
    )
    assert [invites(an, wie) for wie in (cas, daar, klant)] == [True, False, False]
    gebruiker_met_rol(Rol.TEAMLEIDER, enschede, "tess")
    assert not invites(handelende(Rol.TEAMLEIDER, enschede, "tess"), cas)


def test_no_role_is_granted_while_a_code_opens_the_account(an, enschede):
    wie = GebruikerTable.objects.create(account="dirk", naam="Dirk", aangemaakt_op="2026-01-01T00:00Z")
    rij = voorstel(enschede, wie.id, "bo")
    assert invites(an, wie.id)
    assert refused(an, KEN_TOE, "an", rij.id)
    UitnodigingTable.objects.update(gebruikt_op="2026-01-01T00:00Z")
    assert not refused(an, KEN_TOE, "an", rij.id)


@pytest.mark.parametrize("rol", [Rol.KLANTMANAGER, Rol.PRIVACY_OFFICER])
def test_who_keeps_no_people_writes_no_role_at_all(cas, enschede, rol):
    gebruiker_met_rol(rol, enschede, "bram")
    bram = handelende(rol, enschede, "bram")
    assert nieuw(bram, cas, enschede, "bram", None, Rol.TEAMLEIDER)
    assert refused(bram, KEN_TOE, "bram", voorstel(enschede, cas, "bo").id)


def test_a_teamleider_of_another_gemeente_decides_nothing_here(cas, enschede, hengelo):
    tess = handelende(Rol.TEAMLEIDER, hengelo, "tess", doel=Doel.VERANTWOORDING)
    assert refused(tess, KEN_TOE, "tess", voorstel(enschede, cas, "bo").id)


def test_the_owner_too_gives_nobody_a_role_by_himself(cas, enschede):
    with pytest.raises(DatabaseError), transaction.atomic():
        RoltoekenningTable.objects.create(
            gebruiker_id=cas,
            organisatie=enschede,
            rol="teamleider",
            van="2026-01-01",
            voorgesteld_door="cas",
            voorgesteld_op="2026-01-01T00:00Z",
        )
