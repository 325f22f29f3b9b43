"""What the tests of access share: everybody who can be logged in, made once a file."""

from __future__ import annotations

import pytest
from pytest_django import DjangoDbBlocker

from tests.integration.toegang.bezoekers import Bezoeker, all_visitors
from tests.wereld import Wereld


@pytest.fixture(scope="module")
def bezoekers(wereld: Wereld, django_db_blocker: DjangoDbBlocker) -> list[Bezoeker]:
    """Every role at every kind of organisation and for every purpose."""
    with django_db_blocker.unblock():
        return list(all_visitors(wereld))
