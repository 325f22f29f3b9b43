"""The open data of an uitgave: CSV, its CSVW description, and JSON.

A hidden cell is `x` in the CSV (null by its description) and null in the JSON. The CSV has no total row:
a total beside its parts is counted twice by whoever adds up the column.
"""

from __future__ import annotations

import csv
import json
from io import StringIO

from doorzicht.domain.publicatie.model import Beleid, Cel, Cijfers, UitgaveInhoud
from doorzicht.domain.publicatie.rules import teksten
from doorzicht.foundation.cellen import als_exporttekst

LICENTIE = "https://creativecommons.org/publicdomain/zero/1.0/"
"""CC0 1.0: figures are facts; no reader should have to ask or to name anybody before he counts with them."""

CIJFERKOLOMMEN = (
    ("gemeenteklant_profiel", "Gemeenteklanten in Sonar met profiel"),
    ("gemeenteklant_geen_profiel", "Gemeenteklanten in Sonar zonder profiel"),
    ("uwvklant_profiel", "UWV-klanten in Sonar met profiel"),
    ("uwvklant_geen_profiel", "UWV-klanten in Sonar zonder profiel"),
    ("totaal", "Totaal in Sonar"),
)
_NAAMKOLOMMEN = (
    ("regio_nummer", "Nummer van de arbeidsmarktregio (UWV)", "integer"),
    ("regio", "Naam van de arbeidsmarktregio", "string"),
    ("gemeente_code", "Code van de gemeente (CBS)", "string"),
    ("gemeente", "Naam van de gemeente", "string"),
)
_JSONSLEUTELS = (
    "gemeenteklantProfiel",
    "gemeenteklantGeenProfiel",
    "uwvklantProfiel",
    "uwvklantGeenProfiel",
    "totaal",
)


def maak_csv(inhoud: UitgaveInhoud) -> bytes:
    """A row a gemeente; UTF-8, comma, LF."""
    uit = StringIO(newline="")
    schrijver = csv.writer(uit, lineterminator="\n")
    schrijver.writerow([*(naam for naam, _, _ in _NAAMKOLOMMEN), *(naam for naam, _ in CIJFERKOLOMMEN)])
    tabel = inhoud.tabel
    for regel in tabel.regels:
        schrijver.writerow(
            [
                tabel.regio_nummer,
                als_exporttekst(tabel.regio),
                regel.gemeente_code,
                als_exporttekst(regel.gemeente),
                *("x" if getal is None else getal for getal in regel.cijfers.cellen()),
            ]
        )
    return uit.getvalue().encode()


def maak_csv_metadata(inhoud: UitgaveInhoud) -> bytes:
    """CSVW: what the columns are, which word means null, and what may be done with it."""
    return _json(
        {
            "@context": ["http://www.w3.org/ns/csvw", {"@language": "nl"}],
            "url": "tabel.csv",
            "dc:title": f"{teksten.TITEL}, {inhoud.kwartaal.naam}, {inhoud.tabel.regio}",
            "dc:description": " ".join(alinea.tekst for alinea in teksten.toelichting(inhoud)),
            "dc:language": "nl",
            "dc:issued": {"@value": inhoud.uitgegeven_op.isoformat(), "@type": "xsd:date"},
            "dc:publisher": inhoud.uitgever,
            "dc:license": {"@id": LICENTIE},
            "dialect": {"encoding": "utf-8", "delimiter": ",", "header": True, "lineTerminators": ["\n"]},
            "tableSchema": {"columns": _kolommen(), "primaryKey": "gemeente_code"},
        }
    )


def _kolommen() -> list[dict[str, object]]:
    namen: list[dict[str, object]] = [
        {
            "name": naam,
            "titles": naam,
            "dc:description": uitleg,
            "datatype": soort,
            "required": True,
        }
        for naam, uitleg, soort in _NAAMKOLOMMEN
    ]
    cijfers: list[dict[str, object]] = [
        {
            "name": naam,
            "titles": naam,
            "dc:description": uitleg,
            "datatype": {"base": "integer", "minimum": 0},
            "null": "x",
        }
        for naam, uitleg in CIJFERKOLOMMEN
    ]
    return namen + cijfers


def maak_json(inhoud: UitgaveInhoud) -> bytes:
    """The whole uitgave for a program. What each key means: docs/opendata.md."""
    tabel, bescherming = inhoud.tabel, inhoud.bescherming
    return _json(
        {
            "kwartaal": str(inhoud.kwartaal),
            "peildatum": inhoud.peildatum.isoformat(),
            "regio": {"nummer": tabel.regio_nummer, "naam": tabel.regio},
            "beleid": bescherming.beleid.value,
            "drempel": bescherming.drempel if bescherming.beleid is Beleid.ONDERDRUKT else None,
            "rijen": [
                {
                    "gemeenteCode": regel.gemeente_code,
                    "gemeente": regel.gemeente,
                    **_cijfers(regel.cijfers),
                }
                for regel in tabel.regels
            ],
            "totaal": _cijfers(tabel.totaal),
            "doelgroepregister": inhoud.doelgroepregister,
            "bekendProcent": inhoud.bekend_procent,
            "uitgever": inhoud.uitgever,
            "uitgegevenOp": inhoud.uitgegeven_op.isoformat(),
            "versie": inhoud.versie,
            "peilingHash": inhoud.peiling_hash,
            "toelichting": [f"{alinea.kop}: {alinea.tekst}" for alinea in teksten.toelichting(inhoud)],
        }
    )


def _cijfers(cijfers: Cijfers) -> dict[str, Cel]:
    return dict(zip(_JSONSLEUTELS, cijfers.cellen(), strict=True))


def _json(waarde: object) -> bytes:
    return (json.dumps(waarde, ensure_ascii=False, indent=2) + "\n").encode()
