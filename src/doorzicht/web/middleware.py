"""Headers that every answer carries, whatever page or error it is.

What Django and django-csp set already is left alone; a view that knows better keeps its own value.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
}
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
        return response
