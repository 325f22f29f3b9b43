"""The notes that an uitgave was stored with, in the language of the reader.

They are stored in Dutch, as sentences. A sentence that is known here has a translation; any other is shown as it
was stored, and the page says that it is Dutch.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import get_language, gettext, gettext_noop

BEKEND = (
    gettext_noop(
        "Een klant heeft een profiel als het op of voor de peildatum met hem is vastgesteld en niet is ingetrokken."
    ),
    gettext_noop(
        "Een klant heeft een profiel als het op of voor de peildatum met hem is vastgesteld, niet is ingetrokken, "
        "en hij het goed vindt dat het wordt gedeeld."
    ),
)
"""What counts as a profiel, in each way of counting: the sentences of klantprofiel.model.Profieltelling."""


@dataclass(frozen=True)
class Noot:
    """A sentence of the notes, and the language in which it stands there."""

    tekst: str
    taal: str


def noten(zinnen: Iterable[str]) -> tuple[Noot, ...]:
    """Each stored sentence, translated when it is known."""
    return tuple(_noot(zin) for zin in zinnen)


def _noot(zin: str) -> Noot:
    if zin in BEKEND:
        return Noot(gettext(zin), get_language() or "nl")
    return Noot(zin, "nl")
