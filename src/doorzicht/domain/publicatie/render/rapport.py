"""The report of an uitgave as PDF: the template `rapport.typ`, set with the words and figures of the weergave."""

from __future__ import annotations

import json
from functools import cache

from doorzicht.domain.publicatie.model import UitgaveInhoud
from doorzicht.domain.publicatie.render.weergave import SJABLONEN, weergave
from doorzicht.infra.pdf import set_pdf
from doorzicht.infra.typefaces import print_families


def maak_pdf(inhoud: UitgaveInhoud) -> bytes:
    """The bytes of the report, dated on the day of issue."""
    dag = inhoud.uitgegeven_op
    gegevens = {
        **weergave(inhoud),
        "uitgegeven": {"jaar": dag.year, "maand": dag.month, "dag": dag.day},
        "trefwoorden": ["banenafspraak", "klantprofiel", "Sonar", inhoud.tabel.regio, str(inhoud.kwartaal)],
        "letters": list(print_families()),
    }
    return set_pdf(_sjabloon(), json.dumps(gegevens, ensure_ascii=False), dag)


@cache
def _sjabloon() -> str:
    return (SJABLONEN / "rapport.typ").read_text(encoding="utf-8")
