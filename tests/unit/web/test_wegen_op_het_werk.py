"""The navigation of who is logged in: it shows no way that the rules would close, and marks the one that is open."""

from __future__ import annotations

import pytest
from django.test import RequestFactory

from doorzicht.domain.toegang.model import Relatie, Rol
from doorzicht.web.work import WAYS, Way, _entries
from tests.rechten import handelende, programmed, wie_er_zijn
from tests.wegen import wegen

OPERATIONS = {weg.naam: weg.poort.handeling for weg in wegen() if weg.poort and weg.poort.handeling}


def dead_ends(ways: tuple[Way, ...]) -> list[str]:
    """Ways that somebody sees and no rule would let him go."""
    rules = programmed()
    return [
        f"{way.route}: {rol.value} at {soort.value} for {doel.value}"
        for way in ways
        for rol, soort, doel in wie_er_zijn()
        if way.is_for(wie := handelende(rol, soort, doel))
        and not any(rules[OPERATIONS[way.route]](wie, relatie) for relatie in Relatie)
    ]


def test_no_way_leads_to_a_refusal():
    assert dead_ends(WAYS) == []


def test_a_planted_way_to_a_refusal_is_named():
    found = dead_ends((Way("Klanten", "klanten", frozenset({Rol.AUDITOR})),))

    assert found == ["klanten: auditor at uwv for toezicht"]


@pytest.mark.parametrize("rol", list(Rol))
def test_everybody_has_a_way_of_his_own_account(rol):
    soort, doel = next((soort, doel) for r, soort, doel in wie_er_zijn() if r is rol)
    request = RequestFactory().get("/account/wachtwoord/")

    entries = _entries(request.path, handelende(rol, soort, doel))

    assert [entry.href for entry in entries if entry.huidig] == ["/account/"]
