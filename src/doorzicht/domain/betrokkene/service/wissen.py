"""Erasing whom two people agreed on, from every term; and that erased stays erased after a backup was put back.

1. `voer_uit` takes an approved run. Whoever may still be erased is, in one transaction; who came back stays.
2. Whom it was goes on the erasure list, in the database and in a file outside it, as a mark that tells nobody who.
   The file is written before the transaction ends: somebody erased and not on it cannot be, the other way round can,
   and a run that is carried out again mends that.
3. `herhaal`: whoever stands on the list and in the database again is erased again, unless he registered anew since.

The log of looks stays; it holds an id only. Runs as the owner.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from doorzicht.domain.betrokkene import store
from doorzicht.domain.betrokkene.model import Verzameling, Wissing
from doorzicht.domain.betrokkene.rules.bewaartermijn import is_opnieuw_begonnen
from doorzicht.domain.betrokkene.rules.merk import merk_van
from doorzicht.domain.betrokkene.rules.ronde import afdruk
from doorzicht.domain.betrokkene.service.bewaren import te_wissen
from doorzicht.domain.doelgroepregister import service as doelgroepregister
from doorzicht.domain.klant import service as klanten
from doorzicht.domain.klantprofiel import service as klantprofiel
from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import Vierogensoort
from doorzicht.foundation.errors import Weigering
from doorzicht.infra.log import get_log

log = get_log()
_KLANTEN, _REGISTER = Verzameling.KLANTEN, Verzameling.REGISTER
Personen = Mapping[Verzameling, Collection[UUID]]
Herken = Callable[[Collection[UUID] | None], Iterator[tuple[UUID, list[bytes], date | None]]]
_HERKEN: dict[Verzameling, Herken] = {
    _KLANTEN: klanten.herken,
    _REGISTER: doelgroepregister.herken,
}


def voer_uit(voorstel: UUID) -> dict[Verzameling, int]:
    """Carry an approved run out; returns how many were erased, of each verzameling."""
    with transaction.atomic():
        store.sluit_invoer_uit()
        inhoud = toegang.voer_uit(Vierogensoort.VERWIJDERING, voorstel).inhoud
        ronde = UUID(inhoud["ronde"])
        voorgedragen = {verzameling: store.kandidaten(ronde, verzameling) for verzameling in Verzameling}
        if afdruk(voorgedragen) != inhoud["afdruk"]:
            raise Weigering(
                "Wie in deze ronde staat, is veranderd nadat ze is voorgesteld.",
                "Stel een nieuwe ronde voor.",
            )
        personen = {v: voorgedragen[v] & te_wissen(v) for v in Verzameling}
        wissingen = tuple(_wissingen(personen, ronde, timezone.now()))
        _wis(personen)
        store.sluit_ronde(ronde)
        store.schrijf_wissingen(wissingen)
        store.schrijf_wislijst(wislijst(), wissingen)
    aantallen = _tel(personen)
    log.info("bewaren.gewist", klanten=aantallen[_KLANTEN], register=aantallen[_REGISTER])
    return aantallen


def herhaal() -> dict[Verzameling, int]:
    """Erase again whoever the list names; returns how many there were, of each verzameling."""
    with transaction.atomic():
        store.sluit_invoer_uit()
        buiten = store.lees_wislijst(wislijst())
        store.schrijf_wissingen(buiten)
        lijst = _laatste((*store.wissingen(), *buiten))
        personen = {v: set(_terug(v, lijst)) for v in Verzameling}
        _wis(personen)
    aantallen = _tel(personen)
    log.info("bewaren.herhaald", klanten=aantallen[_KLANTEN], register=aantallen[_REGISTER])
    return aantallen


def heeft_wissingen() -> bool:
    """Whether anybody is on the list: then no index key may be thrown away, for a mark is known by its key only."""
    return bool(store.wissingen() or store.lees_wislijst(wislijst()))


def wislijst() -> Path:
    """Where the erasure list is kept outside the database."""
    return Path(settings.VAR) / "wislijst" / "gewist.jsonl"


def _wis(personen: Personen) -> None:
    """From the highest term down, so that nothing refers to what is gone."""
    weg = personen[_KLANTEN]
    store.wis(_KLANTEN, weg)
    klantprofiel.wis(weg)
    klanten.wis(weg)
    toegang.wis(weg)
    store.wis(_REGISTER, personen[_REGISTER])
    doelgroepregister.wis(personen[_REGISTER])


def _wissingen(personen: Personen, ronde: UUID, op: datetime) -> Iterator[Wissing]:
    for verzameling, ids in personen.items():
        for _persoon, indexen, _begin in _HERKEN[verzameling](ids):
            yield Wissing(verzameling, merk_van(indexen[0]), op, ronde)


def _laatste(wissingen: Iterable[Wissing]) -> dict[tuple[Verzameling, bytes], datetime]:
    """Of everybody on the list the last time that he was erased."""
    laatste: dict[tuple[Verzameling, bytes], datetime] = {}
    for wissing in wissingen:
        wie = (wissing.verzameling, wissing.merk)
        laatste[wie] = max(wissing.op, laatste.get(wie, wissing.op))
    return laatste


def _terug(verzameling: Verzameling, lijst: Mapping[tuple[Verzameling, bytes], datetime]) -> Iterator[UUID]:
    """Who is on the list and in the database; a mark was made with the key of its day, so each key is tried."""
    if not any(wie[0] is verzameling for wie in lijst):
        return
    for persoon, indexen, begin in _HERKEN[verzameling](None):
        gewist = [op for index in indexen if (op := lijst.get((verzameling, merk_van(index))))]
        if gewist and not is_opnieuw_begonnen(begin, timezone.localdate(max(gewist))):
            yield persoon


def _tel(personen: Personen) -> dict[Verzameling, int]:
    return {verzameling: len(ids) for verzameling, ids in personen.items()}
