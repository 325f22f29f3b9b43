"""`doorzicht controleer --tegen` compares a file with what we published ourselves, cell by cell."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from doorzicht.config.cli.controleer import controleer
from doorzicht.config.demo import maak
from doorzicht.domain.doelgroepregister import service as doelgroepregister
from doorzicht.domain.gebied import service as gebieden
from doorzicht.domain.klantprofiel import service as klantprofielen
from doorzicht.domain.publicatie import service as publicatie
from doorzicht.domain.publicatie.model import Beleid, Bescherming
from doorzicht.foundation.errors import Weigering
from doorzicht.foundation.invoer import Opdracht
from doorzicht.foundation.kwartaal import Kwartaal

SEED = (
    Path(__file__).parents[2] / "backtests" / "gegevens" / "transparantie-klantprofielen-2022-kw2-twente.txt"
)
KW2 = Kwartaal(2022, 2)


@pytest.fixture
def gepubliceerd(kaart, tmp_path, settings):
    """Twente, second quarter of 2022, brought in from the demo files and published as it was."""
    settings.PEILINGEN, settings.ARCHIEF = tmp_path / "peilingen", tmp_path / "archief"
    bestanden = maak(tmp_path / "demo", gebieden.indeling_op(KW2.peildatum))
    opdracht = Opdracht(door="toets", synthetisch=True)
    doelgroepregister.importeer(bestanden.register_twente, opdracht)
    klantprofielen.importeer_sonar_export(bestanden.sonar_twente, opdracht)
    bescherming = Bescherming(Beleid.ZOALS_GEPUBLICEERD)
    publicatie.peil(KW2, "maker")
    return publicatie.publiceer_regios(
        KW2,
        [9],
        bescherming,
        maker="maker",
        vaststeller="vaststeller",
        uit=None,
        voortgang=lambda _gedaan, _totaal: None,
    )


def test_a_file_is_compared_with_our_own_uitgave(gepubliceerd, tmp_path):
    gelijk = CliRunner().invoke(controleer, [str(SEED), "--tegen", "2022-kw2"])
    assert gelijk.exit_code == 0, gelijk.output
    assert gelijk.output.rstrip().endswith("Alles is gelijk aan onze uitgave van 2022-kw2.")

    anders = tmp_path / "anders.txt"
    tekst = SEED.read_text(encoding="utf-8")
    anders.write_text(
        tekst.replace("\t43\t149\t30\t238", "\t42\t149\t31\t238")
        .replace("2.432", "2.431")
        .replace("785", "786"),
        encoding="utf-8",
    )
    verschil = CliRunner().invoke(controleer, [str(anders), "--tegen", "2022-kw2", "--json"])
    assert verschil.exit_code == 1
    document = json.loads(verschil.output)
    assert document["sluit"] is True  # the sums fit; only the numbers are others
    assert [(een["waar"], een["inBestand"], een["inUitgave"]) for een in document["verschillen"]] == [
        ("rij Borne", 42, 43),
        ("rij Borne", 31, 30),
        ("totaalrij", 2431, 2432),
        ("totaalrij", 786, 785),
    ]

    geen = CliRunner().invoke(controleer, [str(SEED), "--tegen", "2021-kw4"])
    assert isinstance(geen.exception, Weigering)
    assert "geen uitgave" in str(geen.exception)
