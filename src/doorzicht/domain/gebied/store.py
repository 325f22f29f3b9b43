"""Reads and writes the map. A map of one date is read whole: 344 rows, kept as a value."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Min, Q

from doorzicht.domain.gebied.model import Arbeidsmarktregio, Gemeente, GemeenteCode, Indeling, RegioNummer
from doorzicht.domain.gebied.rules import normaliseer
from doorzicht.domain.gebied.tables import ArbeidsmarktregioTable, GemeenteTable, SchrijfwijzeTable


def read(dag: date) -> Indeling:
    """The map as it was on a day; empty when none is loaded for it."""
    rijen = GemeenteTable.objects.filter(Q(tot__isnull=True) | Q(tot__gt=dag), van__lte=dag)
    gemeenten = sorted((_gemeente(rij) for rij in rijen), key=lambda gemeente: normaliseer(gemeente.naam))
    regios = ArbeidsmarktregioTable.objects.order_by("nummer")
    return Indeling(
        peildatum=dag,
        regios=tuple(Arbeidsmarktregio(RegioNummer(rij.nummer), rij.naam, rij.cbs_code) for rij in regios),
        gemeenten=tuple(gemeenten),
        schrijfwijzen={rij.tekst: GemeenteCode(rij.gemeente_code) for rij in SchrijfwijzeTable.objects.all()},
    )


def _gemeente(rij: GemeenteTable) -> Gemeente:
    return Gemeente(
        code=GemeenteCode(rij.code),
        naam=rij.naam,
        regio_nummer=RegioNummer(rij.regio_id),
        breedte=rij.breedte,
        lengte=rij.lengte,
        buren=tuple(GemeenteCode(code) for code in rij.buren),
    )


def is_filled() -> bool:
    """Whether any list was ever loaded."""
    return GemeenteTable.objects.exists()


def save(indeling: Indeling) -> int:
    """Make this map true from its date to the next one that is known; how many gemeenten changed, came or went.

    What does not change keeps its period. What differs, or is gone, ends on the date; the new form starts on it.
    """
    for regio in indeling.regios:
        ArbeidsmarktregioTable.objects.update_or_create(
            nummer=regio.nummer, defaults={"naam": regio.naam, "cbs_code": regio.cbs_code}
        )
    van, tot = indeling.peildatum, _next_map(indeling.peildatum)
    oud = {gemeente.code: gemeente for gemeente in read(van).gemeenten}
    nieuw = {gemeente.code: gemeente for gemeente in indeling.gemeenten}
    anders = {code for code in oud.keys() | nieuw.keys() if oud.get(code) != nieuw.get(code)}
    _make_room(anders, van, tot)
    GemeenteTable.objects.bulk_create(_row(nieuw[code], van, tot) for code in sorted(anders & nieuw.keys()))
    return len(anders)


def _next_map(dag: date) -> date | None:
    """The first day after this one on which something on the map changes."""
    later = GemeenteTable.objects.filter(van__gt=dag).aggregate(eerste=Min("van"))["eerste"]
    einde = GemeenteTable.objects.filter(tot__gt=dag).aggregate(eerste=Min("tot"))["eerste"]
    return min((grens for grens in (later, einde) if grens), default=None)


def _make_room(codes: Collection[str], van: date, tot: date | None) -> None:
    """Take a stretch of time out of what is known of these gemeenten; what lies after it stays as it was."""
    in_de_weg = GemeenteTable.objects.filter(
        Q(tot__isnull=True) | Q(tot__gt=van), code__in=codes, van__lte=van
    )
    staarten = [
        _row(_gemeente(rij), tot, rij.tot) for rij in in_de_weg if tot and (rij.tot is None or rij.tot > tot)
    ]
    in_de_weg.filter(van=van).delete()
    in_de_weg.update(tot=van)
    GemeenteTable.objects.bulk_create(staarten)


def _row(gemeente: Gemeente, van: date, tot: date | None) -> GemeenteTable:
    return GemeenteTable(
        code=gemeente.code,
        naam=gemeente.naam,
        regio_id=gemeente.regio_nummer,
        breedte=gemeente.breedte,
        lengte=gemeente.lengte,
        buren=list(gemeente.buren),
        van=van,
        tot=tot,
    )


def codes_in(regio: int, dag: date) -> frozenset[str]:
    """The gemeenten of one region on a day, by their codes only: asked at every request of who works there."""
    rijen = GemeenteTable.objects.filter(Q(tot__isnull=True) | Q(tot__gt=dag), van__lte=dag, regio_id=regio)
    return frozenset(rijen.values_list("code", flat=True))
