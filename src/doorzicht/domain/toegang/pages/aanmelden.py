"""Pages of the log-in: account and password, then an app, a key or a code on paper.

What was wrong is never said more precisely than somebody may know who is not in yet.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.db import Error
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import DOELEN_VAN, Doel, Rol
from doorzicht.domain.toegang.pages import cookie, velden
from doorzicht.domain.toegang.pages.velden import Veld
from doorzicht.infra.log import get_log

Page = Callable[..., HttpResponseBase]
log = get_log()


def before_the_log_in(view: Page) -> Page:
    """Mark a page of the log-in: for everybody, kept by nobody, and closed (503) when attempts cannot be written."""

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            response = view(request, *args, **kwargs)
        except Error:
            log.exception("aanmelden.database")
            response = render(request, "toegang/dicht.html", status=503)
        response.headers["Cache-Control"] = "no-store"
        return response

    return toegang.openbaar("who logs in is not logged in yet")(
        require_http_methods(["GET", "HEAD", "POST"])(page)
    )


def half_sessie(request: HttpRequest) -> toegang.Sessie | None:
    """The session of somebody who is halfway; None when there is none, or he is in already."""
    sessie = toegang.sessie_van(request.COOKIES.get(settings.SESSIE_COOKIE, ""))
    return None if sessie is None or sessie.heel else sessie


@before_the_log_in
def inloggen(request: HttpRequest) -> HttpResponse:
    """Account and password. Who is in already goes on."""
    verder = cookie.verder_uit(request)
    bestaand = toegang.sessie_van(request.COOKIES.get(settings.SESSIE_COOKIE, ""))
    if request.method != "POST":
        return _verder(verder) if bestaand and bestaand.heel else _eerste_stap(request, verder)
    account = velden.gestuurd(request, "account").strip()
    try:
        token = toegang.controleer_wachtwoord(
            account, velden.gestuurd(request, "wachtwoord"), velden.adres(request)
        )
    except toegang.TeVaak as fout:
        return _eerste_stap(request, verder, account, velden.te_vaak(fout), 429)
    if token is None:
        wat = _("Dit account en wachtwoord horen niet bij elkaar. Controleer beide en probeer het opnieuw.")
        wat = f"{wat} {_('Was je nog bezig met instellen? Begin opnieuw met je code.')}"
        return _eerste_stap(request, verder, account, wat, 400)
    return cookie.give(cookie.naar("inloggen-tweede-factor", verder), token)


def _eerste_stap(
    request: HttpRequest, verder: str, account: str = "", fout: str = "", status: int = 200
) -> HttpResponse:
    inhoud = {
        "velden": [velden.account().met(account), velden.wachtwoord()],
        "fout": fout,
        "verder": verder,
        "is_demo": settings.DEMO,
        "via_organisatie": bool(toegang.te_kiezen()),
    }
    return render(request, "toegang/inloggen.html", inhoud, status=status)


def _verder(verder: str) -> HttpResponse:
    return HttpResponseRedirect(verder or reverse("werk"))


@before_the_log_in
def tweede_factor(request: HttpRequest) -> HttpResponse:
    """The code of an app; who has only a key goes on to it."""
    return _tweede_stap(request, "code", "toegang/tweede_factor.html", velden.code, toegang.klopt_code)


@before_the_log_in
def herstelcode(request: HttpRequest) -> HttpResponse:
    """A code on paper, for who has neither app nor key at hand."""
    return _tweede_stap(
        request, "herstelcode", "toegang/herstelcode.html", velden.herstelcode, toegang.klopt_herstelcode
    )


def _tweede_stap(
    request: HttpRequest,
    naam: str,
    sjabloon: str,
    veld: Callable[[], Veld],
    klopt: Callable[[Any, str], bool],
) -> HttpResponse:
    verder, sessie = cookie.verder_uit(request), half_sessie(request)
    if sessie is None:
        return cookie.naar("inloggen", verder)
    if sessie.uitnodiging:
        return cookie.naar("inloggen-instellen")
    soorten = {factor.soort for factor in toegang.factoren_van(sessie.gebruiker)}
    if naam == "code" and soorten == {"webauthn"}:
        return cookie.naar("inloggen-sleutel", verder)
    inhoud = {"veld": veld(), "verder": verder, "heeft_sleutel": "webauthn" in soorten}
    if request.method != "POST":
        return render(request, sjabloon, inhoud)
    code = velden.gestuurd(request, naam)
    return _bewijs(
        request,
        sessie,
        lambda: klopt(sessie.gebruiker, code),
        lambda fout, status: render(
            request, sjabloon, inhoud | {"veld": veld().met("", fout)}, status=status
        ),
    )


def _bewijs(
    request: HttpRequest,
    sessie: toegang.Sessie,
    klopt: Callable[[], bool],
    opnieuw: Callable[[str, int], HttpResponse],
) -> HttpResponse:
    try:
        token = toegang.bewijs(sessie, klopt, velden.adres(request))
    except toegang.TeVaak as fout:
        return opnieuw(velden.te_vaak(fout), 429)
    if token is None:
        return opnieuw(_("Dit klopt niet, of het is al gebruikt. Probeer het met een nieuwe code."), 400)
    return cookie.give(_verder(cookie.verder_uit(request)), token)


@before_the_log_in
def demo(request: HttpRequest) -> HttpResponse:
    """Invented people by role; one click logs in as one. There is no such page outside a demo on this machine."""
    if not (settings.DEMO and _is_this_machine(request)):
        raise Http404
    if request.method == "POST":
        doelen = {doel.value: doel for doel in Doel}
        gekozen = velden.gestuurd_id(request, "wie")
        doel = doelen.get(velden.gestuurd(request, "doel"))
        token = toegang.meld_demo_aan(gekozen, doel) if gekozen else None
        if token is not None:
            return cookie.give(_verder(cookie.verder_uit(request)), token)
    inhoud = {"rollen": _demo_rollen(), "verder": cookie.verder_uit(request)}
    return render(request, "toegang/demo.html", inhoud, status=400 if request.method == "POST" else 200)


def _is_this_machine(request: HttpRequest) -> bool:
    """The visitor sits at this machine: no address elsewhere, and no proxy between that could speak for one."""
    passed_on = any(name in request.META for name in ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED"))
    return request.META.get("REMOTE_ADDR") in ("127.0.0.1", "::1") and not passed_on


def _demo_rollen() -> list[dict[str, Any]]:
    """Every role with its people; who can act for two purposes stands there with both."""
    gevonden: dict[Rol, list[dict[str, Any]]] = {}
    for toekenning in toegang.demo_mensen():
        rol = Rol(toekenning.rol)
        gevonden.setdefault(rol, []).extend(
            {
                "wie": toekenning.id,
                "naam": toekenning.gebruiker.naam,
                "organisatie": toekenning.organisatie.naam,
                "doel": doel.value,
                "doelnaam": toegang.doelnaam(doel) if len(DOELEN_VAN[rol]) > 1 else "",
            }
            for doel in DOELEN_VAN[rol]
        )
    return [
        {"naam": toegang.rolnaam(rol), "uitleg": toegang.roluitleg(rol), "mensen": gevonden[rol]}
        for rol in Rol
        if rol in gevonden
    ]
