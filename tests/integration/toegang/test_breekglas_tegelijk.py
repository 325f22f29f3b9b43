"""The limit on breaking the glass holds for many tries at once, for what is rolled back, and past the program."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, connections

from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import Breekglasreden, Organisatiesoort, Rol
from doorzicht.domain.toegang.tables import BreekglasTable
from doorzicht.foundation.bsn import Bsn
from doorzicht.foundation.errors import Weigering
from tests.handelenden import HENGELO, handelende, klant_bij, organisatie

pytestmark = [pytest.mark.usefixtures("kaart"), pytest.mark.django_db(transaction=True)]
GEMEENTE = Organisatiesoort.GEMEENTE
MANY = 16
UITLEG = "De klant staat aan de balie en heeft geen onderdak."


def numbers(many: int) -> list[str]:
    """So many BSNs that pass the elfproef."""
    found = (f"{tail:09d}" for tail in range(999990000, 999999999))
    good = (
        een
        for een in found
        if (sum(int(c) * w for c, w in zip(een, (9, 8, 7, 6, 5, 4, 3, 2, -1), strict=True)) % 11) == 0
    )
    return [next(good) for _ in range(many)]


def at_once(bsns: list[str]) -> Counter[str]:
    """What one person hears who tries them all at the same moment."""
    gate = threading.Barrier(len(bsns), timeout=60)
    wie = handelende(Rol.KLANTMANAGER, organisatie(GEMEENTE), "k.manager")

    def attempt(bsn: str) -> str:
        try:
            connection.ensure_connection()
            gate.wait()
            toegang.breek_glas(wie, Bsn.parse(bsn), Breekglasreden.SPOED, UITLEG)
        except Weigering as weigering:
            return weigering.wat
        else:
            return "open"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(bsns)) as pool:
        return Counter(pool.map(attempt, bsns))


@pytest.mark.parametrize("exists", [True, False])
def test_of_sixteen_tries_at_once_five_get_an_answer(exists):
    bsns = numbers(MANY)
    if exists:
        for bsn in bsns:
            klant_bij(organisatie(GEMEENTE, gemeente=HENGELO), woont_in=HENGELO, bsn=bsn)

    heard = at_once(bsns)

    answer = "open" if exists else "Met dit BSN is er niets te openen."
    assert heard == {answer: 5, "Je probeerde dit te vaak in een uur.": MANY - 5}
    assert BreekglasTable.objects.count() == (5 if exists else 0)


@pytest.fixture
def of_the_pages(kaart: None) -> Iterator[None]:
    """Logged in as the role of the pages itself, and not as the owner who plays it, as in other tests."""
    own = connection.settings_dict
    connection.close()
    connection.settings_dict = own | {"USER": settings.DATABASE_WEB}
    yield
    connection.close()
    connection.settings_dict = own


def the_pages_ask(*sql: str) -> tuple[object, ...]:
    wie = handelende(Rol.KLANTMANAGER, organisatie(GEMEENTE), "k.manager")
    with toegang.transactie(wie, "toegang.breekglas"), connection.cursor() as cursor:
        for statement in sql:
            cursor.execute(statement)
        return tuple(cursor.fetchone())


TRY = "SELECT toegang_navraag('toegang.breekglas', ARRAY['\\x00'::bytea], 1000, 1000)"
BREAK = "SELECT toegang_breek_glas(ARRAY['\\x00'::bytea], 'gevaar', 'x', 60, current_date)"


def test_in_sql_a_try_that_can_be_rolled_back_with_its_answer_gets_none(of_the_pages):
    with pytest.raises(DatabaseError, match="eerst de navraag"):
        the_pages_ask(TRY, BREAK)
    assert the_pages_ask(TRY) == (True,)
    assert the_pages_ask(BREAK) == (None,)
    with pytest.raises(DatabaseError, match="eerst de navraag"):
        the_pages_ask(BREAK.replace("00", "01"))


def test_in_sql_nobody_sets_his_own_limit(of_the_pages):
    assert [the_pages_ask(TRY) for _ in range(6)] == [(True,)] * 5 + [(False,)]
