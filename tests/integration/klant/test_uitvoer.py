"""Taking the list along: each klant logged, no formula in it, and above a hundred persons with four eyes."""

from __future__ import annotations

import csv
import io
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.utils import timezone
from openpyxl import load_workbook

from doorzicht.domain.klant import service as klanten
from doorzicht.domain.klant.model import Filter
from doorzicht.domain.klant.service import Bestand, Wacht
from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import Organisatiesoort, Rol
from doorzicht.domain.toegang.tables import LogregelTable, VierogenTable
from tests.handelenden import ENSCHEDE, HENGELO, handelende, klant_bij, organisatie

pytestmark = pytest.mark.django_db
BSN = "123456782"
DANGEROUS = ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "=cmd|' /C calc'!A0"]


def maak(aantal: int, **velden: object) -> set:
    bij = organisatie(Organisatiesoort.GEMEENTE)
    return {klant_bij(bij, naam=f"Naam {nummer}", **velden) for nummer in range(aantal)}


def gelezen(bestand: Bestand) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(bestand.inhoud.decode("utf-8-sig")), delimiter=";"))


def goedgekeurd(wie, is_goed: bool = True) -> None:
    leider = handelende(Rol.TEAMLEIDER, organisatie(Organisatiesoort.GEMEENTE), "t.eamleider")
    privacy = handelende(Rol.PRIVACY_OFFICER, organisatie(Organisatiesoort.GEMEENTE), "p.rivacy")
    voorstel = VierogenTable.objects.latest("voorgesteld_op")
    assert leider.gebruiker != wie.gebruiker
    toegang.besluit_vierogen(privacy, voorstel.id, goedgekeurd=is_goed)


def test_a_file_holds_ones_own_klanten_and_every_one_of_them_is_logged(enschede):
    eigen = maak(3, telefoonnummer="0612345678")
    klant_bij(organisatie(Organisatiesoort.GEMEENTE, gemeente=HENGELO), woont_in=HENGELO, naam="Elders")
    bestand = klanten.voer_uit(enschede, Filter(), "csv")
    assert [rij["naam"] for rij in gelezen(bestand)] == ["Naam 0", "Naam 1", "Naam 2"]
    assert {rij["telefoonnummer"] for rij in gelezen(bestand)} == {"0612345678"}
    regels = LogregelTable.objects.filter(wijze="uitvoer")
    assert {regel.klant for regel in regels} == eigen
    assert len(regels) == 3


def test_no_bsn_is_in_a_file(enschede):
    klant_bij(organisatie(Organisatiesoort.GEMEENTE), bsn=BSN, naam="Anna")
    for vorm in klanten.VORMEN:
        bestand = klanten.voer_uit(enschede, Filter(), vorm)
        assert BSN.encode() not in bestand.inhoud


@pytest.mark.parametrize("tekst", DANGEROUS)
@pytest.mark.parametrize("vorm", ["csv", "xlsx"])
def test_no_cell_is_a_formula(enschede, tekst, vorm):
    klant_bij(organisatie(Organisatiesoort.GEMEENTE), naam=tekst, plaats=tekst)
    bestand = klanten.voer_uit(enschede, Filter(), vorm)
    if vorm == "csv":
        rows = csv.reader(io.StringIO(bestand.inhoud.decode("utf-8-sig")), delimiter=";")
        cells = [cell for row in rows for cell in row]
    else:
        blad = load_workbook(io.BytesIO(bestand.inhoud)).active
        cells = [str(cell.value or "") for row in blad.iter_rows() for cell in row]
        assert all(cell.data_type != "f" for row in blad.iter_rows() for cell in row)
    assert [cell for cell in cells if cell[:1] in "=+-@\t\r" and cell] == []


def test_a_hundred_persons_go_without_and_one_more_needs_four_eyes(enschede):
    maak(100)
    assert isinstance(klanten.voer_uit(enschede, Filter(), "csv"), Bestand)
    maak(1)
    LogregelTable.objects.filter(wijze="uitvoer").count()
    assert klanten.voer_uit(enschede, Filter(), "csv") == Wacht(101, is_nieuw=True)
    assert klanten.voer_uit(enschede, Filter(), "csv") == Wacht(101, is_nieuw=False)
    assert LogregelTable.objects.filter(wijze="uitvoer").count() == 100
    goedgekeurd(enschede)
    assert len(gelezen(klanten.voer_uit(enschede, Filter(), "csv"))) == 101
    assert isinstance(klanten.voer_uit(enschede, Filter(), "csv"), Wacht)  # an agreement is for one time


def test_a_hundred_at_a_time_is_no_way_around_it(enschede):
    maak(60)
    maak(60, woont_in=HENGELO)
    assert isinstance(klanten.voer_uit(enschede, Filter(gemeente=ENSCHEDE), "csv"), Bestand)
    assert isinstance(klanten.voer_uit(enschede, Filter(gemeente=ENSCHEDE), "csv"), Bestand)
    assert isinstance(klanten.voer_uit(enschede, Filter(gemeente=HENGELO), "csv"), Wacht)


def test_an_agreement_on_fewer_persons_is_none_for_more(enschede):
    maak(101)
    klanten.voer_uit(enschede, Filter(), "csv")
    goedgekeurd(enschede)
    maak(5)
    assert klanten.voer_uit(enschede, Filter(), "csv") == Wacht(106, is_nieuw=True)


def test_a_no_is_a_no(enschede):
    maak(101)
    klanten.voer_uit(enschede, Filter(), "csv")
    goedgekeurd(enschede, is_goed=False)
    assert isinstance(klanten.voer_uit(enschede, Filter(), "csv"), Wacht)


@pytest.mark.parametrize("rol", [Rol.BEHEERDER, Rol.PRIVACY_OFFICER])
def test_who_serves_no_klanten_takes_none_along(kaart, rol):
    maak(1)
    with pytest.raises(toegang.GeenToegang):
        klanten.voer_uit(handelende(rol, organisatie(Organisatiesoort.GEMEENTE)), Filter(), "csv")


def test_the_page_gives_the_file_and_tells_of_four_eyes(aangemeld):
    browser = aangemeld(Rol.KLANTMANAGER, organisatie(Organisatiesoort.GEMEENTE))
    maak(1)
    answer = browser.post("/werk/klanten/uitvoer/", {"vorm": "xlsx"})
    assert answer["Content-Disposition"].endswith('.xlsx"')
    assert answer["Cache-Control"] == "no-store"
    maak(100)
    assert "Een tweede persoon" in browser.get("/werk/klanten/uitvoer/").content.decode()
    assert (
        "Je voorstel is verstuurd" in browser.post("/werk/klanten/uitvoer/", {"vorm": "csv"}).content.decode()
    )


def test_without_a_log_there_is_no_file(enschede, aangemeld):
    maak(1)
    browser = aangemeld(Rol.KLANTMANAGER, organisatie(Organisatiesoort.GEMEENTE))
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE toegang_logregel RENAME TO toegang_logregel_weg")
    answer = browser.post("/werk/klanten/uitvoer/", {"vorm": "csv"})
    assert answer.status_code == 503
    assert b"Naam 0" not in answer.content


@pytest.mark.django_db(transaction=True)
def test_who_fetches_an_approved_file_twice_at_once_reads_that_it_was_fetched(enschede, aangemeld):
    browser = aangemeld(Rol.KLANTMANAGER, organisatie(Organisatiesoort.GEMEENTE), enschede.gebruiker)
    maak(101)
    wie = handelende(Rol.KLANTMANAGER, organisatie(Organisatiesoort.GEMEENTE), enschede.gebruiker)
    klanten.voer_uit(wie, Filter(), "csv")
    goedgekeurd(wie)

    def fetch() -> HttpResponse:
        try:
            return browser.post("/werk/klanten/uitvoer/", {"vorm": "csv"})
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            voorstel = VierogenTable.objects.select_for_update().get()
            second = pool.submit(fetch)
            wait_until_somebody_waits()
            voorstel.uitgevoerd_op = timezone.now()
            voorstel.save()
        answer = second.result(timeout=60)
    assert answer.status_code == 409
    assert "Dit bestand is al opgehaald." in answer.content.decode()


def wait_until_somebody_waits() -> None:
    """For a lock that this connection holds."""
    for _ in range(200):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))"
            )
            if cursor.fetchone() != (0,):
                return
        time.sleep(0.05)
    raise AssertionError("nobody waits")
