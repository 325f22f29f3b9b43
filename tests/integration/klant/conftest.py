"""A klantmanager in Enschede, one in Hengelo and one at the office of UWV, for the stories about klanten."""

from __future__ import annotations

import pytest

from doorzicht.domain.toegang.model import Handelende, Organisatiesoort, Rol
from tests.handelenden import HENGELO, handelende, organisatie


@pytest.fixture
def enschede(kaart: None) -> Handelende:
    """A klantmanager of the gemeente Enschede."""
    return handelende(Rol.KLANTMANAGER, organisatie(Organisatiesoort.GEMEENTE), "k.enschede")


@pytest.fixture
def hengelo(kaart: None) -> Handelende:
    """A klantmanager of the gemeente Hengelo."""
    return handelende(Rol.KLANTMANAGER, organisatie(Organisatiesoort.GEMEENTE, gemeente=HENGELO), "k.hengelo")


@pytest.fixture
def kantoor(kaart: None) -> Handelende:
    """A klantmanager of the office of UWV in Twente."""
    return handelende(Rol.KLANTMANAGER, organisatie(Organisatiesoort.UWV_KANTOOR), "k.kantoor")
