"""The main job on real input: demo files imported for real and frozen give the published table of Twente."""

from __future__ import annotations

from datetime import date

import pytest

from doorzicht.config.demo import maak
from doorzicht.domain.doelgroepregister import service as doelgroepregister
from doorzicht.domain.gebied import service as gebieden
from doorzicht.domain.klantprofiel import service as klantprofielen
from doorzicht.domain.publicatie import service as publicatie
from doorzicht.domain.publicatie.model import Beleid, Bescherming, Landtabel, Tabel
from doorzicht.foundation.invoer import Opdracht
from doorzicht.foundation.kwartaal import Kwartaal
from tests.backtests import reference
from tests.backtests.test_demo import published

OPDRACHT = Opdracht(door="backtest", synthetisch=True)
ZOALS_GEPUBLICEERD = Bescherming(Beleid.ZOALS_GEPUBLICEERD)
KWARTALEN = [Kwartaal(2021, 3), Kwartaal(2021, 4), Kwartaal(2022, 1), Kwartaal(2022, 2)]


@pytest.fixture
def ingelezen(kaart, tmp_path, settings):
    """The demo files of Twente in the database, as an importer brings them in."""
    settings.PEILINGEN, settings.ARCHIEF = tmp_path / "peilingen", tmp_path / "archief"
    bestanden = maak(tmp_path / "demo", gebieden.indeling_op(date(2022, 6, 30)))
    register = doelgroepregister.importeer(bestanden.register_twente, OPDRACHT)
    sonar = klantprofielen.importeer_sonar_export(bestanden.sonar_twente, OPDRACHT)
    return bestanden, register, sonar


def landtabel(kwartaal: Kwartaal) -> Landtabel:
    publicatie.peil(kwartaal, "backtest")
    return publicatie.beslis(kwartaal, ZOALS_GEPUBLICEERD).landtabel


def twente(landtabel: Landtabel) -> Tabel:
    return next(tabel for tabel in landtabel.tabellen if tabel.regio_nummer == 9)


def vieren(tabel: Tabel) -> dict[str, tuple]:
    return {regel.gemeente: regel.cijfers.cellen()[:4] for regel in tabel.regels}


def test_the_imported_demo_counts_as_published_in_all_four_quarters(ingelezen):
    bestanden, register, sonar = ingelezen
    assert (register.geweigerd, sonar.geweigerd) == (0, 0), (register.meldingen[:5], sonar.meldingen[:5])
    assert sonar.nieuw == bestanden.rijen["sonar-twente.xlsx"]
    assert register.nieuw == bestanden.rijen["register-twente.csv"]

    tabellen = {kwartaal: landtabel(kwartaal) for kwartaal in KWARTALEN}

    laatste = tabellen[KWARTALEN[-1]]
    assert vieren(twente(laatste)) == published()
    assert twente(laatste).totaal.cellen() == (376, 2_432, 5_020, 785, 8_613)
    assert laatste.doelgroepregister[8] == 11_649
    assert laatste.bekend_procent(9) == 74
    rijen = reference.rows_of_workbook(bestanden.sonar_twente)
    ingeschreven = reference.rows_of_csv(bestanden.register_twente)
    for kwartaal, tabel in tabellen.items():
        verwacht = reference.table(reference.count(rijen, ingeschreven, kwartaal.peildatum))
        assert vieren(twente(tabel)) == verwacht
        assert tabel.doelgroepregister[8] == len(reference.in_register(ingeschreven, kwartaal.peildatum))
