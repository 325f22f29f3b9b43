"""What every answer has, whatever page or error it is: its headers, no body for HEAD, a page for a wrong method.

What Django and django-csp set already is left alone; a view that knows better keeps its own value.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotAllowed,
    StreamingHttpResponse,
)

from doorzicht.web.errors import is_for_programs, method_not_allowed

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
}
API_VERSION = "1.0.0"
"""Of what the API promises; it is said in every answer (SemVer)."""

PUBLIC = "public, max-age=300"
"""Figures change a few times a year; five minutes spare the server and keep a rectification quick."""

Answer = Callable[[HttpRequest], HttpResponseBase]


class SecurityHeadersMiddleware:
    """Adds the headers above, and says how long a page may be kept."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Cache-Control", PUBLIC if response.status_code == 200 else "no-store")
        if is_for_programs(request):
            response.headers["API-Version"] = API_VERSION
        return response


class HeadMiddleware:
    """Answers HEAD as GET would be answered, headers and all, and leaves out the body. Stands outermost."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method != "HEAD":
            return self.get_response(request)
        request.method = "GET"
        response = self.get_response(request)
        request.method = "HEAD"
        return _without_body(response)


def _without_body(response: HttpResponseBase) -> HttpResponseBase:
    if isinstance(response, HttpResponse):
        response.headers.setdefault("Content-Length", str(len(response.content)))
        response.content = b""
    elif isinstance(response, StreamingHttpResponse):
        response.streaming_content = ()
    return response


class WrongMethodMiddleware:
    """Gives the empty 405 of a page its words and a next step. Stands innermost, so that it gets all headers."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed):
            page = method_not_allowed(request)
            response.content = page.content
            response.headers["Content-Type"] = page.headers["Content-Type"]
        return response
