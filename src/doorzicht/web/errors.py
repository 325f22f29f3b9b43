"""Error pages: what is wrong, and the next step. They never show what went wrong inside.

A page that refuses passes a Weigering along with its Http404; its words are shown. Everything else gets the words here.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
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
        _("Misschien is het adres veranderd. Zoek een gemeente of regio, of kies hieronder."),
    )


def method_not_allowed(request: HttpRequest) -> HttpResponse:
    """405: something was sent to a page that only shows."""
    wat = _("Deze pagina kun je alleen bekijken.")
    return _page(request, 405, wat, _("Je kunt hier niets naartoe sturen. Begin bij de cijfers."))


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault."""
    wat = _("Er ging iets mis bij ons.")
    return _page(request, 500, wat, _("Wacht een paar minuten en probeer het opnieuw."))


def _page(request: HttpRequest, status: int, wat: str, doe: str) -> HttpResponse:
    return render(request, "fouten/fout.html", {"status": status, "wat": wat, "doe": doe}, status=status)
