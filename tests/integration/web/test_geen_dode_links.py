"""Only one region is out: whoever follows every link of the site never finds a page that is not there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from doorzicht.domain.publicatie import service as publicatie
from doorzicht.domain.publicatie.model import Beleid, Bescherming
from doorzicht.foundation.kwartaal import Kwartaal
from tests.integration.publicatie.kleine_wereld import DOOR, Mens, breng_in, bsns

LINK = re.compile(r'href="(/[^"#]*)')
KWARTAAL = Kwartaal(2022, 2)


@pytest.fixture
def visitor(kaart: None, settings: Settings, tmp_path: Path) -> Client:
    """A small world of which Twente alone was published."""
    settings.PEILINGEN = tmp_path / "peilingen"
    settings.ARCHIEF = tmp_path / "archief"
    nummer = bsns()
    breng_in([Mens(next(nummer), profiel="15-05-2022"), Mens(next(nummer))], tmp_path)
    publicatie.peil(KWARTAAL, DOOR)
    publicatie.publiceer_regios(
        KWARTAAL,
        [9],
        Bescherming(Beleid.ZOALS_GEPUBLICEERD),
        maker=DOOR,
        vaststeller="vaststeller",
        uit=None,
        voortgang=lambda gedaan, totaal: None,
    )
    return Client()


def walk(visitor: Client, start: str) -> dict[str, int]:
    """Every address that can be reached by links, with the answer it gave."""
    seen: dict[str, int] = {}
    waiting = [start]
    while waiting:
        path = waiting.pop()
        if path in seen or path.startswith("/static/"):
            continue
        answer = visitor.get(path.replace("&amp;", "&"))
        seen[path] = answer.status_code
        if answer["Content-Type"].startswith("text/html") and "bestanden/" not in path:
            waiting += LINK.findall(answer.content.decode())
    return seen


def test_no_link_leads_nowhere(visitor):
    seen = walk(visitor, "/")

    assert {path: status for path, status in seen.items() if status != 200} == {}
    assert "/cijfers/2022-kw2/regio/09-twente/bestanden/rapport.pdf" in seen
    assert "/en/cijfers/2022-kw2/gemeente/GM0141-almelo/" in seen
    assert not any("regio/17-achterhoek" in path for path in seen)


@pytest.mark.parametrize("question", ["Achterhoek", "aalten", "alten", "winterswijk"])
def test_a_place_without_a_page_is_not_offered(visitor, question):
    text = visitor.get("/zoeken/", {"q": question}, follow=True).content.decode()

    assert "/regio/17-" not in text
    assert "Naar de cijfers" in text or "Niets gevonden" in text
