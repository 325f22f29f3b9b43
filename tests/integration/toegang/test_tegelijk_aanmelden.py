"""Two who do the same at one moment: one code opens once, and guesses side by side count each other."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from doorzicht.domain.gebied import service as gebieden
from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import GebruikerId, Organisatiesoort, Rol
from doorzicht.domain.toegang.service.pogingen import Stap, TeVaak, probeer
from doorzicht.domain.toegang.tables import RoltoekenningTable
from doorzicht.foundation.errors import Weigering
from tests.aanmelden import code_nu, met_inlog
from tests.handelenden import organisatie

TOGETHER = 8


@pytest.fixture
def sanne(transactional_db: None) -> RoltoekenningTable:
    """A klantmanager with a password and an app, seen by every connection."""
    gebieden.laad_meegeleverde()
    toegang.zorg_voor_organisaties(gebieden.indeling_op(gebieden.MEEGELEVERD_VAN))
    return met_inlog(Rol.KLANTMANAGER, organisatie(Organisatiesoort.GEMEENTE))


def at_once(act: Callable[[int], object]) -> list[object]:
    """The same act by eight connections that start together."""
    start = Barrier(TOGETHER)

    def one(number: int) -> object:
        start.wait()
        try:
            return act(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(TOGETHER) as pool:
        return list(pool.map(one, range(TOGETHER)))


def test_one_code_opens_for_one(sanne):
    digits = code_nu()

    assert sorted(at_once(lambda _: toegang.klopt_code(sanne.gebruiker_id, digits))) == [False] * 7 + [True]


def test_one_herstelcode_opens_for_one(sanne):
    code = toegang.nieuwe_herstelcodes(sanne.gebruiker_id)[0]

    answers = at_once(lambda _: toegang.klopt_herstelcode(sanne.gebruiker_id, code))

    assert sorted(answers) == [False] * 7 + [True]


def test_of_eight_guesses_side_by_side_five_are_made(sanne):
    def guess(_: int) -> bool:
        try:
            probeer(Stap.TWEEDE_FACTOR, "s.devries", "192.0.2.1")
        except TeVaak:
            return False
        return True

    assert sorted(at_once(guess)) == [False] * 3 + [True] * 5


def test_a_session_is_rotated_once(sanne):
    sessie = toegang.sessie_van(toegang.begin_sessie(sanne.gebruiker_id, sanne.id))

    answers = at_once(lambda _: toegang.wissel(sessie, sanne.id))

    assert len([token for token in answers if token is not None]) == 1


def test_the_last_two_factors_are_not_taken_away_together(sanne):
    toegang.begin_app(sanne.gebruiker_id, "s.devries")
    sanne.gebruiker.tweedefactortable_set.update(bevestigd_op=sanne.toegekend_op)
    factors = toegang.factoren_van(sanne.gebruiker_id)

    def remove(number: int) -> bool:
        try:
            return toegang.verwijder_factor(sanne.gebruiker_id, factors[number % 2].id)
        except Weigering:
            return False

    at_once(remove)

    assert len(toegang.factoren_van(sanne.gebruiker_id)) == 1


def test_an_invitation_is_used_once(sanne):
    code = toegang.nodig_uit(sanne.gebruiker_id, GebruikerId("b.eheer"))
    token, _ = toegang.neem_aan("s.devries", code, "groene koe zingt graag", "192.0.2.1")
    sessie = toegang.sessie_van(token)
    toegang.begin_app(sanne.gebruiker_id, "s.devries")
    sanne.gebruiker.tweedefactortable_set.update(bevestigd_op=sanne.toegekend_op)

    assert len([done for done in at_once(lambda _: toegang.rond_af(sessie)) if done]) == 1
