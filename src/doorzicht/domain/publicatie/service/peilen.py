"""Freezes a quarter, counts it, and decides once on the protection of its tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from doorzicht.domain.doelgroepregister import service as doelgroepregister
from doorzicht.domain.gebied import service as gebieden
from doorzicht.domain.gebied.model import Indeling
from doorzicht.domain.klant import service as klanten
from doorzicht.domain.klantprofiel import service as klantprofielen
from doorzicht.domain.klantprofiel.model import Verwerking
from doorzicht.domain.publicatie import store
from doorzicht.domain.publicatie.model import (
    Bescherming,
    Besluit,
    Klantsoort,
    Landtabel,
    Peiling,
    Peilingrijen,
)
from doorzicht.domain.publicatie.rules.bescherming import bescherm
from doorzicht.domain.publicatie.rules.controles import controleer as controleer_tabellen
from doorzicht.domain.publicatie.rules.peiling import voeg_samen
from doorzicht.domain.publicatie.rules.telling import Telling, leg_uit, tel_rijen
from doorzicht.domain.publicatie.service.beurt import wacht_op_beurt
from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import Organisatiesoort
from doorzicht.foundation.errors import Weigering
from doorzicht.foundation.kwartaal import Kwartaal
from doorzicht.infra import log

_TELLERS = 2  # reading and hashing leave the interpreter free; more threads than cores gain nothing
_KLANTSOORT = {Organisatiesoort.GEMEENTE: Klantsoort.GEMEENTEKLANT, Organisatiesoort.UWV: Klantsoort.UWVKLANT}


def peil(kwartaal: Kwartaal, door: str) -> Peiling:
    """Freeze the stand of a quarter on its last day; the rows of the quarter are replaced as a whole.

    The same records give the same hash, and then nothing changes. Raises Weigering for a quarter that is not over
    and for one in which nobody is known.
    """
    if kwartaal.peildatum > timezone.localdate():
        raise Weigering(
            f"Het {kwartaal.naam} is nog niet voorbij.", f"Peil het na {kwartaal.peildatum.isoformat()}."
        )
    with transaction.atomic():
        wacht_op_beurt(f"peil {kwartaal}")
        rijen = _rijen(kwartaal)
        if not len(rijen):
            raise Weigering(
                f"Er zijn geen mensen bekend op {kwartaal.peildatum.isoformat()}.", "Lees eerst bestanden in."
            )
        return _bewaar_peiling(kwartaal, rijen, door)


def _bewaar_peiling(kwartaal: Kwartaal, rijen: Peilingrijen, door: str) -> Peiling:
    hash_ = store.hash_of(rijen)
    store.write_rijen(settings.PEILINGEN, kwartaal, rijen)
    bestaande = store.get_peiling(kwartaal)
    if bestaande is not None and bestaande.hash == hash_:
        return bestaande
    nieuw = Peiling(hash_, kwartaal, len(rijen), timezone.now(), door, toegang.is_synthetisch())
    peiling = store.save_peiling(nieuw)
    log.get_log().info("peiling.bevroren", kwartaal=str(kwartaal), rijen=peiling.rijen)
    return peiling


def _rijen(kwartaal: Kwartaal) -> Peilingrijen:
    dag = kwartaal.peildatum
    met_profiel = klantprofielen.met_profiel(dag)
    pseudoniem = klanten.pseudoniemen(f"peiling {kwartaal}")
    zonder = _wie_niet_meetelt()
    return voeg_samen(
        register={
            pseudoniem(index): gemeente
            for index, gemeente in doelgroepregister.stand(dag)
            if index not in zonder
        },
        klanten={
            pseudoniem(index): (_KLANTSOORT[soort], gemeente, klant in met_profiel)
            for klant, index, gemeente, soort in klanten.stand(dag)
            if index not in zonder
        },
        gemeenten=[gemeente.code for gemeente in gebieden.indeling_op(dag).gemeenten],
    )


def _wie_niet_meetelt() -> set[bytes]:
    """By blind index, since the register knows no klanten: who objected to being counted and was put in the right.

    He is left out of every peiling that is made from then on; one that was frozen before stays as it is.
    """
    bezwaren = klantprofielen.met_bezwaar(Verwerking.CIJFERS)
    return {klanten.index_van(klant) for klant in bezwaren}


def get_peiling(kwartaal: Kwartaal) -> Peiling:
    """The peiling that counts for a quarter; raises Weigering when there is none."""
    peiling = store.get_peiling(kwartaal)
    if peiling is None:
        raise Weigering(f"Het {kwartaal.naam} is nog niet gepeild.", f"Doe eerst: doorzicht peil {kwartaal}.")
    return peiling


def tel_peilingen(peilingen: Sequence[Peiling], indelingen: Sequence[Indeling]) -> Iterator[Landtabel]:
    """The unprotected tables of each peiling, in its indeling; while one is laid out, the next ones are counted.

    Raises Weigering when the rows of a peiling are not those that were frozen.
    """
    with ThreadPoolExecutor(_TELLERS) as tellers:
        tellingen = tellers.map(tel_bevroren, peilingen, indelingen)
        yield from map(leg_uit, tellingen, indelingen)


def tel_bevroren(peiling: Peiling, indeling: Indeling) -> Telling:
    """The bare counts of the frozen rows, after a check against the hash under which they were frozen."""
    rijen, hash_ = store.read_telrijen(settings.PEILINGEN, peiling)
    if hash_ != peiling.hash:
        raise Weigering(
            f"De bevroren rijen van {peiling.kwartaal} zijn veranderd na het peilen.",
            "Zet het bestand terug uit een reservekopie; publiceer niet.",
        )
    return tel_rijen(rijen, indeling)


def beslis(kwartaal: Kwartaal, bescherming: Bescherming) -> Besluit:
    """The protected tables of a quarter for the whole country, and what the checks found; made once, then read."""
    peiling = get_peiling(kwartaal)
    with transaction.atomic():
        wacht_op_beurt(f"beslis {peiling.hash}")
        bestaand = store.get_besluit(peiling, bescherming)
        if bestaand is not None:
            return bestaand
        onbeschermd, vorige = _tel_met_vorige(peiling)
        beschermd = bescherm(onbeschermd, bescherming)
        bevindingen = controleer_tabellen(onbeschermd, beschermd, vorige, bescherming)
        return store.add_besluit(peiling, bescherming, beschermd, bevindingen)


def _tel_met_vorige(peiling: Peiling) -> tuple[Landtabel, Landtabel | None]:
    """The tables of a peiling and of the one of the quarter before, when there is one."""
    vorige = store.get_peiling(peiling.kwartaal.vorige())
    peilingen = [peiling, *([vorige] if vorige else [])]
    tabellen = tel_peilingen(peilingen, [gebieden.indeling_op(p.kwartaal.peildatum) for p in peilingen])
    return next(tabellen), next(tabellen, None)
