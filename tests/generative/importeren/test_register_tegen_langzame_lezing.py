"""Random registers, one after another, against a slow and obvious reading of what must be stored.

The reference follows the sentences of doelgroepregister/service.py, a row at a time, on plain lists of periods.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as instellingen
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from doorzicht.domain.doelgroepregister import service as doelgroepregister
from doorzicht.domain.doelgroepregister.tables import (
    RegisterpersoonTable,
    RegisterwoonplaatsTable,
    RegistratieTable,
)
from doorzicht.foundation.invoer import Opdracht
from doorzicht.infra.crypto import load_keyring
from tests.invoerbestanden import bsns, schrijf_register

BSNS = [bsn for bsn, _ in zip(bsns(), range(4), strict=False)]
BEGIN = date(2020, 1, 1)
DAG = timedelta(days=1)
Perioden = list[list[Any]]


@dataclass
class Persoon:
    registraties: Perioden = field(default_factory=list)  # [ground, from, to]
    woonplaatsen: Perioden = field(default_factory=list)  # [code, from, to]


@dataclass(frozen=True)
class Rij:
    bsn: str
    grond: str
    van: date
    laatste: date | None
    gemeente: str | None
    vanaf: date | None


def lees_langzaam(mensen: dict[str, Persoon], rijen: list[Rij], per: date) -> Counter[str]:
    telling: Counter[str] = Counter()
    keer = Counter(rij.bsn for rij in rijen)
    for rij in rijen:
        bekend = mensen.get(rij.bsn)
        achterstevoren = rij.laatste is not None and rij.laatste < rij.van
        if keer[rij.bsn] > 1 or achterstevoren or (bekend and is_verouderd(bekend, rij, per)):
            telling["geweigerd"] += 1
            continue
        voor = repr(bekend)
        persoon = mensen.setdefault(rij.bsn, Persoon())
        registreer(persoon.registraties, rij)
        verhuis(persoon.woonplaatsen, rij, per)
        telling["nieuw" if bekend is None else "ongewijzigd" if repr(persoon) == voor else "gewijzigd"] += 1
    return telling


def is_verouderd(persoon: Persoon, rij: Rij, per: date) -> bool:
    laatste_van = persoon.registraties[-1][1]
    bekend = any(grond == rij.grond and van == rij.van for grond, van, _ in persoon.registraties)
    if rij.van < laatste_van and not bekend:
        return True
    if not persoon.woonplaatsen or rij.gemeente is None or persoon.woonplaatsen[-1][0] == rij.gemeente:
        return False
    return (rij.vanaf or per) < persoon.woonplaatsen[-1][1]


def registreer(registraties: Perioden, rij: Rij) -> None:
    tot = rij.laatste + DAG if rij.laatste else None
    if registraties and registraties[-1][1] > rij.van:
        return  # an older registration that is known already
    if registraties and registraties[-1][1] == rij.van:
        registraties[-1] = [rij.grond, rij.van, tot]
        return
    if registraties and (registraties[-1][2] is None or registraties[-1][2] > rij.van):
        registraties[-1][2] = rij.van
    registraties.append([rij.grond, rij.van, tot])


def verhuis(woonplaatsen: Perioden, rij: Rij, per: date) -> None:
    vanaf = rij.vanaf or per
    if rij.gemeente is None:
        return
    if not woonplaatsen:
        woonplaatsen.append([rij.gemeente, rij.vanaf or rij.van, None])
    elif woonplaatsen[-1][0] != rij.gemeente and woonplaatsen[-1][1] == vanaf:
        woonplaatsen[-1][0] = rij.gemeente
    elif woonplaatsen[-1][0] != rij.gemeente:
        woonplaatsen[-1][2] = vanaf
        woonplaatsen.append([rij.gemeente, vanaf, None])


dagen = st.integers(0, 30).map(lambda aantal: BEGIN + timedelta(days=10 * aantal))
rijen = st.builds(
    Rij,
    bsn=st.sampled_from(BSNS),
    grond=st.sampled_from(["wajong", "wsw"]),
    van=dagen,
    laatste=st.one_of(st.none(), dagen),
    gemeente=st.sampled_from(["GM0141", "GM0147", None]),
    vanaf=st.one_of(st.none(), st.none(), dagen),
)
bestanden = st.lists(st.tuples(st.lists(rijen, min_size=1, max_size=5), dagen), min_size=1, max_size=4)


def stand() -> dict[bytes, tuple[Any, ...]]:
    def perioden(tabel: Any, veld: str, persoon: RegisterpersoonTable) -> list[tuple[Any, ...]]:
        return list(tabel.objects.filter(persoon=persoon).order_by("van").values_list(veld, "van", "tot"))

    return {
        bytes(persoon.bsn_index): (
            perioden(RegistratieTable, "grond", persoon),
            perioden(RegisterwoonplaatsTable, "gemeente_code", persoon),
        )
        for persoon in RegisterpersoonTable.objects.all()
    }


@pytest.fixture
def blinde_index() -> Callable[[bytes], bytes]:
    """The index by which the program finds a BSN."""
    return load_keyring(instellingen.SLEUTELBESTAND, {}).index


@settings(
    max_examples=80,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(reeks=bestanden)
def test_what_is_stored_is_what_the_slow_reading_says(
    kaart: None, blinde_index: Any, tmp_path: Path, reeks: list[tuple[list[Rij], date]]
) -> None:
    mensen: dict[str, Persoon] = {}
    with transaction.atomic():
        for deel, per in reeks:
            cellen = [
                {
                    "bsn": rij.bsn,
                    "grond": rij.grond.upper(),
                    "datum_registratie": f"{rij.van:%d-%m-%Y}",
                    "datum_einde": str(rij.laatste or "NNB"),
                    "gemeente": rij.gemeente or "??",
                    "gemeente_vanaf": str(rij.vanaf or ""),
                }
                for rij in deel
            ]
            pad = schrijf_register(tmp_path / "r.csv", cellen, ("gemeente_vanaf",))

            uitslag = doelgroepregister.importeer(pad, Opdracht(door="test", sla_fouten_over=True, per=per))
            telling = lees_langzaam(mensen, deel, per)

            assert stand() == {
                blinde_index(bsn.encode()): (
                    [tuple(periode) for periode in persoon.registraties],
                    [tuple(periode) for periode in persoon.woonplaatsen],
                )
                for bsn, persoon in mensen.items()
            }
            assert telling == Counter(
                nieuw=uitslag.nieuw,
                gewijzigd=uitslag.gewijzigd,
                ongewijzigd=uitslag.ongewijzigd,
                geweigerd=uitslag.geweigerd,
            )
        transaction.set_rollback(True)
