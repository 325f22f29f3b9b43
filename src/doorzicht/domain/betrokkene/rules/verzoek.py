"""What a klant may write in a request: something, not too much, and no characters that nobody can see."""

from __future__ import annotations

import unicodedata

from doorzicht.foundation.errors import Weigering

LANGSTE = 500
_ONZICHTBAAR = {"Cc", "Cf", "Co", "Cs"}


def lees_uitleg(tekst: str, *, verplicht: bool = True) -> str:
    """The text without what cannot be seen; raises Weigering when there is none, or too much of it."""
    gelezen = "".join(
        teken for teken in tekst if teken in "\n\t" or unicodedata.category(teken) not in _ONZICHTBAAR
    ).strip()
    if verplicht and not gelezen:
        raise Weigering("Je hebt nog niets geschreven.", "Schrijf in een paar woorden wat je bedoelt.")
    if len(gelezen) > LANGSTE:
        raise Weigering("Je tekst is te lang.", "Schrijf het in 500 tekens of minder.")
    return gelezen
