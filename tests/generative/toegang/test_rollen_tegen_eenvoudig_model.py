"""Whatever beheerders do in whatever order, who holds which role is what a plain list of facts says.

The model knows no rows, no periods and no rules of the program: it keeps for each person and organisation what was
proposed by whom and what holds, and says beforehand whether an act is allowed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import Handelende, Organisatiesoort, Rol
from doorzicht.domain.toegang.service import afwezigheid, gebruikers
from doorzicht.domain.toegang.service.gebruikers import NieuweGebruiker
from doorzicht.domain.toegang.tables import AfwezigheidTable, GebruikerTable, RoltoekenningTable
from doorzicht.foundation.errors import Weigering
from tests.aanmelden import stel_in
from tests.handelenden import HENGELO, gebruiker_met_rol, handelende, organisatie

WAAR = ("enschede", "hengelo")
BEHEERDERS = {"an": "enschede", "bo": "enschede", "vera": "hengelo", "wim": "hengelo"}
MENSEN = (*BEHEERDERS, "cas", "dirk")
BEHEER, KLANTMANAGER, PRIVACY = "functioneel-beheerder", "klantmanager", "privacy-officer"
ROLLEN = (BEHEER, KLANTMANAGER, PRIVACY)
DOOR, WIE = st.sampled_from(tuple(BEHEERDERS)), st.sampled_from(MENSEN)
BIJ, WELKE = st.sampled_from(WAAR), st.sampled_from(ROLLEN)
RUNS, STEPS = 15, 40
REFUSED = (Weigering, toegang.NietGevonden)
ZELDEN, KEUZE = st.sampled_from((False, False, False, True)), st.sampled_from(range(40))
Plek = tuple[str, str, str]
"""A person, an organisation and a role."""


def one_of(plekken: Collection[Plek], keuze: int) -> Plek:
    """One that there is, and now and then one that there may not be: acts find what they are about more often so."""
    alle = sorted(plekken)
    if not alle or keuze == 39:
        return ("cas", "enschede", KLANTMANAGER) if keuze % 2 else ("bo", "hengelo", PRIVACY)
    return alle[keuze % len(alle)]


@dataclass
class Feiten:
    """What was proposed (by whom), what holds, who rests where, whose account is off, and who was ever somewhere."""

    voorgesteld: dict[Plek, str] = field(default_factory=dict)
    heeft: set[Plek] = field(default_factory=set)
    rust: set[tuple[str, str]] = field(default_factory=set)
    uit: set[str] = field(default_factory=set)
    kent: set[tuple[str, str]] = field(default_factory=set)

    def may_propose(self, door: str, wie: str, bij: str, rol: str) -> bool:
        """Only for one's own organisation, another person, known there, on, without it, and without a clash."""
        if BEHEERDERS[door] != bij or door == wie or wie in self.uit or (wie, bij) not in self.kent:
            return False
        open_ = {r for (w, b, r) in [*self.voorgesteld, *self.heeft] if (w, b) == (wie, bij)}
        return rol not in open_ and not {BEHEER, PRIVACY} <= open_ | {rol}

    def may_end(self, door: str, plek: Plek) -> bool:
        """Not elsewhere, only what holds, and never the last beheerder who can log in."""
        wie, bij, rol = plek
        others = {w for (w, b, r) in self.heeft if (b, r) == (bij, BEHEER) and w != wie and w not in self.uit}
        return BEHEERDERS[door] == bij and plek in self.heeft and (rol != BEHEER or bool(others))

    def acting(self, wie: str) -> set[tuple[str, str]]:
        """In which roles somebody can act now, and where."""
        if wie in self.uit:
            return set()
        return {(b, r) for (w, b, r) in self.heeft if w == wie and (w, b) not in self.rust}


class Beheer(RuleBasedStateMachine):
    """One run is one transaction, taken back at its end."""

    def __init__(self) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.feiten = Feiten()
        self.bij = {
            "enschede": organisatie(Organisatiesoort.GEMEENTE),
            "hengelo": organisatie(Organisatiesoort.GEMEENTE, gemeente=HENGELO),
        }
        for account, waar in BEHEERDERS.items():
            gebruiker_met_rol(Rol.BEHEERDER, self.bij[waar], account)
            self.feiten.heeft.add((account, waar, BEHEER))
            self.feiten.kent.add((account, waar))
        self.wie = {
            account: handelende(Rol.BEHEERDER, self.bij[w], account) for account, w in BEHEERDERS.items()
        }

    def _begin_with_proposals(self) -> None:
        """Something to decide on from the first step: for a newcomer, and for two who could grant it to themselves."""
        nu = timezone.now()
        GebruikerTable.objects.create(account="cas", naam="Cas", email="cas@nl.example", aangemaakt_op=nu)
        stel_in("cas")
        for wie, bij, door in (
            ("cas", "enschede", "an"),
            ("bo", "enschede", "an"),
            ("wim", "hengelo", "vera"),
        ):
            RoltoekenningTable.objects.create(
                gebruiker_id=self._id(wie),
                organisatie=self.bij[bij],
                rol=KLANTMANAGER,
                van=timezone.localdate(),
                voorgesteld_door=door,
                voorgesteld_op=nu,
            )
            self.feiten.voorgesteld[(wie, bij, KLANTMANAGER)] = door
            self.feiten.kent.add((wie, bij))

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    def _as(self, door: str) -> Handelende:
        return self.wie[door]

    def _try(self, may: bool, act: Callable[[], object]) -> bool:
        """Do it; it goes as the model says."""
        try:
            with transaction.atomic():
                act()
        except REFUSED:
            assert not may
            return False
        assert may
        return True

    def _open(self, plek: Plek) -> UUID:
        """The row that is proposed or granted for this place; one that is not there for no row."""
        wie, bij, rol = plek
        rij = RoltoekenningTable.objects.filter(
            gebruiker__account=wie, organisatie=self.bij[bij], rol=rol, afgewezen_op=None, beeindigd_op=None
        ).first()
        return rij.id if rij else UUID(int=0)

    def _grantor(self, als: str, plek: Plek) -> str:
        """A beheerder who stands so to a proposal, where there is one."""
        voorsteller = self.feiten.voorgesteld.get(plek, "an")
        match als:
            case "voorsteller":
                return voorsteller
            case "zelf" if plek[0] in BEHEERDERS:
                return plek[0]
            case "elders":
                return next(naam for naam, waar in BEHEERDERS.items() if waar != plek[1])
        hier = [naam for naam, waar in BEHEERDERS.items() if waar == plek[1]]
        return next((naam for naam in hier if naam not in (voorsteller, plek[0])), hier[0])

    def _id(self, wie: str) -> UUID:
        rij = GebruikerTable.objects.filter(account=wie).first()
        return rij.id if rij else UUID(int=0)

    @rule(door=DOOR, wie=st.sampled_from(("cas", "dirk")), rol=WELKE)
    def joins(self, door: str, wie: str, rol: str) -> None:
        bij = BEHEERDERS[door]
        kent, self.feiten.kent = set(self.feiten.kent), self.feiten.kent | {(wie, bij)}
        may = self.feiten.may_propose(door, wie, bij, rol)
        nieuw = NieuweGebruiker(
            wie, wie.title(), f"{wie}@nl.example", self.bij[bij].id, Rol(rol), timezone.localdate()
        )
        if self._try(may, lambda: gebruikers.voeg_toe(self._as(door), nieuw)):
            self.feiten.voorgesteld[(wie, bij, rol)] = door
            stel_in(wie)
        else:
            self.feiten.kent = kent

    @rule(door=DOOR, wie=WIE, elders=ZELDEN, rol=WELKE)
    def proposes(self, door: str, wie: str, elders: bool, rol: str) -> None:
        bij = next(waar for waar in WAAR if (waar != BEHEERDERS[door]) == elders)
        may = self.feiten.may_propose(door, wie, bij, rol)
        waar, van = self.bij[bij].id, timezone.localdate()
        if self._try(
            may, lambda: gebruikers.stel_rol_voor(self._as(door), self._id(wie), waar, Rol(rol), van)
        ):
            self.feiten.voorgesteld[(wie, bij, rol)] = door

    @rule(als=st.sampled_from(("ander", "ander", "voorsteller", "zelf", "elders")), keuze=KEUZE)
    def grants(self, als: str, keuze: int) -> None:
        plek = one_of(self.feiten.voorgesteld, keuze)
        door = self._grantor(als, plek)
        may = (
            plek in self.feiten.voorgesteld
            and BEHEERDERS[door] == plek[1]
            and door not in (self.feiten.voorgesteld[plek], plek[0])
        )
        if self._try(may, lambda: gebruikers.ken_rol_toe(self._as(door), self._open(plek))):
            del self.feiten.voorgesteld[plek]
            self.feiten.heeft.add(plek)

    @rule(door=DOOR, keuze=KEUZE)
    def rejects(self, door: str, keuze: int) -> None:
        plek = one_of(self.feiten.voorgesteld, keuze)
        may = plek in self.feiten.voorgesteld and BEHEERDERS[door] == plek[1]
        if self._try(may, lambda: gebruikers.wijs_rol_af(self._as(door), self._open(plek))):
            del self.feiten.voorgesteld[plek]

    @rule(door=DOOR, keuze=KEUZE)
    def ends(self, door: str, keuze: int) -> None:
        plek = one_of(self.feiten.heeft, keuze)
        may = self.feiten.may_end(door, plek)
        if self._try(may, lambda: gebruikers.beeindig_rol(self._as(door), self._open(plek))):
            self.feiten.heeft.remove(plek)

    @rule(door=DOOR, wie=WIE)
    def leaves(self, door: str, wie: str) -> None:
        bij = BEHEERDERS[door]
        weg = {plek for plek in self.feiten.heeft if plek[:2] == (wie, bij)}
        may = (
            wie != door
            and (wie, bij) in self.feiten.kent
            and all(self.feiten.may_end(door, plek) for plek in weg)
        )
        if self._try(may, lambda: gebruikers.laat_vertrekken(self._as(door), self._id(wie))):
            self.feiten.heeft -= weg
            self.feiten.voorgesteld = {
                p: d for p, d in self.feiten.voorgesteld.items() if p[:2] != (wie, bij)
            }
            if not any(plek[0] == wie for plek in [*self.feiten.heeft, *self.feiten.voorgesteld]):
                self.feiten.uit.add(wie)

    @rule(door=DOOR, wie=WIE)
    def comes_back(self, door: str, wie: str) -> None:
        may = (wie, BEHEERDERS[door]) in self.feiten.kent and wie in self.feiten.uit
        if self._try(may, lambda: gebruikers.zet_weer_aan(self._as(door), self._id(wie))):
            self.feiten.uit.remove(wie)

    @rule(door=DOOR, wie=WIE, bij=BIJ)
    def is_away(self, door: str, wie: str, bij: str) -> None:
        may = (
            BEHEERDERS[door] == bij and (wie, bij) in self.feiten.kent and (wie, bij) not in self.feiten.rust
        )
        waar, van = self.bij[bij].id, timezone.localdate()
        if self._try(may, lambda: afwezigheid.meld_afwezig(self._as(door), self._id(wie), waar, van)):
            self.feiten.rust.add((wie, bij))

    @rule(door=DOOR, wie=WIE, bij=BIJ)
    def is_there_again(self, door: str, wie: str, bij: str) -> None:
        rij = AfwezigheidTable.objects.filter(
            gebruiker__account=wie, organisatie=self.bij[bij], tot=None
        ).first()
        may = BEHEERDERS[door] == bij and (wie, bij) in self.feiten.rust
        id_ = rij.id if rij else UUID(int=0)
        if self._try(may, lambda: afwezigheid.meld_terug(self._as(door), id_)):
            self.feiten.rust.remove((wie, bij))

    @invariant()
    def everybody_acts_as_the_facts_say(self) -> None:
        namen = {rij.id: naam for naam, rij in self.bij.items()}
        for wie in MENSEN:
            rollen = {(namen[rol.organisatie_id], rol.rol) for rol in toegang.rollen_van(self._id(wie))}
            assert rollen == self.feiten.acting(wie), wie

    @invariant()
    def every_gemeente_has_a_beheerder(self) -> None:
        for bij in WAAR:
            assert {
                w for (w, b, r) in self.feiten.heeft if (b, r) == (bij, BEHEER) and w not in self.feiten.uit
            }


def test_roles_come_and_go_as_the_facts_say(kaart):
    run_state_machine_as_test(
        Beheer,
        settings=settings(
            max_examples=RUNS,
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
