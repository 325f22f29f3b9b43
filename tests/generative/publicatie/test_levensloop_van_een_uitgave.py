"""Whatever is tried in whatever order, an uitgave only moves along its line, with two signatures."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from doorzicht.domain.publicatie.model import (
    Beleid,
    Bescherming,
    Cijfers,
    Land,
    PeilingHash,
    Status,
    Tabel,
    Uitgave,
    UitgaveInhoud,
    VerkeerdeStatus,
    VierOgen,
)
from doorzicht.foundation.kwartaal import Kwartaal

LIJN = list(Status)
WIE = st.sampled_from(["statisticus", "vaststeller", "chef"])
NUL = Cijfers(0, 0, 0, 0, 0)
KWARTAAL = Kwartaal(2022, 2)


def nieuwe_uitgave() -> Uitgave:
    inhoud = UitgaveInhoud(
        kwartaal=KWARTAAL,
        versie=1,
        bescherming=Bescherming(Beleid.AFGEROND_5),
        peiling_hash=PeilingHash("0" * 64),
        tabel=Tabel(9, "Twente", (), NUL),
        doelgroepregister=0,
        bekend_procent=None,
        land=Land(NUL, 0, ()),
        trend=(),
        zonder_gemeente=0,
        toelichting=(),
        uitgever="test",
        uitgegeven_op=date(2022, 9, 1),
        synthetisch=True,
    )
    return Uitgave(KWARTAAL, 9, 1, Status.CONCEPT, inhoud, "statisticus")


class Levensloop(RuleBasedStateMachine):
    """Tries every step at every moment, and keeps beside it in plain words what should be."""

    def __init__(self) -> None:
        super().__init__()
        self.uitgave = nieuwe_uitgave()
        self.hoort = Status.CONCEPT

    @rule(door=WIE)
    def controleren(self, door: str) -> None:
        self._probeer(Status.CONCEPT, Status.GECONTROLEERD, lambda: self.uitgave.controleren(door))

    @rule(door=WIE, op=st.dates())
    def vaststellen(self, door: str, op: date) -> None:
        if door == "statisticus":
            with pytest.raises(VierOgen):
                self.uitgave.vaststellen(door, op)
        else:
            self._probeer(
                Status.GECONTROLEERD, Status.VASTGESTELD, lambda: self.uitgave.vaststellen(door, op)
            )

    @rule()
    def publiceren(self) -> None:
        op = datetime(2022, 9, 1, tzinfo=UTC)
        self._probeer(Status.VASTGESTELD, Status.GEPUBLICEERD, lambda: self.uitgave.publiceren(op))

    @rule()
    def rectificeren(self) -> None:
        self._probeer(Status.GEPUBLICEERD, Status.GERECTIFICEERD, self.uitgave.rectificeren)

    def _probeer(self, van: Status, naar: Status, stap: object) -> None:
        assert callable(stap)
        if self.hoort is van:
            self.uitgave, self.hoort = stap(), naar
        else:
            with pytest.raises(VerkeerdeStatus):
                stap()

    @invariant()
    def staat_waar_hij_hoort(self) -> None:
        assert self.uitgave.status is self.hoort

    @invariant()
    def draagt_de_handtekeningen_van_zijn_status(self) -> None:
        stap = LIJN.index(self.uitgave.status)
        assert (self.uitgave.gecontroleerd_door is not None) == (stap >= LIJN.index(Status.GECONTROLEERD))
        assert (self.uitgave.vastgesteld_door is not None) == (stap >= LIJN.index(Status.VASTGESTELD))
        assert (self.uitgave.gepubliceerd_op is not None) == (stap >= LIJN.index(Status.GEPUBLICEERD))
        assert self.uitgave.vastgesteld_door != self.uitgave.gemaakt_door


TestLevensloop = Levensloop.TestCase
TestLevensloop.settings = settings(max_examples=200, stateful_step_count=30, deadline=None)
