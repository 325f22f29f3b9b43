"""The life cycle that is drawn is the one that the model speaks: the same steps, and no other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from doorzicht.domain.klantprofiel.model import Profielstatus
from doorzicht.domain.publicatie.model import Status, Uitgave, VerkeerdeStatus
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
