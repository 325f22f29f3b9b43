"""A browser that logs in through an organisation: chooses it, is sent there, comes back; and what kept out means."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from doorzicht.domain.toegang.model import Organisatiesoort
from doorzicht.domain.toegang.service import aanbieders
from doorzicht.domain.toegang.tables import (
    AanmeldpogingTable,
    OidcAanbiederTable,
    SessieTable,
)
from tests.handelenden import organisatie
from tests.inlogdienst import Client as Relying
from tests.inlogdienst import Inlogdienst

KIES, ACCOUNT = "/inloggen/organisatie/", "/inloggen/organisatie/account/"
STERK = "urn:voorbeeld:hoog"


@dataclass
class Dienst:
    """A provider and how it stands in our books."""

    op: Inlogdienst
    id: Any

    @property
    def terug(self) -> str:
        return reverse("inloggen-organisatie-terug", args=[self.id])


def toegevoegd(op: Inlogdienst, gemeente: str, **keuzes: Any) -> Dienst:
    """Add a provider here, and us there, as two administrators would."""
    naam = organisatie(Organisatiesoort.GEMEENTE, gemeente=gemeente).gemeente_code
    algoritme = {"algoritme": "ES256"} | keuzes  # makes a key fastest
    zelf = aanbieders.voeg_aanbieder_toe("o.perator", naam, op.issuer, "doorzicht", **algoritme)
    dienst = Dienst(op, zelf.id)
    jwks = Client().get(reverse("inloggen-organisatie-sleutels", args=[zelf.id])).json()
    op.clients["doorzicht"] = Relying("doorzicht", jwks, (f"http://testserver{dienst.terug}",))
    return dienst


def koppel(dienst: Dienst, gebruiker: Any, sub: str = "sanne-bij-enschede") -> None:
    """As if it was done before."""
    rij = OidcAanbiederTable.objects.get(id=dienst.id)
    aanbieders.store.koppel(aanbieders.ring(), rij, sub, gebruiker, timezone.now())


def vertrek(client: Client, dienst: Dienst, **meer: str) -> str:
    """Choose the organisation; where the browser is sent."""
    answer = client.post(KIES, {"aanbieder": str(dienst.id), **meer})
    assert answer.status_code == 200, answer.content.decode()
    return answer.headers["Refresh"].removeprefix("0; url=")


def pad(adres: str) -> str:
    """The address on our side that a provider sends back to."""
    deel = urlsplit(adres)
    assert deel.netloc == "testserver"
    return f"{deel.path}?{deel.query}"


def log_in(client: Client, dienst: Dienst, naam: str = "sanne", **meer: str):
    """The whole way."""
    return client.get(pad(dienst.op.authorize(vertrek(client, dienst, **meer), naam)))


def is_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


def said(answer) -> str:
    found = re.search(r'role="alert"><p>(.*?)</p>', answer.content.decode())
    return unescape(found[1]) if found else ""


def kept_out(client: Client, answer, status: int = 400) -> None:
    """Refused with a page that says what to do, recorded, and no session."""
    assert answer.status_code == status
    assert said(answer)
    assert not is_in(client)
    assert not SessieTable.objects.exists()
    mislukt = set(AanmeldpogingTable.objects.filter(soort="organisatie").values_list("sleutel", flat=True))
    assert mislukt
    assert not AanmeldpogingTable.objects.filter(soort="organisatie", gelukt=True).exists()
