"""Four eyes: what waits for a decision, and deciding."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.pages.toezicht import woorden
from doorzicht.domain.toegang.pages.velden import gestuurd, gestuurd_id
from doorzicht.domain.toegang.pages.verzoek import wie_van
from doorzicht.foundation.errors import Weigering

_BESLUITEN = {"ja": True, "nee": False}


@toegang.voor("toegang.vierogen-besluiten")
@require_http_methods(["GET", "HEAD", "POST"])
def voorstellen(request: HttpRequest) -> HttpResponse:
    """Those that wait; or all, when asked. A decision leads back here."""
    wie = wie_van(request)
    fout = ""
    if request.method == "POST":
        try:
            return _decided(request)
        except Weigering as weigering:
            fout = woorden.vertaald(weigering)
    alle = request.GET.get("alle") == "ja"
    namen = woorden.organisatienamen()
    inhoud = {
        "alle": alle,
        "klaar": request.GET.get("klaar") == "ja",
        "fout": fout,
        "voorstellen": [
            {
                "voorstel": een,
                "aantal": number_format(een.aantal, force_grouping=True),
                "naam": woorden.voorstelnaam(een.soort),
                "organisatie": namen.get(een.organisatie),
                "stand": woorden.statusnaam(een.status),
                "van_mij": een.voorgesteld_door == wie.gebruiker,
                "wacht": een.goedgekeurd is None,
            }
            for een in toegang.voorstellen(wie, ook_besloten=alle)
        ],
    }
    return render(request, "toegang/toezicht/voorstellen.html", inhoud, status=400 if fout else 200)


def _decided(request: HttpRequest) -> HttpResponse:
    voorstel, besluit = gestuurd_id(request, "voorstel"), _BESLUITEN.get(gestuurd(request, "besluit"))
    if voorstel is None or besluit is None:
        raise Weigering(_("Kies ja of nee bij een voorstel."))
    toegang.besluit_vierogen(wie_van(request), voorstel, goedgekeurd=besluit)
    return HttpResponseRedirect(f"{reverse('toezicht-voorstellen')}?klaar=ja")
