"""The country in a quarter: the national line, the map with its list, the ranking and the trend."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from doorzicht.domain.publicatie import service
from doorzicht.domain.publicatie.model import Land, Regel, Regiocijfers
from doorzicht.domain.publicatie.pages import beelden, blokken, kiezers, zinnen
from doorzicht.domain.publicatie.pages.adressen import (
    downloads_href,
    hrefs_of,
    land_href,
    not_found,
    read_kwartaal,
)
from doorzicht.domain.publicatie.rules import teksten
from doorzicht.domain.toegang import service as toegang
from doorzicht.foundation.kwartaal import Kwartaal

_ORDERS = (blokken.AANDEEL, blokken.NAAM, blokken.GEMEENTE, blokken.UWV, blokken.AANTAL)


@toegang.openbaar("published figures, already protected")
@require_safe
def cijfers(request: HttpRequest) -> HttpResponse:
    """The newest quarter, or the page that says that nothing was published yet."""
    kwartalen = service.kwartalen()
    if not kwartalen:
        return render(request, "publicatie/leeg.html")
    return _page(request, kwartalen[0])


@toegang.openbaar("published figures, already protected")
@require_safe
def land(request: HttpRequest, kwartaal: str) -> HttpResponse:
    """The country in a quarter that the address names."""
    return _page(request, read_kwartaal(kwartaal))


def _page(request: HttpRequest, kwartaal: Kwartaal) -> HttpResponse:
    stand = service.land(kwartaal)
    if stand is None:
        not_found(
            _("Van dit kwartaal zijn geen cijfers gepubliceerd."), _("Kies een ander kwartaal bij Cijfers.")
        )
    volgorde = kiezers.choice(request.GET, "sorteer", _ORDERS)
    verloop = [punt for punt in service.landtrend() if punt.kwartaal <= kwartaal]
    hrefs = hrefs_of(kwartaal, stand.regios)
    bescherming = service.geldende_bescherming(kwartaal)
    context = {
        "kruimels": blokken.kruimels((_("Cijfers"), "")),
        "canoniek": land_href(kwartaal),
        "kwartaal": zinnen.kwartaalnaam(kwartaal),
        "peildatum": zinnen.datum(kwartaal.peildatum),
        "kopzin": zinnen.kopzin(None, stand.cijfers, stand.doelgroepregister),
        "kerncijfers": blokken.kerncijfers(stand.cijfers, stand.doelgroepregister),
        "kwartalen": kiezers.kwartalen(service.kwartalen(), kwartaal, land_href),
        "kaart": beelden.kaart(stand, hrefs),
        "kaartzin": _map_sentence(stand),
        "lijst": _list(stand, hrefs),
        "kolommen": blokken.kolommen(
            volgorde, lambda sleutel: f"?sorteer={sleutel}#ranglijst", _column_names()
        ),
        "rijen": _ranking(stand, hrefs, volgorde),
        "land_aantal": zinnen.getal(stand.cijfers.totaal),
        "downloads_href": downloads_href(kwartaal),
        "bescherming": zinnen.bescherming(bescherming) if bescherming else "",
        "land_rij": blokken.staafrij(_("Nederland"), stand.cijfers),
        "trend": beelden.trend(verloop),
        "trendzin": zinnen.trendzin(verloop),
        "verborgen": blokken.has_hidden([regio.cijfers for regio in stand.regios]),
    }
    return render(request, "publicatie/land.html", context)


def _column_names() -> tuple[tuple[str, str], ...]:
    return (
        (blokken.NAAM, _("Regio")),
        (blokken.GEMEENTE, _("Gemeenteklanten")),
        (blokken.UWV, _("UWV-klanten")),
        (blokken.AANDEEL, _("Samen")),
        (blokken.AANTAL, _("In Sonar")),
    )


def _ranking(stand: Land, hrefs: Mapping[int, str], volgorde: str) -> list[tuple[blokken.Staafrij, str]]:
    op_naam = sorted(stand.regios, key=lambda regio: regio.naam)
    regels = [Regel(str(regio.nummer), regio.naam, regio.cijfers) for regio in op_naam]
    return [
        (
            blokken.staafrij(regel.gemeente, regel.cijfers, hrefs.get(int(regel.gemeente_code), "")),
            zinnen.getal(regel.cijfers.totaal),
        )
        for regel in blokken.sorted_regels(regels, volgorde)
    ]


def _list(stand: Land, hrefs: Mapping[int, str]) -> list[dict[str, str]]:
    return [
        {
            "naam": regio.naam,
            "href": hrefs.get(regio.nummer, ""),
            "aandeel": zinnen.profieltekst(regio.cijfers),
        }
        for regio in sorted(stand.regios, key=lambda regio: regio.naam)
    ]


def _map_sentence(stand: Land) -> str:
    """The finding of the map: the highest and the lowest share."""
    bekend = [
        (deel, regio)
        for regio in stand.regios
        if (deel := teksten.aandeel_profiel(regio.cijfers)) is not None
    ]
    if not bekend:
        return _("Aandeel met een profiel, per regio")
    hoog, laag = max(bekend, key=_share), min(bekend, key=_share)
    return _(
        "Het aandeel met een profiel loopt van %(laag)d%% in %(laagste)s tot %(hoog)d%% in %(hoogste)s"
    ) % {
        "laag": laag[0],
        "laagste": laag[1].naam,
        "hoog": hoog[0],
        "hoogste": hoog[1].naam,
    }


def _share(paar: tuple[int, Regiocijfers]) -> int:
    return paar[0]
