"""A whole copy of an installation, proved when it is made, and the way back to it.

1. The database as it was at one moment, and every file beside it that cannot be made again, go in one folder.
2. The copy is put back in a database beside the real one, and the rows are counted: only then does it count as a copy.
3. Going back: the hashes are checked, the copy is put back beside, takes its place in one step, and the guards of the
   tables and the list of erased people are applied before anybody sees a row.

Keys are not in it: who finds a copy cannot read a BSN. Keep a copy of the key file somewhere else.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connections

from doorzicht.config.layout import migrate
from doorzicht.domain.betrokkene import service as betrokkene
from doorzicht.domain.toegang import service as toegang
from doorzicht.foundation.errors import Weigering
from doorzicht.infra.files import write_private_file
from doorzicht.infra.postgres import Cluster, archive, backup
from doorzicht.infra.postgres.backup import Server
from doorzicht.infra.postgres.binaries import find

DUMP, INHOUD, BESTANDEN = "database.dump", "inhoud.json", "bestanden"
MAPPEN = ("peilingen", "archief", "uitgaven")
"""Folders under DOORZICHT_VAR that belong to a moment: going back brings them back too."""

WISLIJST, KOP = "wislijst", "logboek.kop"
"""What only grows and looks after the database from outside: it is copied, and only put back where it is missing."""

Zeg = Callable[[str], None]


@dataclass(frozen=True)
class Kopie:
    """A copy that was made and proved: where, of how many rows, files and bytes."""

    map: Path
    rijen: int
    bestanden: int
    bytes: int


@dataclass(frozen=True)
class Teruggezet:
    """A copy that is in use: its rows, what the database of before is called now, and what the log lost."""

    rijen: int
    oude: str
    verlies: toegang.Verlies


def maak(naar: Path, moment: datetime, zeg: Zeg) -> Kopie:
    """Make a copy in a new folder under `naar`, and prove it; what could not be proved is taken away again."""
    doel = naar / f"doorzicht-{moment:%Y%m%dT%H%M%SZ}"
    werk = doel.with_name(f".{doel.name}.nieuw")
    if doel.exists() or werk.exists():
        raise Weigering("Er staat al een kopie van dit moment.", "Wacht een seconde.", str(doel))
    werk.mkdir(parents=True, mode=0o700)
    try:
        kopie = _maak(werk, moment, zeg)
        werk.rename(doel)
    except BaseException:
        shutil.rmtree(werk, ignore_errors=True)
        raise
    return Kopie(doel, kopie.rijen, kopie.bestanden, kopie.bytes)


def zet_terug(van: Path, zeg: Zeg) -> Teruggezet:
    """Go back to a copy."""
    inhoud = controleer(van)
    server = _server()
    zeg("De kopie ernaast zetten")
    vers = backup.put_beside(server, van / DUMP, settings.DATABASE_OWNER, _lezers())
    try:
        _vergelijk(inhoud["rijen"], backup.counts(server, vers))
        zeg("De kopie in gebruik nemen")
        connections.close_all()
        oud = backup.take_its_place(server, vers)
    except BaseException:
        backup.drop(server, vers)
        raise
    zeg("Bestanden terugzetten")
    _zet_bestanden_terug(van / BESTANDEN)
    return Teruggezet(sum(inhoud["rijen"].values()), oud, _kom_bij(zeg))


def maak_basis(naar: Path, moment: datetime) -> Path:
    """A base copy from which one can go to any later moment; only where changes are kept."""
    if archive.folder(os.environ) is None:
        raise Weigering(
            "Wijzigingen worden hier niet bewaard.",
            f"Zet {archive.SETTING} op een map en herstart de database.",
        )
    doel = naar / f"doorzicht-basis-{moment:%Y%m%dT%H%M%SZ}"
    naar.mkdir(parents=True, exist_ok=True)
    archive.make_base(_cluster().server(), doel)
    return doel


def ga_naar(van: Path, moment: datetime) -> toegang.Verlies:
    """Bring the whole embedded database to how it was at a moment after a base copy; returns what the log lost."""
    cluster = _cluster()
    archive.check_base(cluster.server(), van)
    connections.close_all()
    cluster.go_back(van, moment)
    return _kom_bij(lambda _: None)


def gooi_weg(database: str) -> None:
    """Take away the database of before a restore; what it held is gone for good."""
    backup.drop(_server(), database)


def controleer(van: Path) -> dict[str, Any]:
    """What a copy says of itself, after every file in it was found unchanged; raises Weigering when one is not."""
    try:
        inhoud: dict[str, Any] = json.loads((van / INHOUD).read_text(encoding="utf-8"))
        beloofd: dict[str, str] = inhoud["sha256"]
    except (OSError, ValueError, KeyError, TypeError) as fout:
        raise Weigering(
            "Dit is geen reservekopie van doorzicht.", f"Geef de map waarin {INHOUD} staat.", str(van)
        ) from fout
    gevonden = _hashes(van)
    anders = sorted(
        naam for naam in beloofd.keys() | gevonden.keys() if beloofd.get(naam) != gevonden.get(naam)
    )
    if anders:
        raise Weigering(
            f"De kopie is beschadigd: {anders[0]} is veranderd of ontbreekt.",
            "Neem een andere kopie.",
            str(van),
        )
    return inhoud


def _maak(werk: Path, moment: datetime, zeg: Zeg) -> Kopie:
    server = _server()
    zeg("De database overschrijven")
    rijen = backup.dump(server, werk / DUMP)
    _bewaar_bestanden(werk / BESTANDEN)
    zeg("De kopie op de proef stellen")
    proef = backup.put_beside(server, werk / DUMP, settings.DATABASE_OWNER, ())
    try:
        _vergelijk(rijen, backup.counts(server, proef))
    finally:
        backup.drop(server, proef)
    hashes = _hashes(werk)
    document = {
        "gemaaktOp": f"{moment:%Y-%m-%dT%H:%M:%SZ}",
        "versie": version("doorzicht"),
        "rijen": dict(rijen),
        "sha256": hashes,
    }
    write_private_file(werk / INHOUD, json.dumps(document, indent=2, ensure_ascii=False).encode())
    omvang = sum(pad.stat().st_size for pad in werk.rglob("*") if pad.is_file())
    return Kopie(werk, sum(rijen.values()), len(hashes) - 1, omvang)


def _vergelijk(beloofd: Mapping[str, int], gevonden: Mapping[str, int]) -> None:
    anders = sorted(
        naam for naam in beloofd.keys() | gevonden.keys() if beloofd.get(naam) != gevonden.get(naam)
    )
    if anders:
        raise Weigering(
            f"De kopie heeft niet alle rijen van {anders[0]}.",
            "Maak een nieuwe kopie; er is niets veranderd.",
        )


def _hashes(map_: Path) -> dict[str, str]:
    return {
        str(pad.relative_to(map_)): _hash(pad)
        for pad in sorted(map_.rglob("*"))
        if pad.is_file() and pad.name != INHOUD
    }


def _hash(pad: Path) -> str:
    with pad.open("rb") as bron:
        return hashlib.file_digest(bron, "sha256").hexdigest()


def _bewaar_bestanden(naar: Path) -> None:
    naar.mkdir()
    for naam in (*MAPPEN, WISLIJST):
        if (bron := settings.VAR / naam).is_dir():
            shutil.copytree(bron, naar / naam)
    if settings.LOGBOEKKOP.is_file():
        shutil.copy2(settings.LOGBOEKKOP, naar / KOP)


def _zet_bestanden_terug(bron: Path) -> None:
    for naam in MAPPEN:
        if (bron / naam).is_dir():
            vers = settings.VAR / f".{naam}.nieuw"
            shutil.rmtree(vers, ignore_errors=True)
            shutil.copytree(bron / naam, vers)
            shutil.rmtree(settings.VAR / naam, ignore_errors=True)
            vers.rename(settings.VAR / naam)
    if (bron / WISLIJST).is_dir() and not (settings.VAR / WISLIJST).exists():
        shutil.copytree(bron / WISLIJST, settings.VAR / WISLIJST)
    if (bron / KOP).is_file() and not settings.LOGBOEKKOP.exists():
        shutil.copy2(bron / KOP, settings.LOGBOEKKOP)


def _kom_bij(zeg: Zeg) -> toegang.Verlies:
    """Before anybody sees a row: the guards stand, who was erased since is gone again, the log says what it lost."""
    zeg("Rechten aanbrengen")
    migrate()
    zeg("Opnieuw wissen wie is gewist")
    betrokkene.herhaal()
    verlies = toegang.verloren()
    toegang.hervat()
    return verlies


def _lezers() -> tuple[str, ...]:
    return (settings.DATABASE_WEB,) if settings.DATABASE_WEB != settings.DATABASE_OWNER else ()


def _server() -> Server:
    """The embedded cluster as its maker; a server of somebody else as the owner that DATABASE_URL names."""
    if settings.IS_EMBEDDED:
        return _cluster().server()
    where = {name: str(value) for name, value in settings.DATABASES["default"].items()}
    programs = find({}).folder
    return Server(where["HOST"], where["PORT"], where["USER"], where["PASSWORD"], where["NAME"], programs)


def _cluster() -> Cluster:
    if not settings.IS_EMBEDDED:
        raise Weigering(
            "Teruggaan naar een moment doet de beheerder van de databaseserver.",
            "Gebruik daar wat de server zelf heeft (pg_basebackup en een archief van wijzigingen).",
            "database",
        )
    return Cluster.at(settings.VAR)
