"""`doorzicht token`: lets a program of an organisation ask the API, as one person in one role.

The text of a token is shown once. A program sees what that person sees, and the log names him.
"""

from __future__ import annotations

from datetime import timedelta

import click

from doorzicht.config.cli.output import emit, json_option
from doorzicht.config.layout import migrate
from doorzicht.config.start import ensure_database
from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import Rol


@click.group()
def token() -> None:
    """Laat een programma bij de API, als één persoon in één rol.

    Het programma ziet wat die persoon ziet, en in het logboek staat zijn account.
    """


@token.command()
@click.argument("account", metavar="ACCOUNT")
@click.option(
    "--rol", type=click.Choice([rol.value for rol in Rol]), required=True, help="De rol van deze persoon."
)
@click.option(
    "--organisatie", required=True, help="De naam van de organisatie, bijvoorbeeld: Gemeente Enschede."
)
@click.option("--naam", required=True, help="Waarvoor het token is, bijvoorbeeld: koppeling met de planning.")
@click.option(
    "--dagen", type=click.IntRange(1, 366), default=90, show_default=True, help="Hoe lang het geldt."
)
@json_option
def maak(account: str, rol: str, organisatie: str, naam: str, dagen: int, as_json: bool) -> None:
    """Maak een token. Het staat hier één keer; bewaar het als een wachtwoord."""
    ensure_database()
    migrate()
    tekst = toegang.geef_token_aan(account, Rol(rol), organisatie, naam, timedelta(days=dagen))
    emit({"token": tekst}, f"Token (wordt één keer getoond): {tekst}", as_json=as_json)


@token.command()
@click.argument("account", metavar="ACCOUNT")
@json_option
def intrekken(account: str, as_json: bool) -> None:
    """Trek alle tokens van een account in; vanaf nu opent geen ervan nog iets."""
    ensure_database()
    migrate()
    aantal = toegang.trek_tokens_in(account)
    emit({"ingetrokken": aantal}, f"{aantal} token(s) ingetrokken.", as_json=as_json)
