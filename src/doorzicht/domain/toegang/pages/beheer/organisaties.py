"""Pages of the list of organisations: search, add, change, close; for beheerders of UWV."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from doorzicht.domain.gebied import service as gebied
from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import MET_KVK, Handelende, Organisatie, Organisatiesoort
from doorzicht.domain.toegang.pages.beheer import formulieren, tonen
from doorzicht.domain.toegang.pages.beheer.velden import Velden, ingevuld, nagekeken, waarden
from doorzicht.domain.toegang.pages.beheer.woorden import in_woorden
from doorzicht.domain.toegang.service import organisatielijst
from doorzicht.foundation.errors import Weigering

_OP_DE_PAGINA = (
    Organisatiesoort.WERKGEVER,
    Organisatiesoort.INTERMEDIAIR,
    Organisatiesoort.UWV_KANTOOR,
    Organisatiesoort.WSP,
    Organisatiesoort.GEMEENTE,
)
_TOE_TE_VOEGEN = (*_OP_DE_PAGINA[:3],)
_form = require_http_methods(["GET", "HEAD", "POST"])


@toegang.voor("toegang.organisaties")
@require_safe
def lijst(request: toegang.Verzoek) -> HttpResponse:
    """Those of one kind, searched by name or number."""
    soort = _soort(request.GET.get("soort", ""), _OP_DE_PAGINA)
    tekst = request.GET.get("q", "").strip()[:80]
    regios = {int(r.nummer): r.titel for r in gebied.indeling_op(timezone.localdate()).regios}
    gevonden = organisatielijst.zoek(request.handelende, soort, tekst)
    inhoud = {
        "soort": soort.value,
        "soortnaam": tonen.soortnaam(soort),
        "soorten": [(een.value, tonen.soortnaam(een), een is soort) for een in _OP_DE_PAGINA],
        "tekst": tekst,
        "regels": [(een, regios.get(een.regio_nummer or 0, "")) for een in gevonden],
        "met_kvk": soort in MET_KVK,
        "toe_te_voegen": soort in _TOE_TE_VOEGEN,
    }
    return render(request, "toegang/beheer/organisaties.html", inhoud)


@toegang.voor("toegang.organisaties")
@_form
def nieuw(request: toegang.Verzoek) -> HttpResponse:
    """Another one."""
    soort = _soort(request.GET.get("soort", ""), _TOE_TE_VOEGEN)
    velden, fout = formulieren.deelnemer(soort), ""
    if request.method == "POST":
        velden = nagekeken(ingevuld(velden, request))
        if not any(veld.fout for veld in velden):
            try:
                return _naar(_voeg_toe(request.handelende, soort, velden).id)
            except Weigering as weigering:
                fout = in_woorden(weigering)
    else:
        organisatielijst.zoek(request.handelende, soort, "")
    inhoud = {"velden": velden, "fout": fout, "soort": soort.value, "soortnaam": tonen.soortnaam(soort)}
    inhoud["fouten"] = [veld for veld in velden if veld.fout]
    status = 400 if request.method == "POST" else 200
    return render(request, "toegang/beheer/organisatie_nieuw.html", inhoud, status=status)


@toegang.voor("toegang.organisaties")
@_form
def organisatie(request: toegang.Verzoek, id_: UUID) -> HttpResponse:
    """One organisation, and what is changed of it."""
    wie, fout = request.handelende, ""
    gevonden = organisatielijst.haal(wie, id_)
    velden = _begin(gevonden)
    if request.method == "POST":
        velden = ingevuld(velden, request) if "gegevens" in request.POST else velden
        try:
            _doe(wie, gevonden, request.POST.get("doe", ""), velden)
            return _naar(id_)
        except Weigering as weigering:
            fout = in_woorden(weigering)
    inhoud = {
        "organisatie": gevonden,
        "soortnaam": tonen.soortnaam(gevonden.soort),
        "velden": velden,
        "fout": fout,
        "is_gesloten": gevonden.is_gesloten(timezone.localdate()),
        "is_van_buiten": gevonden.soort in (*_TOE_TE_VOEGEN, Organisatiesoort.WSP),
        "is_gemeente": gevonden.soort is Organisatiesoort.GEMEENTE,
    }
    return render(request, "toegang/beheer/organisatie.html", inhoud, status=400 if fout else 200)


def _doe(wie: Handelende, organisatie: Organisatie, doe: str, velden: Velden) -> None:
    match doe:
        case "sluit":
            organisatielijst.sluit(wie, organisatie.id)
        case "open":
            organisatielijst.heropen(wie, organisatie.id)
        case "centrum":
            organisatielijst.kies_centrumgemeente(wie, organisatie.id)
        case "wijzig":
            gezegd = waarden(velden)
            organisatielijst.wijzig(wie, organisatie.id, gezegd["naam"], gezegd.get("kvk", ""))


def _begin(organisatie: Organisatie) -> Velden:
    bekend = {"naam": organisatie.naam, "kvk": organisatie.kvk_nummer or ""}
    velden = formulieren.deelnemer(organisatie.soort)
    return tuple(veld.met(bekend[veld.naam]) for veld in velden if bekend.get(veld.naam))


def _voeg_toe(wie: Handelende, soort: Organisatiesoort, velden: Velden) -> Organisatie:
    gezegd = waarden(velden)
    regio = int(gezegd["regio"]) if gezegd.get("regio") else None
    return organisatielijst.voeg_toe(wie, soort, gezegd["naam"], gezegd.get("kvk", ""), regio)


def _soort(tekst: str, uit: tuple[Organisatiesoort, ...]) -> Organisatiesoort:
    """The kind that was asked for; the first one when none of these was."""
    return next((soort for soort in uit if soort.value == tekst), uit[0])


def _naar(id_: UUID) -> HttpResponse:
    return HttpResponseRedirect(reverse("beheer-organisatie", args=[id_]))
