"""Who left long enough ago is told, proposed by one, approved by another, erased everywhere, and stays erased."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from doorzicht.config import sleutels as sleutelwerk
from doorzicht.domain.betrokkene import service
from doorzicht.domain.betrokkene.model import Correctieveld, Verzameling
from doorzicht.domain.betrokkene.tables import AankondigingTable, WiskandidaatTable, WissingTable
from doorzicht.domain.doelgroepregister.tables import RegisterpersoonTable, RegistratieTable
from doorzicht.domain.klant.tables import InschrijvingTable, KlantTable
from doorzicht.domain.klantprofiel.model import Verwerking
from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import Handelende, Organisatiesoort, Rol
from doorzicht.domain.toegang.service import GeenToegang
from doorzicht.domain.toegang.tables import LogregelTable, VierogenTable
from doorzicht.foundation.errors import Weigering
from doorzicht.infra.crypto import new_keys, parse_keyring, with_index_in_use, with_new_index_key
from tests.handelenden import handelende, klant_bij, organisatie
from tests.integration.betrokkene.conftest import BSN, Bekende, maak_bekende

Klok = Callable[[date], None]
LEEG = {Verzameling.KLANTEN: 0, Verzameling.REGISTER: 0}
EEN = {Verzameling.KLANTEN: 1, Verzameling.REGISTER: 1}
VERTREK = date(2021, 7, 1)
"""The first day without an inschrijving and a registratie; five years later is 1 July 2026."""


@pytest.fixture
def klok(monkeypatch: pytest.MonkeyPatch) -> Klok:
    """Sets the day on which the rules look; the rows of access keep the true time."""

    def zet(dag: date) -> None:
        for module in ("bewaren", "wissen"):
            monkeypatch.setattr(f"doorzicht.domain.betrokkene.service.{module}.timezone", Dag(dag))

    return zet


class Dag:
    """A clock that stands at noon of one day."""

    def __init__(self, dag: date) -> None:
        self.dag = dag

    def now(self) -> datetime:
        return datetime.combine(self.dag, time(12), tzinfo=UTC)

    def localdate(self, moment: datetime | None = None) -> date:
        return timezone.localdate(moment) if moment else self.dag


@pytest.fixture
def wislijst(tmp_path, settings):
    settings.VAR = tmp_path
    return tmp_path / "wislijst" / "gewist.jsonl"


@pytest.fixture
def beheerder(kaart: None) -> Handelende:
    return handelende(Rol.BEHEERDER, organisatie(Organisatiesoort.UWV), "b.eheer")


@pytest.fixture
def officer(kaart: None) -> Handelende:
    return handelende(Rol.PRIVACY_OFFICER, organisatie(Organisatiesoort.UWV), "p.officer")


@pytest.fixture
def vertrokkene(bekende: Bekende) -> Bekende:
    """Noor asked something, objected to something, and left."""
    service.vraag_correctie(bekende.zelf, bekende.id, Correctieveld.NAAM, "", "Nora Ondenkbaar")
    service.maak_bezwaar(bekende.zelf, bekende.id, Verwerking.OVERIG, "Ik, Noor Ondenkbaar, wil dit niet")
    InschrijvingTable.objects.filter(klant_id=bekende.id).update(tot=VERTREK)
    RegistratieTable.objects.update(tot=VERTREK)
    return bekende


def ronde_van(beheerder: Handelende, officer: Handelende) -> UUID:
    """Proposed and approved."""
    voorstel = service.stel_voor(beheerder).voorstel
    toegang.besluit_vierogen(officer, voorstel, goedgekeurd=True)
    return voorstel


def sporen(*woorden: str | bytes) -> list[str]:
    """Every column of every table in which one of these stands, as text, as bytes or inside a document."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name, data_type FROM information_schema.columns "
            "WHERE table_schema = 'public' AND data_type IN ('text', 'character varying', 'bytea', 'jsonb', 'uuid')"
        )
        gevonden = []
        for tabel, kolom, soort in cursor.fetchall():
            for woord in woorden:
                if isinstance(woord, bytes) != (soort == "bytea"):
                    continue
                waar = f'position(%s in "{kolom}") > 0' if soort == "bytea" else f'"{kolom}"::text ILIKE %s'
                cursor.execute(
                    f'SELECT count(*) FROM "{tabel}" WHERE {waar}',
                    [woord if isinstance(woord, bytes) else f"%{woord}%"],
                )
                if cursor.fetchone()[0]:
                    gevonden.append(f"{tabel}.{kolom}")
        return sorted(set(gevonden))


def test_nobody_is_told_too_early_and_nobody_is_told_twice(vertrokkene, klok):
    klok(date(2026, 5, 31))
    assert service.kondig_aan() == LEEG

    klok(date(2026, 6, 1))
    assert service.kondig_aan() == EEN
    assert service.kondig_aan() == LEEG
    verteld = AankondigingTable.objects.get(verzameling="klanten")
    assert (verteld.aangekondigd_op, verteld.wissen_vanaf) == (date(2026, 6, 1), date(2026, 7, 1))


def test_who_was_told_late_still_gets_thirty_days(vertrokkene, klok):
    klok(date(2026, 8, 1))
    service.kondig_aan()

    assert set(AankondigingTable.objects.values_list("wissen_vanaf", flat=True)) == {date(2026, 8, 31)}


def test_before_the_day_that_was_told_nobody_can_be_proposed(vertrokkene, klok, beheerder):
    klok(date(2026, 6, 1))
    service.kondig_aan()
    klok(date(2026, 6, 30))

    with pytest.raises(Weigering, match="niemand"):
        service.stel_voor(beheerder)


def test_the_klant_reads_in_his_own_page_that_he_will_be_erased(vertrokkene, klok):
    klok(date(2026, 6, 1))
    service.kondig_aan()

    rubriek = service.geef_inzage(vertrokkene.zelf, vertrokkene.id).rubriek("aankondiging")

    assert [g.in_woorden for g in rubriek.rijen[0]] == ["1 juni 2026", "1 juli 2026"]


def test_who_comes_back_is_told_no_longer(vertrokkene, klok, beheerder):
    klok(date(2026, 6, 1))
    service.kondig_aan()
    InschrijvingTable.objects.create(
        klant_id=vertrokkene.id, organisatie_id=vertrokkene.klantmanager.organisatie, van=date(2026, 6, 15)
    )
    klok(date(2026, 7, 1))
    service.kondig_aan()

    assert list(AankondigingTable.objects.values_list("verzameling", flat=True)) == ["doelgroepregister"]
    assert service.stel_voor(beheerder).aantal == 1  # the register only


def test_after_a_run_no_trace_is_left_but_the_lines_of_the_log(
    vertrokkene, klok, beheerder, officer, wislijst
):
    service.geef_bestand(vertrokkene.zelf, vertrokkene.id, service.Vorm.JSON)
    index = bytes(KlantTable.objects.get(id=vertrokkene.id).bsn_index)
    woorden = (BSN, "Ondenkbaar", "noor@", "Fietsenmaker", "Zandkuilweg", "0612345678", str(vertrokkene.id))
    assert len(sporen(*woorden, index)) > 10
    regels = LogregelTable.objects.count()
    klok(VERTREK.replace(year=2026))
    service.kondig_aan()
    klok(date(2026, 7, 31))

    assert service.voer_uit(ronde_van(beheerder, officer)) == EEN

    assert sporen(*woorden, index) == ["toegang_logregel.klant"]
    assert LogregelTable.objects.count() == regels
    assert WiskandidaatTable.objects.count() == 0
    assert "Ondenkbaar" not in wislijst.read_text("utf-8")
    assert [json.loads(regel)["verzameling"] for regel in wislijst.read_text("utf-8").splitlines()] == [
        "klanten",
        "doelgroepregister",
    ]


def test_only_who_is_in_the_run_is_erased(vertrokkene, klok, beheerder, officer, wislijst):
    blijft = maak_bekende("999990020", "blijver")
    klok(date(2026, 7, 1))
    service.kondig_aan()
    klok(date(2026, 7, 31))

    service.voer_uit(ronde_van(beheerder, officer))

    assert list(KlantTable.objects.values_list("id", flat=True)) == [blijft.id]
    assert service.geef_inzage(blijft.zelf, blijft.id).rubriek("account").rijen


def test_who_came_back_after_the_approval_stays(vertrokkene, klok, beheerder, officer, wislijst):
    klok(date(2026, 7, 1))
    service.kondig_aan()
    klok(date(2026, 7, 31))
    ronde = ronde_van(beheerder, officer)
    InschrijvingTable.objects.filter(klant_id=vertrokkene.id).update(tot=None)

    assert service.voer_uit(ronde) == {Verzameling.KLANTEN: 0, Verzameling.REGISTER: 1}
    assert KlantTable.objects.count() == 1


def test_a_run_needs_a_second_person_and_is_carried_out_once(vertrokkene, klok, beheerder, officer, wislijst):
    klok(date(2026, 7, 1))
    service.kondig_aan()
    klok(date(2026, 7, 31))
    voorstel = service.stel_voor(beheerder).voorstel

    with pytest.raises(Weigering):
        service.voer_uit(voorstel)
    with pytest.raises(IntegrityError), transaction.atomic():
        VierogenTable.objects.filter(id=voorstel).update(besloten_door="b.eheer", goedgekeurd=True)
    toegang.besluit_vierogen(officer, voorstel, goedgekeurd=True)
    service.voer_uit(voorstel)
    with pytest.raises(Weigering):
        service.voer_uit(voorstel)


def test_nobody_is_slipped_into_a_run_that_was_signed(vertrokkene, klok, beheerder, officer, wislijst):
    ander = klant_bij(organisatie(Organisatiesoort.GEMEENTE))
    klok(date(2026, 7, 1))
    service.kondig_aan()
    klok(date(2026, 7, 31))
    voorstel = ronde_van(beheerder, officer)
    ronde = WiskandidaatTable.objects.values_list("ronde", flat=True)[0]
    WiskandidaatTable.objects.create(ronde=ronde, verzameling="klanten", persoon=ander)

    with pytest.raises(Weigering, match="veranderd"):
        service.voer_uit(voorstel)
    assert KlantTable.objects.count() == 2


def test_only_the_functioneel_beheerder_of_uwv_proposes(vertrokkene, officer):
    for wie in (vertrokkene.klantmanager, vertrokkene.zelf, officer):
        with pytest.raises(GeenToegang):
            service.stel_voor(wie)


def test_after_a_backup_was_put_back_the_erased_are_erased_again(
    vertrokkene, klok, beheerder, officer, wislijst
):
    klok(date(2026, 7, 1))
    service.kondig_aan()
    klok(date(2026, 7, 31))
    service.voer_uit(ronde_van(beheerder, officer))
    zet_terug(vertrokkene)
    blijft = maak_bekende("999990020", "blijver")

    assert service.herhaal() == EEN
    assert list(KlantTable.objects.values_list("id", flat=True)) == [blijft.id]
    assert service.herhaal() == LEEG


def test_who_registered_anew_after_the_erasure_stays(vertrokkene, klok, beheerder, officer, wislijst):
    klok(date(2026, 7, 1))
    service.kondig_aan()
    klok(date(2026, 7, 31))
    service.voer_uit(ronde_van(beheerder, officer))
    klant = klant_bij(organisatie(Organisatiesoort.GEMEENTE), bsn=BSN)
    InschrijvingTable.objects.filter(klant_id=klant).update(van=date(2026, 8, 1))

    assert service.herhaal() == LEEG
    assert KlantTable.objects.count() == 1


def test_the_list_outside_the_database_is_enough(vertrokkene, klok, beheerder, officer, wislijst):
    klok(date(2026, 7, 1))
    service.kondig_aan()
    klok(date(2026, 7, 31))
    service.voer_uit(ronde_van(beheerder, officer))
    with connection.cursor() as cursor:  # a backup from before the run knows nothing of it
        cursor.execute("TRUNCATE betrokkene_wissing")
    zet_terug(vertrokkene)

    assert service.herhaal() == EEN
    assert WissingTable.objects.count() == 2


def test_who_was_erased_under_an_index_key_of_before_is_known_again(
    vertrokkene, klok, beheerder, officer, wislijst, monkeypatch
):
    klok(date(2026, 7, 1))
    service.kondig_aan()
    klok(date(2026, 7, 31))
    service.voer_uit(ronde_van(beheerder, officer))
    zet_terug(vertrokkene)
    sleutels = with_new_index_key(Path(settings.SLEUTELBESTAND).read_text("utf-8"))
    nieuw = parse_keyring(sleutels, "test").with_index_in_use(2)
    monkeypatch.setattr("doorzicht.domain.toegang.service.sleutelring", lambda: nieuw)

    assert nieuw.index(b"x") != nieuw.indexes(b"x")[1]
    assert service.herhaal() == EEN


def test_an_index_key_that_the_list_needs_is_not_thrown_away(
    vertrokkene, klok, beheerder, officer, wislijst, tmp_path, monkeypatch
):
    bestand = tmp_path / "sleutels.json"
    bestand.write_text(with_index_in_use(with_new_index_key(new_keys()), 2), "utf-8")
    bestand.chmod(0o600)
    monkeypatch.setattr(settings, "SLEUTELBESTAND", bestand)
    with transaction.atomic():
        toegang.wissel_index(2)
    monkeypatch.setattr("doorzicht.config.sleutels.te_doen", dict)
    monkeypatch.setattr("doorzicht.config.sleutels.waiting", lambda *_: 0)
    assert not service.heeft_wissingen()
    WissingTable.objects.create(verzameling="klanten", merk=b"m" * 32, op=timezone.now(), ronde=uuid4())

    with pytest.raises(Weigering, match="wislijst"):
        sleutelwerk.ruim_op()


def test_the_list_is_never_changed(vertrokkene, klok, beheerder, officer, wislijst):
    klok(date(2026, 7, 1))
    service.kondig_aan()
    klok(date(2026, 7, 31))
    service.voer_uit(ronde_van(beheerder, officer))

    for doe in (WissingTable.objects.all().delete, lambda: WissingTable.objects.update(merk=b"x")):
        with pytest.raises(Exception, match="blijven staan"), transaction.atomic():
            doe()


def zet_terug(wie: Bekende) -> None:
    """The rows of somebody as an old backup has them."""
    assert not KlantTable.objects.exists()
    assert not RegisterpersoonTable.objects.exists()
    maak_bekende(BSN, wie.zelf.gebruiker)
