"""`doorzicht logboek`: seal the log of looks, check that it is whole, and ask who looked.

What is said here are numbers of lines and seals; only `wie` names accounts, and that question is a line of the log too.
"""

from __future__ import annotations

import os
import sys
import time
from contextlib import suppress
from datetime import timedelta
from uuid import UUID

import click
from django.db import DatabaseError, connection
from django.utils import timezone

from doorzicht.config.cli.arguments import ja_option
from doorzicht.config.cli.output import door_option, emit, json_option
from doorzicht.config.start import ensure_database
from doorzicht.domain.klant import service as klanten
from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import Controle, Gat, Logboek, Logregel, Schending, Schendingsoort
from doorzicht.foundation.bsn import Bsn, is_elfproef
from doorzicht.foundation.errors import Weigering
from doorzicht.infra import log

_NAMEN = {Logboek.KIJKEN: "logboek", Logboek.VERWERKING: "verwerkingenlogboek"}
_GEBEURD = {
    Schendingsoort.GEWIJZIGD: "gewijzigd",
    Schendingsoort.VERWIJDERD: "verwijderd",
    Schendingsoort.TUSSENGEVOEGD: "tussengevoegd",
    Schendingsoort.VERPLAATST: "op een andere plek gezet",
    Schendingsoort.AFGEKAPT: "van het einde afgekapt",
    Schendingsoort.VERWISSELD: "onderling verwisseld",
    Schendingsoort.KOPBESTAND: "veranderd of weg",
    Schendingsoort.ONGELIJK: "niet even vaak in het andere logboek",
}
_MEEST = 10
_KIJK_ELKE = 10
_OUDSTE = timedelta(seconds=40)
"""With the time between two looks and the wait for writers: every line is under a seal within a minute."""

_VEEL = 1000


@click.group()
def logboek() -> None:
    """Verzegel het logboek, controleer het, en zoek op wie er keek."""


@logboek.command()
@click.option(
    "--blijf", is_flag=True, help="Blijf lopen: verzegel bij 1000 nieuwe regels, of binnen een minuut."
)
@json_option
def zegel(blijf: bool, as_json: bool) -> None:
    """Zet een zegel op alle regels die klaar zijn."""
    ensure_database()
    if blijf:
        with suppress(KeyboardInterrupt):
            _blijf_verzegelen()
        return
    gedaan = toegang.zegel()
    tekst = f"{gedaan.regels} regels verzegeld, onder {gedaan.zegels} zegels."
    if gedaan.wacht:
        tekst += "\nNiet alles: er wordt nog geschreven, of een ander is aan het verzegelen. Probeer het straks weer."
    velden = {"zegels": gedaan.zegels, "regels": gedaan.regels, "wacht": gedaan.wacht}
    emit(velden, tekst, as_json=as_json)


def _blijf_verzegelen() -> None:
    """Until whoever started this is gone. What goes wrong is told, and tried again."""
    ouder = os.getppid()
    while os.getppid() == ouder:
        try:
            _zegel_als_het_tijd_is()
        except (Weigering, DatabaseError) as fout:
            log.get_log().error("verzegelen.mislukt", fout=type(fout).__name__)
            connection.close()
        time.sleep(_KIJK_ELKE)


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
@click.argument("klant", metavar="[KLANT]", required=False)
@click.option("--bsn", "op_bsn", is_flag=True, help="Vraag om het BSN in plaats van het klantnummer.")
@click.option("--aantal", default=200, show_default=True, type=click.IntRange(1, 100_000), help="Hoogstens.")
@door_option
@json_option
def wie(klant: str | None, op_bsn: bool, aantal: int, door: str, as_json: bool) -> None:
    """Laat zien wie er naar een klant keek, het nieuwste bovenaan.

    KLANT is het klantnummer, of het nummer in Sonar (ID_WZ).
    Een BSN geef je niet mee maar typ je in, want opdrachten worden bewaard.
    Ook deze vraag komt in het logboek, op jouw naam.
    """
    ensure_database()
    nummer = toegang.klant_met_bsn(Bsn.parse(_lees_bsn())) if op_bsn else _nummer(klant or "")
    if nummer is None:
        raise Weigering(
            "Er is geen klant genoemd, of niemand heeft dit nummer.",
            "Geef een klantnummer of het nummer in Sonar, of --bsn.",
        )
    regels = toegang.wie_keek(toegang.auditor(door), toegang.Logvraag(klant=nummer), aantal)
    namen = {organisatie.id: organisatie.naam for organisatie in toegang.organisaties()}
    velden = [_logvelden(regel, namen.get(regel.organisatie, "")) for regel in regels]
    tekst = "\n".join("  ".join(map(str, veld.values())) for veld in velden) or "Nog niemand."
    emit({"klant": str(nummer), "regels": velden}, tekst, as_json=as_json)


def _nummer(getypt: str) -> UUID | None:
    """The klant that is meant: by our own number, or by the one of Sonar; a BSN here is a wrong call."""
    kaal = getypt.strip()
    if len(kaal) == 9 and kaal.isdecimal() and is_elfproef(kaal):
        raise click.UsageError("Dit kan een BSN zijn. Geef het niet mee, maar typ het in met --bsn.")
    try:
        return UUID(kaal)
    except ValueError:
        return klanten.met_sonarnummer(kaal)


def _lees_bsn() -> str:
    """Typed without showing it, or a line from another program."""
    if sys.stdin.isatty():
        return str(click.prompt("BSN", hide_input=True))
    return sys.stdin.readline().strip()


def _logvelden(regel: Logregel, organisatie: str) -> dict[str, object]:
    return {
        "op": timezone.localtime(regel.op).isoformat(sep=" ", timespec="seconds"),
        "account": regel.gebruiker,
        "rol": regel.rol.value,
        "organisatie": organisatie,
        "doel": regel.doel.value,
        "wijze": regel.wijze.value,
        "velden": ",".join(regel.velden),
        "in_nood": "in nood" if regel.breekglas else "",
    }


@logboek.command()
@click.option(
    "--gemeente", required=True, help="Code van de gemeente waar het dossier bij hoort, zoals GM0153."
)
@click.option("--naam", prompt="Verzonnen naam", help="Een naam die niemand heeft.")
@json_option
def kanarie(gemeente: str, naam: str, as_json: bool) -> None:
    """Plaats een verzonnen dossier; wie het opent, veroorzaakt een alarm.

    Vertel niemand welk dossier het is. Het telt niet mee in de cijfers.
    """
    ensure_database()
    nummer = klanten.plaats_kanarie(gemeente, naam)
    emit({"klant": str(nummer)}, f"Geplaatst: {nummer}. Vertel het niemand.", as_json=as_json)


@logboek.command()
@click.option("--uitvoeren", is_flag=True, help="Voer een goedgekeurd voorstel uit.")
@door_option
@json_option
def opruimen(uitvoeren: bool, door: str, as_json: bool) -> None:
    """Stel voor om regels te verwijderen die langer dan vijf jaar bewaard zijn; de zegels blijven.

    Een privacy officer van UWV besluit op de website. Daarna: --uitvoeren.
    """
    ensure_database()
    if uitvoeren:
        regels = toegang.ruim_op()
        emit(
            {"regels": regels},
            f"{regels} regels verwijderd; het logboek blijft na te rekenen.",
            as_json=as_json,
        )
        return
    aantal = toegang.stel_opruimen_voor(door)
    emit(
        {"regels": aantal}, f"Voorgesteld: {aantal} regels. Een ander besluit op de website.", as_json=as_json
    )


@logboek.command()
@ja_option("Is er een oudere reservekopie teruggezet? De zegels van daarna gelden dan niet meer.")
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
        "gaten": [{"logboek": gat.logboek.value, "van": gat.van, "tot": gat.tot} for gat in gevonden.gaten],
    }


def _zinnen(gevonden: Controle) -> list[str]:
    """The outcome in words: first what a restore took, then what is wrong."""
    kop = [
        f"{gevonden.regels} regels onder {gevonden.zegels} zegels nagerekend; "
        f"{gevonden.onverzegeld} regels hebben nog geen zegel."
    ]
    eerst = []
    if gevonden.opgegeven:
        eerst = [
            f"Er is een oudere reservekopie teruggezet; opgegeven: zegel {_nummers(gevonden.opgegeven)}. "
            "De regels daarvan zijn weg."
        ]
    kop += map(_gatzin, gevonden.gaten[:_MEEST])
    if len(gevonden.gaten) > _MEEST:
        kop.append(f"En nog {len(gevonden.gaten) - _MEEST} gaten in de nummers; met --json zie je ze alle.")
    if not gevonden.schendingen:
        return [*eerst, "Wat er staat, is heel." if eerst else "Het logboek is heel.", *kop]
    return [*eerst, "Er is met het logboek geknoeid.", *map(_zin, gevonden.schendingen), *kop]


def _gatzin(gat: Gat) -> str:
    """A gap is named and accuses nobody."""
    is_een = gat.van == gat.tot
    nummers = f"nummer {gat.van} ontbreekt" if is_een else f"nummers {gat.van} t/m {gat.tot} ontbreken"
    return (
        f"In het {_NAMEN[gat.logboek]}, na het laatste zegel: {nummers}. "
        "Dat kan een handeling zijn die niet doorging; het bewijst niets."
    )


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
