"""Pages of the log-in through one's organisation: choose it, be sent there, come back, and once show whose account.

What a provider sent is shown nowhere, and who is not let in hears what he can do, not what was wrong with a token.
"""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    JsonResponse,
)
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.pages import cookie, velden
from doorzicht.domain.toegang.pages.aanmelden import before_the_log_in
from doorzicht.infra.oidc import Answer

_ONDERWEG = "__Host-onderweg"
_BEWIJS = "__Host-koppelen"
_LANGSTE = 4000


@before_the_log_in
def kies(request: HttpRequest) -> HttpResponse:
    """The organisations that bring a log-in of their own; choosing one sends the browser there."""
    verder = cookie.verder_uit(request)
    gekozen = velden.gestuurd_id(request, "aanbieder") if request.method == "POST" else None
    if gekozen is None:
        inhoud = {"aanbieders": toegang.te_kiezen(), "verder": verder, "fout": request.method == "POST"}
        return render(
            request, "toegang/organisatie.html", inhoud, status=400 if request.method == "POST" else 200
        )
    try:
        vertrek = toegang.vertrek(
            gekozen, _terug_naar(request, gekozen), verder, translation.get_language() or "nl"
        )
    except toegang.NietIngelogd as fout:
        return _mis(request, fout.fout)
    return _stuur(request, vertrek)


def _stuur(request: HttpRequest, vertrek: toegang.Vertrek) -> HttpResponse:
    """By a page that goes on by itself, not by a redirect: a form of ours may be sent to nobody else (CSP)."""
    response = render(request, "toegang/organisatie_vertrek.html", {"vertrek": vertrek})
    response.headers["Refresh"] = f"0; url={vertrek.adres}"
    return _bewaar(response, _ONDERWEG, vertrek.browser)


def _terug_naar(request: HttpRequest, aanbieder: UUID) -> str:
    """Our address as this provider knows it: each has one of its own, whatever the language of the page."""
    with translation.override("nl"):
        return request.build_absolute_uri(reverse("inloggen-organisatie-terug", args=[aanbieder]))


@before_the_log_in
@require_safe
def terug(request: HttpRequest, aanbieder: UUID) -> HttpResponseBase:
    """Where a provider sends the browser back to; in, or on to the account, or out again."""
    is_dubbel = toegang.dubbel(terug, request.GET)
    antwoord = Answer(_vraag(request, "code"), _vraag(request, "error"), request.GET.get("iss"))
    onderweg, state = request.COOKIES.get(_ONDERWEG, ""), _vraag(request, "state")
    request.META["QUERY_STRING"] = ""  # nothing of it stands in the links of a page that we show here
    if is_dubbel:
        return _mis(request, toegang.Inlogfout.ONGELDIG)
    try:
        uit = toegang.kom_terug(aanbieder, onderweg, state, antwoord, velden.adres(request))
    except toegang.TeVaak as te_vaak:
        return _wachten(request, te_vaak)
    except toegang.NietIngelogd as fout:
        with translation.override(fout.taal or translation.get_language()):
            return _mis(request, fout.fout)
    with translation.override(uit.taal):
        if uit.token is None:
            return _bewaar(_weg(cookie.naar("inloggen-koppelen", uit.verder), _ONDERWEG), _BEWIJS, uit.bewijs)
        return _weg(cookie.give(_verder(uit.token, uit.verder), uit.token), _ONDERWEG)


def _verder(token: str, verder: str) -> HttpResponse:
    sessie = toegang.sessie_van(token)
    if sessie is None or not sessie.heel:
        return cookie.naar("inloggen-tweede-factor", verder)
    return HttpResponseRedirect(verder or reverse("werk"))


@before_the_log_in
def koppelen(request: HttpRequest) -> HttpResponse:
    """The first time: which account is his, by the code of his beheerder."""
    bewijs, verder = request.COOKIES.get(_BEWIJS, ""), cookie.verder_uit(request)
    if not toegang.is_bewijs(bewijs):
        return _mis(request, toegang.Inlogfout.VERLOPEN)
    try:
        sessie = toegang.sessie_van(request.COOKIES.get(settings.SESSIE_COOKIE, ""))
        if sessie is not None and toegang.kan_zelf_koppelen(bewijs, sessie):
            return _koppel_zelf(request, bewijs, sessie, verder)
        return _koppel_met_code(request, bewijs, verder)
    except toegang.NietIngelogd as fout:
        return _mis(request, fout.fout)


def _koppel_met_code(request: HttpRequest, bewijs: str, verder: str) -> HttpResponse:
    vragen = (velden.account(), velden.uitnodigingscode())
    if request.method != "POST":
        return _koppelen(request, vragen, "", 200)
    account, code = velden.gestuurd(request, "account").strip(), velden.gestuurd(request, "code")
    try:
        uitkomst = toegang.koppel(bewijs, account, code, velden.adres(request))
    except toegang.TeVaak as te_vaak:
        return _koppelen(request, vragen, velden.te_vaak(te_vaak), 429)
    if uitkomst is None:
        wat = _("Dit account en deze code horen niet bij elkaar, of de code is verlopen of al gebruikt.")
        return _koppelen(request, vragen, wat, 400)
    token, heel = uitkomst
    klaar = HttpResponseRedirect(verder or reverse("werk")) if heel else cookie.naar("inloggen-instellen")
    return _weg(cookie.give(klaar, token), _BEWIJS)


def _koppel_zelf(request: HttpRequest, bewijs: str, sessie: toegang.Sessie, verder: str) -> HttpResponse:
    vragen = (velden.huidig_wachtwoord(),)
    if request.method != "POST":
        return _koppelen(request, vragen, "", 200, sessie)
    try:
        wachtwoord = velden.gestuurd(request, "wachtwoord")
        token = toegang.koppel_zelf(bewijs, sessie, wachtwoord, velden.adres(request))
    except toegang.TeVaak as te_vaak:
        return _koppelen(request, vragen, velden.te_vaak(te_vaak), 429, sessie)
    if token is None:
        return _koppelen(request, vragen, _("Dit wachtwoord klopt niet."), 400, sessie)
    return _weg(cookie.give(HttpResponseRedirect(verder or reverse("werk")), token), _BEWIJS)


def _koppelen(
    request: HttpRequest,
    vragen: tuple[velden.Veld, ...],
    fout: str,
    status: int,
    sessie: toegang.Sessie | None = None,
) -> HttpResponse:
    getoond = [vraag.met(velden.gestuurd(request, vraag.naam)) for vraag in vragen]
    inhoud = {"velden": getoond, "fout": fout, "verder": cookie.verder_uit(request), "sessie": sessie}
    return render(request, "toegang/organisatie_koppelen.html", inhoud, status=status)


@toegang.openbaar("public keys, for the identity provider to check our signature with")
@require_safe
def sleutels(request: HttpRequest, aanbieder: UUID) -> HttpResponseBase:
    """Our public key for one provider."""
    gevonden = toegang.publieke_sleutels(aanbieder)
    if gevonden is None:
        raise Http404
    return JsonResponse(gevonden, content_type="application/jwk-set+json")


def _vraag(request: HttpRequest, naam: str) -> str:
    return str(request.GET.get(naam, ""))[:_LANGSTE].replace("\x00", "")


def _wachten(request: HttpRequest, te_vaak: toegang.TeVaak) -> HttpResponse:
    inhoud = {"wat": velden.te_vaak(te_vaak), "doe": ""}
    return render(request, "toegang/organisatie_mis.html", inhoud, status=429)


def _mis(request: HttpRequest, fout: toegang.Inlogfout) -> HttpResponse:
    wat, doe, status = {
        toegang.Inlogfout.VERLOPEN: (
            _("Deze poging om in te loggen is verlopen of al gebruikt."),
            _("Begin opnieuw in dit venster en rond het inloggen binnen tien minuten af."),
            400,
        ),
        toegang.Inlogfout.ONBEREIKBAAR: (
            _("De inlogdienst van je organisatie antwoordt niet."),
            _("Wacht een paar minuten en probeer het opnieuw. Blijft het zo? Vertel het je beheerder."),
            503,
        ),
        toegang.Inlogfout.AFGEBROKEN: (
            _("Het inloggen bij je organisatie is afgebroken."),
            _("Begin opnieuw. Lukt het daar niet, vraag dan de helpdesk van je organisatie."),
            400,
        ),
        toegang.Inlogfout.ONGELDIG: (
            _("We konden je niet inloggen met wat je organisatie over je zei."),
            _("Begin opnieuw. Blijft het zo? Vertel het je beheerder."),
            400,
        ),
    }[fout]
    inhoud = {"wat": wat, "doe": doe}
    return _weg(render(request, "toegang/organisatie_mis.html", inhoud, status=status), _ONDERWEG)


def _bewaar(response: HttpResponse, naam: str, waarde: str) -> HttpResponse:
    """For this host and this log-in alone; Lax, because the provider sends the browser back from elsewhere."""
    response.set_cookie(naam, waarde, secure=True, httponly=True, samesite="Lax", path="/", max_age=600)
    return response


def _weg(response: HttpResponse, naam: str) -> HttpResponse:
    response.set_cookie(naam, "", secure=True, httponly=True, samesite="Lax", path="/", max_age=0)
    return response
