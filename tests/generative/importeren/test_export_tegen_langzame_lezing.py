"""Random untidy exports, one after another, against a slow and obvious reading of what must be stored.

The reference keeps a klant as a plain record and follows the sentences of klant/service.py and klantprofiel/service.py
one row at a time; the program does it by statements over all rows at once. After every file both must tell the same.
"""

from __future__ import annotations

import random
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

from doorzicht.domain.klant.model import SONAR_KOLOMMEN
from doorzicht.domain.klant.tables import InschrijvingTable, KlantTable, WoonplaatsTable
from doorzicht.domain.klantprofiel import service as klantprofielen
from doorzicht.domain.klantprofiel.tables import KlantprofielTable
from doorzicht.foundation.invoer import Opdracht
from doorzicht.infra.crypto import load_keyring
from tests.invoerbestanden import bsns, schrijf_sonar, schrijf_xlsx, sonar_rij

BSNS = [bsn for bsn, _ in zip(bsns(12345000), range(5), strict=False)]  # with a leading zero
GEMEENTEN = {
    "Almelo": "GM0141",
    "HENGELO (O)": "GM0164",
    "gm0147": "GM0147",
    "147": "GM0147",
    " hof van twente ": "GM1735",
}
ONBEKEND = ["", "NNB", "Onbekend", "??", "99999", " nnb "]
UWV, ALMELO, BORNE = "UWV", "Gemeente Almelo", "Gemeente Borne"
ORGANISATIES = {
    ("UWV", ""): UWV,
    ("uwv werkbedrijf", ""): UWV,
    ("Gemeente Almelo", "x"): ALMELO,
    ("??", "GSD Borne"): BORNE,
}
BEGIN = date(2020, 1, 1)


@dataclass
class Klant:
    """What the reference knows of one person: periods as [value, from, to]."""

    leeftijd: int | None = None
    inschrijvingen: list[list[Any]] = field(default_factory=list)
    woonplaatsen: list[list[Any]] = field(default_factory=list)
    profielen: list[list[Any]] = field(
        default_factory=list
    )  # [status, vastgesteld, ingetrokken, toestemming]


@dataclass(frozen=True)
class Rij:
    """A row as it is meant, before it is written untidily."""

    bsn: str
    inschrijfdatum: date
    organisatie: str
    gemeente: str | None
    leeftijd: int | None
    profiel: str | date | None
    toestemming: bool | None
    is_fout: bool


def lees_langzaam(klanten: dict[str, Klant], rijen: list[Rij], per: date) -> Counter[str]:
    """One row at a time, in words; returns how many rows were new, changed, the same and refused."""
    telling: Counter[str] = Counter()
    vaker = {bsn for bsn, keer in Counter(rij.bsn for rij in rijen if not rij.is_fout).items() if keer > 1}
    for rij in rijen:
        bekend = klanten.get(rij.bsn)
        if rij.is_fout or rij.bsn in vaker or (bekend and is_verouderd(bekend, rij, per)):
            telling["geweigerd"] += 1
        elif bekend is None:
            klanten[rij.bsn] = nieuw(rij)
            telling["nieuw"] += 1
        else:
            voor = repr(bekend)
            werk_bij(bekend, rij, per)
            telling["ongewijzigd" if repr(bekend) == voor else "gewijzigd"] += 1
    return telling


def is_verouderd(klant: Klant, rij: Rij, per: date) -> bool:
    organisatie, van, tot = klant.inschrijvingen[-1]
    if tot is None and organisatie != rij.organisatie and max(rij.inschrijfdatum, per) <= van:
        return True
    if not klant.woonplaatsen or rij.gemeente is None:
        return False
    gemeente, sinds, _ = klant.woonplaatsen[-1]
    return gemeente != rij.gemeente and per < sinds


def nieuw(rij: Rij) -> Klant:
    klant = Klant(rij.leeftijd, [[rij.organisatie, rij.inschrijfdatum, None]])
    if rij.gemeente:
        klant.woonplaatsen.append([rij.gemeente, rij.inschrijfdatum, None])
    if rij.profiel == "ja":
        klant.profielen.append(["vastgesteld", rij.inschrijfdatum, None, rij.toestemming])
    elif isinstance(rij.profiel, date):
        klant.profielen.append(["vastgesteld", rij.profiel, None, rij.toestemming])
    return klant


def werk_bij(klant: Klant, rij: Rij, per: date) -> None:
    klant.leeftijd = rij.leeftijd
    werk_inschrijving_bij(klant, rij, per)
    werk_woonplaats_bij(klant, rij, per)
    werk_profiel_bij(klant, rij, per)
    if klant.woonplaatsen:
        klant.woonplaatsen[0][1] = min(klant.woonplaatsen[0][1], klant.inschrijvingen[0][1])


def werk_inschrijving_bij(klant: Klant, rij: Rij, per: date) -> None:
    laatste = klant.inschrijvingen[-1]
    if laatste[2] is not None:
        vrij = laatste[2] <= rij.inschrijfdatum
        klant.inschrijvingen.append(
            [rij.organisatie, rij.inschrijfdatum if vrij else max(per, laatste[2]), None]
        )
    elif laatste[0] != rij.organisatie:
        vanaf = rij.inschrijfdatum if rij.inschrijfdatum > laatste[1] else per
        laatste[2] = vanaf
        klant.inschrijvingen.append([rij.organisatie, vanaf, None])
    elif all(tot <= rij.inschrijfdatum for _, _, tot in klant.inschrijvingen[:-1]):
        laatste[1] = rij.inschrijfdatum


def werk_woonplaats_bij(klant: Klant, rij: Rij, per: date) -> None:
    if rij.gemeente is None:
        return
    if not klant.woonplaatsen:
        klant.woonplaatsen.append([rij.gemeente, rij.inschrijfdatum, None])
    elif klant.woonplaatsen[-1][0] != rij.gemeente:
        if klant.woonplaatsen[-1][1] == per:
            klant.woonplaatsen[-1][0] = rij.gemeente
        else:
            klant.woonplaatsen[-1][2] = per
            klant.woonplaatsen.append([rij.gemeente, per, None])


def werk_profiel_bij(klant: Klant, rij: Rij, per: date) -> None:
    geldend = next((profiel for profiel in klant.profielen if profiel[0] == "vastgesteld"), None)
    ingetrokken = max((profiel[2] for profiel in klant.profielen if profiel[2]), default=date.min)
    dag = rij.profiel if isinstance(rij.profiel, date) else per if rij.profiel == "ja" else None
    if geldend and rij.profiel == "geen":
        geldend[0], geldend[2] = "ingetrokken", max(per, geldend[1])
    elif geldend:
        geldend[3] = rij.toestemming
        if isinstance(rij.profiel, date):
            geldend[1] = max(rij.profiel, ingetrokken)
    elif dag:
        klant.profielen.append(["vastgesteld", max(dag, ingetrokken), None, rij.toestemming])


dagen = st.integers(0, 600).map(lambda aantal: BEGIN + timedelta(days=aantal))
rijen = st.builds(
    Rij,
    bsn=st.sampled_from(BSNS),
    inschrijfdatum=dagen,
    organisatie=st.sampled_from([UWV, UWV, ALMELO, BORNE]),
    gemeente=st.sampled_from([*GEMEENTEN.values(), None]),
    leeftijd=st.sampled_from([None, 20, 21]),
    profiel=st.one_of(st.sampled_from(["ja", "geen", None]), dagen),
    toestemming=st.sampled_from([None, True, False]),
    is_fout=st.sampled_from([False] * 9 + [True]),
)
bestanden = st.lists(
    st.tuples(st.lists(rijen, min_size=1, max_size=5), st.integers(600, 700)), min_size=1, max_size=4
)


def rommelig(rij: Rij, kans: random.Random) -> list[Any]:
    """The same row as a person, a spreadsheet or a program might write it."""
    onbekend = kans.choice(ONBEKEND)
    organisatie = kans.choice([cellen for cellen, naam in ORGANISATIES.items() if naam == rij.organisatie])
    profiel = {
        "ja": kans.choice(["Ja", "JA"]),
        "geen": kans.choice(["NNB", "Nee"]),
        None: kans.choice(["", "??"]),
    }
    cellen = sonar_rij(
        kans.choice(
            [rij.bsn, rij.bsn.lstrip("0"), f"{rij.bsn[:4]}.{rij.bsn[4:6]}.{rij.bsn[6:]}", f" {rij.bsn} "]
        ),
        Inschrijfdatum=datum(rij.inschrijfdatum, kans),
        Gemeente=kans.choice(
            [tekst for tekst, code in GEMEENTEN.items() if code == rij.gemeente] or [onbekend]
        ),
        Leeftijd=onbekend if rij.leeftijd is None else str(rij.leeftijd),
        Klantprofiel=datum(rij.profiel, kans) if isinstance(rij.profiel, date) else profiel[rij.profiel],
        Organisatie_Naam=organisatie[0],
        GSD_Kantoor=organisatie[1],
    )
    if rij.is_fout:
        cellen[kans.choice(["Gemeente", "Inschrijfdatum", "Leeftijd", "BSN"])] = "Hengello"
    toestemming = {None: onbekend, True: kans.choice(["Ja", "JA"]), False: "Nee"}[rij.toestemming]
    return [*cellen.values(), toestemming]


def datum(dag: date, kans: random.Random) -> str:
    serienummer = str((dag - date(1899, 12, 30)).days)
    vormen = [f"{dag:%d-%m-%Y}", f"{dag:%Y-%m-%d}", f"{dag.day}/{dag.month}/{dag.year}", serienummer]
    return kans.choice(vormen)


def stand() -> dict[bytes, tuple[Any, ...]]:
    """What is stored, in the form of the reference."""
    return {
        bytes(klant.bsn_index): (
            klant.leeftijd,
            [
                *InschrijvingTable.objects.filter(klant=klant)
                .order_by("van")
                .values_list("organisatie__naam", "van", "tot")
            ],
            [
                *WoonplaatsTable.objects.filter(klant=klant)
                .order_by("van")
                .values_list("gemeente_code", "van", "tot")
            ],
            sorted(
                KlantprofielTable.objects.filter(klant=klant).values_list(
                    "status", "vastgesteld_op", "ingetrokken_op", "toestemming_delen"
                ),
                key=repr,
            ),
        )
        for klant in KlantTable.objects.all()
    }


def verwacht(klanten: dict[str, Klant], index: Any) -> dict[bytes, tuple[Any, ...]]:
    return {
        index(bsn.encode()): (
            klant.leeftijd,
            [tuple(periode) for periode in klant.inschrijvingen],
            [tuple(periode) for periode in klant.woonplaatsen],
            sorted((tuple(profiel) for profiel in klant.profielen), key=repr),
        )
        for bsn, klant in klanten.items()
    }


@pytest.fixture
def blinde_index() -> Callable[[bytes], bytes]:
    """The index by which the program finds a BSN."""
    return load_keyring(instellingen.SLEUTELBESTAND, {}).index


@settings(
    max_examples=60,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(reeks=bestanden, zaad=st.integers(0, 2**32), als_werkboek=st.booleans())
def test_what_is_stored_is_what_the_slow_reading_says(
    kaart: None,
    blinde_index: Any,
    tmp_path: Path,
    reeks: list[tuple[list[Rij], int]],
    zaad: int,
    als_werkboek: bool,
) -> None:
    kans, klanten = random.Random(zaad), {}
    kop = [*SONAR_KOLOMMEN, kans.choice(["Toestemming", "toestemming", ""])]
    with transaction.atomic():
        for deel, dag in sorted(reeks, key=lambda bestand: bestand[1]):
            per = BEGIN + timedelta(days=dag)
            rommel = [rommelig(rij, kans) for rij in deel]
            if als_werkboek:
                pad = schrijf_xlsx(
                    tmp_path / "x.xlsx", [kop, *rommel, [None] * 35], "Wat dan ook", {"Lijst": ["Gemeente"]}
                )
            else:
                rijen_ = [
                    dict(zip([*SONAR_KOLOMMEN, "t"], rij, strict=True)) | {kop[-1]: rij[-1]} for rij in rommel
                ]
                pad = schrijf_sonar(tmp_path / "x.csv", rijen_, (kop[-1],))

            uitslag = klantprofielen.importeer_sonar_export(
                pad, Opdracht(door="test", sla_fouten_over=True, per=per)
            )
            telling = lees_langzaam(klanten, deel, per)

            assert stand() == verwacht(klanten, blinde_index)
            assert Counter(
                nieuw=uitslag.nieuw,
                gewijzigd=uitslag.gewijzigd,
                ongewijzigd=uitslag.ongewijzigd,
                geweigerd=uitslag.geweigerd,
            ) == Counter(telling)
        transaction.set_rollback(True)
