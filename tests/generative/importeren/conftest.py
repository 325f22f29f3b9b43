"""A map that other connections and other programs see too."""

import pytest

from doorzicht.domain.gebied import service as gebieden
from doorzicht.domain.toegang import service as toegang


@pytest.fixture
def blijvende_kaart(transactional_db: None) -> None:
    """The map of 2022 and its organisations, committed; emptied after the test."""
    gebieden.laad_meegeleverde()
    lijst = gebieden.indeling_op(gebieden.MEEGELEVERD_VAN)
    toegang.zorg_voor_organisaties(lijst)
