"""`doorzicht peil`, `doorzicht publiceer` and `doorzicht uitgave`: from frozen rows to what goes out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click
from django.conf import settings

from doorzicht.config.cli.arguments import kwartaal_argument
from doorzicht.config.cli.output import door_option, emit, json_option, progress_bar
from doorzicht.config.cli.tabel import als_tekst
from doorzicht.config.layout import migrate
from doorzicht.config.start import ensure_database
from doorzicht.domain.publicatie import service as publicatie
from doorzicht.domain.publicatie.model import Beleid, Bescherming, Besluit, Status, Uitgave
from doorzicht.foundation.getallen import duizendtal
from doorzicht.foundation.kwartaal import Kwartaal

F = TypeVar("F", bound=Callable[..., Any])
UITLEG = {
    Status.VASTGESTELD: "Dit zijn alleen bestanden: de website houdt het beleid aan waarmee het kwartaal uit is.",
    Status.GERECTIFICEERD: "Dit zijn de bestanden van een oude versie; op de website staat een nieuwere.",
}
VEEL_BEVINDINGEN = 20
BELEID = click.Choice([beleid.value for beleid in Beleid])


def bescherming_options(function: F) -> F:
    """Which protection: the same options on every command that needs them."""
    function = click.option(
        "--drempel",
        type=click.IntRange(2, 100),
        default=5,
        show_default=True,
        help="Bij onderdrukt: kleiner is verborgen.",
    )(function)
    return click.option(
        "--beleid",
        type=BELEID,
        help="Hoe de tabel mensen beschermt. Standaard zoals het kwartaal al uit is, anders afgerond-5.",
    )(function)


def kies_bescherming(kwartaal: Kwartaal, regio: int | None, beleid: str | None, drempel: int) -> Bescherming:
    """The protection that was asked for; else that of the uitgave in hand or of the quarter; else rounding."""
    if beleid == Beleid.ONDERDRUKT.value:
        return Bescherming(Beleid.ONDERDRUKT, drempel)
    if beleid is not None:
        return Bescherming(Beleid(beleid))
    in_handen = publicatie.onderhanden_bescherming(kwartaal, regio) if regio else None
    return in_handen or publicatie.geldende_bescherming(kwartaal) or Bescherming(Beleid.AFGEROND_5)


def vaststeller_option(function: F) -> F:
    """The second signature; only the demo has one by itself."""
    return click.option("--vaststeller", help="Wie vaststelt (een ander dan de maker).")(function)


@click.command()
@kwartaal_argument
@door_option
@json_option
def peil(kwartaal: Kwartaal, door: str, as_json: bool) -> None:
    """Bevries de stand van KWARTAAL op de laatste dag ervan.

    Daarna verandert er niets meer aan: alle tabellen worden uit deze rijen geteld.
    """
    ensure_database()
    migrate()
    peiling = publicatie.peil(kwartaal, door)
    document = {
        "kwartaal": str(kwartaal),
        "peildatum": kwartaal.peildatum.isoformat(),
        "rijen": peiling.rijen,
        "peilingHash": peiling.hash,
        "bevrorenOp": peiling.bevroren_op.isoformat(),
    }
    tekst = f"Gepeild: {kwartaal.naam}, {duizendtal(peiling.rijen)} mensen, hash {peiling.hash[:16]}."
    emit(document, tekst, as_json=as_json)


@click.command()
@kwartaal_argument
@click.option(
    "--regio", type=click.IntRange(1, 99), help="Het nummer van een arbeidsmarktregio (9 is Twente)."
)
@click.option("--alle", is_flag=True, help="Alle regio's van het land.")
@bescherming_options
@click.option("--uit", type=click.Path(file_okay=False, path_type=Path), help="De map voor de bestanden.")
@click.option(
    "--ander-beleid",
    is_flag=True,
    help="Met --alle: geef het hele kwartaal een ander beleid dan waarmee het al uit is.",
)
@click.option(
    "--zonder-bestanden", is_flag=True, help="Alleen op de website; bestanden ontstaan bij de eerste vraag."
)
@door_option
@vaststeller_option
@json_option
def publiceer(
    kwartaal: Kwartaal,
    regio: int | None,
    alle: bool,
    beleid: str | None,
    drempel: int,
    uit: Path | None,
    ander_beleid: bool,
    zonder_bestanden: bool,
    door: str,
    vaststeller: str | None,
    as_json: bool,
) -> None:
    """Publiceer de transparantie van klantprofielen van KWARTAAL.

    Zet alle stappen: maken, controleren, vaststellen (door een ander) en publiceren. Dezelfde peiling met
    hetzelfde beleid geeft steeds dezelfde bestanden.
    """
    if (regio is None) != alle:
        raise click.UsageError("Kies één regio met --regio, of alle regio's met --alle.")
    if ander_beleid and not alle:
        raise click.UsageError("Een kwartaal heeft één beleid: kies --ander-beleid alleen samen met --alle.")
    ensure_database()
    migrate()
    regios = [r.nummer for r in publicatie.alle_regios(kwartaal)] if regio is None else [regio]
    map_ = None if zonder_bestanden else (uit or settings.UITGAVEN)
    with progress_bar("Bestanden maken") as voortgang:
        uitgaven = publicatie.publiceer_regios(
            kwartaal,
            regios,
            kies_bescherming(kwartaal, None, beleid, drempel),
            maker=door,
            vaststeller=wie_stelt_vast(vaststeller, door),
            uit=map_,
            voortgang=voortgang,
            ander_beleid=ander_beleid,
        )
    emit(
        {"uitgaven": [_document(uitgave, map_) for uitgave in uitgaven]},
        _tekst(uitgaven, map_),
        as_json=as_json,
    )


def zeg_bevindingen(besluit: Besluit) -> None:
    """What the checks found, on the error channel: for whoever signs."""
    if not besluit.bevindingen:
        click.echo("De controles vonden geen bijzonderheden.", err=True)
    for bevinding in besluit.bevindingen[:VEEL_BEVINDINGEN]:
        click.echo(f"{bevinding.ernst.value}: {bevinding.tekst}", err=True)
    if (meer := len(besluit.bevindingen) - VEEL_BEVINDINGEN) > 0:
        click.echo(f"en nog {meer} bevindingen", err=True)


def wie_stelt_vast(vaststeller: str | None, maker: str) -> str:
    """The second person. In the demo a made-up colleague, elsewhere somebody must be named."""
    if vaststeller is not None:
        return vaststeller
    if settings.DEMO:
        collega = "demo-vaststeller" if maker != "demo-vaststeller" else "demo-statisticus"
        click.echo(
            f"Let op: niemand is genoemd met --vaststeller; ‘{collega}’ tekent, alleen om te oefenen.",
            err=True,
        )
        return collega
    raise click.UsageError("Noem met --vaststeller wie vaststelt: een ander dan de maker.")


def _document(uitgave: Uitgave, map_: Path | None) -> dict[str, Any]:
    return {
        "kwartaal": str(uitgave.kwartaal),
        "regio": uitgave.regio_nummer,
        "versie": uitgave.versie,
        "status": uitgave.status.value,
        "beleid": uitgave.inhoud.bescherming.beleid.value,
        "map": str(map_ / publicatie.uitgave_map(uitgave.inhoud)) if map_ else None,
    }


def _tekst(uitgaven: tuple[Uitgave, ...], map_: Path | None) -> str:
    regels = [als_tekst(uitgaven[0].inhoud)] if len(uitgaven) == 1 else []
    for uitgave in uitgaven:
        plek = f": {map_ / publicatie.uitgave_map(uitgave.inhoud)}" if map_ else ""
        tabel = uitgave.inhoud.tabel
        titel = f"{tabel.regio_nummer} {tabel.regio}, {uitgave.kwartaal}"
        regels.append(f"{titel}, versie {uitgave.versie}, {uitgave.status.value}{plek}")
    if uitleg := UITLEG.get(uitgaven[0].status):
        regels.append(uitleg)
    return "\n".join(regels)


@click.group()
def uitgave() -> None:
    """Zet een uitgave stap voor stap: maak, controleer, stel vast, publiceer."""


def stap_options(function: F) -> F:
    """What every step needs: which quarter, which region, which protection, who."""
    for decorator in (json_option, door_option, bescherming_options):
        function = decorator(function)
    function = click.option(
        "--regio", type=click.IntRange(1, 99), required=True, help="Nummer van de regio."
    )(function)
    return kwartaal_argument(function)


def _stap(
    stap: Callable[[Kwartaal, int, Bescherming, str], Uitgave],
    kwartaal: Kwartaal,
    regio: int,
    opties: dict[str, Any],
) -> None:
    ensure_database()
    migrate()
    gezet = stap(
        kwartaal,
        regio,
        kies_bescherming(kwartaal, regio, opties["beleid"], opties["drempel"]),
        opties["door"],
    )
    emit(_document(gezet, None), _tekst((gezet,), None), as_json=opties["as_json"])


@uitgave.command()
@stap_options
def maak(kwartaal: Kwartaal, regio: int, **opties: Any) -> None:
    """Stap 1: maak een concept van KWARTAAL."""
    _stap(publicatie.maak, kwartaal, regio, opties)


@uitgave.command()
@stap_options
def controleer(kwartaal: Kwartaal, regio: int, **opties: Any) -> None:
    """Stap 2: lees de controles en teken ervoor."""
    ensure_database()
    migrate()
    bescherming = kies_bescherming(kwartaal, regio, opties["beleid"], opties["drempel"])
    zeg_bevindingen(publicatie.beslis(kwartaal, bescherming))
    _stap(publicatie.controleer, kwartaal, regio, opties)


@uitgave.command("stel-vast")
@stap_options
def stel_vast(kwartaal: Kwartaal, regio: int, **opties: Any) -> None:
    """Stap 3: stel vast, als een ander dan de maker."""
    _stap(publicatie.stel_vast, kwartaal, regio, opties)


@uitgave.command("publiceer")
@stap_options
def publiceer_uitgave(kwartaal: Kwartaal, regio: int, **opties: Any) -> None:
    """Stap 4: publiceer; een oudere versie blijft leesbaar als gerectificeerd."""

    def zet_uit(kwartaal: Kwartaal, regio: int, bescherming: Bescherming, _door: str) -> Uitgave:
        return publicatie.publiceer(kwartaal, regio, bescherming, settings.UITGAVEN)

    _stap(zet_uit, kwartaal, regio, opties)
