"""Moves an uitgave from concept to published, one signature at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from doorzicht.domain.gebied import service as gebieden
from doorzicht.domain.klantprofiel import service as klantprofielen
from doorzicht.domain.publicatie import store
from doorzicht.domain.publicatie.model import (
    Bescherming,
    Cel,
    Ernst,
    Land,
    Landtabel,
    Peiling,
    Regiocijfers,
    Status,
    Trendpunt,
    Uitgave,
    UitgaveInhoud,
)
from doorzicht.domain.publicatie.service.bestanden import Voortgang, bestanden, maak_bestanden, uitgave_map
from doorzicht.domain.publicatie.service.beurt import wacht_op_beurt
from doorzicht.domain.publicatie.service.peilen import beslis, get_peiling
from doorzicht.foundation.errors import Weigering
from doorzicht.foundation.getallen import procent
from doorzicht.foundation.kwartaal import Kwartaal


def maak(kwartaal: Kwartaal, regio_nummer: int, bescherming: Bescherming, door: str) -> Uitgave:
    """Step 1: the concept of an uitgave; the one that exists already for this peiling and policy is given back."""
    beslissing, landtabel, _ = beslis(kwartaal, bescherming)
    with transaction.atomic():
        wacht_op_beurt(f"uitgave {kwartaal} {regio_nummer}")
        bestaande = store.get_for_beslissing(beslissing, regio_nummer)
        if bestaande is not None:
            return bestaande
        versie = store.next_versie(kwartaal, regio_nummer)
        inhoud = _inhoud(get_peiling(kwartaal), regio_nummer, bescherming, landtabel, versie)
        return store.save_uitgave(
            Uitgave(kwartaal, regio_nummer, versie, Status.CONCEPT, inhoud, door), beslissing
        )


def controleer(kwartaal: Kwartaal, regio_nummer: int, bescherming: Bescherming, door: str) -> Uitgave:
    """Step 2: the checks were read; raises Weigering when one of them is an error."""
    beslissing, _, bevindingen = beslis(kwartaal, bescherming)
    fouten = [bevinding.tekst for bevinding in bevindingen if bevinding.ernst is Ernst.FOUT]
    if fouten:
        raise Weigering(
            f"De controle vond {len(fouten)} fouten: {' '.join(fouten[:3])}",
            "Herstel de gegevens en peil opnieuw.",
        )
    return _stap(beslissing, regio_nummer, lambda uitgave: uitgave.controleren(door))


def stel_vast(kwartaal: Kwartaal, regio_nummer: int, bescherming: Bescherming, door: str) -> Uitgave:
    """Step 3: the second signature, by another than the maker; raises VierOgen when it is the same.

    It is put under what will be printed, date and all: from here on the content does not change.
    """
    beslissing, _, _ = beslis(kwartaal, bescherming)
    return _stap(beslissing, regio_nummer, lambda uitgave: uitgave.vaststellen(door, timezone.localdate()))


def publiceer(
    kwartaal: Kwartaal, regio_nummer: int, bescherming: Bescherming, uit: Path | None = None
) -> Uitgave:
    """Step 4: out it goes, whole, and an older version is marked as rectified.

    With `uit` the files are written to that folder first. An uitgave that is out already keeps its bytes.
    """
    beslissing, _, _ = beslis(kwartaal, bescherming)
    with transaction.atomic():
        wacht_op_beurt(f"uitgave {kwartaal} {regio_nummer}")
        uitgave = store.get_for_beslissing(beslissing, regio_nummer)
        if uitgave is None:
            raise Weigering("Deze uitgave is nog niet gemaakt.", "Maak haar eerst.")
        if uitgave.status not in (Status.GEPUBLICEERD, Status.GERECTIFICEERD):
            uitgave = uitgave.publiceren(timezone.now())
            _rectificeer_oudere(uitgave)
            store.save_uitgave(uitgave)
        if uit is not None:
            store.write_map(uit / uitgave_map(uitgave.inhoud), bestanden(uitgave.inhoud))
        return uitgave


def _rectificeer_oudere(uitgave: Uitgave) -> None:
    geldend = store.get_uitgave(uitgave.kwartaal, uitgave.regio_nummer)
    if geldend is not None:
        store.mark_gerectificeerd(geldend)


def _stap(beslissing: int, regio_nummer: int, stap: Callable[[Uitgave], Uitgave]) -> Uitgave:
    with transaction.atomic():
        uitgave = store.get_for_beslissing(beslissing, regio_nummer)
        if uitgave is None:
            raise Weigering("Deze uitgave is nog niet gemaakt.", "Maak haar eerst.")
        return store.save_uitgave(stap(uitgave))


def publiceer_regios(
    kwartaal: Kwartaal,
    regios: Sequence[int],
    bescherming: Bescherming,
    *,
    maker: str,
    vaststeller: str,
    uit: Path | None,
    voortgang: Voortgang,
) -> tuple[Uitgave, ...]:
    """All steps for some regions, each in its own transaction; with `uit` also their files.

    Steps that were taken before are not taken again, so a run that was killed can simply be started anew.
    """
    for regio_nummer in regios:
        zet_klaar(kwartaal, regio_nummer, bescherming, maker=maker, vaststeller=vaststeller)
    if uit is not None:
        beslissing, _, _ = beslis(kwartaal, bescherming)
        maak_bestanden([_van(beslissing, regio_nummer).inhoud for regio_nummer in regios], voortgang)
    return tuple(publiceer(kwartaal, regio_nummer, bescherming, uit) for regio_nummer in regios)


def zet_klaar(
    kwartaal: Kwartaal, regio_nummer: int, bescherming: Bescherming, *, maker: str, vaststeller: str
) -> Uitgave:
    """Steps 1 to 3, as far as they were not taken yet."""
    uitgave = maak(kwartaal, regio_nummer, bescherming, maker)
    if uitgave.status is Status.CONCEPT:
        uitgave = controleer(kwartaal, regio_nummer, bescherming, maker)
    if uitgave.status is Status.GECONTROLEERD:
        uitgave = stel_vast(kwartaal, regio_nummer, bescherming, vaststeller)
    return uitgave


def _van(beslissing: int, regio_nummer: int) -> Uitgave:
    with transaction.atomic():
        uitgave = store.get_for_beslissing(beslissing, regio_nummer)
    if uitgave is None:
        raise Weigering("Deze uitgave is nog niet gemaakt.", "Maak haar eerst.")
    return uitgave


def _inhoud(
    peiling: Peiling, regio_nummer: int, bescherming: Bescherming, landtabel: Landtabel, versie: int
) -> UitgaveInhoud:
    indeling = gebieden.indeling_op(peiling.kwartaal.peildatum)
    if indeling.regio(regio_nummer) is None:
        raise Weigering(f"Regio {regio_nummer} bestaat niet.", "Kies een nummer van 1 tot en met 35.")
    land = _land(landtabel)
    tabel = next(tabel for tabel in landtabel.tabellen if tabel.regio_nummer == regio_nummer)
    hier = next(regio for regio in land.regios if regio.nummer == regio_nummer)
    return UitgaveInhoud(
        kwartaal=peiling.kwartaal,
        versie=versie,
        bescherming=bescherming,
        peiling_hash=peiling.hash,
        tabel=tabel,
        doelgroepregister=hier.doelgroepregister,
        bekend_procent=_procent(hier.cijfers.totaal, hier.doelgroepregister),
        land=land,
        trend=(*_eerdere_punten(peiling.kwartaal, regio_nummer), _punt(peiling.kwartaal, hier)),
        zonder_gemeente=landtabel.zonder_gemeente,
        toelichting=klantprofielen.toelichting(),
        uitgever=settings.UITGEVER,
        uitgegeven_op=timezone.localdate(),
        synthetisch=peiling.synthetisch,
    )


def _land(landtabel: Landtabel) -> Land:
    return Land(
        cijfers=landtabel.cijfers,
        doelgroepregister=landtabel.doelgroepregister_totaal,
        regios=tuple(
            Regiocijfers(tabel.regio_nummer, tabel.regio, tabel.totaal, register)
            for tabel, register in zip(landtabel.tabellen, landtabel.doelgroepregister, strict=True)
        ),
    )


def _procent(deel: Cel, geheel: Cel) -> int | None:
    return None if deel is None or geheel is None else procent(deel, geheel)


def _punt(kwartaal: Kwartaal, regio: Regiocijfers) -> Trendpunt:
    return Trendpunt(kwartaal, regio.cijfers, regio.doelgroepregister)


def _eerdere_punten(kwartaal: Kwartaal, regio_nummer: int) -> tuple[Trendpunt, ...]:
    """The quarters before this one that are out, as they were published: a trend never counts anew."""
    return tuple(
        Trendpunt(eerder.kwartaal, eerder.inhoud.tabel.totaal, eerder.inhoud.doelgroepregister)
        for eerder in store.list_geldend(regio_nummer=regio_nummer)
        if eerder.kwartaal < kwartaal
    )
