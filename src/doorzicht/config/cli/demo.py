"""`doorzicht demo`: a working example with synthetic people."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from doorzicht.config.cli.output import emit, json_option
from doorzicht.config.demo import ZAAD
from doorzicht.config.demo import maak as maak_bestanden
from doorzicht.domain.gebied import service as gebieden
from doorzicht.foundation.getallen import duizendtal


@click.group(invoke_without_command=True)
def demo() -> None:
    """Een werkend voorbeeld met synthetische mensen."""


@demo.command()
@click.argument("doel", metavar="MAP", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--zaad", type=int, default=ZAAD, show_default=True, help="Hetzelfde getal geeft dezelfde bestanden."
)
@json_option
def maak(doel: Path, zaad: int, as_json: bool) -> None:
    """Maak de bestanden van het voorbeeld in MAP: een Sonar-export en een register, en een klein landelijk deel."""
    tekst = gebieden.MEEGELEVERD.read_text(encoding="utf-8-sig")
    bestanden = maak_bestanden(doel, gebieden.lees_lijst(tekst, date(2022, 6, 30)), zaad)
    regels = [f"{doel / naam}: {duizendtal(aantal)} rijen" for naam, aantal in bestanden.rijen.items()]
    document = {"map": str(doel), "zaad": zaad, "synthetisch": True, "rijen": bestanden.rijen}
    emit(
        document,
        "\n".join([*regels, "Alles is synthetisch: niemand in deze bestanden bestaat."]),
        as_json=as_json,
    )
