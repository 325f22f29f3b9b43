"""`doorzicht database`: start, stop and look at the embedded PostgreSQL, and bring its tables up to date.

With DATABASE_URL the server is somebody else's: it is looked at and migrated, never started or stopped.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
from django.conf import settings
from django.db import connection
from django.db.utils import OperationalError
from django.utils import timezone

from doorzicht.config import reservekopie
from doorzicht.config.cli.arguments import ja_option
from doorzicht.config.cli.output import emit, json_option, stappen
from doorzicht.config.layout import migrate
from doorzicht.config.start import ensure_database
from doorzicht.domain.toegang import service as toegang
from doorzicht.foundation.errors import Weigering
from doorzicht.infra.postgres import Cluster


@click.group()
def database() -> None:
    """Start, stop en bekijk de database; maak een reservekopie (backup) en zet die terug (restore)."""


@database.command()
@json_option
def start(as_json: bool) -> None:
    """Start de database, en maak haar als ze er nog niet is."""
    cluster = _embedded()
    cluster.ensure_running()
    emit(_facts(cluster), "De database loopt.", as_json=as_json)


@database.command()
@json_option
def stop(as_json: bool) -> None:
    """Stop de database; de gegevens blijven bewaard."""
    cluster = _embedded()
    was_running = cluster.stop()
    text = "De database is gestopt." if was_running else "De database liep niet."
    emit({**_facts(cluster), "gestopt": was_running}, text, as_json=as_json)


@database.command()
@json_option
def status(as_json: bool) -> None:
    """Laat zien of de database loopt en waar ze staat."""
    facts = _facts(Cluster.at(settings.VAR)) if settings.IS_EMBEDDED else _facts_of_server()
    lines = [f"{name.capitalize():<12} {_in_words(value)}" for name, value in facts.items()]
    emit(facts, "\n".join(lines), as_json=as_json)


@database.command()
@json_option
def migreer(as_json: bool) -> None:
    """Breng de tabellen bij; start zo nodig eerst de database."""
    ensure_database()
    migrate()
    emit({"bijgewerkt": True}, "De tabellen zijn bij.", as_json=as_json)


@database.command("backup")
@click.argument("map_", metavar="MAP", type=click.Path(file_okay=False, path_type=Path))
@click.option("--basis", is_flag=True, help="Een basis om later naar elk moment terug te kunnen gaan.")
@json_option
def maak_kopie(map_: Path, basis: bool, as_json: bool) -> None:
    """Maak een reservekopie in een nieuwe map onder MAP, en stel haar op de proef.

    In de kopie staat alles behalve de sleutels. De database is die van één moment; werken gaat gewoon door.
    """
    ensure_database()
    migrate()
    if basis:
        doel = reservekopie.maak_basis(map_, timezone.now().astimezone(UTC))
        emit(
            {"map": str(doel), "beproefd": True}, f"Basiskopie in {doel}; elk bestand klopt.", as_json=as_json
        )
        return
    with stappen("Reservekopie") as zeg:
        kopie = reservekopie.maak(map_, timezone.now().astimezone(UTC), zeg)
    document = {
        "map": str(kopie.map),
        "rijen": kopie.rijen,
        "bestanden": kopie.bestanden,
        "bytes": kopie.bytes,
        "beproefd": True,
    }
    tekst = f"{kopie.rijen} rijen en {kopie.bestanden} bestanden in {kopie.map}; teruggezet en geteld."
    emit(document, f"{tekst}\nBewaar het sleutelbestand apart: het zit er niet in.", as_json=as_json)


@database.command("restore")
@click.argument("map_", metavar="MAP", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--tot",
    type=click.DateTime(["%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M"]),
    help="Het moment waarnaar je teruggaat, vanaf een basiskopie (Nederlandse tijd).",
)
@click.option("--bewaar-oude", is_flag=True, help="Gooi de database van nu niet weg.")
@ja_option("Alles wat na deze kopie kwam, verdwijnt. Doorgaan?")
@json_option
def zet_kopie_terug(map_: Path, tot: datetime | None, bewaar_oude: bool, as_json: bool) -> None:
    """Ga terug naar de reservekopie in MAP.

    Stop eerst de website. De kopie wordt gecontroleerd, ernaast gezet en geteld; pas dan neemt zij de plaats in.
    Wie sinds de kopie is gewist, wordt opnieuw gewist. Met een basiskopie en --tot ga je naar één moment.
    """
    ensure_database()
    if tot is not None:
        moment = timezone.make_aware(tot)
        verlies = reservekopie.ga_naar(map_, moment)
        emit(
            {"moment": moment.isoformat(), **_verlies(verlies)},
            f"De database is die van {tot:%Y-%m-%d %H:%M:%S}.\n{_verlieszin(verlies)}",
            as_json=as_json,
        )
        return
    with stappen("Terugzetten") as zeg:
        terug = reservekopie.zet_terug(map_, zeg)
        if not bewaar_oude:
            reservekopie.gooi_weg(terug.oude)
    oude = {"oude_database": terug.oude if bewaar_oude else None}
    rest = f" De oude database heet nu {terug.oude}." if bewaar_oude else ""
    tekst = f"{terug.rijen} rijen teruggezet.{rest}\n{_verlieszin(terug.verlies)}"
    emit({"rijen": terug.rijen, **oude, **_verlies(terug.verlies)}, tekst, as_json=as_json)


def _verlies(verlies: toegang.Verlies) -> dict[str, object]:
    sinds = verlies.sinds.isoformat() if verlies.sinds else None
    return {"verloren_logregels": verlies.regels, "verloren_sinds": sinds if verlies.regels else None}


def _verlieszin(verlies: toegang.Verlies) -> str:
    """Only sealed lines are known outside the database: there may have been some more."""
    if not verlies.regels:
        return "Het logboek mist geen verzegelde regels."
    sinds = f" van na {timezone.localtime(verlies.sinds):%Y-%m-%d %H:%M}" if verlies.sinds else ""
    return (
        f"Het logboek mist nu minstens {verlies.regels} regels{sinds}. Het gaat vanzelf verder; "
        "elke controle blijft dit noemen. Meld het aan de privacy officer."
    )


def _embedded() -> Cluster:
    if not settings.IS_EMBEDDED:
        raise Weigering(
            "DATABASE_URL wijst naar een server; die start en stopt doorzicht niet.",
            "Laat DATABASE_URL weg om de ingebouwde database te gebruiken.",
            "database",
        )
    return Cluster.at(settings.VAR, os.environ)


def _facts(cluster: Cluster) -> dict[str, Any]:
    now = cluster.status()
    return {
        "soort": "ingebouwd",
        "gemaakt": now.is_made,
        "loopt": now.is_running,
        "versie": now.major,
        "map": str(now.home),
        "socket": str(now.socket),
        "gebruiker": now.account,
        "proces": now.pid,
    }


def _facts_of_server() -> dict[str, Any]:
    """No address and no password: only whether it answers."""
    try:
        connection.ensure_connection()
    except OperationalError:
        return {"soort": "server", "loopt": False}
    return {
        "soort": "server",
        "loopt": True,
        "versie": connection.cursor().connection.info.server_version // 10000,
    }


def _in_words(value: object) -> str:
    if value is None:
        return "-"
    if isinstance(value, bool):
        return "ja" if value else "nee"
    return str(value)
