"""A gemeente in a quarter, against its region and the country."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from doorzicht.domain.gebied import service as gebied
from doorzicht.domain.publicatie import service
from doorzicht.domain.publicatie.model import Regel, Trendpunt, Uitgave
from doorzicht.domain.publicatie.pages import beelden, blokken, kiezers, zinnen
from doorzicht.domain.publicatie.pages.adressen import (
    gemeente_href,
    land_href,
    not_found,
    read_gemeente,
    read_kwartaal,
    read_uitgave,
    regio_href,
)
from doorzicht.domain.publicatie.rules import teksten
from doorzicht.domain.toegang import service as toegang
from doorzicht.foundation.kwartaal import Kwartaal

_MOST_QUARTERS = 8


@toegang.openbaar("published figures, already protected")
@require_safe
def gemeente(request: HttpRequest, kwartaal: str, gemeente: str) -> HttpResponse:
    """The figures of a gemeente; a name that has changed leads to the address with the right one."""
    gekozen, code = read_kwartaal(kwartaal), read_gemeente(gemeente)
    uitgave, regel = _read(gekozen, code)
    adres = gemeente_href(gekozen, code, regel.gemeente)
    if request.path != adres:
        return HttpResponsePermanentRedirect(adres)
    return render(request, "publicatie/gemeente.html", _context(uitgave, regel))


def _read(kwartaal: Kwartaal, code: str) -> tuple[Uitgave, Regel]:
    plaats = gebied.indeling_op(kwartaal.peildatum).gemeente(code)
    if plaats is None:
        not_found(_("Deze gemeente kennen we niet."), _("Zoek de gemeente op naam."))
    uitgave = read_uitgave(kwartaal, plaats.regio_nummer)
    regel = _regel(uitgave, code)
    if regel is None:
        not_found(
            _("Van deze gemeente is in dit kwartaal niets gepubliceerd."), _("Kies een ander kwartaal.")
        )
    return uitgave, regel


def _regel(uitgave: Uitgave | None, code: str) -> Regel | None:
    regels = uitgave.inhoud.tabel.regels if uitgave else ()
    return next((regel for regel in regels if regel.gemeente_code == code), None)


def _context(uitgave: Uitgave, regel: Regel) -> dict[str, Any]:
    inhoud, kwartaal = uitgave.inhoud, uitgave.kwartaal
    regio, land = inhoud.tabel.regio, _("Nederland")
    regio_adres = regio_href(kwartaal, uitgave.regio_nummer, regio)
    verloop = _history(uitgave, regel.gemeente_code)
    plaatsen = ((regel.gemeente, regel.cijfers), (regio, inhoud.tabel.totaal), (land, inhoud.land.cijfers))
    return {
        "kruimels": blokken.kruimels(
            (_("Cijfers"), land_href(kwartaal)), (regio, regio_adres), (regel.gemeente, "")
        ),
        "naam": regel.gemeente,
        "regio": regio,
        "regio_href": regio_adres,
        "canoniek": gemeente_href(kwartaal, regel.gemeente_code, regel.gemeente),
        "kwartaal": zinnen.kwartaalnaam(kwartaal),
        "peildatum": zinnen.datum(kwartaal.peildatum),
        "kopzin": zinnen.gemeentezin(regel.gemeente, regel.cijfers),
        "verschilzin": _difference(regel, uitgave),
        "kerncijfers": _key_figures(regel),
        "kwartalen": kiezers.kwartalen(
            [punt.kwartaal for punt in verloop],
            kwartaal,
            lambda ander: gemeente_href(ander, regel.gemeente_code, regel.gemeente),
        ),
        "staafrijen": [blokken.staafrij(naam, cijfers) for naam, cijfers in plaatsen],
        "stavenzin": zinnen.stavenzin(regel.cijfers),
        "tabelrijen": [blokken.rij(naam, cijfers) for naam, cijfers in plaatsen],
        "trend": beelden.trend(verloop, met_register=False),
        "trendzin": zinnen.trendzin(verloop),
        "synthetisch": inhoud.synthetisch,
        "bescherming": zinnen.bescherming(inhoud.bescherming),
        "verborgen": blokken.has_hidden([cijfers for _naam, cijfers in plaatsen]),
    }


def _history(uitgave: Uitgave, code: str) -> list[Trendpunt]:
    """The gemeente in the quarters that its region has, this one last; its register total is not published."""
    verloop = []
    for punt in uitgave.inhoud.trend[-_MOST_QUARTERS:]:
        toen = (
            uitgave
            if punt.kwartaal == uitgave.kwartaal
            else service.uitgave(punt.kwartaal, uitgave.regio_nummer)
        )
        regel = _regel(toen, code)
        if regel is not None:
            verloop.append(Trendpunt(punt.kwartaal, regel.cijfers, None))
    return verloop


def _key_figures(regel: Regel) -> tuple[blokken.Kerncijfer, ...]:
    cijfers = regel.cijfers
    return (
        blokken.kerncijfer(
            zinnen.getal(cijfers.totaal),
            _("mensen uit de doelgroep zijn bekend in Sonar"),
            _("hoeveel mensen uit de doelgroep bekend zijn in Sonar"),
        ),
        *blokken.profielcijfers(cijfers),
    )


def _difference(regel: Regel, uitgave: Uitgave) -> str:
    hier, daar = teksten.aandeel_profiel(regel.cijfers), teksten.aandeel_profiel(uitgave.inhoud.tabel.totaal)
    if hier is None or daar is None:
        return ""
    waarden = {"regio": uitgave.inhoud.tabel.regio, "daar": daar, "verschil": zinnen.verschil(hier, daar)}
    if hier == daar:
        return _("Dat is evenveel als in de regio %(regio)s.") % waarden
    return _("Dat is %(verschil)s dan in de regio %(regio)s (%(daar)d%%).") % waarden
