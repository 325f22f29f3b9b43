"""The gate: nobody gets behind a page that is not for him.

Every view says for whom it is (toegang.openbaar, toegang.voor); one that says nothing is refused. Tells the view as
whom its visitor acts, and turns a refusal from below into a page. Makes no rule itself: it asks the operation's own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode, urlsplit
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from doorzicht.domain.betrokkene.access import HANDELINGEN as BETROKKENE
from doorzicht.domain.klant.access import HANDELINGEN as KLANT
from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.access import HANDELINGEN as TOEGANG
from doorzicht.domain.toegang.model import DOELEN_VAN, Doel, Handelende, Regel, Relatie
from doorzicht.infra.log import get_log
from doorzicht.web import errors

log = get_log()
Answer = Callable[[HttpRequest], HttpResponseBase]
View = Callable[..., HttpResponseBase]

REGELS = {**BETROKKENE, **KLANT, **TOEGANG}
"""The rule of every operation that a page or program can ask for."""


class AccessMiddleware:
    """Stands after the language, so that a refusal is said in the right one, and before the view."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if getattr(request, "is_persoonlijk", False):
            response.headers["Cache-Control"] = "no-store"
        return response

    def process_view(
        self, request: HttpRequest, view: View, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        """A refusal or a way to the log-in; None when the view may be asked."""
        asked = _asked(request, view)
        if asked is None:
            return errors.method_not_allowed(request)
        poort = toegang.poort_van(asked)
        if poort is None:
            log.warning("toegang.zonder_poort", route=getattr(request.resolver_match, "view_name", ""))
            return errors.refused(request)
        if _says_something_twice(request, asked, poort):
            log.warning("toegang.dubbel_veld", route=getattr(request.resolver_match, "view_name", ""))
            return errors.bad_request(request)
        if poort.handeling is None:
            return None
        return _let_in(request, poort) or _refuse_who_never_may(request, poort.handeling)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        """A no from a service becomes a page; anything else goes on its way."""
        if isinstance(exception, toegang.GeenToegang):
            _record(request, toegang.GEEN_TOEGANG)
            return errors.refused(request, exception.reden)
        if isinstance(exception, toegang.NietGevonden):
            _record(request, toegang.NIET_GEVONDEN)
            return errors.page_not_found(request)
        if isinstance(exception, toegang.LogboekDicht):
            return errors.cannot_record(request)
        return None


def _record(request: HttpRequest, reden: str) -> None:
    """Write down what was refused to whom, now that the rest is undone; many of them raise an alarm."""
    match = request.resolver_match
    asked = _asked(request, match.func) if match else None
    poort = toegang.poort_van(asked) if asked else None
    klant = match.kwargs.get("klant") if match else None
    toegang.leg_afwijzing_vast(
        getattr(request, "handelende", None),
        (poort.handeling if poort else None) or "onbekend",
        reden,
        klant if isinstance(klant, UUID) else None,
    )


def _asked(request: HttpRequest, view: View) -> View | None:
    """The view, or the operation behind it when an API stands there; none when it has none for this method."""
    operations: dict[str, View] | None = getattr(view, "operaties", None)
    return view if operations is None else operations.get(request.method or "")


def _says_something_twice(request: HttpRequest, view: View, poort: toegang.Poort) -> bool:
    """Forms always; addresses only of pages for somebody: the public ones take the last value and harm nobody."""
    if request.method == "POST" and toegang.dubbel(view, request.POST):
        return True
    return poort.handeling is not None and toegang.dubbel(view, request.GET)


def _let_in(request: Any, poort: toegang.Poort) -> HttpResponseBase | None:
    """Tell the view who asks; or send him to where he can become somebody who may."""
    request.is_persoonlijk = True
    if errors.is_for_programs(request):
        return _let_program_in(request)
    token = request.COOKIES.get(settings.SESSIE_COOKIE, "")
    sessie = toegang.sessie_van(token) if token else None
    if sessie is None or not sessie.heel:
        return _send_to(request, "inloggen" if sessie is None else "inloggen-tweede-factor")
    request.sessie = sessie
    request.handelende = sessie.handelende
    if sessie.handelende is None and not poort.zonder_rol:
        return _send_to(request, "account-rol")
    return None


def _refuse_who_never_may(request: Any, handeling: str) -> HttpResponseBase | None:
    """Whoever may not do this towards anybody gets no form, and no word on what he filled in.

    The service decides again, and knows then towards whom; this is the door, not the lock.
    """
    regel = REGELS.get(handeling)
    if regel is None or request.handelende is None:
        return None
    if any(regel(request.handelende, relatie) for relatie in Relatie):
        return None
    _record(request, toegang.GEEN_TOEGANG)
    anders = _purpose_that_may(request.handelende, regel)
    if anders is not None:
        return errors.refused_for_purpose(request, toegang.doelnaam(anders))
    return errors.refused(request, regel(request.handelende, Relatie.GEEN).reden)


def _purpose_that_may(wie: Handelende, regel: Regel) -> Doel | None:
    """For what else he could act in the same role, so that the rule says yes."""
    return next(
        (
            doel
            for doel in DOELEN_VAN[wie.rol]
            if doel is not wie.doel and any(regel(replace(wie, doel=doel), relatie) for relatie in Relatie)
        ),
        None,
    )


def _let_program_in(request: Any) -> HttpResponseBase | None:
    """By its token alone: a cookie would let another site ask in the name of who is logged in."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    request.handelende = toegang.handelende_met_token(token) if scheme.lower() == "bearer" else None
    return errors.not_logged_in(request) if request.handelende is None else None


def _came_from(request: HttpRequest) -> str:
    """The page of a form: the one it was sent from, else the one it was sent to. Always a path of this site."""
    vanaf = urlsplit(request.headers.get("Referer", ""))
    van_hier = vanaf.netloc == request.get_host() and url_has_allowed_host_and_scheme(vanaf.path, None)
    return vanaf.path if van_hier else request.path


def _send_to(request: HttpRequest, route: str) -> HttpResponseBase:
    """With the page he wanted, when that was a page; never what he sent. A program gets a plain 401."""
    if errors.is_for_programs(request):
        return errors.not_logged_in(request)
    if request.method == "POST" and route != "account-rol" and request.path != reverse("uitloggen"):
        return errors.logged_out(request, reverse(route), _came_from(request))
    wanted = {"verder": request.get_full_path()} if request.method in ("GET", "HEAD") else {}
    response: HttpResponse = HttpResponseRedirect(
        f"{reverse(route)}{'?' if wanted else ''}{urlencode(wanted)}"
    )
    return response
