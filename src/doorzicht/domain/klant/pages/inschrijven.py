"""The form in which a person is registered, and its one answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from doorzicht.domain.klant import service as klanten
from doorzicht.domain.klant.pages import gemeenten, velden
from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import Handelende, Organisatiesoort
from doorzicht.foundation.errors import Weigering

_NAMEN = ("bsn", *klanten.INSCHRIJFVELDEN, "gemeente")
_NODIG = frozenset({"bsn", "naam", "gemeente"})


@toegang.voor("klant.inschrijven")
@require_http_methods(["GET", "HEAD", "POST"])
def inschrijven(request: HttpRequest) -> HttpResponse:
    """Show the form, or register who was sent in it. Only one's own klant leads on to his dossier."""
    wie = cast(toegang.Verzoek, request).handelende
    if request.method != "POST":
        klanten.mag_inschrijven(wie)
        return _formulier(request, wie, {})
    gestuurd = velden.gestuurd(request, _NAMEN)
    eigen = {naam: tekst for naam, tekst in gestuurd.items() if naam in klanten.INSCHRIJFVELDEN}
    try:
        inschrijving = klanten.schrijf_in(
            wie, gestuurd.get("bsn", ""), gestuurd.get("gemeente") or None, eigen
        )
    except klanten.VeldenFout as fout:
        return _formulier(request, wie, gestuurd, fout.fouten, status=400)
    except Weigering as nee:
        status = 429 if isinstance(nee, klanten.TeVaakIngeschreven) else 503
        return _formulier(request, wie, gestuurd, bezig=velden.in_woorden(nee), status=status)
    if inschrijving.klant is not None:
        return HttpResponseRedirect(reverse("klant", args=[inschrijving.klant]))
    return HttpResponseRedirect(reverse("klant-ontvangen"))


@toegang.voor("klant.inschrijven")
@require_safe
def ontvangen(request: HttpRequest) -> HttpResponse:
    """The same words for a person who is new, was here before, or is with another organisation."""
    klanten.mag_inschrijven(cast(toegang.Verzoek, request).handelende)
    return render(request, "klant/ontvangen.html")


def _formulier(
    request: HttpRequest,
    wie: Handelende,
    waarden: Mapping[str, str],
    fouten: Mapping[str, Weigering] | None = None,
    bezig: str = "",
    status: int = 200,
) -> HttpResponse:
    nodig = _NODIG - ({"gemeente"} if wie.soort is Organisatiesoort.UWV else set())
    alle = {veld.naam: veld for veld in velden.maak(_NAMEN, waarden, fouten, nodig=nodig)}
    inhoud = {
        "persoon": [alle[naam] for naam in ("bsn", "naam", "geslacht")],
        "gemeente": alle["gemeente"],
        "gemeenten": [(code, naam, code == waarden.get("gemeente")) for code, naam in gemeenten.keuze(wie)],
        "contact": [alle[naam] for naam in klanten.INSCHRIJFVELDEN[2:]],
        "fouten": [veld for veld in alle.values() if veld.fout],
        "bezig": bezig,
    }
    return render(request, "klant/inschrijven.html", inhoud, status=status)
