"""`doorzicht demo`: a working example with synthetic people."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click
from django.conf import settings

from doorzicht.config.cli.output import emit, json_option
from doorzicht.config.cli.tabel import als_tekst
from doorzicht.config.demo import ZAAD, verloop
from doorzicht.config.demo import maak as maak_bestanden
from doorzicht.config.layout import migrate
from doorzicht.config.start import ensure_database
from doorzicht.domain.gebied import service as gebieden
from doorzicht.domain.publicatie import service as publicatie
from doorzicht.foundation.getallen import duizendtal

_VERDER = "Open nu de website (make serve, of doorzicht site) en log in op /inloggen/demo/ als een verzonnen persoon."


@click.group(invoke_without_command=True)
@json_option
@click.pass_context
def demo(context: click.Context, as_json: bool) -> None:
    """Een werkend voorbeeld met synthetische mensen: van bestand tot publicatie.

    Maakt bestanden, leest ze in, peilt en publiceert vier kwartalen, en toont de tabel van Twente.
    Nog een keer doen kan geen kwaad: wat er al is, blijft zoals het is.
    """
    if context.invoked_subcommand is None:
        loop_alles_af(as_json=as_json)


def loop_alles_af(*, as_json: bool) -> None:
    """Every step in turn, told on the error channel; the answer is the table and where the files are."""
    map_, uit = settings.VAR / "demo", settings.UITGAVEN

    def stap(tekst: str) -> None:
        click.echo(tekst, err=True)

    ensure_database()
    migrate()
    verloop.weiger_bij_echte_mensen()
    verloop.zet_kaart_klaar()
    verloop.maak_bestanden(map_)
    verloop.lees_in(map_, stap)
    verloop.zet_gebruikers_klaar(stap)
    uitgave = verloop.publiceer(uit, stap)
    doel = uit / publicatie.uitgave_map(uitgave.inhoud)
    gemaakt = [str(doel / naam) for naam in sorted(publicatie.bestanden(uitgave.inhoud))]
    paden = "\n".join([f"Bestanden om in te lezen: {map_}", "De uitgave:", *(f"  {pad}" for pad in gemaakt)])
    kop = f"{als_tekst(uitgave.inhoud)}\nAlles is synthetisch: niemand in deze gegevens bestaat."
    tekst = f"{kop}\n\n{paden}\n\n{_VERDER}" if settings.DEMO else f"{kop}\n\n{paden}"
    emit({"map": str(map_), "uitgave": gemaakt, "synthetisch": True}, tekst, as_json=as_json)


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
