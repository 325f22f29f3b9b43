"""Pages of the frame itself: accessibility, privacy, contact, state of the site, security.txt, robots.txt."""

from __future__ import annotations

from datetime import UTC, timedelta
from importlib.metadata import PackageNotFoundError, version

from django.conf import settings
from django.db import Error, connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from doorzicht.domain.toegang import service as toegang
from doorzicht.foundation.errors import Weigering

_VALID = timedelta(days=180)


@toegang.openbaar("the accessibility statement is owed to everybody")
@require_safe
def toegankelijkheid(request: HttpRequest) -> HttpResponse:
    """The accessibility statement."""
    return render(request, "kader/toegankelijkheid.html", {"contact": _mail()})


@toegang.openbaar("what this site does with data is owed to everybody")
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What this site knows of its visitors, and how people in the figures are protected."""
    return render(request, "kader/privacy.html")


@toegang.openbaar("whom to ask")
@require_safe
def contact(request: HttpRequest) -> HttpResponse:
    """Whom to ask."""
    return render(request, "kader/contact.html", {"contact": _mail()})


@toegang.openbaar("whether the site works, in numbers of ours")
@never_cache
@require_safe
def status(request: HttpRequest) -> HttpResponse:
    """For people: does the site work?"""
    return render(request, "kader/status.html", {"werkt": _database_answers(), "versie": _version()})


@toegang.openbaar("whether the site works, for a monitor that has no account")
@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """For machines: 200 when the database answers, else 503. Tells numbers of ours only, nothing of visitors."""
    werkt = _database_answers()
    document = {"status": "ok" if werkt else "storing", "database": werkt, "versie": _version()}
    return JsonResponse(document, status=200 if werkt else 503)


@toegang.openbaar("where to report a weakness (RFC 9116)")
@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """RFC 9116: where to report a weakness; expires half a year from now.

    The file must name a way to make contact, so without an address for it there is no file.
    """
    if not _mail():
        raise Http404(
            Weigering(
                _("Deze site heeft geen e-mailadres voor meldingen."),
                _("Neem contact op met de uitgever: %(uitgever)s.") % {"uitgever": settings.UITGEVER},
            )
        )
    verloopt = (timezone.now() + _VALID).astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    regels = [
        f"Contact: mailto:{_mail()}",
        f"Contact: {request.build_absolute_uri(reverse('contact'))}",
        f"Expires: {verloopt:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: nl, en",
        f"Canonical: {request.build_absolute_uri(request.path)}",
    ]
    return HttpResponse("\n".join(regels) + "\n", content_type="text/plain; charset=utf-8")


@toegang.openbaar("what search engines may find")
@require_safe
def robots_txt(request: HttpRequest) -> HttpResponse:
    """Everything public may be found."""
    return HttpResponse("User-agent: *\nAllow: /\n", content_type="text/plain; charset=utf-8")


def _mail() -> str:
    return str(getattr(settings, "CONTACT", ""))


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return bool(cursor.fetchone())
    except Error:
        return False


def _version() -> str:
    try:
        return version("doorzicht")
    except PackageNotFoundError:
        return "niet geïnstalleerd"
