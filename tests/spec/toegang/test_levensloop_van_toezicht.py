"""The drawn lives of a voorstel, a breekglas and an alarm are those that the model speaks; nobody acts on his own."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import pytest

from doorzicht.domain.toegang.model import (
    Alarm,
    Alarmsoort,
    Breekglas,
    Breekglasreden,
    GebruikerId,
    Oordeel,
    OrganisatieId,
    Uitkomst,
    Vierogensoort,
    Voorstel,
    Voorstelstatus,
)
from doorzicht.foundation.errors import Weigering

LIVES = Path(__file__).resolve().parents[3] / "docs" / "lifecycles"
ARROW = re.compile(r"^ {2}(\w+) --> (\w+): (\w+)", re.MULTILINE)
NU = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
AN, BO = GebruikerId("an"), GebruikerId("bo")
ID, HUIS = UUID(int=1), OrganisatieId(UUID(int=2))
UITLEG = "Het kon niet anders, zegt ook de teamleider."

STAPPEN = {
    "besluiten ja": lambda een: een.besluiten(BO, NU, goedgekeurd=True),
    "besluiten nee": lambda een: een.besluiten(BO, NU, goedgekeurd=False),
    "uitvoeren": lambda een: een.uitvoeren(NU),
}


def proposal(status: Voorstelstatus) -> Voorstel:
    een = Voorstel(ID, Vierogensoort.UITVOER, HUIS, {}, 214, AN, NU)
    if status is Voorstelstatus.WACHT:
        return een
    een = een.besluiten(BO, NU, goedgekeurd=status is not Voorstelstatus.AFGEWEZEN)
    return een.uitvoeren(NU) if status is Voorstelstatus.UITGEVOERD else een


def spoken() -> set[tuple[str, str, str]]:
    found = set()
    for status in Voorstelstatus:
        for stap, doe in STAPPEN.items():
            try:
                found.add((status.value, doe(proposal(status)).status.value, stap.split()[0]))
            except Weigering:
                continue
    return found


def test_the_drawn_life_of_a_voorstel_is_what_the_model_speaks():
    assert set(ARROW.findall((LIVES / "voorstel.md").read_text("utf-8"))) == spoken()


def test_every_kind_of_alarm_and_outcome_is_described():
    text = (LIVES / "alarm.md").read_text("utf-8")

    assert [een.value for een in (*Alarmsoort, *Uitkomst) if een.value not in text] == []


def test_nobody_decides_on_what_is_his_own():
    alarm = Alarm(ID, Alarmsoort.KANARIE, NU, AN, HUIS, None, {})
    glas = Breekglas(ID, AN, HUIS, ID, Breekglasreden.SPOED, UITLEG, NU, NU, date(2026, 3, 9))
    for eigen in (
        lambda: alarm.afhandelen(AN, NU, Uitkomst.TERECHT, UITLEG),
        lambda: glas.beoordelen(AN, NU, Oordeel.TERECHT, UITLEG),
        lambda: proposal(Voorstelstatus.WACHT).besluiten(AN, NU, goedgekeurd=True),
    ):
        with pytest.raises(Weigering):
            eigen()


@pytest.mark.parametrize(
    ("vandaag", "beoordeeld", "te_laat"),
    [("2026-03-09", False, False), ("2026-03-10", False, True), ("2026-03-10", True, False)],
)
def test_a_breekglas_is_overdue_after_its_last_day(vandaag, beoordeeld, te_laat):
    glas = Breekglas(ID, AN, HUIS, ID, Breekglasreden.SPOED, UITLEG, NU, NU, date(2026, 3, 9))
    glas = glas.beoordelen(BO, NU, Oordeel.ONTERECHT, UITLEG) if beoordeeld else glas

    assert glas.is_te_laat(date.fromisoformat(vandaag)) is te_laat
