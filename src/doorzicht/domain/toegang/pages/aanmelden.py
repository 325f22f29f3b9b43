"""Pages of the log-in: account and password, then the second factor."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.pages import cookie

_BEGIN = toegang.openbaar("who logs in is not logged in yet")


@_BEGIN
@never_cache
@require_safe
def inloggen(request: HttpRequest) -> HttpResponse:
    """Account and password."""
    return render(request, "toegang/inloggen.html", {"verder": cookie.verder_uit(request)})


@_BEGIN
@never_cache
@require_safe
def tweede_factor(request: HttpRequest) -> HttpResponse:
    """The second factor."""
    return cookie.naar("inloggen", cookie.verder_uit(request))
