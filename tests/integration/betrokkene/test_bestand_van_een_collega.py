"""A colleague who makes a file with all that is held: for few klanten a day, watched as one who opens a dossier."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from doorzicht.domain.betrokkene import service
from doorzicht.domain.toegang.model import Organisatiesoort, Rol
from doorzicht.domain.toegang.service import GeenToegang
from doorzicht.domain.toegang.tables import AlarmTable, KanarieTable, LogregelTable
from tests.handelenden import handelende, klant_bij, organisatie


@pytest.mark.parametrize("vorm", ["json", "pdf"])
def test_the_file_that_a_colleague_fetches_is_not_called_his_own(aangemeld, bekende, vorm):
    klantmanager = aangemeld(Rol.KLANTMANAGER, organisatie(Organisatiesoort.GEMEENTE), "k.manager")
    antwoord = klantmanager.get(reverse("klant-inzage", args=[bekende.id, vorm]))

    assert antwoord["Content-Disposition"] == f'attachment; filename="gegevens-klant.{vorm}"'


def test_one_by_one_is_no_way_around_four_eyes(bekende):
    """Ten klanten a day; then a reason that says what to do, and an alarm at the tenth."""
    huis = organisatie(Organisatiesoort.GEMEENTE)
    anderen = [klant_bij(huis) for _ in range(10)]
    for klant in [bekende.id, *anderen[:8]]:
        service.geef_bestand(bekende.klantmanager, klant, service.Vorm.JSON)
    assert not AlarmTable.objects.exists()

    for _ in range(2):
        service.geef_bestand(bekende.klantmanager, anderen[8], service.Vorm.JSON)
    with pytest.raises(GeenToegang, match="Vraag een collega"):
        service.geef_bestand(bekende.klantmanager, anderen[9], service.Vorm.PDF)

    assert not LogregelTable.objects.filter(klant=anderen[9]).exists()
    assert list(AlarmTable.objects.values_list("soort", "gebruiker")) == [("veel-inzage", "k.manager")]
    assert service.geef_bestand(handelende(Rol.KLANTMANAGER, huis, "c.ollega"), anderen[9], service.Vorm.JSON)
    for _ in range(11):
        assert service.geef_bestand(bekende.zelf, bekende.id, service.Vorm.JSON)


def test_a_file_with_all_that_is_held_counts_as_a_dossier_that_was_opened(bekende, settings):
    settings.ALARM_DOSSIERS = 2
    for klant in [bekende.id, *(klant_bij(organisatie(Organisatiesoort.GEMEENTE)) for _ in range(2))]:
        service.geef_bestand(bekende.klantmanager, klant, service.Vorm.JSON)

    assert list(AlarmTable.objects.values_list("soort", "gebruiker")) == [("veel-dossiers", "k.manager")]


@pytest.mark.parametrize("vorm", service.Vorm)
def test_a_canary_in_a_file_raises_its_alarm(bekende, vorm):
    KanarieTable.objects.create(klant=bekende.id, geplaatst_op=timezone.now())

    service.geef_bestand(bekende.klantmanager, bekende.id, vorm)

    assert list(AlarmTable.objects.values_list("soort", "klant")) == [("kanarie", bekende.id)]
