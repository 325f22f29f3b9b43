"""The command line `doorzicht`: Dutch verbs, one file a group of commands.

Exit codes: 0 done, 1 refused with a reason, 2 wrong call. Commands call the doors of the terms and print;
they decide nothing. A command's module is imported when it is called, so that `--help` answers at once.
"""

from __future__ import annotations

import gettext
import importlib
import os
import sys
from pathlib import Path

import click

from doorzicht.config.cli.output import refuse
from doorzicht.config.start import set_up
from doorzicht.foundation.errors import Weigering
from doorzicht.infra import log

COMMANDS = {
    "bewaren": "Kondig wissen aan, stel het voor, voer het uit, herhaal het na terugzetten.",
    "controleer": "Lees een gepubliceerde tabel na, herstel verschoven cellen, vergelijk.",
    "database": "Start, stop en bekijk de database; maak een reservekopie en zet die terug.",
    "demo": "Maak een werkend voorbeeld met synthetische mensen.",
    "gebied": "Laad gemeenten en arbeidsmarktregio's.",
    "gebruiker": "Maak de eerste beheerders, of zet een account uit.",
    "importeer": "Lees een Sonar-export of het doelgroepregister in.",
    "logboek": "Verzegel en controleer het logboek, en zoek op wie er keek.",
    "peil": "Bevries de stand van een kwartaal.",
    "publiceer": "Publiceer de transparantie van klantprofielen.",
    "sleutels": "Bekijk en vernieuw de sleutels waarmee BSN's versleuteld en gevonden worden.",
    "site": "Open de website op deze computer.",
    "token": "Laat een programma bij de API, als één persoon in één rol.",  # nosec B105 - a command and its help
    "uitgave": "Zet een uitgave stap voor stap: maak, controleer, stel vast, publiceer.",
}
"""Every command with its one-line help; its module has the same name (the package's `publiceren` for verbs)."""

MODULES = {
    "importeer": "importeren",
    "peil": "publiceren",
    "publiceer": "publiceren",
    "uitgave": "publiceren",
}


METAVARS: dict[type, str] = {
    click.IntRange: "GETAL",
    type(click.INT): "GETAL",
    type(click.STRING): "TEKST",
    click.DateTime: "JJJJ-MM-DD",
    click.Path: "PAD",
}
"""How the kinds of values are called in `--help`."""


class LazyGroup(click.Group):
    """Imports a command only when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands, alphabetical."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, from its own module."""
        if cmd_name not in COMMANDS:
            return None
        set_up()
        module = importlib.import_module(f"{__name__}.{MODULES.get(cmd_name, cmd_name)}")
        command: click.Command = getattr(module, cmd_name)
        in_dutch(command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list in `--help`, without importing a single command."""
        with formatter.section(gettext.gettext("Commands")):
            formatter.write_dl(sorted(COMMANDS.items()))


@click.group(
    cls=LazyGroup,
    options_metavar="[OPTIES]",
    subcommand_metavar="OPDRACHT [ARGUMENTEN]",
    context_settings={"help_option_names": ["--help", "-h"]},
)
@click.version_option(package_name="doorzicht", message="doorzicht %(version)s", help="Toon de versie.")
def doorzicht() -> None:
    """Maakt mensen met een arbeidsbeperking zichtbaar zonder hen bloot te geven, en laat zien hoe dat gaat."""


def in_dutch(command: click.Command) -> None:
    """The placeholders that the library writes in English only, here and in the commands below."""
    command.options_metavar = "[OPTIES]"
    for parameter in command.params:
        if isinstance(parameter, click.Option) and parameter.metavar is None and not parameter.is_flag:
            parameter.metavar = METAVARS.get(type(parameter.type))
    if isinstance(command, click.Group):
        command.subcommand_metavar = "OPDRACHT [ARGUMENTEN]"
        for onderdeel in command.commands.values():
            onderdeel.short_help = onderdeel.short_help or eerste_zin(onderdeel.help or "")
            in_dutch(onderdeel)


def eerste_zin(uitleg: str) -> str:
    """What stands in the list of a group: a whole sentence, where the library would cut it off."""
    alinea = " ".join(uitleg.strip().split("\n\n")[0].split())
    zin, punt, _rest = alinea.partition(". ")
    return f"{zin}." if punt else alinea


def speak_dutch() -> None:
    """Click's own words (Usage, Options, errors) come from our catalogue."""
    os.environ["LANGUAGE"] = "nl"
    gettext.bindtextdomain("commandoregel", str(Path(__file__).parent.parent.parent / "locale"))
    gettext.textdomain("commandoregel")


def main() -> None:
    """Run the command line; a refusal is said in words and ends in 1."""
    speak_dutch()
    log.configure(os.environ)
    try:
        doorzicht.main(prog_name="doorzicht")
    except Weigering as weigering:
        refuse(weigering, as_json="--json" in sys.argv[1:])
        sys.exit(1)


__all__ = ["doorzicht", "main"]
