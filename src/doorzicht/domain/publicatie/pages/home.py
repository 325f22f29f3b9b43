"""The first page: what this is, the newest figure, a search box and doors to what is finished."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from doorzicht.domain.publicatie import service
from doorzicht.domain.publicatie.pages import zinnen
from doorzicht.domain.publicatie.pages.adressen import land_href
from doorzicht.domain.publicatie.rules.teksten import aandeel_profiel
from doorzicht.domain.toegang import service as toegang


@toegang.openbaar("published figures, already protected")
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The newest national figure as a large number with its sentence."""
    kwartalen = service.kwartalen()
    land = service.land(kwartalen[0]) if kwartalen else None
    if land is None:
        return render(request, "publicatie/home.html", {"leeg": True})
    context = {
        "is_verborgen": aandeel_profiel(land.cijfers) is None,
        "kopzin": zinnen.kopzin(None, land.cijfers, land.doelgroepregister),
        "aandeel": zinnen.profieltekst(land.cijfers),
        "aantal": zinnen.getal(land.cijfers.totaal),
        "peildatum": zinnen.datum(kwartalen[0].peildatum),
        "kwartaal": zinnen.kwartaalnaam(kwartalen[0]),
        "land_href": land_href(kwartalen[0]),
    }
    return render(request, "publicatie/home.html", context)
