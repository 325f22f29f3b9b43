"""Every route and API operation, as every role of the own organisation, one in the region and one elsewhere.

The answer is what the matrix of rights says. A refusal shows nothing of the klant: no name, number or file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import (
    DOELEN_VAN,
    ROLLEN_BIJ,
    Doel,
    OrganisatieId,
    Organisatiesoort,
    Relatie,
    Rol,
)
from doorzicht.domain.toegang.tables import BreekglasTable, GebruikerTable, OrganisatieTable
from tests.handelenden import gebruiker_met_rol, organisatie
from tests.integration.toegang.wegwijzer import VOORBEELDEN, Over
from tests.rechten import Rij, read_matrix
from tests.wegen import Weg, of_people
from tests.wereld import TELEFOON, VERZONNEN, Wereld

REFUSED = (401, 403, 404)
AT_A_GEMEENTE = (Rol.KLANTMANAGER, Rol.TEAMLEIDER, Rol.BEHEERDER, Rol.PRIVACY_OFFICER, Rol.KLANT)


@dataclass(frozen=True)
class Bezoeker:
    """Somebody who is logged in, and how the klant of the own house stands to him."""

    naam: str
    rol: Rol
    soort: Organisatiesoort
    doel: Doel
    relatie: Relatie
    token: str

    def towards(self, over: Over) -> Relatie:
        """His relation to whom a page is about."""
        if over is Over.KLANT:
            return self.relatie
        return Relatie.ZELF if over is Over.ZELF and self.rol is Rol.KLANT else Relatie.GEEN


@pytest.fixture(scope="module")
def bezoekers(wereld: Wereld, django_db_blocker: Any) -> list[Bezoeker]:
    """Every role at every kind of organisation and for every purpose; those of a gemeente at three of them."""
    with django_db_blocker.unblock():
        return list(_all_visitors(wereld))


def _all_visitors(wereld: Wereld) -> Iterator[Bezoeker]:
    for huis, relatie in (("eigen", Relatie.EIGEN), ("regio", Relatie.REGIO), ("ander", Relatie.ANDER)):
        woning = wereld.huizen[huis]
        for rol in AT_A_GEMEENTE:
            klant = woning.klant if rol is Rol.KLANT else None
            naar = relatie if rol is not Rol.KLANT else (Relatie.ZELF if huis == "eigen" else Relatie.ANDER)
            yield from _visitors(f"{huis}.{rol.value}", rol, woning.organisatie, naar, klant)
    for soort in set(Organisatiesoort) - {Organisatiesoort.GEMEENTE}:
        bij = organisatie(soort)
        relatie = Relatie.REGIO if bij.regio_nummer == 9 else Relatie.ANDER
        for rol in (rol for rol in Rol if soort in ROLLEN_BIJ[rol] and rol is not Rol.KLANT):
            yield from _visitors(f"{soort.value}.{rol.value}", rol, bij, relatie, None)
    yield _who_broke_the_glass(wereld)


def _visitors(
    account: str, rol: Rol, bij: OrganisatieTable, relatie: Relatie, klant: UUID | None
) -> Iterator[Bezoeker]:
    velden = {"klant": klant} if klant else {}
    toekenning = gebruiker_met_rol(rol, bij, account, **velden)
    for doel in DOELEN_VAN[rol]:
        token = toegang.begin_sessie(toekenning.gebruiker_id, toekenning.id, doel)
        yield Bezoeker(f"{account} for {doel.value}", rol, Organisatiesoort(bij.soort), doel, relatie, token)


def _who_broke_the_glass(wereld: Wereld) -> Bezoeker:
    """A klantmanager elsewhere, for the klant of the own house, a minute ago."""
    elders, eigen, nu = wereld.huizen["ander"], wereld.huizen["eigen"], timezone.now()
    bezoeker = next(_visitors("glas.breker", Rol.KLANTMANAGER, elders.organisatie, Relatie.BREEKGLAS, None))
    BreekglasTable.objects.create(
        gebruiker="glas.breker",
        organisatie=OrganisatieId(elders.organisatie.id),
        klant=eigen.klant,
        reden="spoed",
        toelichting="aan de balie",
        op=nu - timedelta(minutes=1),
        tot=nu + timedelta(minutes=59),
        beoordelen_voor=timezone.localdate() + timedelta(days=7),
    )
    return bezoeker


@pytest.fixture(scope="module")
def matrix() -> dict[tuple[str, str, str], Rij]:
    return {(rij.handeling, rij.doel, rij.relatie): rij for rij in read_matrix()}


def may(matrix: dict[tuple[str, str, str], Rij], weg: Weg, wie: Bezoeker) -> bool:
    """What the matrix says of this visitor on this way."""
    over = VOORBEELDEN[weg.naam].over
    rij = matrix.get((str(weg.poort.handeling), wie.doel.value, wie.towards(over).value))
    return rij is not None and rij.mag(wie.rol, wie.soort)


def address(weg: Weg, wereld: Wereld) -> str:
    """The example of this way, filled in."""
    voorbeeld = VOORBEELDEN[weg.naam]
    return reverse(weg.naam, kwargs=voorbeeld.kwargs(wereld)) + voorbeeld.query


def ask(weg: Weg, wereld: Wereld, method: str, token: str = "") -> tuple[HttpResponseBase, str]:
    """The answer and its body; whatever it did is undone."""
    client = Client()
    if token:
        client.cookies[settings.SESSIE_COOKIE] = token
    with transaction.atomic():
        data = VOORBEELDEN[weg.naam].data if method == "POST" else None
        answer = getattr(client, method.lower())(address(weg, wereld), data)
        body = b"".join(answer) if answer.streaming else answer.content
        transaction.set_rollback(True)
    return answer, body.decode("utf-8", "replace")


def methods(weg: Weg) -> tuple[str, ...]:
    """Those of the operation; a page is asked in both ways, and may say that it takes only one of them."""
    return weg.methoden or ("GET", "POST")


def sends_to_the_login(answer: HttpResponseBase) -> bool:
    """Whether somebody is asked to log in first."""
    return answer.status_code == 302 and answer.headers["Location"].startswith(reverse("inloggen"))


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
        for wie in bezoekers
        for method in methods(weg)
        if (found := _wrong(weg, wereld, wie, method, may(matrix, weg, wie)))
    ]
    assert wrong == []


def _wrong(weg: Weg, wereld: Wereld, wie: Bezoeker, method: str, allowed: bool) -> str:
    answer, body = ask(weg, wereld, method, wie.token)
    status = answer.status_code
    if status >= 500 or (sends_to_the_login(answer) and not VOORBEELDEN[weg.naam].meldt_af):
        return f"{status} for somebody who is logged in"
    if allowed:
        missing = 404 if VOORBEELDEN[weg.naam].is_er else None
        return f"{status} though he may" if status in (401, 403, missing) else ""
    if status not in (*REFUSED, 405):
        return f"{status} though he may not"
    shown = shows_klant(body, wereld, address(weg, wereld))
    return f"a refusal shows {shown}" if shown else ""


@pytest.mark.parametrize("weg", [weg for weg in WEGEN if weg.naam in VOORBEELDEN], ids=str)
def test_who_is_not_logged_in_gets_nothing(db, weg, wereld):
    for token in ("", "verzonnen", "a" * 5000):
        for method in methods(weg):
            answer, body = ask(weg, wereld, method, token)
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


def test_the_same_page_for_a_klant_of_others_and_for_nobody(db, wereld, bezoekers):
    """From the answer nobody learns that a klant exists."""
    wie = next(bezoeker for bezoeker in bezoekers if bezoeker.naam.startswith("eigen.klantmanager"))
    client = Client()
    client.cookies[settings.SESSIE_COOKIE] = wie.token
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
