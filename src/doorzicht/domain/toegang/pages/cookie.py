"""The cookie that holds a session, and the page to go on to after the log-in.

The cookie is for this host alone, over a safe line alone, and no script reads it. It has no end of its own: how long a
session holds stands in the database. A page to go on to is a path of this site, never another one.
"""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

VERDER = "verder"


def give(response: HttpResponse, token: str) -> HttpResponse:
    """Send the secret of a session along."""
    response.set_cookie(
        settings.SESSIE_COOKIE, token, secure=True, httponly=True, samesite="Lax", path="/", max_age=None
    )
    return response


def take(response: HttpResponse) -> HttpResponse:
    """Take it away again, as it was given."""
    response.set_cookie(
        settings.SESSIE_COOKIE, "", secure=True, httponly=True, samesite="Lax", path="/", max_age=0
    )
    return response


def verder_uit(request: HttpRequest) -> str:
    """The path to go on to, from the form or else from the address; empty when it is not a path of this site."""
    pad = request.POST.get(VERDER) or request.GET.get(VERDER, "")
    is_path = pad.startswith("/") and url_has_allowed_host_and_scheme(pad, allowed_hosts=None)
    return pad if is_path else ""


def naar(route: str, verder: str = "") -> HttpResponseRedirect:
    """On to a page of the log-in, taking along where to go after it."""
    vraag = f"?{urlencode({VERDER: verder})}" if verder else ""
    return HttpResponseRedirect(f"{reverse(route)}{vraag}")
