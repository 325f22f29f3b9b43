"""The command line adds an identity provider, shows what to register and never a key, and switches it off."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result

from doorzicht.config.cli import doorzicht
from doorzicht.domain.toegang.service import aanbieders
from doorzicht.domain.toegang.tables import OidcAanbiederTable
from doorzicht.foundation.errors import Weigering
from tests.inlogdienst import een_inlogdienst


def run(*words: str) -> Result:
    return CliRunner().invoke(doorzicht, ["gebruiker", "aanbieder", *words], catch_exceptions=False)


def make(issuer: str, *more: str) -> Result:
    words = ("GM0153", "--issuer", issuer, "--client-id", "doorzicht", "--algoritme", "ES256")
    return run("maak", *words, "--door", "o.perator", *more)


@pytest.mark.usefixtures("kaart")
def test_a_provider_is_added_checked_shown_and_switched_off():
    with een_inlogdienst() as dienst:
        aanbieders.gids.cache_clear()
        answer = make(dienst.issuer, "--acr", "hoog", "--vertrouw-tweede-factor", "--json")
        gemaakt = json.loads(answer.stdout)["aanbieders"][0]
        assert gemaakt["organisatie"] == "Gemeente Enschede"
        assert gemaakt["terug_naar"] == f"/inloggen/organisatie/{gemaakt['nummer']}/terug/"
        assert '"d"' not in answer.stdout
        assert run("controleer", gemaakt["nummer"]).exit_code == 0

        dienst.metadata = {"token_endpoint": "https://elders.example/token"}
        aanbieders.gids.cache_clear()
        with pytest.raises(Weigering, match="token_endpoint"):
            run("controleer", gemaakt["nummer"])

    assert gemaakt["nummer"] in run("toon").stdout
    with pytest.raises(Weigering, match="heeft al een inlogdienst"):
        make("https://login.voorbeeld.nl")
    assert run("zet-uit", gemaakt["nummer"]).exit_code == 0
    with pytest.raises(Weigering, match="staat al uit"):
        run("zet-uit", gemaakt["nummer"])
    assert make("https://login.voorbeeld.nl", "--host", "sleutels.voorbeeld.nl").exit_code == 0
    rij = OidcAanbiederTable.objects.get(actief=True)
    assert (rij.toegevoegd_door, rij.hosts) == ("uitvoerder:o.perator", ["sleutels.voorbeeld.nl"])


@pytest.mark.usefixtures("kaart")
@pytest.mark.parametrize(
    ("organisatie", "issuer", "more"),
    [
        ("Nergens", "https://login.voorbeeld.nl", ()),
        ("GM0153", "http://login.voorbeeld.nl", ()),
        ("GM0153", "https://login.voorbeeld.nl?x=1", ()),
        ("GM0153", "https://login.voorbeeld.nl", ("--host", "https://x.nl/")),
    ],
)
def test_what_cannot_be_is_refused_with_what_to_do(organisatie, issuer, more):
    words = ("--issuer", issuer, "--client-id", "doorzicht", "--algoritme", "ES256", "--door", "o", *more)
    with pytest.raises(Weigering, match="Geef"):
        run("maak", organisatie, *words)
    assert not OidcAanbiederTable.objects.exists()
