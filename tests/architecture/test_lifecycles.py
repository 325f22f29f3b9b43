"""The life cycle that is drawn is the one that the model speaks: the same steps, and no other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import pytest

from doorzicht.domain.klantprofiel.model import Profielstatus
from doorzicht.domain.publicatie.model import Status, Uitgave, VerkeerdeStatus
from doorzicht.domain.toegang.model import (
    Gebruiker,
    GebruikerId,
    Organisatie,
    OrganisatieId,
    Organisatiesoort,
    Rol,
    Rolstatus,
    Roltoekenning,
)
from doorzicht.foundation.errors import Weigering
from doorzicht.foundation.kwartaal import Kwartaal

ARROW = re.compile(r"^ {2}(\w+) --> (\w+): (\w+)", re.MULTILINE)
STEPS = {
    "controleren": lambda uitgave: uitgave.controleren("bo"),
    "vaststellen": lambda uitgave: uitgave.vaststellen("cas", date(2022, 8, 30)),
    "publiceren": lambda uitgave: uitgave.publiceren(datetime(2022, 9, 1, tzinfo=UTC)),
    "rectificeren": lambda uitgave: uitgave.rectificeren(),
}


@dataclass(frozen=True)
class Inhoud:
    """As much of the content of an uitgave as its steps touch."""

    uitgegeven_op: date = date(2022, 8, 1)


def drawn(text: str) -> set[tuple[str, str, str]]:
    """From, to and step of every arrow with a step on it."""
    return set(ARROW.findall(text))


def spoken() -> set[tuple[str, str, str]]:
    """From, to and step of every step that an uitgave takes, tried from each status."""
    found = set()
    for status in Status:
        for step, take in STEPS.items():
            uitgave = Uitgave(Kwartaal(2022, 2), 9, 1, status, Inhoud(), gemaakt_door="an")
            try:
                found.add((status.value, take(uitgave).status.value, step))
            except VerkeerdeStatus:
                continue
    return found


@pytest.fixture(scope="module")
def page(root: Path) -> str:
    return (root / "docs" / "lifecycles" / "uitgave.md").read_text("utf-8")


def test_the_drawing_is_what_the_model_speaks(page):
    assert drawn(page) == spoken()


def test_every_status_is_drawn(page):
    assert {status.value for status in Status} == {end for arrow in drawn(page) for end in arrow[:2]}


def test_every_status_of_a_klantprofiel_is_drawn(root):
    text = (root / "docs" / "lifecycles" / "klantprofiel.md").read_text("utf-8")
    assert {status.value for status in Profielstatus} == {end for arrow in drawn(text) for end in arrow[:2]}


def test_a_planted_arrow_is_a_difference(page):
    planted = page.replace("gepubliceerd --> gerectificeerd", "gepubliceerd --> concept")
    assert drawn(planted) - spoken() == {("gepubliceerd", "concept", "rectificeren")}


CAS = Gebruiker(UUID(int=1), GebruikerId("cas"), "Cas", None)
ENSCHEDE = Organisatie(OrganisatieId(UUID(int=2)), Organisatiesoort.GEMEENTE, "Gemeente Enschede")
ROLSTEPS = {
    "toekennen": lambda rol: rol.toekennen("bo"),
    "afwijzen": lambda rol: rol.afwijzen("bo"),
    "beeindigen": lambda rol: rol.beeindigen("bo", date(2026, 1, 2)),
}


def rollen() -> list[Roltoekenning]:
    """A role in each status."""
    begin = Roltoekenning(UUID(int=3), CAS, ENSCHEDE, Rol.KLANTMANAGER, date(2026, 1, 1), GebruikerId("an"))
    granted = begin.toekennen(GebruikerId("bo"))
    return [begin, granted, begin.afwijzen(GebruikerId("bo")), ROLSTEPS["beeindigen"](granted)]


def test_every_step_of_a_role_is_drawn_and_no_other_can_be_taken(root):
    text = (root / "docs" / "lifecycles" / "roltoekenning.md").read_text("utf-8")
    found = set()
    for rol in rollen():
        for step, take in ROLSTEPS.items():
            try:
                found.add((rol.status.value, take(rol).status.value, step))
            except Weigering:
                continue
    assert drawn(text) == found
    assert {rol.status for rol in rollen()} == set(Rolstatus)
