"""Whatever happens in whatever order, who may read whom is what a slow and obvious model says.

Roles are granted and end, people are away or disabled, organisations close, klanten move between organisations, glass
is broken and its hour passes. After every step somebody reads through the service, with his session and the rows'
own guards in between.
"""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from doorzicht.domain.klant import service as klanten
from doorzicht.domain.klant.model import Filter
from doorzicht.domain.klant.service.zien import bereik
from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import DOELEN_VAN, Doel, Handelende, Organisatiesoort, Rol
from doorzicht.domain.toegang.tables import GebruikerTable
from tests.generative.toegang.langzaam_model import Klant, Model, Plek, Stoel
from tests.handelenden import ENSCHEDE, HENGELO, ZWOLLE, handelende, klant_bij, organisatie

MENSEN = ("anna", "bram", "carla", "driss")
KLANTEN = ("eerste", "tweede", "derde", "vierde")
GEMEENTEN = {"enschede": ENSCHEDE, "hengelo": HENGELO, "zwolle": ZWOLLE}
BIJ = ("enschede", "hengelo", "zwolle", "uwv")
ROLLEN = [
    *((naam, "gemeente", Rol.KLANTMANAGER) for naam in GEMEENTEN),
    ("enschede", "gemeente", Rol.TEAMLEIDER),
    ("enschede", "gemeente", Rol.BEHEERDER),
    ("hengelo", "gemeente", Rol.PRIVACY_OFFICER),
    ("kantoor", "uwv-kantoor", Rol.KLANTMANAGER),
    ("kantoor", "uwv-kantoor", Rol.TEAMLEIDER),
    ("uwv", "uwv", Rol.KLANTMANAGER),
    ("uwv", "uwv", Rol.AUDITOR),
    ("wsp", "wsp", Rol.ADVISEUR),
    ("wsp", "wsp", Rol.TEAMLEIDER),
]
WIE, WELKE = st.sampled_from(MENSEN), st.sampled_from(KLANTEN)
WAAR = st.sampled_from(sorted({naam for naam, _, _ in ROLLEN}))
WIJZEN = ("sessie", "sessie", "bereik", "bereik", "bereik", "bereik", "dossier", "lijst", "wijzigen")
KIJK = st.tuples(st.integers(0, 99), WELKE, st.sampled_from(WIJZEN))
RUNS, STEPS = 500, 50
HALVES = 2
"""Of the runs, so that two workers can share them."""


def sql(statement: str, *values: object) -> None:
    """What happens to the rows, done by the owner."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


class Begin:
    """The people, organisations and klanten that every run begins with; made once."""

    def __init__(self) -> None:
        self.bij = {naam: organisatie(Organisatiesoort.GEMEENTE, gemeente=c) for naam, c in GEMEENTEN.items()}
        self.bij["uwv"] = organisatie(Organisatiesoort.UWV)
        self.bij["kantoor"] = organisatie(Organisatiesoort.UWV_KANTOOR)
        self.bij["wsp"] = organisatie(Organisatiesoort.WSP)
        nu = timezone.now()
        self.mensen = {
            naam: GebruikerTable.objects.create(account=naam, naam=naam, aangemaakt_op=nu) for naam in MENSEN
        }
        woont = dict(zip(KLANTEN, (ENSCHEDE, None, ENSCHEDE, ZWOLLE), strict=True))
        self.bij_wie = dict(zip(KLANTEN, ("enschede", "uwv", "uwv", "zwolle"), strict=True))
        self.klanten = {
            naam: klant_bij(self.bij[self.bij_wie[naam]], woont_in=woont[naam], naam=naam) for naam in KLANTEN
        }
        self.woont = woont

    @cache  # noqa: B019 - lives as long as the test
    def acting(self, wie: str, waar: str, rol: Rol, doel: Doel) -> Handelende:
        """Somebody on a chair, as his session would say."""
        return handelende(rol, self.bij[waar], wie, doel=doel)

    def model(self) -> Model:
        """The same, in the words of the model."""
        return Model({naam: Klant(self.bij_wie[naam], self.woont[naam]) for naam in KLANTEN})


class Rechten(RuleBasedStateMachine):
    """One run is one transaction, taken back at its end."""

    begin: Begin

    def __init__(self) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.model = self.begin.model()
        self.tokens: list[str] = []
        self.rollen: list[UUID] = []
        self.handelenden: list[Handelende] = []

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    @initialize(stoelen=st.lists(st.tuples(WIE, st.sampled_from(ROLLEN)), min_size=2, max_size=5))
    def begin_with_some(self, stoelen: list[tuple[str, tuple[str, str, Rol]]]) -> None:
        """Nobody would look at anybody in an empty office."""
        for wie, welke in stoelen:
            self._grant(wie, welke)

    @rule(wie=WIE, welke=st.sampled_from(ROLLEN), kijk=KIJK)
    def grant(self, wie: str, welke: tuple[str, str, Rol], kijk: tuple[int, str, str]) -> None:
        """Two others give somebody a role; one that he has ends first."""
        self._grant(wie, welke)
        self.look(kijk)

    @rule(nummer=st.integers(0, 99), kijk=KIJK)
    def end(self, nummer: int, kijk: tuple[int, str, str]) -> None:
        """A role ends, and with it every session in it."""
        stoel = self.model.stoelen[nummer % len(self.model.stoelen)]
        self._end(stoel.wie, stoel.plek.organisatie, stoel.plek.rol)
        self.look(kijk)

    @rule(nummer=st.integers(0, 99), kijk=KIJK)
    def log_in_again(self, nummer: int, kijk: tuple[int, str, str]) -> None:
        """Whoever was refused tries it with a new session, whether he may or not."""
        plaats = nummer % len(self.model.stoelen)
        stoel = self.model.stoelen[plaats]
        self.tokens[plaats] = self._log_in(stoel, self.rollen[plaats])
        stoel.over = False
        self.look(kijk)

    @rule(wie=WIE, waar=WAAR, kijk=KIJK)
    def away_or_back(self, wie: str, waar: str, kijk: tuple[int, str, str]) -> None:
        """Somebody is away from one organisation, or comes back to it."""
        mens, bij = self.begin.mensen[wie], self.begin.bij[waar]
        if (wie, waar) in self.model.afwezig:
            sql(
                "UPDATE toegang_afwezigheid SET tot = current_date WHERE gebruiker_id = %s AND organisatie_id = %s",
                *(mens.id, bij.id),
            )
            self.model.afwezig.discard((wie, waar))
        else:
            sql(
                "INSERT INTO toegang_afwezigheid (id, gebruiker_id, organisatie_id, van, gemeld_door) "
                "VALUES (%s, %s, %s, current_date - 2, 't.eamleider')",
                *(uuid4(), mens.id, bij.id),
            )
            self.model.afwezig.add((wie, waar))
        self.look(kijk)

    @rule(wie=WIE, kijk=KIJK)
    def disable_or_enable(self, wie: str, kijk: tuple[int, str, str]) -> None:
        """An account is switched off, or on again."""
        uit = wie not in self.model.uitgeschakeld
        sql(
            "UPDATE toegang_gebruiker SET uitgeschakeld_op = CASE WHEN %s THEN now() END WHERE account = %s",
            *(uit, wie),
        )
        self.model.uitgeschakeld ^= {wie}
        self.look(kijk)

    @rule(waar=WAAR, kijk=KIJK)
    def close_or_open(self, waar: str, kijk: tuple[int, str, str]) -> None:
        """An organisation stops, or takes part again."""
        dicht = waar not in self.model.gesloten
        sql(
            "UPDATE toegang_organisatie SET gesloten_op = CASE WHEN %s THEN current_date END WHERE id = %s",
            *(dicht, self.begin.bij[waar].id),
        )
        self.model.gesloten ^= {waar}
        self.look(kijk)

    @rule(klant=WELKE, naar=st.sampled_from(BIJ), woont=st.sampled_from([ENSCHEDE, ZWOLLE, None]), kijk=KIJK)
    def transfer(self, klant: str, naar: str, woont: str | None, kijk: tuple[int, str, str]) -> None:
        """A klant is served by another organisation from today on, and may live elsewhere."""
        id_ = self.begin.klanten[klant]
        sql(
            "UPDATE klant_inschrijving SET organisatie_id = %s WHERE klant_id = %s",
            self.begin.bij[naar].id,
            id_,
        )
        sql("DELETE FROM klant_woonplaats WHERE klant_id = %s", id_)
        if woont:
            sql(
                "INSERT INTO klant_woonplaats (id, klant_id, gemeente_code, van) VALUES (%s, %s, %s, '2020-01-01')",
                *(uuid4(), id_, woont),
            )
        self.model.klanten[klant] = Klant(naar, woont)
        self.look(kijk)

    @rule(wie=WIE, waar=st.sampled_from(["enschede", "zwolle", "kantoor"]), klant=WELKE, kijk=KIJK)
    def break_glass(self, wie: str, waar: str, klant: str, kijk: tuple[int, str, str]) -> None:
        """Somebody breaks the glass for one klant, for an hour."""
        sql(
            "INSERT INTO toegang_breekglas (id, gebruiker, organisatie, klant, reden, toelichting, op, tot, "
            "beoordelen_voor) VALUES (%s, %s, %s, %s, 'spoed', 'aan de balie', "
            "clock_timestamp() - interval '1 minute', clock_timestamp() + interval '59 minutes', current_date + 7)",
            *(uuid4(), wie, self.begin.bij[waar].id, self.begin.klanten[klant]),
        )
        self.model.glas.add((wie, waar, klant))
        self.look(kijk)

    @rule(wie=WIE, kijk=KIJK)
    def the_hour_passes(self, wie: str, kijk: tuple[int, str, str]) -> None:
        """What somebody opened closes again."""
        sql(
            "UPDATE toegang_breekglas SET op = now() - interval '2 hours', tot = now() - interval '1 second' "
            "WHERE gebruiker = %s",
            wie,
        )
        self.model.glas = {stuk for stuk in self.model.glas if stuk[0] != wie}
        self.look(kijk)

    def look(self, kijk: tuple[int, str, str]) -> None:
        """Somebody reads, and gets what the model says. Also whose session is over: the rows guard by themselves."""
        nummer, klant, wijze = kijk
        plaats = nummer % len(self.model.stoelen)
        getattr(self, f"_{wijze}")(self.handelenden[plaats], self.model.stoelen[plaats], klant)

    def _sessie(self, wie: Handelende, stoel: Stoel, klant: str) -> None:
        plaats = next(plek for plek, ander in enumerate(self.model.stoelen) if ander is stoel)
        nu = toegang.handelende_van(self.tokens[plaats])
        assert nu == (wie if self.model.acts(stoel) else None), stoel
        stoel.over = nu is None

    def _bereik(self, wie: Handelende, stoel: Stoel, klant: str) -> None:
        relatie = None
        with suppress(toegang.NietGevonden), toegang.transactie(wie, "klant.dossier"):
            relatie = bereik(self.begin.klanten[klant]).value
        assert relatie == self.model.relation(stoel, klant), (stoel, klant)

    def _dossier(self, wie: Handelende, stoel: Stoel, klant: str) -> None:
        relatie = self.model.relation(stoel, klant)
        try:
            gezien = klanten.dossier(wie, self.begin.klanten[klant])
        except toegang.NietGevonden:
            assert relatie is None, (stoel, klant)
        else:
            assert relatie == ("breekglas" if gezien.in_nood else "eigen"), (stoel, klant)

    def _lijst(self, wie: Handelende, stoel: Stoel, klant: str) -> None:
        try:
            gezien = {regel.id for regel in klanten.lijst(wie, Filter()).regels}
            gezien &= set(self.begin.klanten.values())  # the fixture has klanten of its own besides
        except toegang.GeenToegang:
            assert not self.model.serves(stoel.plek), stoel
        else:
            assert gezien == {self.begin.klanten[naam] for naam in self.model.own(stoel)}, stoel

    def _wijzigen(self, wie: Handelende, stoel: Stoel, klant: str) -> None:
        relatie = self.model.relation(stoel, klant)
        try:
            klanten.om_te_wijzigen(wie, self.begin.klanten[klant])
        except toegang.NietGevonden:
            assert relatie is None, (stoel, klant)
        except toegang.GeenToegang:
            assert relatie == "breekglas", (stoel, klant)
        else:
            assert relatie == "eigen", (stoel, klant)

    def _grant(self, wie: str, welke: tuple[str, str, Rol]) -> None:
        naam, soort, rol = welke
        self._end(wie, naam, rol.value)
        id_, bij, mens = uuid4(), self.begin.bij[naam], self.begin.mensen[wie]
        sql(
            "INSERT INTO toegang_roltoekenning (id, gebruiker_id, organisatie_id, rol, van, voorgesteld_door, "
            "voorgesteld_op, toegekend_door, toegekend_op) VALUES (%s, %s, %s, %s, '2020-01-01', 'b.eheer', now(), "
            "'t.eamleider', now())",
            *(id_, mens.id, bij.id, rol.value),
        )
        for doel in DOELEN_VAN[rol]:
            stoel = Stoel(wie, Plek(naam, soort, rol.value, doel.value))
            self.model.stoelen.append(stoel)
            self.tokens.append(self._log_in(stoel, id_))
            self.rollen.append(id_)
            self.handelenden.append(self.begin.acting(wie, naam, rol, doel))

    def _log_in(self, stoel: Stoel, rol: UUID) -> str:
        return toegang.begin_sessie(self.begin.mensen[stoel.wie].id, rol, Doel(stoel.plek.doel))

    def _end(self, wie: str, waar: str, rol: str) -> None:
        for plaats, stoel in enumerate(self.model.stoelen):
            if (stoel.wie, stoel.plek.organisatie, stoel.plek.rol) == (
                wie,
                waar,
                rol,
            ) and not stoel.beeindigd:
                sql(
                    "UPDATE toegang_roltoekenning SET beeindigd_door = 'b.eheer', beeindigd_op = now(), "
                    "tot = current_date WHERE id = %s AND beeindigd_op IS NULL",
                    self.rollen[plaats],
                )
                stoel.beeindigd = True


@pytest.fixture(scope="module")
def begin(wereld: Any, django_db_blocker: Any) -> Any:
    """Outside any transaction of a test, so that each run has one of its own."""
    with django_db_blocker.unblock():
        yield Begin()


@pytest.mark.parametrize("helft", range(HALVES))
def test_the_service_answers_as_the_model_does(begin, helft):
    Rechten.begin = begin
    run_state_machine_as_test(
        seed(helft)(Rechten),
        settings=settings(
            max_examples=RUNS // HALVES,
            stateful_step_count=STEPS,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_the_model_knows_every_relation(db):
    """Else 0 differences would say little: it tells the three apart on a plain example."""
    model = Model({"k": Klant("zwolle", ZWOLLE)})
    eigen, ander = (
        Stoel("anna", Plek(naam, "gemeente", "klantmanager", "dienstverlening"))
        for naam in ("zwolle", "hengelo")
    )
    model.glas.add(("anna", "hengelo", "k"))
    assert model.relation(eigen, "k") == "eigen"
    assert model.relation(ander, "k") == "breekglas"
    model.glas.clear()
    assert model.relation(ander, "k") is None
