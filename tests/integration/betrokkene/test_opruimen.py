"""What access keeps of logging in and supervision goes when its time is over; what is still open stays."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from doorzicht.domain.betrokkene import service
from doorzicht.domain.toegang.tables import (
    AanmeldpogingTable,
    AfwijzingTable,
    AlarmTable,
    BreekglasTable,
    SessieTable,
)
from tests.handelenden import organisatie
from tests.integration.betrokkene.conftest import Bekende, Organisatiesoort, breek_glas

VIJF_JAAR = timedelta(days=5 * 366)


def test_old_rows_go_and_young_ones_stay(bekende: Bekende):
    nu = timezone.now()
    for dagen in (10, 40, 400):
        op = nu - timedelta(days=dagen)
        AanmeldpogingTable.objects.create(sleutel=b"x" * 32, soort="account", gelukt=False, op=op)
        AfwijzingTable.objects.create(op=op, gebruiker="a", handeling="klant.dossier", reden="geen-toegang")
    SessieTable.objects.update(gezien_op=nu - timedelta(days=40))

    weg = service.ruim_op()

    assert (weg["toegang_aanmeldpoging"], weg["toegang_afwijzing"], weg["toegang_sessie"]) == (2, 1, 1)
    assert (AanmeldpogingTable.objects.count(), AfwijzingTable.objects.count()) == (1, 2)
    assert sum(service.ruim_op().values()) == 0


def test_what_nobody_judged_or_settled_stays_however_old(bekende: Bekende):
    lang_geleden = timezone.now() - VIJF_JAAR
    BreekglasTable.objects.all().delete()
    AlarmTable.objects.all().delete()
    breek_glas(bekende.id, organisatie(Organisatiesoort.GEMEENTE), lang_geleden)
    AlarmTable.objects.create(soort="kanarie", op=lang_geleden, gebruiker="a", klant=uuid4())

    service.ruim_op()
    assert (BreekglasTable.objects.count(), AlarmTable.objects.count()) == (1, 1)

    BreekglasTable.objects.update(beoordeeld_door="p.officer", beoordeeld_op=lang_geleden, oordeel="terecht")
    AlarmTable.objects.update(afgehandeld_door="p.officer", afgehandeld_op=lang_geleden, uitkomst="gezien")
    service.ruim_op()
    assert (BreekglasTable.objects.count(), AlarmTable.objects.count()) == (0, 0)
