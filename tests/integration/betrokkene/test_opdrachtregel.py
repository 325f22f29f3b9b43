"""`doorzicht bewaren` on the command line: numbers and no names, and no approval."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from click.testing import CliRunner, Result
from django.utils import timezone

from doorzicht.config.cli import bewaren as opdrachten
from doorzicht.domain.betrokkene.tables import AankondigingTable
from doorzicht.domain.doelgroepregister.tables import RegistratieTable
from doorzicht.domain.klant.tables import InschrijvingTable, KlantTable
from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import Organisatiesoort, Rol
from doorzicht.foundation.errors import Weigering
from doorzicht.infra import log
from tests.handelenden import gebruiker_met_rol, handelende, organisatie
from tests.integration.betrokkene.conftest import Bekende

Doe = Callable[..., Result]


@pytest.fixture
def doe(monkeypatch: pytest.MonkeyPatch) -> Doe:
    """Runs a command as it is, on the database of the test."""
    monkeypatch.setattr(opdrachten, "ensure_database", lambda: None)
    monkeypatch.setattr(opdrachten, "migrate", lambda: None)
    log.configure({})  # as the command line does: quiet below a warning

    def roep(*woorden: str) -> Result:
        return CliRunner().invoke(opdrachten.bewaren, [*woorden, "--json"], standalone_mode=False)

    return roep


@pytest.fixture
def vertrokkene(bekende: Bekende) -> Bekende:
    """Noor left more than five years ago."""
    vertrek = timezone.localdate() - timedelta(days=6 * 365)
    InschrijvingTable.objects.update(van=vertrek - timedelta(days=100), tot=vertrek)
    RegistratieTable.objects.update(van=vertrek - timedelta(days=100), tot=vertrek)
    return bekende


def test_from_notice_to_erasure_and_again(doe: Doe, vertrokkene: Bekende, settings, tmp_path):
    settings.VAR = tmp_path
    uwv = organisatie(Organisatiesoort.UWV)
    gebruiker_met_rol(Rol.BEHEERDER, uwv, "g.egevens")
    assert json.loads(doe("aankondigen").output) == {"klanten": 1, "doelgroepregister": 1}
    lang_geleden = timezone.localdate() - timedelta(days=60)
    AankondigingTable.objects.update(
        aangekondigd_op=lang_geleden, wissen_vanaf=lang_geleden + timedelta(days=30)
    )

    voorgesteld = json.loads(doe("voorstellen", "--door", "g.egevens").output)

    assert voorgesteld["aantal"] == 2
    assert isinstance(doe("uitvoeren", voorgesteld["voorstel"]).exception, Weigering)
    officer = handelende(Rol.PRIVACY_OFFICER, uwv, "p.officer")
    toegang.besluit_vierogen(officer, voorgesteld["voorstel"], goedgekeurd=True)
    uitgevoerd = doe("uitvoeren", voorgesteld["voorstel"])
    assert json.loads(uitgevoerd.output) == {"klanten": 1, "doelgroepregister": 1}
    assert KlantTable.objects.count() == 0
    assert "Ondenkbaar" not in uitgevoerd.output
    assert json.loads(doe("herhaal").output) == {"klanten": 0, "doelgroepregister": 0}


def test_who_has_not_the_role_proposes_nothing(doe: Doe, vertrokkene: Bekende):
    gebruiker_met_rol(Rol.STATISTICUS, organisatie(Organisatiesoort.UWV), "s.tatisticus")

    for account in ("s.tatisticus", "niemand"):
        assert isinstance(doe("voorstellen", "--door", account).exception, Weigering)


def test_there_is_no_approval_here():
    opdracht = {"aankondigen", "voorstellen", "uitvoeren", "herhaal", "opruimen"}
    assert set(opdrachten.bewaren.commands) == opdracht
