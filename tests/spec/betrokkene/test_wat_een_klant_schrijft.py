"""What a klant writes is kept as he wrote it, without what nobody can see, and not endlessly."""

from __future__ import annotations

import pytest

from doorzicht.domain.betrokkene.rules.verzoek import lees_uitleg
from doorzicht.foundation.errors import Weigering


@pytest.mark.parametrize(
    ("geschreven", "gelezen"),
    [
        ("  Nora  ", "Nora"),
        ("eerste regel\ntweede", "eerste regel\ntweede"),
        ("Jos\u00e9 \u2026", "Jos\u00e9 \u2026"),
        ("No\u202era", "Nora"),  # turns the direction of reading
        ("No\x00ra\u200b", "Nora"),
        ("x" * 500, "x" * 500),
    ],
)
def test_what_is_kept(geschreven, gelezen):
    assert lees_uitleg(geschreven) == gelezen


@pytest.mark.parametrize("geschreven", ["", "   ", "\u200b\u202e", "x" * 501])
def test_what_is_refused(geschreven):
    with pytest.raises(Weigering):
        lees_uitleg(geschreven)


def test_an_optional_text_may_be_empty():
    assert lees_uitleg(" ", verplicht=False) == ""
