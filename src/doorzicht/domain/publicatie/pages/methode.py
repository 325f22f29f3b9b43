"""What the figures mean and how they come about; in the words of the reader's language."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from doorzicht.domain.publicatie import service
from doorzicht.domain.publicatie.pages import blokken, zinnen
from doorzicht.domain.toegang import service as toegang


@toegang.openbaar("how the figures are made")
@require_safe
def methode(request: HttpRequest) -> HttpResponse:
    """The definitions, the steps and the protection that the newest quarter has."""
    kwartalen = service.kwartalen()
    bescherming = service.geldende_bescherming(kwartalen[0]) if kwartalen else None
    context = {
        "kruimels": blokken.kruimels((_("Methode"), "")),
        "kwartaal": zinnen.kwartaalnaam(kwartalen[0]) if kwartalen else "",
        "bescherming": zinnen.bescherming(bescherming) if bescherming else "",
    }
    return render(request, "publicatie/methode.html", context)
