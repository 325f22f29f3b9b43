"""Every view and every operation of the API says for whom it is: for everybody with a reason, or one operation.

The middleware refuses a view that says nothing; this guard finds it before anybody meets the refusal.
"""

from __future__ import annotations

import re

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import get_resolver, path

from doorzicht.domain.toegang import service as toegang
from tests.wegen import Weg, wegen

OPERATION = re.compile(r"[a-z]+\.[a-z]+(-[a-z]+)*")
SHORTEST_REASON = 8


def wrongly_marked(ways: list[Weg]) -> list[str]:
    """Ways without a mark, for everybody without a reason, or for an operation with an odd name."""
    return [f"{weg}: {wrong}" for weg in ways if (wrong := _wrong(weg.poort))]


def _wrong(poort: toegang.Poort | None) -> str:
    if poort is None:
        return "says for nobody that it is for him"
    if poort.handeling is None:
        return "" if len(poort.reden) >= SHORTEST_REASON else "is for everybody without a reason"
    return "" if OPERATION.fullmatch(poort.handeling) else f"names {poort.handeling!r}, which is no term.verb"


def test_every_route_and_operation_says_for_whom_it_is():
    assert wrongly_marked(list(wegen())) == []


def test_there_are_routes_to_walk():
    assert {"home", "regio", "health", "privacy"} <= {weg.naam for weg in wegen()}


def seen(request: HttpRequest) -> HttpResponse:
    """A view that says nothing."""
    return HttpResponse()


def marked(mark):
    """A fresh view with a mark."""
    return mark(lambda request: HttpResponse())


@pytest.mark.parametrize(
    ("view", "found"),
    [
        (seen, "vergeten: says for nobody that it is for him"),
        (marked(toegang.openbaar("")), "vergeten: is for everybody without a reason"),
        (marked(toegang.voor("Dossier")), "vergeten: names 'Dossier', which is no term.verb"),
        (marked(toegang.openbaar("what search engines may find")), None),
        (marked(toegang.voor("klant.dossier")), None),
        (marked(toegang.voor("toegang.rol-voorstellen")), None),
    ],
)
def test_a_planted_route_without_a_mark_is_named(view, found):
    planted = get_resolver((path("vergeten/", view, name="vergeten"),))

    assert wrongly_marked(list(wegen(planted))) == ([found] if found else [])


def test_a_planted_operation_of_the_api_without_a_mark_is_named():
    """One address with an operation for each method, as web/api.py tells the gate."""
    address = marked(toegang.voor("klant.dossier"))
    address.operaties = {"GET": address, "PATCH": seen}
    planted = get_resolver((path("api/", address, name="klant"),))

    assert wrongly_marked(list(wegen(planted))) == ["PATCH seen: says for nobody that it is for him"]
