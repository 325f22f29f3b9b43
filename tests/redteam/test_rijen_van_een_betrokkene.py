"""Whoever slips SQL past the program still finds only his own requests, and grants himself nothing."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from doorzicht.domain.betrokkene import service
from doorzicht.domain.betrokkene.model import Correctieveld, Correctieverzoek
from doorzicht.domain.betrokkene.tables import CorrectieverzoekTable, WiskandidaatTable, WissingTable
from doorzicht.domain.klantprofiel.model import Klantbezwaar, Verwerking
from doorzicht.domain.klantprofiel.tables import KlantbezwaarTable
from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import Handelende, Organisatiesoort
from doorzicht.domain.toegang.tables import BreekglasTable
from tests.handelenden import organisatie
from tests.integration.betrokkene.conftest import Bekende, breek_glas, maak_bekende


@pytest.fixture
def noor(kaart: None) -> Bekende:
    return maak_bekende("999990019")


@pytest.fixture
def verzoek(noor: Bekende) -> Correctieverzoek:
    return service.vraag_correctie(noor.zelf, noor.id, Correctieveld.NAAM, "", "Nora")


@pytest.fixture
def bezwaar(noor: Bekende) -> Klantbezwaar:
    return service.maak_bezwaar(noor.zelf, noor.id, Verwerking.CIJFERS, "Liever niet")


def changed(wie: Handelende, change: Callable[[], int]) -> int:
    """How many rows somebody changed with a statement of his own; refused is none."""
    try:
        with transaction.atomic(), toegang.transactie(wie, "betrokkene.correctie"):
            return change()
    except DatabaseError:
        return 0
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


def honour(account: str) -> Callable[[], int]:
    return lambda: CorrectieverzoekTable.objects.update(
        status="ingewilligd", besloten_door=account, besloten_op=timezone.now()
    )


def test_a_klant_does_not_honour_her_own_request(noor, verzoek):
    assert changed(noor.zelf, honour("noor")) == 0
    assert changed(noor.zelf, honour("k.manager")) == 0
    assert CorrectieverzoekTable.objects.get().status == "ingediend"


def test_a_klant_does_not_grant_her_own_objection(noor, bezwaar):
    def grant() -> int:
        return KlantbezwaarTable.objects.update(
            status="ingewilligd", besloten_door="noor", besloten_op=timezone.now(), besluit="Ja"
        )

    assert changed(noor.zelf, grant) == 0
    assert KlantbezwaarTable.objects.get().status == "ingediend"


def test_her_klantmanager_signs_with_his_own_name_only(noor, verzoek):
    assert changed(noor.klantmanager, honour("t.leider")) == 0
    assert changed(noor.klantmanager, honour("k.manager")) == 1


def test_what_was_asked_is_never_rewritten(noor, verzoek):
    for wie in (noor.zelf, noor.klantmanager):
        assert changed(wie, lambda: CorrectieverzoekTable.objects.update(moet_zijn="Iets anders")) == 0
        assert changed(wie, lambda: CorrectieverzoekTable.objects.all().delete()[0]) == 0


def test_a_stranger_finds_and_changes_nothing(noor, verzoek, bezwaar):
    assert changed(noor.vreemde, lambda: CorrectieverzoekTable.objects.count()) == 0
    assert changed(noor.vreemde, lambda: KlantbezwaarTable.objects.count()) == 0
    assert changed(noor.vreemde, honour("v.reemde")) == 0


def test_broken_glass_reads_and_does_not_answer(noor, verzoek):
    breek_glas(noor.id, organisatie(Organisatiesoort.GEMEENTE, gemeente="GM0164"), timezone.now())
    BreekglasTable.objects.update(gebruiker="v.reemde", organisatie=noor.vreemde.organisatie)

    assert changed(noor.vreemde, lambda: CorrectieverzoekTable.objects.count()) == 1
    assert changed(noor.vreemde, honour("v.reemde")) == 0


def test_nobody_in_a_page_reaches_who_will_be_or_was_erased(noor):
    WiskandidaatTable.objects.create(ronde=uuid4(), verzameling="klanten", persoon=noor.id)
    WissingTable.objects.create(verzameling="klanten", merk=b"m" * 32, op=timezone.now(), ronde=uuid4())

    for wie in (noor.zelf, noor.klantmanager, noor.teamleider):
        assert changed(wie, lambda: WiskandidaatTable.objects.count()) == 0
        assert changed(wie, lambda: WissingTable.objects.count()) == 0
        assert changed(wie, lambda: WiskandidaatTable.objects.all().delete()[0]) == 0
