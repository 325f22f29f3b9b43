"""Everybody who can be logged in, and how they ask: as a person with a session, or as a program with a token.

For the walk over all ways and the crawls; decides nothing about what should be answered.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

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
from doorzicht.domain.toegang.tables import BreekglasTable, OrganisatieTable
from tests.handelenden import gebruiker_met_rol, organisatie
from tests.integration.toegang.wegwijzer import VOORBEELDEN, Over
from tests.wegen import Weg
from tests.wereld import Wereld

AT_A_GEMEENTE = (Rol.KLANTMANAGER, Rol.TEAMLEIDER, Rol.BEHEERDER, Rol.PRIVACY_OFFICER, Rol.KLANT)


@dataclass(frozen=True)
class Bezoeker:
    """Somebody who is logged in, and how the klant of the own house stands to him."""

    naam: str
    rol: Rol
    soort: Organisatiesoort
    doel: Doel
    relatie: Relatie
    sessie: str
    token: str
    """For programs."""

    @property
    def is_of_the_house(self) -> bool:
        """Whether he works where the klant is served."""
        return self.naam.startswith("eigen.")

    def towards(self, over: Over) -> Relatie:
        """His relation to whom a page is about."""
        if over is Over.KLANT:
            return self.relatie
        return Relatie.ZELF if over is Over.ZELF and self.rol is Rol.KLANT else Relatie.GEEN


def all_visitors(wereld: Wereld) -> Iterator[Bezoeker]:
    """Every role at every kind of organisation and for every purpose; those of a gemeente at three of them."""
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
        sessie = toegang.begin_sessie(toekenning.gebruiker_id, toekenning.id, doel)
        token = toegang.geef_token(toekenning.id, "walk", timedelta(days=1), doel)
        soort = Organisatiesoort(bij.soort)
        yield Bezoeker(f"{account} for {doel.value}", rol, soort, doel, relatie, sessie, token)


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


def address(weg: Weg, wereld: Wereld) -> str:
    """The example of this way, filled in."""
    voorbeeld = VOORBEELDEN[weg.naam]
    return reverse(weg.route or weg.naam, kwargs=voorbeeld.kwargs(wereld)) + voorbeeld.query


def ask(
    weg: Weg, wereld: Wereld, method: str, sessie: str = "", token: str = "", *, follow: bool = False
) -> tuple[HttpResponseBase, str]:
    """The answer and its body; whatever it did is undone. A program shows its token, and no cookie."""
    client = Client(headers={"Authorization": f"Bearer {token}"} if token and weg.is_api else None)
    if sessie:
        client.cookies[settings.SESSIE_COOKIE] = sessie
    how = {"content_type": "application/json"} if weg.is_api and method == "POST" else {}
    with transaction.atomic():
        data = VOORBEELDEN[weg.naam].data if method == "POST" else None
        answer = getattr(client, method.lower())(address(weg, wereld), data, **how)
        if follow and method == "GET" and answer.status_code == 302 and not sends_to_the_login(answer):
            answer = client.get(answer.headers["Location"])  # the page that is shown in the end
        body = b"".join(answer) if answer.streaming else answer.content
        transaction.set_rollback(True)
    return answer, body.decode("utf-8", "replace")


def methods(weg: Weg) -> tuple[str, ...]:
    """Those of the operation; a page is asked in both ways, and may say that it takes only one of them."""
    return weg.methoden or ("GET", "POST")


def sends_to_the_login(answer: HttpResponseBase) -> bool:
    """Whether somebody is asked to log in first."""
    return answer.status_code == 302 and answer.headers["Location"].startswith(reverse("inloggen"))
