"""`doorzicht controleer`: read a published table back, mend what its sums prove, say what does not fit.

Changes no file. Ends in 1 when the sums cannot be reconciled or the table differs from our own uitgave.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from doorzicht.config.cli.arguments import KwartaalType
from doorzicht.config.cli.output import emit, json_option
from doorzicht.config.layout import migrate
from doorzicht.config.start import ensure_database
from doorzicht.domain.publicatie import service as publicatie
from doorzicht.domain.publicatie.rules.herstel import Herstel, Leesbevinding, Lezing, herstel
from doorzicht.domain.publicatie.rules.vergelijken import Celverschil, vergelijk
from doorzicht.foundation.errors import Weigering
from doorzicht.foundation.getallen import duizendtal
from doorzicht.foundation.kwartaal import Kwartaal
from doorzicht.infra.spreadsheets.tables import read_sheets

SLEUTELS = (
    "gemeenteklantProfiel",
    "gemeenteklantGeenProfiel",
    "uwvklantProfiel",
    "uwvklantGeenProfiel",
    "totaal",
)
KOPPEN = ("gemeente", "gem.prof.", "gem.geen", "uwv prof.", "uwv geen", "totaal")


@click.command()
@click.argument("bestand", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--tegen",
    type=KwartaalType(),
    metavar="KWARTAAL",
    help="Vergelijk met onze uitgave, bijvoorbeeld 2022-kw2.",
)
@click.option(
    "--regio", "regio_nummer", type=click.IntRange(1, 99), help="Als de regio niet in het bestand staat."
)
@json_option
def controleer(bestand: Path, tegen: Kwartaal | None, regio_nummer: int | None, as_json: bool) -> None:
    """Lees een gepubliceerde tabel na.

    BESTAND is de tekst met tabs, een CSV-, XLSX- of ODS-bestand. De totaalrij mag verschoven zijn en totalen
    mogen ontbreken: de sommen wijzen uit hoe het hoort. Een getal dat niet klopt, wordt gemeld en niet veranderd.
    """
    gelezen = herstel(read_sheets(bestand))
    verschillen = _vergelijk(gelezen, tegen, regio_nummer) if tegen else None
    document = _document(gelezen, verschillen)
    emit(document, "\n".join(_tekst(gelezen, verschillen, tegen)), as_json=as_json)
    if not gelezen.sluit or verschillen:
        sys.exit(1)


def _vergelijk(gelezen: Herstel, kwartaal: Kwartaal, regio_nummer: int | None) -> tuple[Celverschil, ...]:
    nummer = regio_nummer or gelezen.tabel.regio_nummer
    if nummer is None:
        raise Weigering("In het bestand staat geen regio.", "Geef het nummer mee met --regio.")
    ensure_database()
    migrate()
    eigen = publicatie.uitgave(kwartaal, nummer)
    if eigen is None:
        raise Weigering(
            f"Er is geen uitgave van regio {nummer} voor het {kwartaal.naam}.",
            f"Maak haar met: doorzicht publiceer {kwartaal} --regio {nummer}.",
        )
    return vergelijk(gelezen, eigen.inhoud)


def _document(gelezen: Herstel, verschillen: tuple[Celverschil, ...] | None) -> dict[str, Any]:
    tabel = gelezen.tabel
    document: dict[str, Any] = {
        "sluit": gelezen.sluit,
        "kwartaal": tabel.kwartaal,
        "regio": {"nummer": tabel.regio_nummer, "naam": tabel.regio},
        "bevindingen": [_bevinding(bevinding) for bevinding in gelezen.bevindingen],
        "rijen": [
            {"gemeenteCode": rij.code, "gemeente": rij.gemeente} | _cijfers(lezing)
            for rij, lezing in zip(tabel.rijen, gelezen.rijen, strict=True)
        ],
        "totaal": _cijfers(gelezen.totaal),
        "doelgroepregister": tabel.slotzin.doelgroepregister,
        "bekendProcent": tabel.slotzin.bekend_procent,
    }
    if verschillen is not None:
        document["verschillen"] = [
            {"waar": een.waar, "kolom": een.kolom, "inBestand": een.in_bestand, "inUitgave": een.in_uitgave}
            for een in verschillen
        ]
    return document


def _bevinding(bevinding: Leesbevinding) -> dict[str, str | None]:
    return {
        "soort": bevinding.soort.value,
        "waar": bevinding.waar,
        "gevonden": bevinding.gevonden,
        "hersteld": bevinding.hersteld,
        "uitleg": bevinding.uitleg,
    }


def _cijfers(lezing: Lezing) -> dict[str, int | None]:
    """Hidden and unreadable cells are null, as in uitgave.json."""
    getallen = (cel if isinstance(cel, int) else None for cel in lezing)
    return dict(zip(SLEUTELS, getallen, strict=False))


def _tekst(
    gelezen: Herstel, verschillen: tuple[Celverschil, ...] | None, tegen: Kwartaal | None
) -> list[str]:
    tabel = gelezen.tabel
    regio = f"{tabel.regio_nummer} {tabel.regio}" if tabel.regio else "een regio zonder naam"
    regels = [f"Gelezen: {regio}, {len(tabel.rijen)} gemeenten.", "", *_tabelregels(gelezen), ""]
    hersteld = [bevinding.uitleg for bevinding in gelezen.bevindingen if bevinding.hersteld is not None]
    rest = [bevinding.uitleg for bevinding in gelezen.bevindingen if bevinding.hersteld is None]
    regels += _lijst("Gevonden en hersteld:", hersteld) + _lijst("Kijk dit na:", rest)
    regels.append("De sommen kloppen." if gelezen.sluit else "Dit klopt niet. Er is geen getal veranderd.")
    if verschillen is not None:
        regels += _lijst(f"Anders dan onze uitgave van {tegen}:", [_verschil(een) for een in verschillen])
        if not verschillen:
            regels.append(f"Alles is gelijk aan onze uitgave van {tegen}.")
    return regels


def _tabelregels(gelezen: Herstel) -> list[str]:
    namen = [*(rij.gemeente for rij in gelezen.tabel.rijen), "TOTAAL"]
    breed = max(map(len, namen))
    cellen = [KOPPEN[1:], *(map(_cel, lezing) for lezing in (*gelezen.rijen, gelezen.totaal))]
    return [
        naam.ljust(breed) + "".join(cel.rjust(11) for cel in rij)
        for naam, rij in zip([KOPPEN[0], *namen], cellen, strict=True)
    ]


def _lijst(kop: str, punten: list[str]) -> list[str]:
    return [kop, *(f"- {punt}" for punt in punten), ""] if punten else []


def _verschil(een: Celverschil) -> str:
    return f"{een.waar}, {een.kolom}: in het bestand {_cel(een.in_bestand)}, in de uitgave {_cel(een.in_uitgave)}"


def _cel(cel: int | str | None) -> str:
    return duizendtal(cel) if isinstance(cel, int) else (cel or "-")
