"""Reads and writes the map. A map of one date is read whole: 344 rows, kept as a value."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Q

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


def save(indeling: Indeling) -> int:
    """Make this map true from its date on; returns how many gemeenten changed, came or went.

    What does not change keeps its period. What differs, or is gone, ends on the date; the new form starts on it.
    """
    for regio in indeling.regios:
        ArbeidsmarktregioTable.objects.update_or_create(
            nummer=regio.nummer, defaults={"naam": regio.naam, "cbs_code": regio.cbs_code}
        )
    oud = {gemeente.code: gemeente for gemeente in read(indeling.peildatum).gemeenten}
    nieuw = {gemeente.code: gemeente for gemeente in indeling.gemeenten}
    anders = [gemeente for code, gemeente in nieuw.items() if oud.get(code) != gemeente]
    weg = [code for code, gemeente in oud.items() if nieuw.get(code) != gemeente]
    _end(weg, indeling.peildatum)
    GemeenteTable.objects.bulk_create(_row(gemeente, indeling.peildatum) for gemeente in anders)
    return len({gemeente.code for gemeente in anders} | set(weg))


def _end(codes: Sequence[str], dag: date) -> None:
    geldend = GemeenteTable.objects.filter(code__in=codes, tot__isnull=True)
    geldend.filter(van=dag).delete()
    geldend.filter(van__lt=dag).update(tot=dag)


def _row(gemeente: Gemeente, van: date) -> GemeenteTable:
    return GemeenteTable(
        code=gemeente.code,
        naam=gemeente.naam,
        regio_id=gemeente.regio_nummer,
        breedte=gemeente.breedte,
        lengte=gemeente.lengte,
        buren=list(gemeente.buren),
        van=van,
    )
