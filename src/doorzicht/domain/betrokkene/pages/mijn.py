"""Pages of the klant himself: what is held, who looked, mending, objecting. Large type, short words, a phone first."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from doorzicht.domain.betrokkene import service
from doorzicht.domain.betrokkene.forms import Bezwaarformulier, Correctieformulier, Intrekformulier
from doorzicht.domain.betrokkene.model import Correctieveld
from doorzicht.domain.betrokkene.pages import tonen
from doorzicht.domain.klantprofiel.model import Verwerking
from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import Handelende, Rol
from doorzicht.foundation.errors import Weigering

FORM = require_http_methods(["GET", "HEAD", "POST"])
MEDIATYPE = {service.Vorm.JSON: "application/json", service.Vorm.PDF: "application/pdf"}
VELDEN = {veld.code: veld for veld in Correctieveld}
VERWERKINGEN = {verwerking.code: verwerking for verwerking in Verwerking}
_EIGEN_BLIKKEN = 5
_OP_EEN_PAGINA = 100
"""Nobody reads more on a phone; the file has them all."""


@toegang.voor("betrokkene.inzage")
@require_safe
def mijn(request: HttpRequest) -> HttpResponse:
    """All that is held of who is logged in."""
    wie, klant = _zelf(request)
    inzage = service.geef_inzage(wie, klant)
    keken = sum(rij[2].waarde != Rol.KLANT.value for rij in inzage.rubriek("wie-keek").rijen)
    inhoud = {
        "blokken": tonen.blokken(inzage),
        "keken": keken,
        "keken_tekst": tonen.aantal(keken),
        "open": sum(rij[5].waarde == "ingediend" for rij in inzage.rubriek("correcties").rijen),
        "hier": "mijn",
    }
    return render(request, "betrokkene/mijn.html", inhoud)


@toegang.voor("betrokkene.inzage")
@require_safe
def bestand(request: HttpRequest, vorm: str) -> HttpResponse:
    """The same as a file to keep."""
    wie, klant = _zelf(request)
    return geef_bestand(wie, klant, vorm)


@toegang.voor("betrokkene.wie-keek")
@require_safe
def wie_keek(request: HttpRequest) -> HttpResponse:
    """Who looked, when, why and at what; his own looks apart."""
    wie, klant = _zelf(request)
    namen = {str(organisatie.id): organisatie.naam for organisatie in toegang.organisaties()}
    regels = service.wie_keek(wie, klant)
    eigen = [regel for regel in regels if regel.rol is Rol.KLANT]
    anderen = [regel for regel in regels if regel.rol is not Rol.KLANT]
    inhoud = {
        "blikken": [tonen.blik(regel, namen) for regel in anderen[:_OP_EEN_PAGINA]],
        "meer": len(anderen) > _OP_EEN_PAGINA,
        "eigen": [tonen.blik(regel, namen) for regel in eigen[:_EIGEN_BLIKKEN]],
        "aantal_eigen": len(eigen),
        "aantal_eigen_tekst": tonen.aantal(len(eigen)),
        "hier": "mijn-wie-keek",
    }
    return render(request, "betrokkene/wie_keek.html", inhoud)


@toegang.voor("betrokkene.correctie")
@FORM
def verbeteren(request: HttpRequest) -> HttpResponse:
    """What he asked to mend, and a form to ask."""
    wie, klant = _zelf(request)
    fout = vraag_correctie(request, wie, klant) if request.method == "POST" else None
    if request.method == "POST" and fout is None:
        return HttpResponseRedirect(f"{reverse('mijn-verbeteren')}?klaar=1")
    verzoeken = service.verzoeken_van(wie, klant)
    vandaag = timezone.localdate()
    inhoud = {
        "vragen": [tonen.correctievraag(v, vandaag) for v in reversed(verzoeken.correcties)],
        **correctievelden(request),
        "fout": tonen.melding(fout),
        "klaar": request.GET.get("klaar") == "1",
        "hier": "mijn-verbeteren",
    }
    return render(request, "betrokkene/verbeteren.html", inhoud, status=400 if fout else 200)


@toegang.voor("betrokkene.bezwaar")
@FORM
def bezwaar(request: HttpRequest) -> HttpResponse:
    """What he can object to, and how that stands."""
    wie, klant = _zelf(request)
    fout = maak_bezwaar(request, wie, klant) if request.method == "POST" else None
    if request.method == "POST" and fout is None:
        return HttpResponseRedirect(f"{reverse('mijn-bezwaar')}?klaar=1")
    verzoeken = service.verzoeken_van(wie, klant)
    inhoud = {
        "keuzes": tonen.bezwaarkeuzes(verzoeken.bezwaren),
        "eerder": [tonen.bezwaarvraag(b) for b in verzoeken.bezwaren if not (b.wacht or b.werkt)],
        "fout": tonen.melding(fout),
        "fout_bij": request.POST.get("verwerking", ""),
        "klaar": request.GET.get("klaar") == "1",
        "hier": "mijn-bezwaar",
    }
    return render(request, "betrokkene/bezwaar.html", inhoud, status=400 if fout else 200)


def geef_bestand(wie: Handelende, klant: UUID, vorm: str) -> HttpResponse:
    """All that is held as a file that is saved, not shown: it is private, and a browser keeps what it shows."""
    try:
        gekozen = service.Vorm(vorm)
    except ValueError as fout:
        raise Http404 from fout
    inhoud = service.geef_bestand(wie, klant, gekozen)
    antwoord = HttpResponse(inhoud, content_type=MEDIATYPE[gekozen])
    naam = "gegevens-klant" if wie.klant is None else "mijn-gegevens"
    antwoord.headers["Content-Disposition"] = f'attachment; filename="{naam}.{gekozen.value}"'
    return antwoord


def vraag_correctie(request: HttpRequest, wie: Handelende, klant: UUID) -> Weigering | None:
    """Do what the form asks; what is wrong with it, if anything."""
    try:
        if (intrekken := Intrekformulier(request.POST)).is_valid():
            service.trek_correctie_in(wie, intrekken.cleaned_data["intrekken"])
            return None
        formulier = Correctieformulier(request.POST)
        if not formulier.is_valid():
            return wat_ontbreekt(formulier.errors)
        veld = VELDEN[formulier.cleaned_data["veld"]]
        tekst = formulier.cleaned_data
        service.vraag_correctie(wie, klant, veld, tekst["staat_er"], tekst["moet_zijn"])
    except Weigering as weigering:
        return weigering
    return None


def maak_bezwaar(request: HttpRequest, wie: Handelende, klant: UUID) -> Weigering | None:
    """Do what the form asks; what is wrong with it, if anything."""
    try:
        if (intrekken := Intrekformulier(request.POST)).is_valid():
            service.trek_bezwaar_in(wie, intrekken.cleaned_data["intrekken"])
            return None
        formulier = Bezwaarformulier(request.POST)
        if not formulier.is_valid():
            return wat_ontbreekt(formulier.errors)
        verwerking = VERWERKINGEN[formulier.cleaned_data["verwerking"]]
        service.maak_bezwaar(wie, klant, verwerking, formulier.cleaned_data["reden"])
    except Weigering as weigering:
        return weigering
    return None


def wat_ontbreekt(fouten: object) -> Weigering:
    """Which of the fields of a form has to be filled in or shortened."""
    velden = set(cast(dict[str, object], fouten))
    if velden & {"veld", "verwerking"}:
        return Weigering("Je hebt nog niet gekozen waar het over gaat.", "Kies iets uit de lijst.")
    return Weigering(
        "Je tekst ontbreekt, of is langer dan 500 tekens.", "Schrijf in een paar woorden wat er moet staan."
    )


def correctievelden(request: HttpRequest) -> dict[str, object]:
    """The list to choose from, and what was filled in already."""
    return {
        "velden": [(veld.code, tonen.vertaald(veld.omschrijving)) for veld in Correctieveld],
        "gekozen": request.POST.get("veld") or request.GET.get("veld", ""),
        "staat_er": request.POST.get("staat_er", ""),
        "moet_zijn": request.POST.get("moet_zijn", ""),
    }


def _zelf(request: HttpRequest) -> tuple[Handelende, UUID]:
    """Who is logged in, and which klant he is; a colleague who comes here is none."""
    wie = cast(toegang.Verzoek, request).handelende
    if wie.klant is None:
        raise toegang.GeenToegang("deze pagina is van de klant zelf")
    return wie, wie.klant
