"""`doorzicht sleutels`: look at the keys and replace them; never prints one."""

from __future__ import annotations

from collections.abc import Callable

import click

from doorzicht.config import sleutels as werk
from doorzicht.config.cli.arguments import ja_option
from doorzicht.config.cli.output import emit, json_option, progress_bar
from doorzicht.config.layout import migrate
from doorzicht.config.start import ensure_database


@click.group()
def sleutels() -> None:
    """Bekijk en vernieuw de sleutels waarmee BSN's versleuteld en gevonden worden."""


@sleutels.command()
@json_option
def toon(as_json: bool) -> None:
    """Laat zien welke sleutels er zijn, en wat nog onder een oude staat. Toont nooit een sleutel."""
    _begin()
    ring, te_doen = werk.sleutels(), werk.te_doen()
    document = {
        "versleutelen": {"nummers": sorted(ring.sealing), "in_gebruik": max(ring.sealing)},
        "index": {"nummers": sorted(ring.indexing), "in_gebruik": ring.index_number},
        "onder_oude_sleutel": te_doen,
    }
    tekst = (
        f"Versleutelen: sleutel {max(ring.sealing)} van {len(ring.sealing)}\n"
        f"Vinden:       sleutel {ring.index_number} van {len(ring.indexing)}\n"
        f"Nog onder een oude sleutel: {sum(te_doen.values())} gegevens"
    )
    emit(document, tekst, as_json=as_json)


@sleutels.command()
@click.option("--index", "is_index", is_flag=True, help="De sleutel waarmee mensen gevonden worden.")
@json_option
def vernieuw(is_index: bool, as_json: bool) -> None:
    """Neem een nieuwe sleutel in gebruik en zet alles erop over; lezen gaat gewoon door.

    Afgebroken? Geef dezelfde opdracht nog eens: zij gaat verder waar zij was.
    """
    _begin()
    wat = werk.vernieuw_index if is_index else werk.vernieuw_verzegeling
    with progress_bar("Overzetten") as balk:
        aantal = wat(_teller(balk, sum(werk.aantallen().values())))
    emit({"overgezet": aantal}, f"Klaar: {aantal} gegevens overgezet op de nieuwe sleutel.", as_json=as_json)


@sleutels.command("ruim-op")
@ja_option("Oude sleutels weggooien? Reservekopieën van vroeger zijn daarna niet meer te lezen.")
@json_option
def ruim_op(as_json: bool) -> None:
    """Gooi oude sleutels weg die nergens meer voor nodig zijn."""
    _begin()
    werk.ruim_op()
    emit({"opgeruimd": True}, "De oude sleutels zijn weg.", as_json=as_json)


def _begin() -> None:
    ensure_database()
    migrate()


def _teller(balk: Callable[[int, int], None], totaal: int) -> Callable[[int], None]:
    gedaan = 0

    def tel(aantal: int) -> None:
        nonlocal gedaan
        gedaan += aantal
        balk(gedaan, max(totaal, gedaan))

    return tel
