"""Reads and writes peilingen, protection decisions and uitgaven.

Values go in and come out whole: a landtabel and an inhoud are stored as JSON, exactly as they were printed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import cattrs
from cattrs.strategies import configure_union_passthrough
from django.db.models import Count, Max, QuerySet

from doorzicht.domain.publicatie.model import (
    Beleid,
    Bescherming,
    Besluit,
    Bevinding,
    Cijfers,
    Landtabel,
    Peiling,
    PeilingHash,
    Peilingrijen,
    Status,
    Telrijen,
    Trendpunt,
    Uitgave,
    UitgaveInhoud,
)
from doorzicht.domain.publicatie.tables import BeslissingTable, PeilingTable, UitgaveTable
from doorzicht.foundation.kwartaal import Kwartaal
from doorzicht.infra import parquet
from doorzicht.infra.files import replace_folder

TELKOLOMMEN = ("klant", "register")
KOLOMMEN = ("pseudoniem", *TELKOLOMMEN)


def _converter() -> cattrs.Converter:
    converter = cattrs.Converter(forbid_extra_keys=True)
    configure_union_passthrough(int | None, converter)
    converter.register_unstructure_hook(date, date.isoformat)
    converter.register_structure_hook(date, lambda tekst, _: date.fromisoformat(tekst))
    converter.register_unstructure_hook(Kwartaal, str)
    converter.register_structure_hook(Kwartaal, lambda tekst, _: Kwartaal.parse(tekst))
    return converter


_json = _converter()


# --- peilingen ---------------------------------------------------------------------------------


def hash_of(rijen: Peilingrijen) -> PeilingHash:
    """The hash that names these rows."""
    return PeilingHash(
        parquet.hash_of(parquet.digests_of(_columns(rijen), rijen.in_register), rijen.gemeenten)
    )


def write_rijen(map_: Path, kwartaal: Kwartaal, rijen: Peilingrijen) -> None:
    """Keep the rows in a file that carries their hash in its name; an existing one is the same already."""
    pad = _pad(map_, kwartaal, hash_of(rijen))
    if not pad.exists():
        parquet.write(pad, _columns(rijen), rijen.gemeenten, rijen.in_register)


def read_telrijen(map_: Path, peiling: Peiling) -> tuple[Telrijen, PeilingHash]:
    """What a count needs of a peiling, and the hash of the file now; the caller compares it."""
    kolommen, gemeenten, digests = parquet.read_head(_pad(map_, peiling.kwartaal, peiling.hash), TELKOLOMMEN)
    return Telrijen(gemeenten, **kolommen), PeilingHash(parquet.hash_of(digests, gemeenten))


def _columns(rijen: Peilingrijen) -> dict[str, Any]:
    return {kolom: getattr(rijen, kolom) for kolom in KOLOMMEN}


def _pad(map_: Path, kwartaal: Kwartaal, hash_: str) -> Path:
    return map_ / f"{kwartaal}-{hash_[:16]}.parquet"


def get_peiling(kwartaal: Kwartaal) -> Peiling | None:
    """The peiling of a quarter that counts now."""
    rij = PeilingTable.objects.filter(kwartaal=str(kwartaal), vervangen=False).first()
    return _peiling(rij) if rij else None


def save_peiling(peiling: Peiling) -> Peiling:
    """Let this peiling count for its quarter; others stay beside it, and one that was frozen before is as it was."""
    PeilingTable.objects.filter(kwartaal=str(peiling.kwartaal)).exclude(hash=peiling.hash).update(
        vervangen=True
    )
    velden = asdict(peiling) | {"kwartaal": str(peiling.kwartaal)}
    rij, _ = PeilingTable.objects.get_or_create(hash=peiling.hash, defaults=velden)
    PeilingTable.objects.filter(hash=peiling.hash).update(vervangen=False)
    return _peiling(rij)


def _peiling(rij: PeilingTable) -> Peiling:
    return Peiling(
        hash=PeilingHash(rij.hash),
        kwartaal=Kwartaal.parse(rij.kwartaal),
        rijen=rij.rijen,
        bevroren_op=rij.bevroren_op,
        bevroren_door=rij.bevroren_door,
        synthetisch=rij.synthetisch,
    )


# --- decisions on protection -------------------------------------------------------------------


def get_besluit(peiling: Peiling, bescherming: Bescherming) -> Besluit | None:
    """The decision for a peiling and policy, when it was taken."""
    rij = BeslissingTable.objects.filter(
        peiling_id=peiling.hash, beleid=bescherming.beleid.value, drempel=bescherming.drempel
    ).first()
    if rij is None:
        return None
    bevindingen = _json.structure(rij.bevindingen, tuple[Bevinding, ...])
    return Besluit(rij.pk, peiling, bescherming, _json.structure(rij.landtabel, Landtabel), bevindingen)


def add_besluit(
    peiling: Peiling, bescherming: Bescherming, landtabel: Landtabel, bevindingen: tuple[Bevinding, ...]
) -> Besluit:
    """Keep a new decision."""
    rij = BeslissingTable.objects.create(
        peiling_id=peiling.hash,
        beleid=bescherming.beleid.value,
        drempel=bescherming.drempel,
        landtabel=_json.unstructure(landtabel),
        bevindingen=_json.unstructure(bevindingen),
    )
    return Besluit(rij.pk, peiling, bescherming, landtabel, bevindingen)


def list_beschermingen(kwartaal: Kwartaal, regio_nummer: int | None = None) -> frozenset[Bescherming]:
    """Every protection under which a quarter, or one region of it, went out; also what was rectified since."""
    rijen = _verschenen().filter(kwartaal=str(kwartaal))
    if regio_nummer is not None:
        rijen = rijen.filter(regio_nummer=regio_nummer)
    paren = rijen.values_list("beslissing__beleid", "beslissing__drempel").distinct()
    return frozenset(Bescherming(Beleid(beleid), drempel) for beleid, drempel in paren)


def most_used_beslissing(kwartaal: Kwartaal) -> int | None:
    """The decision under which most regions of a quarter are out now; of two alike the newer one."""
    geldend = UitgaveTable.objects.filter(kwartaal=str(kwartaal), status=Status.GEPUBLICEERD.value)
    tellingen = geldend.values("beslissing").annotate(regios=Count("id")).order_by("-regios", "-beslissing")
    meeste = tellingen.first()
    return meeste["beslissing"] if meeste else None


# --- uitgaven ----------------------------------------------------------------------------------


def get_for_besluit(besluit: Besluit, regio_nummer: int) -> Uitgave | None:
    """The uitgave that was made of a decision for a region."""
    rijen = UitgaveTable.objects.filter(beslissing_id=besluit.nummer, regio_nummer=regio_nummer)
    return next(map(_uitgave, rijen), None)


def get_uitgave(kwartaal: Kwartaal, regio_nummer: int, versie: int | None = None) -> Uitgave | None:
    """A version of an uitgave that went out; without a version the one that holds now."""
    rijen = _verschenen().filter(kwartaal=str(kwartaal), regio_nummer=regio_nummer)
    rijen = (
        rijen.filter(versie=versie) if versie is not None else rijen.filter(status=Status.GEPUBLICEERD.value)
    )
    return next(map(_uitgave, rijen[:1]), None)


def get_maatgevende(kwartaal: Kwartaal) -> Uitgave | None:
    """An uitgave that speaks for its quarter: of the decision under which most regions are out."""
    rijen = UitgaveTable.objects.filter(
        kwartaal=str(kwartaal), status=Status.GEPUBLICEERD.value, beslissing=most_used_beslissing(kwartaal)
    )
    return next(map(_uitgave, rijen.order_by("-gepubliceerd_op", "regio_nummer")[:1]), None)


def get_onderhanden(kwartaal: Kwartaal, regio_nummer: int) -> Uitgave | None:
    """The newest uitgave of a region that is being worked on and is not out."""
    rijen = UitgaveTable.objects.filter(kwartaal=str(kwartaal), regio_nummer=regio_nummer)
    rijen = rijen.exclude(status__in=[Status.GEPUBLICEERD.value, Status.GERECTIFICEERD.value])
    return next(map(_uitgave, rijen.order_by("-versie")[:1]), None)


def list_versies(kwartaal: Kwartaal, regio_nummer: int) -> tuple[Uitgave, ...]:
    """Every version that went out, newest first."""
    rijen = _verschenen().filter(kwartaal=str(kwartaal), regio_nummer=regio_nummer).order_by("-versie")
    return tuple(map(_uitgave, rijen))


def list_trendpunten(regio_nummer: int, voor: Kwartaal) -> tuple[Trendpunt, ...]:
    """What a region showed in earlier quarters, by the uitgaven that hold now, oldest first."""
    velden = ("kwartaal", "inhoud__tabel__totaal", "inhoud__doelgroepregister")
    rijen = UitgaveTable.objects.filter(
        status=Status.GEPUBLICEERD.value, regio_nummer=regio_nummer, kwartaal__lt=str(voor)
    )
    return tuple(
        Trendpunt(Kwartaal.parse(kwartaal), _json.structure(totaal, Cijfers), register)
        for kwartaal, totaal, register in rijen.order_by("kwartaal").values_list(*velden)
    )


def list_aanwezig() -> tuple[tuple[Kwartaal, int], ...]:
    """Which quarters and regions have an uitgave that holds now."""
    paren = UitgaveTable.objects.filter(status=Status.GEPUBLICEERD.value).values_list(
        "kwartaal", "regio_nummer"
    )
    return tuple(
        (Kwartaal.parse(kwartaal), regio) for kwartaal, regio in paren.order_by("-kwartaal", "regio_nummer")
    )


def next_versie(kwartaal: Kwartaal, regio_nummer: int) -> int:
    """The number of the next version."""
    rijen = UitgaveTable.objects.filter(kwartaal=str(kwartaal), regio_nummer=regio_nummer)
    return (rijen.aggregate(hoogste=Max("versie"))["hoogste"] or 0) + 1


def save_uitgave(uitgave: Uitgave, besluit: Besluit | None = None) -> Uitgave:
    """Store an uitgave as it is now; a new one needs the decision it was made of."""
    velden = {
        "status": uitgave.status.value,
        "inhoud": _json.unstructure(uitgave.inhoud),
        "gemaakt_door": uitgave.gemaakt_door,
        "gecontroleerd_door": uitgave.gecontroleerd_door,
        "vastgesteld_door": uitgave.vastgesteld_door,
        "gepubliceerd_op": uitgave.gepubliceerd_op,
    }
    sleutel = {
        "kwartaal": str(uitgave.kwartaal),
        "regio_nummer": uitgave.regio_nummer,
        "versie": uitgave.versie,
    }
    if besluit is not None:
        UitgaveTable.objects.create(beslissing_id=besluit.nummer, **sleutel, **velden)
    else:
        UitgaveTable.objects.filter(**sleutel).update(**velden)
    return uitgave


def mark_gerectificeerd(uitgave: Uitgave) -> None:
    """Record that a newer version stands beside this one; nothing else of it may change."""
    UitgaveTable.objects.filter(
        kwartaal=str(uitgave.kwartaal), regio_nummer=uitgave.regio_nummer, versie=uitgave.versie
    ).update(status=uitgave.rectificeren().status.value)


def _verschenen() -> QuerySet[UitgaveTable]:
    return UitgaveTable.objects.filter(status__in=[Status.GEPUBLICEERD.value, Status.GERECTIFICEERD.value])


def _uitgave(rij: UitgaveTable) -> Uitgave:
    return Uitgave(
        kwartaal=Kwartaal.parse(rij.kwartaal),
        regio_nummer=rij.regio_nummer,
        versie=rij.versie,
        status=Status(rij.status),
        inhoud=_json.structure(rij.inhoud, UitgaveInhoud),
        gemaakt_door=rij.gemaakt_door,
        gecontroleerd_door=rij.gecontroleerd_door,
        vastgesteld_door=rij.vastgesteld_door,
        gepubliceerd_op=rij.gepubliceerd_op,
    )


# --- files -------------------------------------------------------------------------------------


def inhoud_hash(inhoud: UitgaveInhoud) -> str:
    """What an inhoud says, as a hash: the name of its place in the archive."""
    tekst = json.dumps(_json.unstructure(inhoud), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(tekst.encode()).hexdigest()


def read_bestanden(archief: Path, inhoud: UitgaveInhoud) -> dict[str, bytes] | None:
    """The files of an inhoud as they were first made, or None when they never were."""
    map_ = archief / inhoud_hash(inhoud)
    if not map_.is_dir():
        return None
    return {bestand.name: bestand.read_bytes() for bestand in sorted(map_.iterdir())}


def read_bestand(archief: Path, inhoud: UitgaveInhoud, naam: str) -> bytes | None:
    """One of those files."""
    bestand = archief / inhoud_hash(inhoud) / naam
    return bestand.read_bytes() if bestand.is_file() else None


def keep_bestanden(archief: Path, inhoud: UitgaveInhoud, bestanden: Mapping[str, bytes]) -> None:
    """Put the files of an inhoud in the archive; what stands there already is left alone."""
    map_ = archief / inhoud_hash(inhoud)
    if not map_.is_dir():
        replace_folder(map_, bestanden)


def write_map(map_: Path, bestanden: Mapping[str, bytes]) -> None:
    """Put an uitgave in a folder for people to take along; the folder is the old one or the new one, never a mix."""
    if not map_.is_dir() or {b.name: b.read_bytes() for b in map_.iterdir() if b.is_file()} != bestanden:
        replace_folder(map_, bestanden)
