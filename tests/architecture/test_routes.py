"""Every route has a test that asks for its page.

A test asks for a page by its path or by the name of its route; both are texts in the tests. The matrix of
permissions comes with the log-in (every route, every role), and takes the place of this guard then.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, path, resolve

HERE = Path(__file__).resolve()


def routes(resolver: URLResolver, namespace: str = "") -> Iterator[str]:
    """The names of all routes, with their namespace; a route without a name gives its pattern."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name or pattern.pattern}"
        else:
            yield from routes(pattern, namespace + (f"{pattern.namespace}:" if pattern.namespace else ""))


def texts_in(source: str) -> set[str]:
    """Every text that stands in a test; the holes of an f-string are filled with a number that exists."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            found.add(node.value)
        if isinstance(node, ast.JoinedStr):
            found.add("".join(part.value if isinstance(part, ast.Constant) else "9" for part in node.values))
    return found


def asked(texts: set[str], urlconf: tuple[URLPattern, ...] | None = None) -> set[str]:
    """The names of the routes that these texts lead to."""
    found = set()
    for text in texts:
        try:
            match = resolve(re.split(r"[?#]", text)[0], urlconf) if text.startswith("/") else None
        except Resolver404:
            continue
        found.add(match.view_name if match else text)
    return found


def test_every_route_has_a_test(root):
    sources = [file.read_text("utf-8") for file in (root / "tests").rglob("*.py") if file != HERE]
    wanted = set(routes(get_resolver()))
    assert sorted(wanted - asked(set().union(*map(texts_in, sources)))) == []


PLANTED = (
    path("cijfers/<int:regio>/", lambda request: None, name="regio"),
    path("vergeten/", lambda request: None, name="vergeten"),
)


def test_a_planted_route_without_a_test_is_named():
    wanted = set(routes(get_resolver(PLANTED)))
    assert wanted == {"regio", "vergeten"}
    assert wanted - asked(texts_in('client.get(f"/cijfers/{nummer}/?kwartaal=2022-kw2")'), PLANTED) == {
        "vergeten"
    }
    assert wanted - asked(texts_in('reverse("regio"), reverse("vergeten")'), PLANTED) == set()
