"""An inzage as one JSON document: Dutch keys, values as they stand, null for what is not known.

Structured, common and machine-readable, so that a person can take it along (AVG 20). Holds what the PDF holds.
"""

from __future__ import annotations

import json
from typing import Any

from doorzicht.domain.betrokkene.model import Inzage
from doorzicht.foundation.gegevens import Rubriek, Waarde

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
        "gegevens": [{gegeven.naam: _waarde(gegeven.waarde) for gegeven in rij} for rij in rubriek.rijen],
    }


def _waarde(waarde: Waarde) -> str | int | bool | None:
    if waarde is None or isinstance(waarde, str | int | bool):
        return waarde
    return waarde.isoformat()
