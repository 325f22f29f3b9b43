"""`doorzicht importeer`: bring in a Sonar export or a register file, after a look at what it would do."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click
from django.utils import timezone
from rich.console import Console
from rich.table import Table

from doorzicht.config.cli.output import Voortgang, door_option, emit, json_option, progress_bar
from doorzicht.config.cli.targets import claim, claim_beside
from doorzicht.config.layout import migrate
from doorzicht.config.start import ensure_database
from doorzicht.domain.doelgroepregister import service as doelgroepregister
from doorzicht.domain.gebied import service as gebieden
from doorzicht.domain.klantprofiel import service as klantprofielen
from doorzicht.domain.toegang import service as toegang
from doorzicht.foundation.getallen import duizendtal
from doorzicht.foundation.invoer import Opdracht, Uitslag
from doorzicht.infra.spreadsheets.reading import Header
from doorzicht.infra.spreadsheets.reading_refused import refused_as_csv, report_as_csv

SHOWN = 20
_DATUM = click.DateTime(["%Y-%m-%d"])
_BESTAND = click.Path(exists=True, dir_okay=False, path_type=Path)
_DOEL = click.Path(dir_okay=False, path_type=Path)


@click.group()
def importeer() -> None:
    """Lees een Sonar-export of het doelgroepregister in.

    Kijk eerst met --proef wat een bestand zou doen. Daarna komt alles erin, of niets.
    """


def _options(function: Callable[..., Any]) -> Callable[..., Any]:
    for option in (
        click.option("--proef", is_flag=True, help="Toon wat er zou gebeuren; er wordt niets opgeslagen."),
        click.option(
            "--sla-fouten-over",
            is_flag=True,
            help="Lees de goede rijen in; de rest komt in een apart bestand.",
        ),
        click.option(
            "--per", type=_DATUM, help="De dag waarvan dit bestand is (JJJJ-MM-DD).  [standaard: vandaag]"
        ),
        click.option(
            "--volledig-per",
            type=_DATUM,
            help="Het bestand is volledig: wie er niet in staat, hoort er vanaf deze dag niet meer bij (JJJJ-MM-DD).",
        ),
        click.option("--synthetisch", is_flag=True, help="De mensen in dit bestand bestaan niet."),
        click.option(
            "--rapport", type=_DOEL, help="Schrijf het verslag per rij ook als CSV (een nieuw bestand)."
        ),
        click.option(
            "--geweigerd",
            type=_DOEL,
            help="Waar de geweigerde rijen komen (een nieuw bestand).  [standaard: naast het bestand]",
        ),
        door_option,
        json_option,
    ):
        function = option(function)
    return click.argument("bestand", type=_BESTAND)(function)


@importeer.command()
@_options
def register(**gekozen: Any) -> None:
    """Lees het doelgroepregister in (CSV of XLSX).

    De kolommen zijn bsn, grond, datum_registratie, datum_einde en gemeente; gemeente_vanaf mag erbij.
    """
    _run(doelgroepregister.importeer, doelgroepregister.KOP, **gekozen)


@importeer.command()
@_options
def sonar(**gekozen: Any) -> None:
    """Lees een export van het Sonar-dashboard in (XLSX of CSV)."""
    _run(klantprofielen.importeer_sonar_export, klantprofielen.KOP, **gekozen)


def _run(
    lees: Callable[[Path, Opdracht], Uitslag],
    kop: Header,
    *,
    bestand: Path,
    proef: bool,
    sla_fouten_over: bool,
    per: datetime | None,
    volledig_per: datetime | None,
    synthetisch: bool,
    rapport: Path | None,
    geweigerd: Path | None,
    door: str,
    as_json: bool,
) -> None:
    with ExitStack() as stack:
        doelen = claim({"--rapport": rapport, "--geweigerd": geweigerd}, bestand, stack)
        ensure_database()
        migrate()
        _ensure_map()
        with _bar_when_long() as voortgang:
            opdracht = Opdracht(
                door=door,
                proef=proef,
                sla_fouten_over=sla_fouten_over,
                synthetisch=synthetisch,
                per=_dag(per),
                volledig_per=_dag(volledig_per),
                voortgang=voortgang,
            )
            uitslag = lees(bestand, opdracht)
        if verslag := doelen["--rapport"]:
            verslag.write(report_as_csv(uitslag.meldingen))
        if sla_fouten_over and uitslag.geweigerd:
            rest = doelen["--geweigerd"] or claim_beside(bestand, stack)
            rest.write(refused_as_csv(bestand, kop, uitslag.meldingen, uitslag.bestand_sha256))
            geweigerd = rest.path
    emit(_document(uitslag, proef, geweigerd), _text(uitslag, proef, geweigerd), as_json=as_json)
    if uitslag.geweigerd and not sla_fouten_over:
        sys.exit(1)


def _ensure_map() -> None:
    """The list of gemeenten that comes with the program, when none was loaded."""
    if not toegang.organisaties():
        gebieden.laad_meegeleverde()
        lijst = gebieden.indeling_op(timezone.localdate())
        toegang.zorg_voor_organisaties(lijst)


def _dag(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


@contextmanager
def _bar_when_long() -> Iterator[Voortgang]:
    """A bar only when the work takes over a second."""
    begin = time.monotonic()
    with progress_bar("Inlezen") as tell:

        def later(done: int, total: int) -> None:
            if time.monotonic() - begin > 1:
                tell(done, total)

        yield later


def _document(uitslag: Uitslag, proef: bool, geweigerd: Path | None) -> dict[str, Any]:
    return {
        "proef": proef,
        "opgeslagen": uitslag.opgeslagen,
        "nieuw": uitslag.nieuw,
        "gewijzigd": uitslag.gewijzigd,
        "ongewijzigd": uitslag.ongewijzigd,
        "geweigerd": uitslag.geweigerd,
        "beeindigd": uitslag.beeindigd,
        "synthetisch": uitslag.synthetisch,
        "bestandSha256": uitslag.bestand_sha256,
        "geweigerdeRijen": str(geweigerd) if geweigerd else None,
        "meldingen": [
            {"rij": m.rij, "kolom": m.kolom, "gelezen": m.gelezen, "reden": m.reden, "doe": m.doe}
            for m in uitslag.meldingen
        ],
    }


def _text(uitslag: Uitslag, proef: bool, geweigerd: Path | None) -> str:
    tellingen = ", ".join(
        f"{duizendtal(aantal)} {naam}"
        for naam, aantal in (
            ("nieuw", uitslag.nieuw),
            ("gewijzigd", uitslag.gewijzigd),
            ("ongewijzigd", uitslag.ongewijzigd),
            ("geweigerd", uitslag.geweigerd),
        )
    )
    regels = [f"Rijen: {duizendtal(uitslag.gelezen)}, waarvan {tellingen}."]
    if uitslag.beeindigd:
        regels.append(f"Niet in het bestand, en daarom beëindigd: {duizendtal(uitslag.beeindigd)}.")
    if uitslag.meldingen:
        regels.append(_report(uitslag))
    if geweigerd and uitslag.geweigerd:
        regels.append(f"De geweigerde rijen staan in {geweigerd}. Verbeter ze en lees dat bestand in.")
    return "\n".join([*regels, _conclusion(uitslag, proef)])


def _conclusion(uitslag: Uitslag, proef: bool) -> str:
    if proef:
        return "Dit was een proef: er is niets opgeslagen."
    if uitslag.opgeslagen:
        return "Alles is opgeslagen." if not uitslag.geweigerd else "De goede rijen zijn opgeslagen."
    return (
        "Er is niets opgeslagen. Verbeter de rijen, of kies --sla-fouten-over om de goede rijen in te lezen."
    )


def _report(uitslag: Uitslag) -> str:
    tabel = Table("Rij", "Kolom", "Gelezen", "Reden", "Wat kun je doen")
    for melding in uitslag.meldingen[:SHOWN]:
        tabel.add_row(str(melding.rij), melding.kolom, melding.gelezen, melding.reden, melding.doe)
    console = Console(width=int(os.environ.get("COLUMNS", "110")), no_color=True)
    with console.capture() as getoond:
        console.print(tabel, markup=False)
    meer = len(uitslag.meldingen) - SHOWN
    return getoond.get() + (f"En nog {duizendtal(meer)}; met --rapport krijg je ze alle." if meer > 0 else "")
