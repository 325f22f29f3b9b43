"""`doorzicht gebied`: another list of gemeenten and regions, from a day on."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from doorzicht.config.cli.output import emit, json_option
from doorzicht.config.layout import migrate
from doorzicht.config.start import ensure_database
from doorzicht.domain.gebied import service as gebieden
from doorzicht.domain.toegang import service as toegang


@click.group()
def gebied() -> None:
    """Gemeenten en arbeidsmarktregio's, zoals ze op een dag waren."""


@gebied.command()
@click.argument("bestand", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--vanaf", type=click.DateTime(["%Y-%m-%d"]), required=True, help="De dag vanaf wanneer deze lijst geldt."
)
@json_option
def laad(bestand: Path, vanaf: datetime, as_json: bool) -> None:
    """Laad een lijst van gemeenten (CSV) die geldt vanaf een dag.

    De lijst heeft de kolommen gm_code, gemeente, regio_nr, regio, cbs_amr_code, lat, lon en buren.
    Wat gelijk blijft, houdt zijn geschiedenis; wat verandert, krijgt een nieuwe periode.
    """
    ensure_database()
    migrate()
    gewijzigd = gebieden.laad(bestand, vanaf.date())
    lijst = gebieden.indeling_op(vanaf.date())
    toegang.zorg_voor_organisaties(lijst)
    document = {"vanaf": vanaf.date().isoformat(), "gemeenten": len(lijst.gemeenten), "gewijzigd": gewijzigd}
    tekst = f"{len(lijst.gemeenten)} gemeenten vanaf {vanaf.date().isoformat()}; {gewijzigd} gewijzigd."
    emit(document, tekst, as_json=as_json)
