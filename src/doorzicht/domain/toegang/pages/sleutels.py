"""Pages on which the browser asks a passkey or security key to sign; the only ones with a script.

The script only carries what the page says to the key and puts its answer in the form.
"""

from __future__ import annotations

from ipaddress import ip_address
from typing import Any, cast

from csp.constants import SELF
from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.pages import cookie, velden
from doorzicht.domain.toegang.pages.aanmelden import before_the_log_in, half_sessie
from doorzicht.domain.toegang.pages.instellen import klaar

_with_script = csp_update({"script-src": [SELF]})
NIET_GELUKT = "niet-gelukt"


def plek(request: HttpRequest) -> toegang.Plek | None:
    """This site as a key knows it; None under a bare network address, which keys do not take."""
    host = request.get_host().rpartition(":")[0] if ":" in request.get_host() else request.get_host()
    try:
        ip_address(host.strip("[]"))
    except ValueError:
        return toegang.Plek(host, f"{request.scheme}://{request.get_host()}")
    return None


@before_the_log_in
@_with_script
def inloggen(request: HttpRequest) -> HttpResponse:
    """The second factor by a key."""
    verder, sessie, hier = cookie.verder_uit(request), half_sessie(request), plek(request)
    if sessie is None:
        return cookie.naar("inloggen", verder)
    inhoud: dict[str, Any] = {"verder": verder, "hier": hier, "soort": "get"}
    status = 200
    if request.method == "POST" and hier:
        antwoord = _antwoord(request)
        try:
            token = toegang.bewijs(
                sessie, lambda: toegang.klopt_bewijs(sessie, hier, antwoord), velden.adres(request)
            )
        except toegang.TeVaak as fout:
            token, inhoud["fout"], status = None, velden.te_vaak(fout), 429
        if token:
            return cookie.give(HttpResponseRedirect(verder or reverse("werk")), token)
        inhoud.setdefault("fout", _niet_herkend())
        status = max(status, 400)
    inhoud["opties"] = toegang.vraag_bewijs(sessie, hier) if hier else ""
    return render(request, "toegang/sleutel_inloggen.html", inhoud, status=status)


@before_the_log_in
@_with_script
def instellen(request: HttpRequest) -> HttpResponse:
    """A key as the first second factor, on an invitation."""
    sessie, hier = half_sessie(request), plek(request)
    if sessie is None or sessie.uitnodiging is None:
        return cookie.naar("inloggen-uitnodiging")
    if request.method == "POST" and hier:
        naam = velden.gestuurd(request, "naam")
        if toegang.voeg_toe(sessie, hier, _antwoord(request), naam):
            return klaar(request, sessie)
    return _nieuwe(request, sessie, hier, "toegang/sleutel_instellen.html", {})


@toegang.voor("toegang.account", zonder_rol=True)
@require_http_methods(["GET", "HEAD", "POST"])
@_with_script
def toevoegen(request: HttpRequest) -> HttpResponse:
    """Another key, for who is logged in and knows his password."""
    sessie, hier = cast(toegang.Verzoek, request).sessie, plek(request)
    inhoud: dict[str, Any] = {"wachtwoord": velden.huidig_wachtwoord()}
    if request.method == "POST" and hier:
        try:
            mag = toegang.bevestig_wachtwoord(
                sessie, velden.gestuurd(request, "wachtwoord"), velden.adres(request)
            )
        except toegang.TeVaak as fout:
            mag, inhoud["fout"] = False, velden.te_vaak(fout)
        if mag and toegang.voeg_toe(sessie, hier, _antwoord(request), velden.gestuurd(request, "naam")):
            return HttpResponseRedirect(f"{reverse('account')}?klaar=sleutel")
        if not mag:
            inhoud.setdefault("fout", _("Dit wachtwoord klopt niet."))
    return _nieuwe(request, sessie, hier, "toegang/sleutel_toevoegen.html", inhoud)


def _nieuwe(
    request: HttpRequest,
    sessie: toegang.Sessie,
    hier: toegang.Plek | None,
    sjabloon: str,
    inhoud: dict[str, Any],
) -> HttpResponse:
    if request.method == "POST":
        inhoud.setdefault("fout", _niet_herkend())
    inhoud |= {"hier": hier, "naam": velden.naam_van_sleutel(), "soort": "create"}
    inhoud["opties"] = toegang.vraag_nieuwe(sessie, hier) if hier else ""
    return render(request, sjabloon, inhoud, status=400 if request.method == "POST" else 200)


def _antwoord(request: HttpRequest) -> str:
    """The answer of a key is longer than a field that a person fills in; the door has a limit of its own."""
    return str(request.POST.get("antwoord", ""))


def _niet_herkend() -> str:
    return _("De sleutel werd niet herkend. Probeer het opnieuw.")
