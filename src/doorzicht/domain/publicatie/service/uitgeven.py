"""Moves an uitgave from concept to published, one signature at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from doorzicht.domain.klantprofiel import service as klantprofielen
from doorzicht.domain.publicatie import store
from doorzicht.domain.publicatie.model import (
    Bescherming,
    Besluit,
    Ernst,
    Land,
    Landtabel,
    Regiocijfers,
    Status,
    Trendpunt,
    Uitgave,
    UitgaveInhoud,
    aandeel,
)
from doorzicht.domain.publicatie.rules.besluiten import Gevolg, gevolg
from doorzicht.domain.publicatie.service.bestanden import Voortgang, bestanden, maak_bestanden, uitgave_map
from doorzicht.domain.publicatie.service.beurt import wacht_op_beurt
from doorzicht.domain.publicatie.service.peilen import beslis
from doorzicht.foundation.errors import Weigering
from doorzicht.foundation.kwartaal import Kwartaal
from doorzicht.infra import log


def maak(
    kwartaal: Kwartaal, regio_nummer: int, bescherming: Bescherming, door: str, *, ander_beleid: bool = False
) -> Uitgave:
    """Step 1: the concept of an uitgave; the one that exists already for this peiling and policy is given back.

    Raises Weigering for a second protection that would give away what the first one hides, unless `ander_beleid`.
    """
    _bewaak_beleid(kwartaal, [regio_nummer], bescherming, ander_beleid=ander_beleid)
    return _maak(beslis(kwartaal, bescherming), regio_nummer, door)


def controleer(kwartaal: Kwartaal, regio_nummer: int, bescherming: Bescherming, door: str) -> Uitgave:
    """Step 2: the checks were read; raises Weigering when one of them is an error."""
    return _controleer(beslis(kwartaal, bescherming), regio_nummer, door)


def stel_vast(kwartaal: Kwartaal, regio_nummer: int, bescherming: Bescherming, door: str) -> Uitgave:
    """Step 3: the second signature, by another than the maker; raises VierOgen when it is the same.

    It is put under what will be printed, date and all: from here on the content does not change.
    """
    return _stel_vast(beslis(kwartaal, bescherming), regio_nummer, door)


def publiceer(
    kwartaal: Kwartaal,
    regio_nummer: int,
    bescherming: Bescherming,
    uit: Path | None = None,
    *,
    ander_beleid: bool = False,
) -> Uitgave:
    """Step 4: out it goes, whole, and an older version is marked as rectified.

    With `uit` the files are written to that folder too. An uitgave that is out already keeps its bytes.
    Under another protection than that of the quarter it stays vastgesteld, unless `ander_beleid`.
    """
    naar_buiten = _bewaak_beleid(kwartaal, [regio_nummer], bescherming, ander_beleid=ander_beleid)
    return _publiceer(beslis(kwartaal, bescherming), regio_nummer, uit, naar_buiten=naar_buiten)


def publiceer_regios(
    kwartaal: Kwartaal,
    regios: Sequence[int],
    bescherming: Bescherming,
    *,
    maker: str,
    vaststeller: str,
    uit: Path | None,
    voortgang: Voortgang,
    ander_beleid: bool = False,
) -> tuple[Uitgave, ...]:
    """All steps for some regions, each in its own transaction; with `uit` also their files.

    Steps that were taken before are not taken again, so a run that was killed can simply be started anew.
    Under another protection than that of the quarter an uitgave stays vastgesteld: there are files of it, and the
    site does not change. Raises Weigering where even that would give people away. `ander_beleid` sets both aside.
    """
    naar_buiten = _bewaak_beleid(kwartaal, regios, bescherming, ander_beleid=ander_beleid)
    besluit = beslis(kwartaal, bescherming)
    klaar = [_zet_klaar(besluit, regio_nummer, maker, vaststeller) for regio_nummer in regios]
    if uit is not None:
        maak_bestanden([uitgave.inhoud for uitgave in klaar], voortgang)
    return tuple(_publiceer(besluit, regio_nummer, uit, naar_buiten=naar_buiten) for regio_nummer in regios)


def _bewaak_beleid(
    kwartaal: Kwartaal, regios: Sequence[int], bescherming: Bescherming, *, ander_beleid: bool
) -> bool:
    """Whether it may go out; False when there may be files of it only. Raises Weigering when not even that."""
    if ander_beleid:
        return True
    van_kwartaal = store.list_beschermingen(kwartaal)
    gevolgen = {
        gevolg(bescherming, store.list_beschermingen(kwartaal, nummer), van_kwartaal) for nummer in regios
    }
    if Gevolg.WEIGEREN in gevolgen:
        eerder = " en ".join(sorted(b.beleid.value for b in van_kwartaal))
        raise Weigering(
            f"Het {kwartaal.naam} is al uit met {eerder}. Een tweede beleid ernaast kan mensen bloot geven.",
            "Publiceer met hetzelfde beleid, of kies --alle met --ander-beleid als je zeker weet dat het kan.",
        )
    return Gevolg.ALLEEN_BESTANDEN not in gevolgen


def _zet_klaar(besluit: Besluit, regio_nummer: int, maker: str, vaststeller: str) -> Uitgave:
    """Steps 1 to 3, as far as they were not taken yet."""
    uitgave = _maak(besluit, regio_nummer, maker)
    if uitgave.status is Status.CONCEPT:
        uitgave = _controleer(besluit, regio_nummer, maker)
    if uitgave.status is Status.GECONTROLEERD:
        uitgave = _stel_vast(besluit, regio_nummer, vaststeller)
    return uitgave


def _maak(besluit: Besluit, regio_nummer: int, door: str) -> Uitgave:
    kwartaal = besluit.peiling.kwartaal
    with transaction.atomic():
        _wacht(besluit, regio_nummer)
        bestaande = store.get_for_besluit(besluit, regio_nummer)
        if bestaande is not None:
            return bestaande
        versie = store.next_versie(kwartaal, regio_nummer)
        inhoud = _inhoud(besluit, regio_nummer, versie)
        return store.save_uitgave(
            Uitgave(kwartaal, regio_nummer, versie, Status.CONCEPT, inhoud, door), besluit
        )


def _controleer(besluit: Besluit, regio_nummer: int, door: str) -> Uitgave:
    fouten = [bevinding.tekst for bevinding in besluit.bevindingen if bevinding.ernst is Ernst.FOUT]
    if fouten:
        gevonden = f"De controle vond {len(fouten)} fouten: {' '.join(fouten[:3])}"
        raise Weigering(gevonden, "Herstel de gegevens en peil opnieuw.")
    return _stap(besluit, regio_nummer, lambda uitgave: uitgave.controleren(door))


def _stel_vast(besluit: Besluit, regio_nummer: int, door: str) -> Uitgave:
    return _stap(besluit, regio_nummer, lambda uitgave: uitgave.vaststellen(door, timezone.localdate()))


def _publiceer(besluit: Besluit, regio_nummer: int, uit: Path | None, *, naar_buiten: bool) -> Uitgave:
    with transaction.atomic():
        uitgave = _get(besluit, regio_nummer)
        if naar_buiten and uitgave.status not in (Status.GEPUBLICEERD, Status.GERECTIFICEERD):
            uitgave = uitgave.publiceren(timezone.now())
            _rectificeer_oudere(uitgave)
            store.save_uitgave(uitgave)
            log.get_log().info(
                "uitgave.gepubliceerd",
                kwartaal=str(uitgave.kwartaal),
                regio=regio_nummer,
                versie=uitgave.versie,
            )
        if uit is not None:
            store.write_map(uit / uitgave_map(uitgave.inhoud), bestanden(uitgave.inhoud))
        return uitgave


def _rectificeer_oudere(uitgave: Uitgave) -> None:
    geldend = store.get_uitgave(uitgave.kwartaal, uitgave.regio_nummer)
    if geldend is not None:
        store.mark_gerectificeerd(geldend)


def _stap(besluit: Besluit, regio_nummer: int, stap: Callable[[Uitgave], Uitgave]) -> Uitgave:
    with transaction.atomic():
        return store.save_uitgave(stap(_get(besluit, regio_nummer)))


def _get(besluit: Besluit, regio_nummer: int) -> Uitgave:
    """The uitgave of a decision; nobody else moves it until the transaction ends."""
    _wacht(besluit, regio_nummer)
    uitgave = store.get_for_besluit(besluit, regio_nummer)
    if uitgave is None:
        raise Weigering("Deze uitgave is nog niet gemaakt.", "Maak haar eerst.")
    return uitgave


def _wacht(besluit: Besluit, regio_nummer: int) -> None:
    wacht_op_beurt(f"uitgave {besluit.peiling.kwartaal} {regio_nummer}")


def _inhoud(besluit: Besluit, regio_nummer: int, versie: int) -> UitgaveInhoud:
    peiling, land = besluit.peiling, _land(besluit.landtabel)
    hier = next((regio for regio in land.regios if regio.nummer == regio_nummer), None)
    if hier is None:
        raise Weigering(
            f"Regio {regio_nummer} bestaat niet.", f"Kies een nummer van 1 tot en met {len(land.regios)}."
        )
    return UitgaveInhoud(
        kwartaal=peiling.kwartaal,
        versie=versie,
        bescherming=besluit.bescherming,
        peiling_hash=peiling.hash,
        tabel=next(tabel for tabel in besluit.landtabel.tabellen if tabel.regio_nummer == regio_nummer),
        doelgroepregister=hier.doelgroepregister,
        bekend_procent=aandeel(hier.cijfers.totaal, hier.doelgroepregister),
        land=land,
        trend=(*store.list_trendpunten(regio_nummer, peiling.kwartaal), _punt(peiling.kwartaal, hier)),
        zonder_gemeente=besluit.landtabel.zonder_gemeente,
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


def _punt(kwartaal: Kwartaal, regio: Regiocijfers) -> Trendpunt:
    return Trendpunt(kwartaal, regio.cijfers, regio.doelgroepregister)
