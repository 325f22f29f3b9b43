"""What every test stands on: a real PostgreSQL of its own, away from what a person has under var/."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from uuid import UUID

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from pytest_django import DjangoDbBlocker

from doorzicht.config.start import ensure_database
from doorzicht.domain.gebied import service as gebieden
from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import Doel, Rol
from doorzicht.domain.toegang.tables import OrganisatieTable
from tests.aanmelden import meld_aan
from tests.wereld import Wereld, make_wereld


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """A test database of this very run, so that two runs at once do not meet."""
    ensure_database()
    database = settings.DATABASES["default"]
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    database.setdefault("TEST", {})["NAME"] = f"test_doorzicht_{worker}_{os.getpid()}"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Tests empty their own database between stories, which the program itself never may."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        for tabel in ("publicatie_peiling", "publicatie_beslissing", "publicatie_uitgave"):
            cursor.execute(f"ALTER TABLE {tabel} DISABLE TRIGGER publicatie_niet_leeg")
        for tabel in ("toegang_logregel", "toegang_verwerking", "toegang_zegel"):
            cursor.execute(f"ALTER TABLE {tabel} DISABLE TRIGGER toegang_niet_leeg")


@pytest.fixture
def kaart(db: None) -> None:
    """The map of 2022 and an organisation for every gemeente, as set-up makes them."""
    _lay_out_the_map()


def _lay_out_the_map() -> None:
    gebieden.laad_meegeleverde()
    lijst = gebieden.indeling_op(gebieden.MEEGELEVERD_VAN)
    toegang.zorg_voor_organisaties(lijst)


@pytest.fixture
def aangemeld(kaart: None) -> Callable[..., Client]:
    """Gives a browser of somebody in a role: `aangemeld(Rol.KLANTMANAGER, organisatie(Organisatiesoort.GEMEENTE))`."""

    def aan(
        rol: Rol,
        bij: OrganisatieTable,
        account: str = "a.tester",
        *,
        doel: Doel | None = None,
        klant: UUID | None = None,
    ) -> Client:
        client = Client()
        meld_aan(client, rol, bij, account, doel=doel, klant=klant)
        return client

    return aan


@pytest.fixture(scope="module")
def wereld(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Wereld]:
    """Three houses with a klant each, for all tests of a file; swept away after them.

    What a test writes is rolled back. Asks for a test with `db`, or there is no database to make it in.
    """
    with django_db_blocker.unblock():
        _lay_out_the_map()
        try:
            yield make_wereld()
        finally:
            call_command("flush", interactive=False, verbosity=0)
