"""Every route has a test that asks for its page.

A test asks for a page by its path, by the name of its route with reverse(), or by an example for the walk that goes
every way as every role (tests/integration/toegang/wegwijzer.py).
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, path, resolve

from tests.integration.toegang.wegwijzer import VOORBEELDEN

HERE = Path(__file__).resolve()


def routes(resolver: URLResolver, namespace: str = "") -> Iterator[str]:
    """The names of all routes, with their namespace; a route without a name gives its pattern."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name or pattern.pattern}"
        else:
            yield from routes(pattern, namespace + (f"{pattern.namespace}:" if pattern.namespace else ""))


def addresses_in(source: str) -> set[str]:
    """Paths that stand in a test (the holes of an f-string filled with a number), and names given to reverse()."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and str(node.value).startswith("/"):
            found.add(str(node.value))
        if isinstance(node, ast.JoinedStr):
            found.add("".join(part.value if isinstance(part, ast.Constant) else "9" for part in node.values))
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == "reverse":
            found |= {f"reverse:{name.value}" for name in node.args[:1] if isinstance(name, ast.Constant)}
    return found


def asked(addresses: set[str], urlconf: tuple[URLPattern, ...] | None = None) -> set[str]:
    """The names of the routes that these addresses lead to."""
    found = {address.removeprefix("reverse:") for address in addresses if address.startswith("reverse:")}
    for address in addresses:
        try:
            match = resolve(re.split(r"[?#]", address)[0], urlconf) if address.startswith("/") else None
        except Resolver404:
            continue
        found |= {match.view_name} if match else set()
    return found


def test_every_route_has_a_test(root):
    sources = [file.read_text("utf-8") for file in (root / "tests").rglob("*.py") if file != HERE]
    wanted = set(routes(get_resolver()))
    assert sorted(wanted - set(VOORBEELDEN) - asked(set().union(*map(addresses_in, sources)))) == []


PLANTED = (
    path("cijfers/<int:regio>/", lambda request: None, name="regio"),
    path("vergeten/", lambda request: None, name="vergeten"),
)


def test_a_planted_route_without_a_test_is_named():
    wanted = set(routes(get_resolver(PLANTED)))
    assert wanted == {"regio", "vergeten"}
    assert wanted - asked(addresses_in('client.get(f"/cijfers/{nummer}/?kwartaal=2022-kw2")'), PLANTED) == {
        "vergeten"
    }
    assert wanted - asked(addresses_in('reverse("regio"), reverse("vergeten")'), PLANTED) == set()
    assert wanted - asked(addresses_in('["regio", "vergeten", "/elders/"]'), PLANTED) == wanted
