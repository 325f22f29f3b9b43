"""Pages for who answers: what klanten asked and how long still, one request, and one klant's rights at the counter."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from doorzicht.domain.betrokkene import service
from doorzicht.domain.betrokkene.forms import Besluitformulier
from doorzicht.domain.betrokkene.pages import tonen
from doorzicht.domain.betrokkene.pages.mijn import (
    FORM,
    correctievelden,
    geef_bestand,
    maak_bezwaar,
    vraag_correctie,
)
from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import Handelende
from doorzicht.foundation.errors import Weigering


@toegang.voor("betrokkene.verzoeken")
@require_safe
def verzoeken(request: HttpRequest) -> HttpResponse:
    """What waits for an answer, the first to answer first."""
    open_ = service.open_verzoeken(_wie(request))
    vandaag = timezone.localdate()
    inhoud = {
        "vragen": [
            tonen.correctievraag(v, vandaag, open_.namen.get(v.klant), aan_de_balie=True)
            for v in open_.correcties
        ],
        "bezwaren": [
            tonen.bezwaarvraag(b, open_.namen.get(b.klant), aan_de_balie=True) for b in open_.bezwaren
        ],
    }
    return render(request, "betrokkene/verzoeken.html", inhoud)


@toegang.voor("betrokkene.correctie-besluiten")
@FORM
def correctie(request: HttpRequest, nummer: UUID) -> HttpResponse:
    """One request, and the answer to it."""
    wie = _wie(request)
    fout = _beslis_correctie(request, wie, nummer) if request.method == "POST" else None
    if request.method == "POST" and fout is None:
        return HttpResponseRedirect(reverse("verzoeken"))
    ligt_voor = service.correctie(wie, nummer)
    verzoek = ligt_voor.verzoek
    inhoud = {
        "vraag": tonen.correctievraag(verzoek, timezone.localdate(), ligt_voor.naam, aan_de_balie=True),
        "klant": verzoek.klant,
        "wijzigbaar": verzoek.veld.kolom is not None,
        "staat_nu": [tonen.woord(waarde) for waarde in ligt_voor.staat_nu.values() if waarde],
        "is_veranderd": ligt_voor.is_veranderd,
        "doorgeven": tonen.doorgeven(verzoek.veld),
        "fout": tonen.melding(fout),
        "uitleg": request.POST.get("uitleg", ""),
        "nieuw": request.POST.get("nieuw", verzoek.moet_zijn),
    }
    return render(request, "betrokkene/correctie.html", inhoud, status=400 if fout else 200)


@toegang.voor("betrokkene.bezwaar-besluiten")
@FORM
def bezwaar(request: HttpRequest, nummer: UUID) -> HttpResponse:
    """One objection, and the decision on it."""
    wie = _wie(request)
    fout = _beslis_bezwaar(request, wie, nummer) if request.method == "POST" else None
    if request.method == "POST" and fout is None:
        return HttpResponseRedirect(reverse("verzoeken"))
    gevonden, naam = service.lees_bezwaar(wie, nummer)
    inhoud = {
        "vraag": tonen.bezwaarvraag(gevonden, naam, aan_de_balie=True),
        "klant": gevonden.klant,
        "fout": tonen.melding(fout),
        "uitleg": request.POST.get("uitleg", ""),
    }
    return render(request, "betrokkene/bezwaar_besluit.html", inhoud, status=400 if fout else 200)


@toegang.voor("betrokkene.correctie")
@FORM
def rechten(request: HttpRequest, klant: UUID) -> HttpResponse:
    """The rights of one klant, for who is at the counter without an account."""
    wie = _wie(request)
    fout = None
    if request.method == "POST":
        doe = maak_bezwaar if "verwerking" in request.POST else vraag_correctie
        fout = doe(request, wie, klant)
        if fout is None:
            return HttpResponseRedirect(reverse("klant-rechten", args=[klant]))
    gevraagd = service.verzoeken_van(wie, klant)
    vandaag = timezone.localdate()
    inhoud = {
        "klant": klant,
        "naam": gevraagd.namen.get(klant) or "",
        "vragen": [
            tonen.correctievraag(v, vandaag, aan_de_balie=True) for v in reversed(gevraagd.correcties)
        ],
        "keuzes": tonen.bezwaarkeuzes(gevraagd.bezwaren, aan_de_balie=True),
        **correctievelden(request),
        "velden": tonen.velden_aan_de_balie(),
        "aan_de_balie": True,
        "fout": tonen.melding(fout),
    }
    return render(request, "betrokkene/rechten.html", inhoud, status=400 if fout else 200)


@toegang.voor("betrokkene.inzage")
@require_safe
def bestand(request: HttpRequest, klant: UUID, vorm: str) -> HttpResponse:
    """All that is held of a klant, made for him by his organisation."""
    return geef_bestand(_wie(request), klant, vorm)


def _beslis_correctie(request: HttpRequest, wie: Handelende, nummer: UUID) -> Weigering | None:
    formulier = Besluitformulier(request.POST)
    if not formulier.is_valid():
        return Weigering("Kies ja of nee, en schrijf niet meer dan 500 tekens.", "Vul het formulier aan.")
    besluit = formulier.cleaned_data
    try:
        if besluit["besluit"] == "ja":
            service.willig_in(wie, nummer, besluit["uitleg"], besluit["nieuw"] or None)
        else:
            service.wijs_af(wie, nummer, besluit["uitleg"])
    except Weigering as weigering:
        return weigering
    return None


def _beslis_bezwaar(request: HttpRequest, wie: Handelende, nummer: UUID) -> Weigering | None:
    formulier = Besluitformulier(request.POST)
    if not formulier.is_valid():
        return Weigering("Kies ja of nee, en schrijf niet meer dan 500 tekens.", "Vul het formulier aan.")
    besluit = formulier.cleaned_data
    try:
        service.beslis_bezwaar(wie, nummer, stopt=besluit["besluit"] == "ja", besluit=besluit["uitleg"])
    except Weigering as weigering:
        return weigering
    return None


def _wie(request: HttpRequest) -> Handelende:
    return cast(toegang.Verzoek, request).handelende
