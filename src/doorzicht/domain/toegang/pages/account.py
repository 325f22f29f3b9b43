"""Pages of who is logged in: as whom he acts, his account, logging out."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import DOELEN_VAN, Doel, Rol
from doorzicht.domain.toegang.pages import cookie


@toegang.voor("toegang.account", zonder_rol=True)
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """One's own account."""
    return render(request, "toegang/account.html")


@toegang.voor("toegang.rol-kiezen", zonder_rol=True)
@require_http_methods(["GET", "HEAD", "POST"])
def rol(request: HttpRequest) -> HttpResponse:
    """Choose in which role, for which organisation and for which purpose to act."""
    sessie = cast(toegang.Verzoek, request).sessie
    keuzes = _keuzes(sessie)
    verder = cookie.verder_uit(request)
    gekozen = request.POST.get("keuze") if request.method == "POST" else _only(keuzes, sessie)
    if gekozen is not None:
        keuze = next((keuze for keuze in keuzes if keuze["waarde"] == gekozen), None)
        if keuze is not None:
            return _neem(sessie, keuze, verder)
    inhoud = {"keuzes": keuzes, "verder": verder, "niets_gekozen": request.method == "POST"}
    return render(request, "toegang/rol.html", inhoud, status=400 if request.method == "POST" else 200)


def _only(keuzes: list[dict[str, object]], sessie: toegang.Sessie) -> object:
    """Who has one choice and has not acted yet is not asked."""
    return keuzes[0]["waarde"] if len(keuzes) == 1 and sessie.handelende is None else None


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
            "huidig": nu is not None
            and (nu.rol.value, nu.organisatie, nu.doel) == (toekenning.rol, toekenning.organisatie_id, doel),
        }
        for toekenning in toegang.rollen_van(sessie.gebruiker)
        for doel in DOELEN_VAN[Rol(toekenning.rol)]
    ]


def _neem(sessie: toegang.Sessie, keuze: dict[str, object], verder: str) -> HttpResponse:
    token = toegang.wissel(sessie, cast(UUID, keuze["rol"]), cast(Doel, keuze["doel"]))
    if token is None:
        return cookie.naar("inloggen", verder)
    return cookie.give(HttpResponseRedirect(verder or reverse("account")), token)


@toegang.voor("toegang.uitloggen", zonder_rol=True)
@require_http_methods(["GET", "HEAD", "POST"])
def uitloggen(request: HttpRequest) -> HttpResponse:
    """A page with a button, and what the button does; a link alone can log out nobody."""
    if request.method == "POST":
        toegang.eindig(cast(toegang.Verzoek, request).sessie)
        return cookie.take(cookie.naar("inloggen"))
    return render(request, "toegang/uitloggen.html")
