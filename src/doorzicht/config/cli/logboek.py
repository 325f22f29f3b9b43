"""`doorzicht logboek`: seal the log of looks, check that it is whole, and ask who looked.

What is said here are numbers of lines and seals; only `wie` names accounts, and that question is a line of the log too.
"""

from __future__ import annotations

import time
from datetime import timedelta

import click
from django.utils import timezone

from doorzicht.config.cli.output import emit, json_option
from doorzicht.config.start import ensure_database
from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import Controle, Logboek, Schending, Schendingsoort

_NAMEN = {Logboek.KIJKEN: "logboek", Logboek.VERWERKING: "verwerkingenlogboek"}
_GEBEURD = {
    Schendingsoort.GEWIJZIGD: "gewijzigd",
    Schendingsoort.VERWIJDERD: "verwijderd",
    Schendingsoort.TUSSENGEVOEGD: "tussengevoegd",
    Schendingsoort.VERPLAATST: "op een andere plek gezet",
    Schendingsoort.AFGEKAPT: "van het einde afgekapt",
    Schendingsoort.VERWISSELD: "onderling verwisseld",
    Schendingsoort.KOPBESTAND: "veranderd of weg",
}
_MEEST = 10
_KIJK_ELKE = 10
_OUDSTE = timedelta(minutes=5)
_VEEL = 1000


@click.group()
def logboek() -> None:
    """Verzegel het logboek, controleer het, en zoek op wie er keek."""


@logboek.command()
@click.option("--blijf", is_flag=True, help="Blijf lopen: verzegel bij 1000 nieuwe regels, of na 5 minuten.")
@json_option
def zegel(blijf: bool, as_json: bool) -> None:
    """Zet een zegel op alle regels die klaar zijn."""
    ensure_database()
    while blijf:
        _zegel_als_het_tijd_is()
        time.sleep(_KIJK_ELKE)
    gedaan = toegang.zegel()
    tekst = f"{gedaan.regels} regels verzegeld, onder {gedaan.zegels} zegels."
    if gedaan.wacht:
        tekst += "\nNiet alles: er wordt nog geschreven, of een ander is aan het verzegelen. Probeer het straks weer."
    velden = {"zegels": gedaan.zegels, "regels": gedaan.regels, "wacht": gedaan.wacht}
    emit(velden, tekst, as_json=as_json)


def _zegel_als_het_tijd_is() -> None:
    aantal, oudste = toegang.te_verzegelen()
    if aantal >= _VEEL or (oudste is not None and timezone.now() - oudste >= _OUDSTE):
        toegang.zegel()


@logboek.command()
@json_option
@click.pass_context
def controleer(context: click.Context, as_json: bool) -> None:
    """Reken alle zegels na; zegt het als er met het logboek geknoeid is."""
    ensure_database()
    gevonden = toegang.controleer()
    emit(_velden(gevonden), "\n".join(_zinnen(gevonden)), as_json=as_json)
    if gevonden.schendingen:
        context.exit(1)


@logboek.command()
@click.confirmation_option(
    prompt="Is er een oudere reservekopie teruggezet? De zegels van daarna gelden dan niet meer.",
    help="Vraag niet om bevestiging.",
)
@json_option
def hervat(as_json: bool) -> None:
    """Ga verder na het terugzetten van een oudere reservekopie."""
    ensure_database()
    opgegeven = toegang.hervat()
    tekst = f"Opgegeven zegels: {_nummers(opgegeven)}." if opgegeven else "Er was niets om op te geven."
    emit({"opgegeven": list(opgegeven)}, tekst, as_json=as_json)


def _velden(gevonden: Controle) -> dict[str, object]:
    return {
        "heel": not gevonden.schendingen,
        "regels": gevonden.regels,
        "zegels": gevonden.zegels,
        "onverzegeld": gevonden.onverzegeld,
        "opgegeven": list(gevonden.opgegeven),
        "schendingen": [
            {
                "soort": schending.soort.value,
                "logboek": None if schending.logboek is None else schending.logboek.value,
                "nummers": list(schending.nummers),
            }
            for schending in gevonden.schendingen
        ],
    }


def _zinnen(gevonden: Controle) -> list[str]:
    """The outcome in words: first what is wrong."""
    kop = [
        f"{gevonden.regels} regels onder {gevonden.zegels} zegels nagerekend; "
        f"{gevonden.onverzegeld} regels hebben nog geen zegel."
    ]
    if gevonden.opgegeven:
        kop.append(f"Na een teruggezette reservekopie zijn opgegeven: zegel {_nummers(gevonden.opgegeven)}.")
    if not gevonden.schendingen:
        return ["Het logboek is heel.", *kop]
    return ["Er is met het logboek geknoeid.", *map(_zin, gevonden.schendingen), *kop]


def _zin(schending: Schending) -> str:
    wat = _GEBEURD[schending.soort]
    meer = "s" if len(schending.nummers) > 1 else ""
    if schending.soort is Schendingsoort.KOPBESTAND:
        waar = f" bij zegel {_nummers(schending.nummers)}" if schending.nummers else ""
        return f"Het kopbestand is {wat}{waar}."
    if schending.logboek is None:
        return f"Zegel{meer} {_nummers(schending.nummers)}, of regels eronder: {wat}."
    return f"Regel{meer} {_nummers(schending.nummers)} van het {_NAMEN[schending.logboek]}: {wat}."


def _nummers(nummers: tuple[int, ...]) -> str:
    rest = len(nummers) - _MEEST
    return ", ".join(map(str, nummers[:_MEEST])) + (f" en nog {rest}" if rest > 0 else "")
