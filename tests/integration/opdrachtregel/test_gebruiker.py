"""The first beheerders of a server: made by an operator before a witness, and recorded as made by them."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from doorzicht.config.cli import doorzicht
from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.tables import GebruikerTable, OrganisatieTable, RoltoekenningTable, SessieTable
from doorzicht.foundation.errors import Weigering
from tests.handelenden import ENSCHEDE

pytestmark = pytest.mark.django_db


def doe(*woorden: str) -> dict[str, object]:
    antwoord = CliRunner().invoke(doorzicht, ["gebruiker", *woorden, "--json"])
    if antwoord.exception and not isinstance(antwoord.exception, SystemExit):
        raise antwoord.exception
    return json.loads(antwoord.stdout)


@pytest.fixture
def an(kaart) -> str:
    doe("maak", "an.jansen", "--naam", "An Jansen", "--email", "an@enschede.example", "--door", "op")
    return "an.jansen"


def test_two_people_make_a_beheerder_and_both_are_recorded(an):
    antwoord = doe("rol", an, "--bij", ENSCHEDE, "--door", "op", "--getuige", "wil")
    assert (antwoord["rol"], antwoord["organisatie"], antwoord["beheerders"]) == (
        "functioneel-beheerder",
        "Gemeente Enschede",
        1,
    )
    rij = RoltoekenningTable.objects.get()
    assert (rij.voorgesteld_door, rij.toegekend_door) == ("uitvoerder:op", "uitvoerder:wil")
    assert toegang.rollen_van(rij.gebruiker_id)


@pytest.mark.parametrize(
    ("door", "getuige"), [("op", "op"), ("op", ""), ("an.jansen", "wil"), ("op", "An.Jansen")]
)
def test_nobody_does_it_alone_or_for_himself(an, door, getuige):
    with pytest.raises(Weigering):
        doe("rol", an, "--bij", "UWV", "--door", door, "--getuige", getuige)
    assert not RoltoekenningTable.objects.exists()


def test_the_code_of_an_invitation_is_shown_once_and_works(kaart):
    antwoord = doe("maak", "bo.smit", "--naam", "Bo Smit", "--email", "bo@uwv.example", "--door", "op")
    assert "code" not in doe("toon", "bo.smit")
    token, fouten = toegang.neem_aan("bo.smit", str(antwoord["code"]), "vier paarden op een dak", "192.0.2.1")
    assert (token is None, fouten) == (False, [])


@pytest.mark.parametrize("account", ["balie", "uitvoerder:op", "klant.een"])
def test_the_operator_makes_no_account_of_a_group_either(kaart, account):
    with pytest.raises(Weigering):
        doe("maak", account, "--naam", "An", "--email", "an@enschede.example", "--door", "op")


def test_an_account_is_made_once(an):
    with pytest.raises(Weigering):
        doe("maak", an, "--naam", "Ander", "--email", "ander@enschede.example", "--door", "op")


def test_an_organisation_that_is_not_there_is_refused(an):
    with pytest.raises(Weigering):
        doe("rol", an, "--bij", "Gemeente Atlantis", "--door", "op", "--getuige", "wil")


def test_switching_off_ends_everything_at_once(an):
    doe("rol", an, "--bij", "UWV", "--door", "op", "--getuige", "wil")
    rij = RoltoekenningTable.objects.get()
    token = toegang.begin_sessie(rij.gebruiker_id, rij.id)
    antwoord = doe("zet-uit", an, "--door", "op")
    assert antwoord["uitgeschakeld"] is True
    assert [rol["status"] for rol in antwoord["rollen"]] == ["beeindigd"]  # type: ignore[union-attr]
    assert toegang.sessie_van(token) is None
    assert SessieTable.objects.get().beeindigd_op is not None
    assert GebruikerTable.objects.get().uitgeschakeld_door == "uitvoerder:op"


def test_two_employers_of_one_name_are_told_apart_by_number(an):
    for kvk in ("68750110", "68750111"):
        OrganisatieTable.objects.create(soort="werkgever", naam="Bakkerij De Proef", kvk_nummer=kvk)
    with pytest.raises(Weigering, match="heten zo"):
        doe("rol", an, "--bij", "Bakkerij De Proef", "--door", "op", "--getuige", "wil")
    antwoord = doe("rol", an, "--bij", "68750111", "--door", "op", "--getuige", "wil")
    assert antwoord["organisatie"] == "Bakkerij De Proef"


def test_without_an_account_every_account_of_work_is_shown(an):
    assert doe("toon") == {
        "accounts": [{"account": "an.jansen", "naam": "An Jansen", "uitgeschakeld": False}]
    }


@pytest.mark.parametrize(("antwoord", "code"), [("", 1), ("nee\n", 1), ("y\n", 1), ("ja\n", 0)])
def test_a_question_is_asked_and_answered_in_dutch(db, antwoord, code):
    gedaan = CliRunner().invoke(doorzicht, ["logboek", "hervat"], input=antwoord)
    assert (gedaan.exit_code, "[j/N]" in gedaan.output, "[y/N]" in gedaan.output) == (code, True, False)


def test_the_list_of_a_group_holds_whole_sentences():
    for groep in ("database", "logboek", "gebruiker", "sleutels", "bewaren"):
        assert "..." not in CliRunner().invoke(doorzicht, [groep, "--help"]).output
