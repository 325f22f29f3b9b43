"""Whatever klant and organisation do in whatever order, a request lives as it is drawn, in the model and in the rows.

The reference is a plain table: which step may follow which state. Every step is tried through the service, as the web
role, by somebody who may and by somebody who may not.
"""

from __future__ import annotations

from itertools import count
from uuid import UUID

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule
from hypothesis.stateful import run_state_machine_as_test as run

from doorzicht.domain.betrokkene import service
from doorzicht.domain.betrokkene.model import Correctieveld
from doorzicht.domain.betrokkene.tables import CorrectieverzoekTable
from doorzicht.domain.klant.tables import KlantTable
from doorzicht.domain.toegang.service import GeenToegang, NietGevonden
from doorzicht.domain.toegang.tables import LogregelTable
from doorzicht.foundation.errors import Weigering
from tests.integration.betrokkene.conftest import Bekende, maak_bekende

VOLGT = {
    ("ingediend", "inwilligen"): "ingewilligd",
    ("ingediend", "afwijzen"): "afgewezen",
    ("ingediend", "intrekken"): "ingetrokken",
}
_ANDERS = map(str, count())
VELDEN = st.sampled_from([Correctieveld.NAAM, Correctieveld.ADRES, Correctieveld.ANDERS])


class Levensloop(RuleBasedStateMachine):
    """One klant, her klantmanager, and a klantmanager elsewhere who tries everything too."""

    verzoeken = Bundle("verzoeken")
    bekende: Bekende

    @initialize()
    def begin(self) -> None:
        CorrectieverzoekTable.objects.all().delete()
        self.stand: dict[UUID, str] = {}
        self.veld: dict[UUID, Correctieveld] = {}
        self.logregels = LogregelTable.objects.count()

    @rule(target=verzoeken, veld=VELDEN)
    def vraagt(self, veld: Correctieveld) -> UUID | None:
        open_ = {self.veld[nummer] for nummer, stand in self.stand.items() if stand == "ingediend"}
        try:
            verzoek = service.vraag_correctie(self.bekende.zelf, self.bekende.id, veld, "", "Anders")
        except Weigering:
            assert veld in open_
            return None
        assert veld not in open_
        self.stand[verzoek.id], self.veld[verzoek.id] = "ingediend", veld
        self.logregels += 1
        return verzoek.id

    @rule(nummer=verzoeken, stap=st.sampled_from(["inwilligen", "afwijzen", "intrekken"]))
    def zet(self, nummer: UUID | None, stap: str) -> None:
        if nummer is None:
            return
        volgt = VOLGT.get((self.stand[nummer], stap))
        try:
            self._doe(stap, nummer, self.bekende.klantmanager, self.bekende.zelf)
        except Weigering:
            assert volgt is None
            self.logregels += stap == "inwilligen"  # she looked at it before she was refused
        else:
            assert volgt is not None
            self.stand[nummer] = volgt
            self.logregels += 1 + (stap == "inwilligen")

    @rule(nummer=verzoeken, stap=st.sampled_from(["inwilligen", "afwijzen", "intrekken"]))
    def vreemde_probeert(self, nummer: UUID | None, stap: str) -> None:
        if nummer is not None:
            with pytest.raises(NietGevonden):
                self._doe(stap, nummer, self.bekende.vreemde, self.bekende.vreemde)

    @rule(nummer=verzoeken, stap=st.sampled_from(["inwilligen", "afwijzen"]))
    def klant_beslist_zelf(self, nummer: UUID | None, stap: str) -> None:
        if nummer is not None:
            with pytest.raises(GeenToegang):
                self._doe(stap, nummer, self.bekende.zelf, self.bekende.zelf)

    @invariant()
    def rows_stand_as_the_table_says(self) -> None:
        if hasattr(self, "stand"):
            assert dict(CorrectieverzoekTable.objects.values_list("id", "status")) == self.stand
            assert LogregelTable.objects.count() == self.logregels

    @staticmethod
    def _doe(stap: str, nummer: UUID, beslist: object, vraagt: object) -> None:
        match stap:
            case "inwilligen":
                verander(nummer)
                service.willig_in(beslist, nummer, "Gedaan.")
            case "afwijzen":
                service.wijs_af(beslist, nummer, "Het klopt zo.")
            case _:
                service.trek_correctie_in(vraagt, nummer)


def verander(nummer: UUID) -> None:
    """What was asked about says something else from now on."""
    verzoek = CorrectieverzoekTable.objects.get(id=nummer)
    (veld,) = (veld for veld in Correctieveld if veld.code == verzoek.veld)
    KlantTable.objects.filter(id=verzoek.klant_id).update(**dict.fromkeys(veld.kolommen, next(_ANDERS)))


@pytest.fixture
def levensloop(kaart: None) -> type[Levensloop]:
    Levensloop.bekende = maak_bekende("999990019")
    return Levensloop


def test_a_request_lives_as_it_is_drawn(levensloop):
    profiel = settings(
        max_examples=40,
        stateful_step_count=25,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )
    run(levensloop, settings=profiel)
