"""Every way into the program over HTTP: the routes of the URL conf and the operations of the API, with their marks.

For the guards, the matrix and the crawls, so that all of them walk the same ways and none forgets one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from doorzicht.domain.toegang import service as toegang


@dataclass(frozen=True)
class Weg:
    """A way in: its name (with namespace), the view or API function behind it, and what that says of itself.

    `methoden` is known of an operation of the API only; a page says no to a wrong method by itself.
    """

    naam: str
    view: Callable[..., Any]
    poort: toegang.Poort | None
    methoden: tuple[str, ...] = ()
    route: str = ""
    """By which name its address is found, where that is another: operations of one address share it."""

    def __str__(self) -> str:
        return " ".join((*self.methoden, self.naam))

    @property
    def is_api(self) -> bool:
        """Whether a program asks here, with a token instead of a session."""
        return bool(self.methoden)


def wegen(resolver: URLResolver | None = None, namespace: str = "") -> Iterator[Weg]:
    """All of them, in the order in which Django tries them."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            yield from wegen(pattern, namespace + (f"{pattern.namespace}:" if pattern.namespace else ""))
        else:
            yield from _ways_of(pattern, namespace)


def _ways_of(pattern: URLPattern, namespace: str) -> Iterator[Weg]:
    """One way a route, or one for each operation when the API stands behind it."""
    naam = f"{namespace}{pattern.name or pattern.pattern}"
    operations: dict[str, Callable[..., Any]] | None = getattr(pattern.callback, "operaties", None)
    if operations is None:
        yield Weg(naam, pattern.callback, toegang.poort_van(pattern.callback))
        return
    for method, function in operations.items():
        eigen = f"{namespace}{function.__name__}"
        yield Weg(eigen, function, toegang.poort_van(function), (method,), naam)


def of_people() -> list[Weg]:
    """The ways that are for somebody who is logged in; the API names an operation once for each address it has."""
    every = {str(weg): weg for weg in wegen() if weg.poort is not None and weg.poort.handeling is not None}
    return list(every.values())


def open_to_all() -> list[Weg]:
    """The ways that are for everybody."""
    return [weg for weg in wegen() if weg.poort is not None and weg.poort.handeling is None]
