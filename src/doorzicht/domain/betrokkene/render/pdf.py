"""An inzage as PDF, tagged so that it can be read aloud: a heading a part, a table a fact, in plain Dutch."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from django.utils import timezone

from doorzicht.domain.betrokkene.model import Inzage
from doorzicht.foundation.datum import voluit
from doorzicht.foundation.gegevens import Rubriek
from doorzicht.infra.pdf import set_pdf
from doorzicht.infra.typefaces import print_families

_VEEL = 3
_SJABLOON = Path(__file__).parent / "sjablonen" / "inzage.typ"


def als_pdf(inzage: Inzage) -> bytes:
    """The bytes of the document, dated on the day it was made."""
    dag = timezone.localtime(inzage.op).date()
    gegevens = {
        "titel": "Wat we van je weten",
        "gemaakt": voluit(dag),
        "dag": {"jaar": dag.year, "maand": dag.month, "dag": dag.day},
        "letters": list(print_families()),
        "rubrieken": [_rubriek(rubriek) for rubriek in inzage.rubrieken],
    }
    return set_pdf(_sjabloon(), json.dumps(gegevens, ensure_ascii=False), dag)


def _rubriek(rubriek: Rubriek) -> dict[str, Any]:
    """Many facts of one kind stand in one table, a row each; a few stand one below another, in larger type."""
    kolommen = {tuple(gegeven.naam for gegeven in rij) for rij in rubriek.rijen}
    return {
        "opEenRij": len(kolommen) == 1 and len(rubriek.rijen) >= _VEEL,
        "kolommen": list(next(iter(kolommen), ())),
        "titel": rubriek.titel,
        "waarvoor": rubriek.waarvoor,
        "bron": rubriek.bron,
        "bewaren": rubriek.bewaren,
        "rijen": [
            [{"naam": gegeven.naam, "waarde": gegeven.in_woorden} for gegeven in rij] for rij in rubriek.rijen
        ],
    }


@cache
def _sjabloon() -> str:
    return _SJABLOON.read_text(encoding="utf-8")
