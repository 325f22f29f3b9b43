"""Every route and API operation, as every role of the own organisation, one in the region and one elsewhere.

The answer is what the matrix of rights says. A refusal shows nothing of the klant: no name, number or file.
"""

from __future__ import annotations

import re
from uuid import UUID

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import (
    DOELEN_VAN,
    Relatie,
    Rol,
)
from doorzicht.domain.toegang.tables import GebruikerTable
from tests.integration.toegang.bezoekers import Bezoeker, address, ask, methods, sends_to_the_login
from tests.integration.toegang.wegwijzer import VOORBEELDEN
from tests.rechten import Rij, read_matrix
from tests.wegen import Weg, of_people
from tests.wereld import TELEFOON, VERZONNEN, Wereld

REFUSED = (401, 403, 404)


@pytest.fixture(scope="module")
def matrix() -> dict[tuple[str, str, str], Rij]:
    return {(rij.handeling, rij.doel, rij.relatie): rij for rij in read_matrix()}


def may(matrix: dict[tuple[str, str, str], Rij], weg: Weg, wie: Bezoeker) -> bool:
    """What the matrix says of this visitor on this way."""
    voorbeeld = VOORBEELDEN[weg.naam]
    rij = matrix.get((str(weg.poort.handeling), wie.doel.value, wie.towards(voorbeeld.over).value))
    if rij is None or (voorbeeld.alleen_huis and not wie.is_of_the_house):
        return False
    return rij.mag(wie.rol, wie.soort)


def shows_klant(body: str, wereld: Wereld, path: str) -> list[str]:
    """What of the klant stands in an answer; that it repeats the address it was asked for tells nothing."""
    huis = wereld.huizen["eigen"]
    said = body.replace(path.split("?")[0], "").replace(str(huis.klant), "") if path else body
    secret = [VERZONNEN["eigen"], TELEFOON["eigen"], VERZONNEN["eigen"].split()[0], huis.bsn]
    return [word for word in secret if word in said]


WEGEN = of_people()


@pytest.mark.parametrize("weg", WEGEN, ids=str)
def test_every_way_has_an_example(weg):
    assert weg.naam in VOORBEELDEN, "add it to tests/integration/toegang/wegwijzer.py"


def test_every_example_is_of_a_way_that_is_there():
    assert sorted(set(VOORBEELDEN) - {weg.naam for weg in WEGEN}) == []


@pytest.mark.parametrize("weg", [weg for weg in WEGEN if weg.naam in VOORBEELDEN], ids=str)
def test_everybody_gets_the_answer_of_the_matrix(db, weg, wereld, bezoekers, matrix):
    wrong = [
        f"{wie.naam}, {method}: {found}"
        for method in methods(weg)
        for wie in (bezoekers if method == "GET" else one_of_a_kind(bezoekers, weg, matrix))
        if (found := _wrong(weg, wereld, wie, method, may(matrix, weg, wie)))
    ]
    assert wrong == []


def one_of_a_kind(
    bezoekers: list[Bezoeker], weg: Weg, matrix: dict[tuple[str, str, str], Rij]
) -> list[Bezoeker]:
    """Who differ in nothing that counts for this way send something once: a POST in every costume takes minutes."""
    over = VOORBEELDEN[weg.naam].over
    kinds = {
        (wie.rol, wie.doel, wie.towards(over), wie.is_of_the_house, may(matrix, weg, wie)): wie
        for wie in bezoekers
    }
    return list(kinds.values())


def _wrong(weg: Weg, wereld: Wereld, wie: Bezoeker, method: str, allowed: bool) -> str:
    answer, body = ask(weg, wereld, method, wie.sessie, wie.token, follow=True)
    status = answer.status_code
    if status >= 500 or (sends_to_the_login(answer) and not VOORBEELDEN[weg.naam].meldt_af):
        return f"{status} for somebody who is logged in"
    missing = 404 if VOORBEELDEN[weg.naam].is_er else None
    if allowed and status in (401, 403, missing):
        return f"{status} though he may"
    if not allowed and status not in (*REFUSED, 405):
        return f"{status} though he may not"
    if allowed and wie.relatie in (Relatie.EIGEN, Relatie.ZELF, Relatie.BREEKGLAS):
        return ""
    shown = shows_klant(body, wereld, address(weg, wereld))
    return f"shows {shown}" if shown else ""


@pytest.mark.parametrize("weg", [weg for weg in WEGEN if weg.naam in VOORBEELDEN], ids=str)
def test_who_is_not_logged_in_gets_nothing(db, weg, wereld):
    for made_up in ("", "verzonnen", "a" * 5000):
        for method in methods(weg):
            answer, body = ask(weg, wereld, method, made_up, made_up)
            assert sends_to_the_login(answer) or answer.status_code == 401, (method, answer.status_code)
            assert shows_klant(body, wereld, "") == []


@pytest.mark.parametrize("weg", [weg for weg in WEGEN if weg.naam in VOORBEELDEN], ids=str)
def test_a_password_alone_opens_nothing(db, weg, wereld):
    wie = GebruikerTable.objects.get(account=wereld.huizen["eigen"].account)
    token = toegang.begin_sessie(wie.id, wereld.huizen["eigen"].rol.id, heel=False)
    for method in methods(weg):
        answer, _ = ask(weg, wereld, method, token)
        assert sends_to_the_login(answer) or answer.status_code == 401


@pytest.mark.parametrize(
    "weg", [weg for weg in WEGEN if weg.naam in VOORBEELDEN and not weg.poort.zonder_rol], ids=str
)
def test_who_chose_no_role_chooses_one_first(db, weg, wereld):
    wie = GebruikerTable.objects.get(account=wereld.huizen["eigen"].account)
    token = toegang.begin_sessie(wie.id)
    for method in methods(weg):
        answer, _ = ask(weg, wereld, method, token)
        assert answer.status_code == 401 or answer.headers["Location"].startswith(reverse("account-rol"))


@pytest.mark.parametrize("weg", [weg for weg in WEGEN if weg.is_api], ids=str)
def test_a_program_is_not_let_in_by_the_cookie_of_a_person(db, weg, wereld, bezoekers):
    """Another site could have the browser of somebody ask it."""
    for method in methods(weg):
        assert ask(weg, wereld, method, sessie=bezoekers[0].sessie)[0].status_code == 401


def test_the_same_page_for_a_klant_of_others_and_for_nobody(db, wereld, bezoekers):
    """From the answer nobody learns that a klant exists."""
    wie = next(bezoeker for bezoeker in bezoekers if bezoeker.naam.startswith("eigen.klantmanager"))
    client = Client()
    client.cookies[settings.SESSIE_COOKIE] = wie.sessie
    for naam in ("klant", "klant-wijzigen", "klant-geschiedenis", "klant-rechten"):
        pages = []
        for klant in (wereld.huizen["ander"].klant, UUID(int=7)):
            path = reverse(naam, kwargs={"klant": klant})
            answer = client.get(path)
            body = answer.content.decode().replace(str(klant), "")
            pages.append((answer.status_code, re.sub(r'value="[^"]{60,}"', "", body)))
        assert pages[0] == pages[1]
        assert pages[0][0] == 404


def test_everybody_was_there(bezoekers, db):
    assert {wie.rol for wie in bezoekers} == set(Rol)
    assert {wie.relatie for wie in bezoekers} == {*Relatie} - {Relatie.GEEN}
    assert {(wie.rol, wie.doel) for wie in bezoekers} == {
        (rol, doel) for rol in Rol for doel in DOELEN_VAN[rol]
    }
