"""`doorzicht gebruiker aanbieder`: identity providers of organisations, and what to register there.

Never shows a private key.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

import click
from django.urls import reverse

from doorzicht.config.cli.output import door_option, emit, json_option
from doorzicht.config.layout import migrate
from doorzicht.config.start import ensure_database
from doorzicht.domain.toegang.service import aanbieders
from doorzicht.domain.toegang.service.aanbieders import Aanbieder
from doorzicht.infra.oidc import ALGORITHMS


@click.group()
def aanbieder() -> None:
    """Laat een organisatie inloggen met haar eigen inlogdienst (OpenID Connect)."""


@aanbieder.command()
@click.argument("organisatie", metavar="ORGANISATIE")
@click.option(
    "--issuer", required=True, help="Adres van de inlogdienst, precies zoals de aanbieder het schrijft."
)
@click.option("--client-id", required=True, help="Hoe doorzicht bij de inlogdienst heet.")
@click.option(
    "--algoritme", type=click.Choice(ALGORITHMS), default=ALGORITHMS[0], help="Waarmee doorzicht tekent."
)
@click.option("--host", "hosts", multiple=True, help="Nog een computernaam van de inlogdienst; mag vaker.")
@click.option("--acr", multiple=True, help="Niveau dat je vraagt en dat als tweede factor telt; mag vaker.")
@click.option(
    "--vertrouw-tweede-factor",
    is_flag=True,
    help="Vraag zelf geen tweede factor als de inlogdienst zegt dat dat al gebeurde.",
)
@door_option
@json_option
def maak(
    organisatie: str,
    issuer: str,
    client_id: str,
    algoritme: str,
    hosts: tuple[str, ...],
    acr: tuple[str, ...],
    vertrouw_tweede_factor: bool,
    door: str,
    as_json: bool,
) -> None:
    """Voeg de inlogdienst van een organisatie toe, met een eigen sleutel.

    Geef de twee adressen die je dan ziet aan de organisatie: zij zet ze bij de inlogdienst.
    """
    _begin()
    gemaakt = aanbieders.voeg_aanbieder_toe(
        door,
        organisatie,
        issuer,
        client_id,
        algoritme=algoritme,
        hosts=hosts,
        acr=acr,
        vertrouwt_tweede_factor=vertrouw_tweede_factor,
    )
    _toon([gemaakt], as_json=as_json)


@aanbieder.command()
@json_option
def toon(as_json: bool) -> None:
    """Toon alle inlogdiensten en hun adressen."""
    _begin()
    _toon(aanbieders.aanbieders(), as_json=as_json)


@aanbieder.command()
@click.argument("nummer", type=click.UUID, metavar="NUMMER")
@json_option
def controleer(nummer: UUID, as_json: bool) -> None:
    """Lees wat de inlogdienst over zichzelf zegt, en zeg wat niet past."""
    _begin()
    aanbieders.controleer_aanbieder(nummer)
    emit({"past": True}, "De inlogdienst antwoordt en past.", as_json=as_json)


@aanbieder.command("zet-uit")
@click.argument("nummer", type=click.UUID, metavar="NUMMER")
@json_option
def zet_uit(nummer: UUID, as_json: bool) -> None:
    """Zet een inlogdienst uit: niemand logt er nog mee in, en wie zo was ingelogd, is er meteen uit."""
    _begin()
    aanbieders.zet_aanbieder_uit(nummer)
    emit({"uit": True}, "De inlogdienst staat uit.", as_json=as_json)


def _begin() -> None:
    ensure_database()
    migrate()


def _toon(lijst: list[Aanbieder], *, as_json: bool) -> None:
    document = [_document(een) for een in lijst]
    regels = [
        f"{een['organisatie']} ({'aan' if een['actief'] else 'uit'}): {een['issuer']}\n"
        f"  nummer:      {een['nummer']}\n"
        f"  client-id:   {een['client_id']}\n"
        f"  terug naar:  {een['terug_naar']}\n"
        f"  sleutels:    {een['sleutels']}"
        for een in document
    ]
    emit({"aanbieders": document}, "\n".join(regels) or "Er zijn nog geen inlogdiensten.", as_json=as_json)


def _document(een: Aanbieder) -> dict[str, Any]:
    """The addresses stand after the address of the site, which the command line does not know."""
    return {
        "nummer": str(een.id),
        "organisatie": een.organisatie,
        "issuer": een.issuer,
        "client_id": een.client_id,
        "acr": list(een.acr),
        "vertrouwt_tweede_factor": een.vertrouwt_tweede_factor,
        "actief": een.actief,
        "terug_naar": reverse("inloggen-organisatie-terug", args=[een.id]),
        "sleutels": reverse("inloggen-organisatie-sleutels", args=[een.id]),
    }
