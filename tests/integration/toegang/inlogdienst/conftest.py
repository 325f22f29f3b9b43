"""The provider of Enschede, and Sanne, whom both it and we know."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from doorzicht.domain.toegang.model import Organisatiesoort, Rol
from doorzicht.domain.toegang.service import aanbieders
from doorzicht.domain.toegang.tables import (
    RoltoekenningTable,
)
from tests.aanmelden import met_inlog
from tests.handelenden import organisatie
from tests.inlogdienst import Inlogdienst, User, een_inlogdienst
from tests.inloggen import (
    STERK,
    Dienst,
    koppel,
    toegevoegd,
)


@pytest.fixture
def op() -> Iterator[Inlogdienst]:
    aanbieders.gids.cache_clear()
    with een_inlogdienst() as dienst:
        dienst.users = {
            "sanne": User("sanne-bij-enschede", STERK, ("pwd", "mfa")),
            "zwak": User("sanne-bij-enschede", "laag"),
            "vreemd": User("iemand-anders", STERK, claims={"email": "s.devries@voorbeeld.nl"}),
        }
        yield dienst


@pytest.fixture
def enschede(kaart: None, op: Inlogdienst) -> Dienst:
    """The provider of Enschede, trusted with the second factor at one level."""
    return toegevoegd(op, "GM0153", acr=(STERK,), vertrouwt_tweede_factor=True)


@pytest.fixture
def sanne(enschede: Dienst) -> RoltoekenningTable:
    """A klantmanager of Enschede whom the provider knows and we know."""
    wie = met_inlog(Rol.KLANTMANAGER, organisatie(Organisatiesoort.GEMEENTE))
    koppel(enschede, wie.gebruiker_id)
    return wie
