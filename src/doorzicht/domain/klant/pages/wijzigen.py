"""The form in which a klant is changed; where two people changed the same field it asks which one holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from doorzicht.domain.klant import service as klanten
from doorzicht.domain.klant.model import GROEP_VAN, WIJZIGBAAR, Botsing, Dossier, Samenloop
from doorzicht.domain.klant.pages import velden
from doorzicht.domain.klant.pages.woorden import groepnaam, klantnaam
from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import Veldgroep
from doorzicht.foundation.errors import Weigering


@toegang.voor("klant.wijzigen")
@require_http_methods(["GET", "HEAD", "POST"])
def wijzigen(request: HttpRequest, klant: UUID) -> HttpResponse:
    """Show the form, or store what was sent in it."""
    wie = cast(toegang.Verzoek, request).handelende
    if request.method == "POST":
        return _bewaar(request, klant)
    bekend = klanten.om_te_wijzigen(wie, klant)
    waarden = {naam: waarde for groep in bekend.velden.values() for naam, waarde in groep.items()}
    naam = klantnaam(bekend.velden[Veldgroep.IDENTITEIT]["naam"])
    return _formulier(request, klant, waarden, bekend.versie, naam=naam)


def _bewaar(request: HttpRequest, klant: UUID) -> HttpResponse:
    wie = cast(toegang.Verzoek, request).handelende
    getypt = velden.gestuurd(request, WIJZIGBAAR)
    eigen = {naam: tekst for naam, tekst in getypt.items() if request.POST.get(f"keuze-{naam}") != "ander"}
    versie = _versie(request)
    if open_ := _zonder_keuze(request, getypt):
        botsingen = _nog_te_kiezen(klanten.om_te_wijzigen(wie, klant), getypt, open_)
        return _formulier(request, klant, getypt, versie, botsingen=botsingen, status=409)
    try:
        klanten.wijzig(wie, klant, eigen, versie)
    except klanten.VeldenFout as fout:
        return _formulier(request, klant, getypt, versie, fout.fouten, status=400)
    except Samenloop as samenloop:
        return _formulier(request, klant, getypt, samenloop.versie, botsingen=samenloop.botsingen, status=409)
    return HttpResponseRedirect(f"{reverse('klant', args=[klant])}?klaar=ja")


def _zonder_keuze(request: HttpRequest, getypt: Iterable[str]) -> list[str]:
    """The fields of which was asked what must stand there, and of which nothing was chosen."""
    return [
        naam
        for naam in getypt
        if f"gevraagd-{naam}" in request.POST and request.POST.get(f"keuze-{naam}") not in ("eigen", "ander")
    ]


def _nog_te_kiezen(nu: Dossier, getypt: Mapping[str, str], namen: Iterable[str]) -> list[Botsing]:
    staat_er = {naam: waarde for groep in nu.velden.values() for naam, waarde in groep.items()}
    return [Botsing(naam, None, staat_er[naam], getypt[naam]) for naam in namen]


def _versie(request: HttpRequest) -> int:
    """What is no number is no version that ever was: then everything has to be chosen."""
    tekst = request.POST.get("versie", "")
    return int(tekst) if tekst.isascii() and tekst.isdigit() and len(tekst) < 9 else 0


def _formulier(
    request: HttpRequest,
    klant: UUID,
    waarden: Mapping[str, Any],
    versie: int,
    fouten: Mapping[str, Weigering] | None = None,
    botsingen: Iterable[Botsing] = (),
    status: int = 200,
    naam: str = "",
) -> HttpResponse:
    alle = velden.maak(WIJZIGBAAR, waarden, fouten, botsingen)
    inhoud = {
        "klant": klant,
        "naam": naam,
        "versie": versie,
        "groepen": [
            (groepnaam(groep), [veld for veld in alle if GROEP_VAN[veld.naam] is groep])
            for groep in (Veldgroep.IDENTITEIT, Veldgroep.CONTACT, Veldgroep.WERK)
        ],
        "fouten": [veld for veld in alle if veld.fout],
        "botsingen": [veld for veld in alle if veld.ander is not None],
    }
    return render(request, "klant/wijzigen.html", inhoud, status=status)
