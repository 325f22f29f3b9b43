"""Error pages: what is wrong, and the next step. They never show what went wrong inside.

A page that refuses passes a Weigering along with its Http404; its words are shown. Everything else gets the words here.
Programs (under /api/) get the same as application/problem+json (RFC 9457).
"""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from doorzicht.foundation.errors import Weigering


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the question cannot be read."""
    wat = _("Deze vraag kunnen we niet lezen.")
    return _page(request, 400, wat, _("Ga terug en probeer het opnieuw, of begin bij de homepagina."))


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: not for you."""
    wat = _("Je mag deze pagina niet bekijken.")
    return _page(request, 403, wat, _("De openbare cijfers zijn wel voor iedereen te zien."))


def refused(request: HttpRequest, reden: str = "") -> HttpResponse:
    """403 with the reason of the rule that said no, and whom to ask; a program gets the reason alone.

    The rules know no languages: their reasons are in the catalogue, and are looked up here.
    """
    wat = _("Je mag dit niet.")
    zin = _(reden) if reden else _("Deze pagina is niet voor jou.")
    if is_for_programs(request):
        return _page(request, 403, wat, zin)
    return _page(request, 403, wat, f"{capfirst(zin).rstrip('.')}. {_whom_to_ask(request)}")


def refused_for_purpose(request: HttpRequest, doel: str) -> HttpResponse:
    """403 for who may do this, but acts for something else now: the choice is one step away."""
    if is_for_programs(request):
        return refused(request)
    doe = _("Dit doe je voor een ander doel. Kies het doel %(doel)s.") % {"doel": doel}
    verder = {"verder": request.get_full_path()} if request.method in ("GET", "HEAD") else {}
    kies = f"{reverse('account-rol')}{'?' if verder else ''}{urlencode(verder)}"
    inhoud = {"status": 403, "wat": _("Je mag dit nu niet."), "doe": doe, "kies": kies, "doel": doel}
    return render(request, "fouten/fout_op_werk.html", inhoud, status=403)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form did not come from a page of ours, or stood open too long."""
    wat = _("Dit formulier is verlopen.")
    return _page(
        request, 403, wat, _("Ga terug, laad de pagina opnieuw en vul het formulier nog een keer in.")
    )


def not_logged_in(request: HttpRequest) -> HttpResponse:
    """401, for programs: people are sent to the log-in."""
    return _page(request, 401, _("Je bent niet ingelogd."), _("Log in en probeer het opnieuw."))


def logged_out(request: HttpRequest, inloggen: str, verder: str) -> HttpResponse:
    """401: a form was sent after the session ended. The browser still has it: the way back is told, and no way on."""
    wat = _("Je bent uitgelogd. Wat je typte is nog niet opgeslagen.")
    doe = _("Log in in een ander tabblad. Ga dan hier terug en sla het nog een keer op.")
    inhoud = {
        "status": 401,
        "wat": wat,
        "doe": doe,
        "inloggen": f"{inloggen}?{urlencode({'verder': verder})}",
    }
    return render(request, "fouten/uitgelogd.html", inhoud, status=401)


def cannot_record(request: HttpRequest) -> HttpResponse:
    """503: the look could not be written down, so there is nothing to see."""
    wat = _("We kunnen dit nu niet laten zien.")
    doe = _("Het logboek is niet bereikbaar, en zonder logboek tonen we geen gegevens van mensen.")
    return _page(request, 503, wat, doe)


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: there is nothing here, with the reason when the page knew it."""
    reden = exception.args[0] if exception is not None and exception.args else None
    if isinstance(reden, Weigering):
        return _page(request, 404, reden.wat, reden.doe)
    wat = _("Deze pagina bestaat niet.")
    return _page(
        request,
        404,
        wat,
        _("Misschien is het adres veranderd, of mag je dit niet zien. Kies in het menu waar je heen wilt.")
        if _is_at_work(request)
        else _("Misschien is het adres veranderd. Zoek een gemeente of regio, of kies hieronder."),
    )


def method_not_allowed(request: HttpRequest) -> HttpResponse:
    """405: something was sent to a page that only shows."""
    wat = _("Deze pagina kun je alleen bekijken.")
    doe = (
        _("Je kunt hier niets naartoe sturen. Kies in het menu waar je heen wilt.")
        if _is_at_work(request)
        else _("Je kunt hier niets naartoe sturen. Begin bij de cijfers.")
    )
    return _page(request, 405, wat, doe)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault."""
    wat = _("Er ging iets mis bij ons.")
    return _page(request, 500, wat, _("Wacht een paar minuten en probeer het opnieuw."))


def is_for_programs(request: HttpRequest) -> bool:
    """Whether a program asks: addresses of the API."""
    return request.path.startswith("/api/")


def _page(request: HttpRequest, status: int, wat: str, doe: str) -> HttpResponse:
    if is_for_programs(request):
        problem = {"type": "about:blank", "title": wat, "status": status, "detail": doe}
        return JsonResponse(problem, status=status, content_type="application/problem+json")
    frame = "fouten/fout_op_werk.html" if _is_at_work(request) else "fouten/fout.html"
    return render(request, frame, {"status": status, "wat": wat, "doe": doe}, status=status)


def _is_at_work(request: HttpRequest) -> bool:
    """Whether somebody is logged in: he has the frame of the work around him, with its menu."""
    return bool(getattr(request, "sessie", None))


def _whom_to_ask(request: HttpRequest) -> str:
    """What a person can do who thinks that he should be let in."""
    wie = getattr(request, "handelende", None)
    if wie is not None and wie.klant is not None:
        return _("Heb je hier een vraag over? Vraag het aan je klantmanager.")
    return _("Hoort dit wel bij je werk? Vraag het aan je teamleider of de functioneel beheerder.")
