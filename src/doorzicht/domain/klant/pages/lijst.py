"""The list of one's own klanten, and the search among them."""

from __future__ import annotations

from typing import cast
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from doorzicht.domain.klant import service as klanten
from doorzicht.domain.klant.model import Filter, Lijst, Volgorde
from doorzicht.domain.klant.pages import gemeenten
from doorzicht.domain.klant.pages.velden import in_woorden
from doorzicht.domain.toegang import service as toegang
from doorzicht.foundation.errors import Weigering

_LAST_PAGE = 100_000


@toegang.voor("klant.lijst")
@require_safe
def lijst(request: HttpRequest) -> HttpResponse:
    """A page of the list; the address holds order, gemeente and page, never a name."""
    wie = cast(toegang.Verzoek, request).handelende
    filter_ = _filter(request)
    gevonden = klanten.lijst(wie, filter_, _pagina(request), hoogstens_laatste=True)
    inhoud = _inhoud(gevonden) | {
        "filter": filter_,
        "volgordes": [(volgorde.value, naam, filter_.volgorde is volgorde) for volgorde, naam in _orders()],
        "vorige": _adres(filter_, gevonden.pagina - 1) if gevonden.pagina > 1 else "",
        "volgende": _adres(filter_, gevonden.pagina + 1) if gevonden.pagina < gevonden.paginas else "",
    }
    return render(request, "klant/lijst.html", inhoud)


@toegang.voor("klant.zoek")
@require_http_methods(["GET", "HEAD", "POST"])
def zoeken(request: HttpRequest) -> HttpResponse:
    """What was asked is sent and not put in the address: it is a name or a BSN."""
    wie = cast(toegang.Verzoek, request).handelende
    vraag = str(request.POST.get("vraag", ""))[:100].replace("\x00", "").strip()
    try:
        gevonden = klanten.zoek(wie, vraag)
    except Weigering as fout:
        return render(request, "klant/zoeken.html", {"vraag": vraag, "fout": in_woorden(fout)}, status=400)
    return render(request, "klant/zoeken.html", _inhoud(gevonden) | {"vraag": vraag})


def _inhoud(gevonden: Lijst) -> dict[str, object]:
    namen = gemeenten.namen()
    return {
        "lijst": gevonden,
        "totaal": number_format(gevonden.totaal, force_grouping=True),
        "regels": [
            (regel, regel.naam or _("Naam onbekend"), namen.get(regel.gemeente or "", ""))
            for regel in gevonden.regels
        ],
        "gemeenten": namen.items(),
    }


def _filter(request: HttpRequest) -> Filter:
    gekozen = request.GET.get("volgorde", "")
    volgorde = next((volgorde for volgorde in Volgorde if volgorde.value == gekozen), Volgorde.NAAM)
    gemeente = request.GET.get("gemeente", "")[:6].replace("\x00", "") or None
    return Filter(gemeente=gemeente, volgorde=volgorde)


def _pagina(request: HttpRequest) -> int:
    tekst = request.GET.get("pagina", "1")
    getal = int(tekst) if tekst.isascii() and tekst.isdigit() and len(tekst) < 7 else 1
    return min(max(getal, 1), _LAST_PAGE)


def _adres(filter_: Filter, pagina: int) -> str:
    delen = {"volgorde": filter_.volgorde.value, "gemeente": filter_.gemeente or "", "pagina": str(pagina)}
    return "?" + urlencode({naam: waarde for naam, waarde in delen.items() if waarde})


def _orders() -> list[tuple[Volgorde, str]]:
    return [(Volgorde.NAAM, _("Naam")), (Volgorde.NIEUWSTE, _("Nieuwste eerst"))]
