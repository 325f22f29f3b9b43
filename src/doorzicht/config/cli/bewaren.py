"""`doorzicht bewaren`: tell who will be erased, propose it, carry it out, and do it again after a backup was put back.

Only numbers are said, never who. That a second person agreed is asked of the database: he does so in a page, logged in.
"""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

import click

from doorzicht.config.cli.output import door_option, emit, json_option
from doorzicht.config.layout import migrate
from doorzicht.config.start import ensure_database
from doorzicht.domain.betrokkene import service as betrokkenen
from doorzicht.domain.betrokkene.model import Verzameling
from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import Rol


@click.group()
def bewaren() -> None:
    """Kondig wissen aan, stel het voor, voer het uit, herhaal het na terugzetten."""


@bewaren.command()
@json_option
def aankondigen(as_json: bool) -> None:
    """Leg vast wie over dertig dagen of eerder wordt gewist."""
    ensure_database()
    migrate()
    _zeg(betrokkenen.kondig_aan(), "aangekondigd", as_json=as_json)


@bewaren.command()
@door_option
@json_option
def voorstellen(door: str, as_json: bool) -> None:
    """Stel voor om iedereen te wissen van wie de dag is gekomen.

    Een ander moet het goedkeuren, ingelogd, bij Toezicht.
    """
    ensure_database()
    migrate()
    ronde = betrokkenen.stel_voor(toegang.bij_uwv(door, Rol.BEHEERDER))
    tekst = (
        f"Voorgesteld: {ronde.aantal} personen wissen. Een ander moet voorstel {ronde.voorstel} goedkeuren."
    )
    emit({"voorstel": str(ronde.voorstel), "aantal": ronde.aantal}, tekst, as_json=as_json)


@bewaren.command()
@click.argument("voorstel", type=click.UUID, metavar="VOORSTEL")
@json_option
def uitvoeren(voorstel: UUID, as_json: bool) -> None:
    """Voer een goedgekeurd VOORSTEL uit: wis iedereen die erin staat en nog steeds weg mag."""
    ensure_database()
    migrate()
    _zeg(betrokkenen.voer_uit(voorstel), "gewist", as_json=as_json)


@bewaren.command()
@json_option
def herhaal(as_json: bool) -> None:
    """Wis opnieuw wie al was gewist: nodig nadat een reservekopie is teruggezet."""
    ensure_database()
    migrate()
    _zeg(betrokkenen.herhaal(), "opnieuw gewist", as_json=as_json)


@bewaren.command()
@json_option
def opruimen(as_json: bool) -> None:
    """Haal weg wat lang genoeg is bewaard van inloggen en toezicht."""
    ensure_database()
    migrate()
    aantallen = betrokkenen.ruim_op()
    tekst = f"{sum(aantallen.values())} verlopen rijen weggehaald."
    emit(dict(aantallen), tekst, as_json=as_json)


def _zeg(aantallen: Mapping[Verzameling, int], wat: str, *, as_json: bool) -> None:
    regels = [f"{aantal} {wat} uit {verzameling.value}" for verzameling, aantal in aantallen.items()]
    emit({v.value: aantal for v, aantal in aantallen.items()}, "\n".join(regels), as_json=as_json)
