"""Two beheerders at once: of two decisions one counts, and the last beheerder does not slip away between two."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
from django.db import connection
from django.utils import timezone

from doorzicht.domain.gebied import service as gebied
from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import Handelende, Organisatiesoort, Rol
from doorzicht.domain.toegang.service import gebruikers
from doorzicht.domain.toegang.service.gebruikers import NieuweGebruiker
from doorzicht.domain.toegang.tables import GebruikerTable, OrganisatieTable, RoltoekenningTable
from doorzicht.foundation.errors import Weigering
from tests.aanmelden import stel_in
from tests.handelenden import gebruiker_met_rol, handelende, organisatie

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def enschede(transactional_db: None) -> OrganisatieTable:
    gebied.laad_meegeleverde()
    toegang.zorg_voor_organisaties(gebied.indeling_op(timezone.localdate()))
    return organisatie(Organisatiesoort.GEMEENTE)


def beheerders(bij: OrganisatieTable, *accounts: str) -> list[Handelende]:
    for account in accounts:
        gebruiker_met_rol(Rol.BEHEERDER, bij, account)
    return [handelende(Rol.BEHEERDER, bij, account) for account in accounts]


def tegelijk(*handelingen: Callable[[], object]) -> Counter[str]:
    """What became of each, begun at the same moment."""
    start = threading.Barrier(len(handelingen))

    def een(doe: Callable[[], object]) -> str:
        try:
            start.wait(30)
            doe()
            return "gelukt"
        except Weigering:
            return "geweigerd"
        finally:
            connection.close()

    with ThreadPoolExecutor(len(handelingen)) as groep:
        return Counter(groep.map(een, handelingen))


def voorstel(an: Handelende, bij: OrganisatieTable, account: str = "cas.visser") -> UUID:
    persoon = NieuweGebruiker(
        account, "Cas Visser", f"{account}@enschede.example", bij.id, Rol.KLANTMANAGER, timezone.localdate()
    )
    rol = gebruikers.voeg_toe(an, persoon).id
    stel_in(account)
    return rol


def test_of_two_yeses_one_counts(enschede):
    an, bo, carla = beheerders(enschede, "an", "bo", "carla")
    rol = voorstel(an, enschede)
    uitkomst = tegelijk(lambda: gebruikers.ken_rol_toe(bo, rol), lambda: gebruikers.ken_rol_toe(carla, rol))
    assert uitkomst == {"gelukt": 1, "geweigerd": 1}
    assert RoltoekenningTable.objects.get(id=rol).toegekend_door in ("bo", "carla")


def test_of_a_yes_and_a_no_one_counts(enschede):
    an, bo, carla = beheerders(enschede, "an", "bo", "carla")
    rol = voorstel(an, enschede)
    uitkomst = tegelijk(lambda: gebruikers.ken_rol_toe(bo, rol), lambda: gebruikers.wijs_rol_af(carla, rol))
    assert uitkomst == {"gelukt": 1, "geweigerd": 1}
    rij = RoltoekenningTable.objects.get(id=rol)
    assert (rij.toegekend_op is None) != (rij.afgewezen_op is None)


def test_two_beheerders_cannot_end_each_other_and_leave_nobody(enschede):
    an, bo = beheerders(enschede, "an", "bo")
    van = {account: RoltoekenningTable.objects.get(gebruiker__account=account).id for account in ("an", "bo")}
    uitkomst = tegelijk(
        lambda: gebruikers.beeindig_rol(an, van["bo"]), lambda: gebruikers.beeindig_rol(bo, van["an"])
    )
    assert uitkomst == {"gelukt": 1, "geweigerd": 1}
    assert RoltoekenningTable.objects.filter(rol="functioneel-beheerder", beeindigd_op=None).count() == 1


def test_of_two_who_add_one_account_one_does(enschede):
    an, bo = beheerders(enschede, "an", "bo")
    uitkomst = tegelijk(lambda: voorstel(an, enschede), lambda: voorstel(bo, enschede))
    assert uitkomst == {"gelukt": 1, "geweigerd": 1}
    assert GebruikerTable.objects.filter(account="cas.visser").count() == 1
    assert RoltoekenningTable.objects.filter(rol="klantmanager").count() == 1
