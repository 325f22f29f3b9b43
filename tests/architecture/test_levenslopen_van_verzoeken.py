"""The life of a correctieverzoek and of a klantbezwaar is drawn as the models speak it: the same steps, no other."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest

from doorzicht.domain.betrokkene.model import AlBesloten, Correctiestatus, Correctieveld, Correctieverzoek
from doorzicht.domain.klantprofiel.model import Bezwaarstatus, Klantbezwaar, NietMeerOpen, Verwerking

ARROW = re.compile(r"^ {2}(\w+) --> (\w+): (\w+)", re.MULTILINE)
OP = datetime(2026, 3, 1, tzinfo=UTC)
KLANT = UUID(int=1)
REFUSED = (AlBesloten, NietMeerOpen)

Step = Callable[[Any], Any]
Steps = set[tuple[str, str, str]]

OF_REQUEST: dict[str, Step] = {
    "inwilligen": lambda verzoek: verzoek.inwilligen("an", OP),
    "afwijzen": lambda verzoek: verzoek.afwijzen("an", OP, "Het klopt zo."),
    "intrekken": lambda verzoek: verzoek.intrekken("an", OP),
}
OF_OBJECTION: dict[str, Step] = {
    "inwilligen": lambda bezwaar: bezwaar.inwilligen("an", OP, "Goed."),
    "afwijzen": lambda bezwaar: bezwaar.afwijzen("an", OP, "Het moet."),
    "intrekken": lambda bezwaar: bezwaar.intrekken(OP),
}


def spoken(states: list[Any], steps: dict[str, Step]) -> Steps:
    """From, to and step of every step that is not refused, tried from each state."""
    found = set()
    for state in states:
        for name, take in steps.items():
            try:
                found.add((state.status.value, take(state).status.value, name))
            except REFUSED:
                continue
    return found


def requests() -> list[Correctieverzoek]:
    return [
        Correctieverzoek(
            UUID(int=2), KLANT, Correctieveld.NAAM, "", "Nora", OP, date(2026, 4, 1), status=status
        )
        for status in Correctiestatus
    ]


def objections() -> list[Klantbezwaar]:
    return [
        Klantbezwaar(UUID(int=3), KLANT, Verwerking.CIJFERS, "", OP, status=status)
        for status in Bezwaarstatus
    ]


@pytest.mark.parametrize(
    ("drawing", "states", "steps"),
    [("correctieverzoek", requests(), OF_REQUEST), ("klantbezwaar", objections(), OF_OBJECTION)],
)
def test_the_drawing_is_what_the_model_speaks(root, drawing, states, steps):
    page = (root / "docs" / "lifecycles" / f"{drawing}.md").read_text("utf-8")

    assert set(ARROW.findall(page)) == spoken(states, steps)


def test_a_planted_arrow_is_a_difference(root):
    page = (root / "docs" / "lifecycles" / "klantbezwaar.md").read_text("utf-8")
    planted = page.replace("  afgewezen --> [*]", "  afgewezen --> ingetrokken: intrekken")

    assert set(ARROW.findall(planted)) - spoken(objections(), OF_OBJECTION) == {
        ("afgewezen", "ingetrokken", "intrekken")
    }


def test_against_the_verkenner_an_objection_holds_at_once():
    assert Klantbezwaar.maken(KLANT, Verwerking.VERKENNER, "", OP).werkt
    assert not Klantbezwaar.maken(KLANT, Verwerking.CIJFERS, "Ik wil dit niet", OP).werkt


def test_a_refusal_has_a_reason():
    with pytest.raises(ValueError, match="reason"):
        requests()[0].afwijzen("an", OP, " ")
