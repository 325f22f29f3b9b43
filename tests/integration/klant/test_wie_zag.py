"""Who saw whom: after ten thousand random reads in every way there is, the log answers exactly, and at once.

What was read is taken from what was shown (rows, pages, JSON, files), never from the log. Between the reads stand
attempts that show nothing, and leave no line.
"""

from __future__ import annotations

import csv
import io
import re
import time
from collections import Counter
from datetime import timedelta
from random import Random
from uuid import UUID

import pytest
from django.test import Client

from doorzicht.config.demo.nummers import bsns
from doorzicht.domain.klant import service as klanten
from doorzicht.domain.klant.model import Filter
from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import Handelende, Organisatiesoort, Rol
from tests.aanmelden import meld_aan
from tests.handelenden import HENGELO, handelende, klant_bij, organisatie

pytestmark = pytest.mark.django_db
READS = 10_000
SEEDED = 2022
ROW = re.compile(r'href="/werk/klanten/([0-9a-f-]{36})/"')
Read = tuple[UUID, str, str]


BSNS: dict[UUID, str] = {}
"""The BSN of every klant of the story."""


class Reader:
    """Somebody who serves klanten, by the services, in a browser and through a program; keeps what he was shown."""

    def __init__(self, wie: Handelende, bij: object, luck: Random) -> None:
        self.wie, self.luck = wie, luck
        self.browser = Client()
        rol = meld_aan(self.browser, wie.rol, bij, wie.gebruiker)
        token = toegang.geef_token(rol.id, "koppeling", timedelta(days=1))
        self.program = Client(headers={"Authorization": f"Bearer {token}"})

    def dossier(self, klant: UUID) -> list[Read]:
        return [(klanten.dossier(self.wie, klant).id, "klant.dossier", "pagina")]

    def geschiedenis(self, klant: UUID) -> list[Read]:
        klanten.geschiedenis(self.wie, klant)
        return [(klant, "klant.geschiedenis", "pagina")]

    def lijst(self, klant: UUID) -> list[Read]:
        lijst = klanten.lijst(self.wie, Filter(), self.luck.randint(1, 12), per_pagina=4)
        return [(regel.id, "klant.lijst", "lijst") for regel in lijst.regels]

    def zoek(self, klant: UUID) -> list[Read]:
        vraag = self.luck.choice([f"naam {self.luck.randrange(70):02d}", "niemand", BSNS[klant], "111222333"])
        return [(regel.id, "klant.zoek", "zoek") for regel in klanten.zoek(self.wie, vraag).regels]

    def uitvoer(self, klant: UUID) -> list[Read]:
        bestand = klanten.voer_uit(self.wie, Filter(), "csv")
        rows = csv.DictReader(io.StringIO(bestand.inhoud.decode("utf-8-sig")), delimiter=";")
        return [(UUID(row["ID"]), "klant.uitvoer", "uitvoer") for row in rows]

    def page(self, klant: UUID) -> list[Read]:
        assert self.browser.get(f"/werk/klanten/{klant}/").status_code == 200
        return [(klant, "klant.dossier", "pagina")]

    def list_page(self, klant: UUID) -> list[Read]:
        body = self.browser.get(f"/werk/klanten/?pagina={self.luck.randint(1, 3)}").content.decode()
        return [(UUID(found), "klant.lijst", "lijst") for found in ROW.findall(body)]

    def search_page(self, klant: UUID) -> list[Read]:
        body = self.browser.post("/werk/klanten/zoeken/", {"vraag": "naam 0"}).content.decode()
        return [(UUID(found), "klant.zoek", "zoek") for found in ROW.findall(body)]

    def api(self, klant: UUID) -> list[Read]:
        return [(UUID(self.program.get(f"/api/v1/klanten/{klant}").json()["id"]), "klant.dossier", "api")]

    def api_list(self, klant: UUID) -> list[Read]:
        body = self.program.get(f"/api/v1/klanten?pagina={self.luck.randint(1, 3)}").json()
        return [(UUID(regel["id"]), "klant.lijst", "api") for regel in body["klanten"]]

    def in_vain(self, klant: UUID) -> list[Read]:
        """Somebody else's klant: nothing is shown, so nothing may be in the log."""
        with pytest.raises(toegang.NietGevonden):
            klanten.dossier(self.wie, klant)
        return []


WAYS = {
    Reader.dossier: 600,
    Reader.geschiedenis: 20,
    Reader.lijst: 250,
    Reader.zoek: 60,
    Reader.uitvoer: 2,
    Reader.page: 10,
    Reader.list_page: 4,
    Reader.search_page: 4,
    Reader.api: 15,
    Reader.api_list: 5,
}


@pytest.fixture
def readers(kaart: None) -> list[tuple[Reader, list[UUID]]]:
    """Five people at three organisations, each with the klanten he serves."""
    luck, numbers = Random(SEEDED), bsns(SEEDED)
    made = []
    for soort, gemeente, number in (
        (Organisatiesoort.GEMEENTE, None, 60),
        (Organisatiesoort.GEMEENTE, HENGELO, 40),
        (Organisatiesoort.UWV_KANTOOR, None, 30),
    ):
        bij = organisatie(soort, gemeente=gemeente)
        served = []
        for n, bsn in zip(range(number), numbers, strict=False):
            served.append(klant_bij(bij, woont_in=HENGELO, naam=f"Naam {n:02d}", bsn=bsn))
            BSNS[served[-1]] = bsn
        for rol in (Rol.KLANTMANAGER, Rol.TEAMLEIDER)[: 1 if number == 40 else 2]:
            wie = handelende(rol, bij, f"{rol.value}.{number}")
            made.append((Reader(wie, bij, luck), served))
    return made


def test_after_ten_thousand_reads_the_log_tells_of_every_klant_who_saw_him_and_nothing_else(readers):
    luck = Random(SEEDED + 1)
    seen: dict[UUID, Counter[tuple[str, str, str]]] = {
        klant: Counter() for _, own in readers for klant in own
    }
    reads = 0
    while reads < READS:
        reader, own = luck.choice(readers)
        (way,) = luck.choices(list(WAYS), list(WAYS.values()))
        shown = way(reader, luck.choice(own))
        for klant, handeling, wijze in shown:
            seen[klant][reader.wie.gebruiker, handeling, wijze] += 1
        reads += max(len(shown), 1)
        if luck.random() < 0.02:
            reader.in_vain(luck.choice([klant for klant in seen if klant not in own]))

    auditor = handelende(Rol.AUDITOR, organisatie(Organisatiesoort.UWV), "a.uditor")
    slowest = 0.0
    for klant, wanted in seen.items():
        start = time.perf_counter()
        regels = toegang.wie_keek(auditor, toegang.Logvraag(klant=klant), aantal=10 * READS)
        slowest = max(slowest, time.perf_counter() - start)
        told = Counter((r.gebruiker, r.handeling, r.wijze.value) for r in regels if r.gebruiker != "a.uditor")
        assert told == wanted
    assert sum(counter.total() for counter in seen.values()) >= READS * 0.95
    assert slowest < 2


def test_a_line_for_somebody_who_was_not_shown_would_be_found(readers):
    reader, own = readers[0]
    reader.dossier(own[0])
    with toegang.transactie(reader.wie, "klant.dossier"):
        keek = toegang.blikken(own[0])
    assert [(regel.klant, regel.gebruiker) for regel in keek] == [(own[0], reader.wie.gebruiker)]
