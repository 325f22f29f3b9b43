"""Takes the list of one's own klanten along as a file; above a number of persons a second person has to agree first."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import number_format
from django.views.decorators.http import require_http_methods

from doorzicht.domain.klant import service as klanten
from doorzicht.domain.klant.model import Filter
from doorzicht.domain.klant.pages.velden import in_woorden
from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import Handelende
from doorzicht.foundation.errors import Weigering


@toegang.voor("klant.uitvoer")
@require_http_methods(["GET", "HEAD", "POST"])
def uitvoer(request: HttpRequest) -> HttpResponse:
    """What will be in the file and what it is for; then the file, by a form, since taking it along is an act."""
    wie = cast(toegang.Verzoek, request).handelende
    filter_ = Filter(gemeente=str(request.POST.get("gemeente", ""))[:6].replace("\x00", "") or None)
    if request.method != "POST":
        return _vraag(request, wie, filter_)
    try:
        bestand = klanten.voer_uit(wie, filter_, str(request.POST.get("vorm", "csv")))
    except Weigering as fout:
        return _vraag(request, wie, filter_, mis=in_woorden(fout))
    if isinstance(bestand, klanten.Wacht):
        return _vraag(request, wie, filter_, bestand)
    antwoord = HttpResponse(bestand.inhoud, content_type=bestand.soort)
    antwoord.headers["Content-Disposition"] = f'attachment; filename="{bestand.naam}"'
    return antwoord


def _vraag(
    request: HttpRequest,
    wie: Handelende,
    filter_: Filter,
    wacht: klanten.Wacht | None = None,
    mis: str = "",
) -> HttpResponse:
    """The question again, with what became of it; 409 when the file was given already."""
    stand = klanten.stand_uitvoer(wie, filter_)
    aantal = number_format(stand.aantal, force_grouping=True)
    inhoud = {"stand": stand, "aantal": aantal, "wacht": wacht, "mis": mis}
    return render(request, "klant/uitvoer.html", inhoud, status=409 if mis else 200)
