"""`doorzicht logboek`: who looked, canaries, and letting go of lines that were kept long enough."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
import structlog
from click.testing import CliRunner, Result
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from doorzicht.config.cli import doorzicht
from doorzicht.domain.klant import service as klanten
from doorzicht.domain.klant.tables import KlantTable
from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import Kijkwijze, Organisatiesoort, Rol, Veldgroep
from doorzicht.domain.toegang.service import zegels
from doorzicht.domain.toegang.tables import AlarmTable, KanarieTable, LogregelTable, VierogenTable
from doorzicht.foundation.errors import Weigering
from doorzicht.infra import log
from tests.handelenden import ENSCHEDE, handelende, klant_bij, organisatie

pytestmark = pytest.mark.usefixtures("kaart", "quiet")
GEMEENTE = Organisatiesoort.GEMEENTE
BSN = "999990019"


@pytest.fixture
def quiet() -> Iterator[None]:
    log.configure({})
    yield
    structlog.reset_defaults()


@pytest.fixture(autouse=True)
def kopbestand(settings, tmp_path: Path) -> None:
    settings.LOGBOEKKOP = tmp_path / "kop"


def run(*woorden: str, invoer: str | None = None) -> Result:
    return CliRunner().invoke(doorzicht, ["logboek", *woorden], input=invoer)


def look(klant: UUID, wijze: Kijkwijze = Kijkwijze.PAGINA) -> None:
    with toegang.transactie(
        handelende(Rol.KLANTMANAGER, organisatie(GEMEENTE), "an"), "klant.dossier"
    ) as handeling:
        handeling.zie([klant], wijze, [Veldgroep.WERK])


def test_who_looked_by_klant_number():
    klant = klant_bij(organisatie(GEMEENTE))
    look(klant)

    gevonden = run("wie", str(klant), "--door", "b.heer")

    assert "an  klantmanager  Gemeente Enschede  dienstverlening  pagina  werk" in gevonden.output
    assert (
        LogregelTable.objects.filter(klant=klant, gebruiker="uitvoerder:b.heer", rol="auditor").count() == 1
    )


def test_who_looked_by_a_bsn_that_is_typed_and_never_an_argument():
    klant = klant_bij(organisatie(GEMEENTE), bsn=BSN)
    look(klant)

    gevonden = run("wie", "--bsn", "--json", invoer=f"{BSN}\n")

    assert gevonden.exception is None, gevonden.exception
    document = json.loads(gevonden.output)
    assert (document["klant"], [regel["account"] for regel in document["regels"]]) == (str(klant), ["an"])
    assert BSN not in gevonden.output
    assert run("wie", BSN).exit_code == 2, "a number of nine digits is no klant number"
    assert isinstance(run("wie", "--bsn", invoer="999990032\n").exception, Weigering)


def test_the_pages_cannot_ask_who_has_a_bsn():
    with (
        pytest.raises(DatabaseError, match="permission denied"),
        toegang.transactie(handelende(Rol.KLANTMANAGER, organisatie(GEMEENTE)), "klant.zoek"),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT toegang_klant_met_bsn(ARRAY['\\x00'::bytea])")


def test_a_canary_looks_like_the_others_counts_nowhere_and_raises_an_alarm():
    for _ in range(3):
        klant_bij(organisatie(GEMEENTE), naam="E. Echt", opleidingsniveau="HBO", leeftijd=41)
    voor = len(klanten.stand(timezone.localdate()))

    gedaan = run("kanarie", "--gemeente", ENSCHEDE, "--naam", "Bo Zijlmans", "--json")

    klant = UUID(json.loads(gedaan.output)["klant"])
    rij = KlantTable.objects.get(id=klant)
    assert (rij.naam, rij.opleidingsniveau, rij.leeftijd) == ("Bo Zijlmans", "HBO", 41)
    assert KanarieTable.objects.get().klant == klant
    assert len(klanten.stand(timezone.localdate())) == voor
    look(klant)
    assert AlarmTable.objects.get().soort == "kanarie"


def test_a_canary_of_no_gemeente_is_refused():
    assert isinstance(run("kanarie", "--gemeente", "GM9999", "--naam", "Bo").exception, Weigering)


# lines that were kept long enough


@pytest.fixture
def old_lines(kaart: None, monkeypatch: pytest.MonkeyPatch) -> list[UUID]:
    """Two looks of six years ago under a seal, and one of today under another."""
    gezien = [klant_bij(organisatie(GEMEENTE)) for _ in range(3)]
    for klant in gezien[:2]:
        look(klant)
    toen = timezone.now() - timedelta(days=6 * 366)
    with monkeypatch.context() as patch:
        patch.setattr(zegels.timezone, "now", lambda: toen)
        toegang.zegel()
    look(gezien[2])
    toegang.zegel()
    return gezien


def approve() -> None:
    uwv = handelende(Rol.PRIVACY_OFFICER, organisatie(Organisatiesoort.UWV), "p.officer")
    (voorstel,) = toegang.voorstellen(uwv)
    toegang.besluit_vierogen(uwv, voorstel.id, goedgekeurd=True)


def test_old_lines_go_after_four_eyes_and_the_chain_stays_whole(old_lines):
    assert "Voorgesteld: 4 regels" in run("opruimen", "--door", "b.heer").output
    assert isinstance(run("opruimen", "--uitvoeren").exception, Weigering)
    approve()

    assert "4 regels verwijderd" in run("opruimen", "--uitvoeren").output

    assert set(LogregelTable.objects.values_list("klant", flat=True)) == {old_lines[2]}
    gevonden = toegang.controleer()
    assert (gevonden.schendingen, gevonden.zegels) == ((), 4)
    assert isinstance(run("opruimen", "--uitvoeren").exception, Weigering), "once"
    assert isinstance(run("opruimen").exception, Weigering), "nothing more that is old enough"


def test_lines_that_somebody_let_go_without_the_file_knowing_are_missed(old_lines, settings, tmp_path):
    run("opruimen")
    approve()
    echt = settings.LOGBOEKKOP
    voor = echt.read_text()
    run("opruimen", "--uitvoeren")
    echt.write_text(voor)

    assert {schending.soort.value for schending in toegang.controleer().schendingen} == {"verwijderd"}


@pytest.mark.usefixtures("old_lines")
def test_without_an_approved_proposal_or_too_young_nothing_goes_also_for_the_owner():
    run("opruimen")
    voorstel = VierogenTable.objects.get().id
    with pytest.raises(DatabaseError, match="tweede paar ogen"), transaction.atomic():
        let_go(1, voorstel)
    approve()
    with pytest.raises(DatabaseError, match="niet oud genoeg"), transaction.atomic():
        let_go(3, voorstel)
    with pytest.raises(DatabaseError, match="blijven staan"), transaction.atomic():
        LogregelTable.objects.all().delete()


def let_go(zegel: int, voorstel: UUID) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO toegang_zegelverval (zegel_id, besluit_id, op) VALUES (%s, %s, now())",
            [zegel, voorstel],
        )
