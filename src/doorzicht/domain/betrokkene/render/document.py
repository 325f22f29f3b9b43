"""An inzage as one JSON document: Dutch keys, values as people read them, null for what is not known.

Where a word stands for a code, the code stands beside it.
Structured, common and machine-readable, so that a person can take it along (AVG 20). Holds what the PDF holds.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import chain
from typing import Any

from doorzicht.domain.betrokkene.model import Inzage
from doorzicht.foundation.gegevens import Gegeven, Rubriek, Waarde

VERSIE = 1


def als_json(inzage: Inzage) -> bytes:
    """The bytes of the document."""
    inhoud = {
        "soort": "inzage",
        "versie": VERSIE,
        "gemaaktOp": inzage.op.isoformat(),
        "rubrieken": {rubriek.sleutel: _rubriek(rubriek) for rubriek in inzage.rubrieken},
    }
    return json.dumps(inhoud, ensure_ascii=False, indent=2).encode()


def _rubriek(rubriek: Rubriek) -> dict[str, Any]:
    return {
        "titel": rubriek.titel,
        "waarvoor": rubriek.waarvoor,
        "bron": rubriek.bron,
        "bewaren": rubriek.bewaren,
        "gegevens": [dict(chain.from_iterable(map(_paren, rij))) for rij in rubriek.rijen],
    }


def _paren(gegeven: Gegeven) -> Iterator[tuple[str, str | int | bool | None]]:
    yield gegeven.naam, _waarde(gegeven.waarde)
    if gegeven.opgeslagen is not None:
        yield f"{gegeven.naam} (zoals opgeslagen)", _waarde(gegeven.opgeslagen)


def _waarde(waarde: Waarde) -> str | int | bool | None:
    if waarde is None or isinstance(waarde, str | int | bool):
        return waarde
    return waarde.isoformat()
