"""Pages of who is logged in: as whom he acts, his account, logging out."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import DOELEN_VAN, Doel, Rol
from doorzicht.domain.toegang.pages import cookie, velden
from doorzicht.domain.toegang.pages.instellen import app_inhoud, code_fout
from doorzicht.foundation.errors import Weigering

EIGEN = toegang.voor("toegang.account", zonder_rol=True)
_FORM = require_http_methods(["GET", "HEAD", "POST"])


def sessie_van(request: HttpRequest) -> toegang.Sessie:
    """The session that the gate looked up."""
    return cast(toegang.Verzoek, request).sessie


@EIGEN
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """One's own account: password, factors, codes on paper, sessions."""
    sessie = sessie_van(request)
    inhoud = {
        "sessie": sessie,
        "rollen": _keuzes(sessie),
        "factoren": toegang.factoren_van(sessie.gebruiker),
        "codes_over": toegang.herstelcodes_over(sessie.gebruiker),
        "wachtwoord_op": toegang.wachtwoord_op(sessie.gebruiker),
        "sessies": [
            {
                "kenmerk": rij.sleutel.hex(),
                "rol": toegang.rolnaam(Rol(rij.rol.rol)) if rij.rol else "",
                "organisatie": rij.rol.organisatie.naam if rij.rol else "",
                "begonnen_op": rij.begonnen_op,
                "gezien_op": rij.gezien_op,
                "deze": rij.sleutel == sessie.sleutel,
            }
            for rij in toegang.lopende(sessie)
        ],
        "gedaan": _gedaan(request.GET.get("klaar", "")),
    }
    return render(request, "toegang/account.html", inhoud)


def _gedaan(wat: str) -> str:
    """What was just done, as the address says it; anything else says nothing."""
    return {
        "wachtwoord": _("Je wachtwoord is gewijzigd. Je andere sessies zijn beëindigd."),
        "app": _("De app is toegevoegd."),
        "sleutel": _("De sleutel is toegevoegd."),
        "weg": _("De app of sleutel is verwijderd."),
        "sessie": _("De sessie is beëindigd."),
    }.get(wat, "")


@EIGEN
@_FORM
def rol(request: HttpRequest) -> HttpResponse:
    """Choose in which role, for which organisation and for which purpose to act."""
    sessie = sessie_van(request)
    keuzes = _keuzes(sessie)
    verder = cookie.verder_uit(request)
    status = 200
    if request.method == "POST":
        gekozen = velden.gestuurd(request, "keuze")
        keuze = next((keuze for keuze in keuzes if keuze["waarde"] == gekozen), None)
        if keuze is not None:
            return _neem(sessie, keuze, verder)
        status = 400
    inhoud = {"keuzes": keuzes, "verder": verder, "fout": status == 400}
    return render(request, "toegang/rol.html", inhoud, status=status)


def _keuzes(sessie: toegang.Sessie) -> list[dict[str, object]]:
    nu = sessie.handelende
    return [
        {
            "waarde": f"{toekenning.id}.{doel.value}",
            "rol": toekenning.id,
            "doel": doel,
            "rolnaam": toegang.rolnaam(Rol(toekenning.rol)),
            "organisatie": toekenning.organisatie.naam,
            "doelnaam": toegang.doelnaam(doel),
            "huidig": nu is not None and (sessie.rol, nu.doel) == (toekenning.id, doel),
        }
        for toekenning in toegang.te_kiezen_rollen(sessie)
        for doel in DOELEN_VAN[Rol(toekenning.rol)]
    ]


def _neem(sessie: toegang.Sessie, keuze: dict[str, object], verder: str) -> HttpResponse:
    token = toegang.wissel(sessie, cast(UUID, keuze["rol"]), cast(Doel, keuze["doel"]))
    if token is None:
        return cookie.naar("inloggen", verder)
    return cookie.give(HttpResponseRedirect(verder or reverse("werk")), token)


@EIGEN
@_FORM
def uitloggen(request: HttpRequest) -> HttpResponse:
    """A page with a button, and what the button does; a link alone can log out nobody."""
    if request.method == "POST":
        toegang.eindig(sessie_van(request))
        return cookie.take(HttpResponseRedirect(f"{reverse('inloggen')}?uit=ja"))
    return render(request, "toegang/uitloggen.html")


@EIGEN
@_FORM
def wachtwoord(request: HttpRequest) -> HttpResponse:
    """A new password: the old one is asked, and all other sessions end."""
    sessie = sessie_van(request)
    fouten: dict[str, str] = {}
    if request.method == "POST":
        nieuw = velden.gestuurd(request, "nieuw")
        fouten = _nieuw_wachtwoord_fouten(request, sessie, nieuw) or _huidig_fout(request, sessie)
        token = None if fouten else toegang.wijzig_wachtwoord(sessie, nieuw)
        if token:
            return cookie.give(HttpResponseRedirect(f"{reverse('account')}?klaar=wachtwoord"), token)
    formulier = (velden.huidig_wachtwoord(), velden.nieuw_wachtwoord(), velden.nog_eens())
    inhoud = {"velden": [veld.met("", fouten.get(veld.naam, "")) for veld in formulier]}
    return render(request, "toegang/wachtwoord.html", inhoud, status=400 if request.method == "POST" else 200)


def _nieuw_wachtwoord_fouten(request: HttpRequest, sessie: toegang.Sessie, nieuw: str) -> dict[str, str]:
    if nieuw != velden.gestuurd(request, "nog_eens"):
        return {"nog_eens": _("De twee wachtwoorden zijn niet gelijk.")}
    fouten = toegang.fouten_in_nieuw(sessie, nieuw)
    return {"nieuw": " ".join(fouten)} if fouten else {}


def _huidig_fout(request: HttpRequest, sessie: toegang.Sessie) -> dict[str, str]:
    """Nothing when the password of now was typed right."""
    try:
        klopt = toegang.bevestig_wachtwoord(
            sessie, velden.gestuurd(request, "wachtwoord"), velden.adres(request)
        )
    except toegang.TeVaak as fout:
        return {"wachtwoord": velden.te_vaak(fout)}
    return {} if klopt else {"wachtwoord": _("Dit wachtwoord klopt niet.")}


@EIGEN
@_FORM
def app(request: HttpRequest) -> HttpResponse:
    """Another app."""
    sessie = sessie_van(request)
    fouten: dict[str, str] = {}
    if request.method == "POST":
        fouten = _huidig_fout(request, sessie)
        if not fouten and toegang.bevestig_app(sessie.gebruiker, velden.gestuurd(request, "code")):
            return HttpResponseRedirect(f"{reverse('account')}?klaar=app")
        fouten = fouten or {"code": code_fout()}
    inhoud = app_inhoud(sessie, velden.code().met("", fouten.get("code", "")))
    inhoud["wachtwoord"] = velden.huidig_wachtwoord().met("", fouten.get("wachtwoord", ""))
    return render(request, "toegang/app.html", inhoud, status=400 if fouten else 200)


@EIGEN
@_FORM
def herstelcodes(request: HttpRequest) -> HttpResponse:
    """Ten new codes on paper, shown once."""
    sessie = sessie_van(request)
    fouten = _huidig_fout(request, sessie) if request.method == "POST" else {}
    inhoud: dict[str, object] = {}
    if request.method == "POST" and not fouten:
        inhoud["codes"] = toegang.nieuwe_herstelcodes(sessie.gebruiker)
    inhoud["wachtwoord"] = velden.huidig_wachtwoord().met("", fouten.get("wachtwoord", ""))
    return render(request, "toegang/herstelcodes.html", inhoud, status=400 if fouten else 200)


@EIGEN
@_FORM
def factor(request: HttpRequest, factor: UUID) -> HttpResponse:
    """Take an app or key away."""
    sessie = sessie_van(request)
    gezocht = next((f for f in toegang.factoren_van(sessie.gebruiker) if f.id == factor), None)
    if gezocht is None:
        raise toegang.NietGevonden
    fouten = _huidig_fout(request, sessie) if request.method == "POST" else {}
    weigering = None
    if request.method == "POST" and not fouten:
        try:
            toegang.verwijder_factor(sessie.gebruiker, factor)
            return HttpResponseRedirect(f"{reverse('account')}?klaar=weg")
        except Weigering as nee:
            weigering = nee
    inhoud = {
        "factor": gezocht,
        "wachtwoord": velden.huidig_wachtwoord().met("", fouten.get("wachtwoord", "")),
        "is_laatste": weigering is not None or len(toegang.factoren_van(sessie.gebruiker)) == 1,
    }
    return render(request, "toegang/factor.html", inhoud, status=400 if fouten or weigering else 200)


@EIGEN
@require_POST
def sessie_beeindigen(request: HttpRequest) -> HttpResponse:
    """End one of one's other sessions."""
    gelukt = toegang.eindig_andere(sessie_van(request), velden.gestuurd(request, "sessie"))
    return HttpResponseRedirect(f"{reverse('account')}{'?klaar=sessie' if gelukt else ''}")
