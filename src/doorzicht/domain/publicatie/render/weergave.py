"""What HTML and PDF both show, as plain words and figures: one value, two layouts.

Everything is text here, already in Dutch notation; the templates place it and decide nothing.
"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from doorzicht.domain.publicatie.model import Cijfers, Land, Trendpunt, UitgaveInhoud
from doorzicht.domain.publicatie.render import grafieken
from doorzicht.domain.publicatie.rules import teksten
from doorzicht.foundation.datum import voluit

SJABLONEN = Path(__file__).parent / "sjablonen"
LICENTIEZIN = (
    "De cijfers mag iedereen vrij gebruiken (CC0 1.0): toestemming vragen of een bron noemen is niet nodig."
)
_LIJSTEN = 3


def weergave(inhoud: UitgaveInhoud) -> dict[str, Any]:
    """All that the templates need."""
    tabel = inhoud.tabel
    return {
        "titel": teksten.TITEL,
        "kwartaal": inhoud.kwartaal.naam,
        "kwartaalKop": inhoud.kwartaal.naam.capitalize(),
        "regio": tabel.regio,
        "regiotitel": f"{tabel.regio_nummer} {tabel.regio}",
        "uitgever": inhoud.uitgever,
        "kopzin": teksten.kopzin(inhoud),
        "slotzin": teksten.slotzin(inhoud),
        "synthetisch": inhoud.synthetisch,
        "synthetischzin": teksten.SYNTHETISCH,
        "kerncijfers": [asdict(kerncijfer) for kerncijfer in teksten.kerncijfers(inhoud)],
        "inleiding": [asdict(alinea) for alinea in teksten.inleiding()],
        "toelichting": [asdict(alinea) for alinea in teksten.toelichting(inhoud)],
        "colofon": teksten.colofon(inhoud),
        "licentie": LICENTIEZIN,
        "peilingHash": inhoud.peiling_hash,
        "tabel": _tabel(inhoud),
        "staven": _staven(inhoud),
        "trend": _trend(inhoud),
        "kaart": _kaart(inhoud.land, tabel.regio_nummer),
    }


def _tabel(inhoud: UitgaveInhoud) -> dict[str, Any]:
    tabel = inhoud.tabel
    rijen = [{"naam": regel.gemeente, "cellen": _cellen(regel.cijfers)} for regel in tabel.regels]
    totaal = {"naam": teksten.TOTAALRIJ, "cellen": _cellen(tabel.totaal)}
    return {
        "kop": f"Mensen in Sonar, met en zonder profiel, in {tabel.regio}",
        "bijschrift": f"Aantal personen op {voluit(inhoud.peildatum)}, per gemeente",
        "rijen": rijen,
        "totaal": totaal,
        "heeftX": any("x" in rij["cellen"] for rij in [*rijen, totaal]),
    }


def _cellen(cijfers: Cijfers) -> list[str]:
    return [teksten.cel(getal) for getal in cijfers.cellen()]


def _staven(inhoud: UitgaveInhoud) -> dict[str, str]:
    return {
        "svg": grafieken.staven(inhoud.tabel),
        "titel": teksten.staventitel(inhoud.tabel),
        "alt": teksten.stavenalt(inhoud.tabel),
        "bijschrift": " ".join(
            deel
            for deel in (
                "De gemeenten staan op volgorde van het aandeel met een profiel, gemeenteklanten en UWV-klanten samen.",
                teksten.niet_getekend(inhoud.tabel),
            )
            if deel
        ),
    }


def _trend(inhoud: UitgaveInhoud) -> dict[str, Any]:
    return {
        "svg": grafieken.trend(inhoud.trend),
        "titel": teksten.trendtitel(inhoud.trend, inhoud.tabel.regio),
        "alt": teksten.trendalt(inhoud.trend),
        "zin": teksten.trendzin(inhoud.trend),
        "rijen": [
            {"naam": punt.kwartaal.naam.capitalize(), "cellen": _trendcellen(punt)} for punt in inhoud.trend
        ],
    }


def _trendcellen(punt: Trendpunt) -> list[str]:
    return [
        teksten.cel(punt.cijfers.totaal),
        teksten.percentage(teksten.aandeel_profiel(punt.cijfers)),
        teksten.cel(punt.doelgroepregister),
        teksten.percentage(teksten.aandeel_bekend(punt)),
    ]


def _kaart(land: Land, nadruk: int) -> dict[str, Any]:
    rijen = [
        {
            "nummer": str(regio.nummer),
            "naam": regio.naam,
            "waarde": teksten.kort_aandeel(regio.cijfers),
            "nadruk": regio.nummer == nadruk,
        }
        for regio in land.regios
    ]
    lengte = -(-len(rijen) // _LIJSTEN)
    return {
        "svg": grafieken.tegelkaart(land, nadruk),
        "titel": teksten.kaarttitel(land, nadruk),
        "alt": teksten.kaartalt(land, nadruk),
        "lijsten": [rijen[begin : begin + lengte] for begin in range(0, len(rijen), lengte)] if rijen else [],
    }
