"""What needs four eyes is proposed by one, decided by another and carried out once; the database says so too."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, transaction

from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import (
    Doel,
    Handelende,
    Organisatiesoort,
    Rol,
    Vierogensoort,
    Voorstelstatus,
)
from doorzicht.domain.toegang.tables import VierogenTable
from doorzicht.foundation.errors import Weigering
from tests.handelenden import HENGELO, handelende, organisatie

pytestmark = pytest.mark.usefixtures("kaart")
GEMEENTE = Organisatiesoort.GEMEENTE


def leader(account: str, gemeente: str | None = None) -> Handelende:
    bij = organisatie(GEMEENTE, gemeente=gemeente)
    return handelende(Rol.TEAMLEIDER, bij, account, doel=Doel.VERANTWOORDING)


def propose(wie: Handelende | None = None) -> UUID:
    wie = wie or handelende(Rol.KLANTMANAGER, organisatie(GEMEENTE), "an")
    with toegang.transactie(wie, "klant.uitvoer"):
        return toegang.stel_voor(wie, Vierogensoort.UITVOER, {"gemeente": "GM0153"}, 214)


def carry_out(voorstel: UUID, soort: Vierogensoort = Vierogensoort.UITVOER, account: str = "an"):
    with toegang.transactie(handelende(Rol.KLANTMANAGER, organisatie(GEMEENTE), account), "klant.uitvoer"):
        return toegang.voer_uit(soort, voorstel)


def test_proposed_decided_by_another_and_carried_out_once():
    voorstel = propose()
    (wacht,) = toegang.voorstellen(leader("bo"))
    assert (wacht.id, wacht.status, wacht.aantal) == (voorstel, Voorstelstatus.WACHT, 214)

    assert toegang.besluit_vierogen(leader("bo"), voorstel, goedgekeurd=True) is Voorstelstatus.GOEDGEKEURD

    assert carry_out(voorstel).inhoud == {"gemeente": "GM0153"}
    with pytest.raises(Weigering, match="niet"):
        carry_out(voorstel)
    assert toegang.voorstellen(leader("bo")) == ()
    assert [een.status for een in toegang.voorstellen(leader("bo"), ook_besloten=True)] == [
        Voorstelstatus.UITGEVOERD
    ]


def test_nobody_decides_on_his_own_proposal():
    voorstel = propose(leader("an"))

    with pytest.raises(Weigering, match="eigen voorstel"):
        toegang.besluit_vierogen(leader("an"), voorstel, goedgekeurd=True)
    with pytest.raises(DatabaseError, match="toegang_vier_ogen"), transaction.atomic():
        VierogenTable.objects.filter(id=voorstel).update(besloten_door="an", goedgekeurd=True)


@pytest.mark.parametrize("goedgekeurd", [None, False])
def test_without_a_yes_nothing_is_carried_out_also_not_past_the_program(goedgekeurd):
    voorstel = propose()
    if goedgekeurd is not None:
        toegang.besluit_vierogen(leader("bo"), voorstel, goedgekeurd=goedgekeurd)

    with pytest.raises(Weigering, match="niet"):
        carry_out(voorstel)
    with pytest.raises(DatabaseError, match="na_goedkeuring"), transaction.atomic():
        VierogenTable.objects.filter(id=voorstel).update(uitgevoerd_op="2026-01-01T00:00:00Z")


def test_a_yes_for_one_thing_is_no_yes_for_another():
    voorstel = propose()
    toegang.besluit_vierogen(leader("bo"), voorstel, goedgekeurd=True)

    with pytest.raises(toegang.NietGevonden):
        carry_out(voorstel, Vierogensoort.VERWIJDERING)


def test_a_decision_is_made_once():
    voorstel = propose()
    toegang.besluit_vierogen(leader("bo"), voorstel, goedgekeurd=False)

    with pytest.raises(Weigering, match="al besloten"):
        toegang.besluit_vierogen(leader("cas"), voorstel, goedgekeurd=True)


def test_a_proposal_of_another_organisation_does_not_exist_for_him():
    voorstel = propose()

    assert toegang.voorstellen(leader("bo", HENGELO)) == ()
    with pytest.raises(toegang.NietGevonden):
        toegang.besluit_vierogen(leader("bo", HENGELO), voorstel, goedgekeurd=True)
    with pytest.raises(toegang.NietGevonden):
        toegang.besluit_vierogen(leader("bo"), uuid4(), goedgekeurd=True)


def test_who_proposed_sees_what_became_of_it():
    voorstel = propose()
    toegang.besluit_vierogen(leader("bo"), voorstel, goedgekeurd=True)
    an = handelende(Rol.KLANTMANAGER, organisatie(GEMEENTE), "an")

    with toegang.transactie(an, "klant.uitvoer"):
        (eigen,) = toegang.eigen_voorstellen(an, Vierogensoort.UITVOER)

    assert (eigen.id, eigen.status, eigen.besloten_door) == (voorstel, Voorstelstatus.GOEDGEKEURD, "bo")


@pytest.mark.parametrize("rol", [Rol.KLANTMANAGER, Rol.BEHEERDER, Rol.TEAMLEIDER])
def test_who_may_not_decide_cannot(rol):
    voorstel = propose()

    with pytest.raises(toegang.GeenToegang):
        toegang.besluit_vierogen(handelende(rol, organisatie(GEMEENTE), "bo"), voorstel, goedgekeurd=True)
