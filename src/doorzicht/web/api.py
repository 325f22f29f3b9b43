"""The frame of the API: versions, problems in one form, and nothing that is said twice or not known.

Each term brings its own operations; this puts them together under /api/v1. Follows the Dutch API design rules:
problem+json, 400 for what cannot be read, no trailing slash, keys in Dutch and lowerCamelCase, OpenAPI 3.1.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Router
from ninja.errors import HttpError, ValidationError
from ninja.parser import Parser

from doorzicht.domain.toegang import service as toegang
from doorzicht.web.middleware import API_VERSION

PROBLEM = "application/problem+json"


class StrictParser(Parser):
    """Refuses a body that two readers could each read otherwise."""

    def parse_body(self, request: HttpRequest) -> Any:
        """JSON in which no key stands twice."""
        return json.loads(request.body, object_pairs_hook=_once)


def make_api(routers: Mapping[str, Router]) -> tuple[list[Any], str, str]:
    """What urls.py needs: the operations of all terms, each under its place, and the description of the whole."""
    api = NinjaAPI(
        title="doorzicht",
        version=API_VERSION,
        description=_("Klanten en hun dossier, voor programma’s van de organisatie die hen bedient."),
        docs_url=None,
        urls_namespace="api",
        parser=StrictParser(),
        servers=[{"url": "/api/v1"}],
        openapi_extra={"info": {"contact": _contact()}, "security": [{"bearer": []}]},
    )
    api.add_exception_handler(ValidationError, _unreadable)
    api.add_exception_handler(HttpError, _refused)
    for place, router in routers.items():
        api.add_router(place, router)
    patterns, _app, namespace = api.urls
    _mark(api, patterns)
    return patterns, "api", namespace


def problem(status: int, title: str, **more: object) -> HttpResponse:
    """What is wrong, in the one form of all problems (RFC 9457)."""
    body = {"type": "about:blank", "title": title, "status": status, **more}
    return JsonResponse(body, status=status, content_type=PROBLEM)


def _contact() -> dict[str, str]:
    return {"name": settings.UITGEVER} | ({"email": settings.CONTACT} if settings.CONTACT else {})


def _unreadable(request: HttpRequest, exc: ValidationError | type[ValidationError]) -> HttpResponse:
    """Which parts of the question cannot be read; never what stood in them."""
    errors = [] if isinstance(exc, type) else exc.errors
    wrong = [
        {
            "naam": ".".join(str(part) for part in error["loc"][1:] if part not in _WRAPPERS),
            "reden": _reason(error),
        }
        for error in errors
    ]
    return problem(400, _("Deze vraag kunnen we niet lezen."), ongeldig=wrong)


_WRAPPERS = frozenset({"vraag", "inschrijving"})
"""Names of the parameters of our operations, which say nothing to who asks."""


def _reason(error: Mapping[str, Any]) -> str:
    return {
        "missing": _("Dit gegeven ontbreekt."),
        "extra_forbidden": _("Dit gegeven kennen we niet."),
    }.get(str(error["type"]), _("Dit gegeven klopt niet."))


def _refused(request: HttpRequest, exc: HttpError | type[HttpError]) -> HttpResponse:
    """A body that is no JSON, or says something twice."""
    status = 400 if isinstance(exc, type) else exc.status_code
    return problem(status, _("Deze vraag kunnen we niet lezen."))


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    read = dict(pairs)
    if len(read) != len(pairs):
        raise ValueError("a key stands twice")
    return read


def _mark(api: NinjaAPI, patterns: list[Any]) -> None:
    """Tell the gate which operation stands behind each method of an address, and hold each to the keys it knows.

    The description is for everybody.
    """
    routers = api._get_bound_routers()
    views = [view for router in routers for view in router.path_operations.values() for _ in view.operations]
    described, *operated, root = patterns
    for pattern, view in zip(operated, views, strict=True):
        pattern.callback.operaties = {
            method: operation.view_func for operation in view.operations for method in operation.methods
        }
    operations: set[Any] = {operation for view in views for operation in view.operations}
    for operation in operations:
        operation.run = _held_to_its_keys(operation.run, _query_keys(operation))
    for pattern in (described, root):
        toegang.openbaar("the description of the API tells of no person")(pattern.callback)


def _query_keys(operation: Any) -> frozenset[str]:
    maps = [
        model.__ninja_flatten_map__ for model in operation.models if model.__ninja_param_source__ == "query"
    ]
    return frozenset(key for flat in maps for key in flat)


def _held_to_its_keys(
    run: Callable[..., HttpResponseBase], known: frozenset[str]
) -> Callable[..., HttpResponseBase]:
    """A key in the address that nobody reads, or that stands twice, is refused: its writer meant something by it."""

    def held(request: HttpRequest, **parts: Any) -> HttpResponseBase:
        wrong = [key for key, values in request.GET.lists() if key not in known or len(values) > 1]
        if wrong:
            reasons = [{"naam": _("adres"), "reden": _("Dit gegeven kennen we niet.")} for _key in wrong]
            return problem(400, _("Deze vraag kunnen we niet lezen."), ongeldig=reasons)
        return run(request, **parts)

    return held
