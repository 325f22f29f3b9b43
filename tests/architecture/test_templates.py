"""No template lies about unused: each is named by Python, or by another template that is used."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

NAMED = re.compile(r"""{%-?\s*(?:include|extends)\s+["']([^"']+)["']""")
CALLED_BY_DJANGO = {"404.html", "500.html", "403.html", "400.html", "403_csrf.html"}


def unused(templates: dict[str, str], python: str) -> list[str]:
    """Names of templates that nothing reaches, starting from those that Python (or Django itself) names.

    A name may leave out the folders that its loader stands in: `index.html` for `publicatie/uitgave/index.html`.
    """
    quoted = (
        set(re.findall(r"""["']([^"'\s]+\.(?:html|txt|xml|typ|svg|css))["']""", python)) | CALLED_BY_DJANGO
    )
    reached: set[str] = set()
    waiting = named(templates, quoted)
    while waiting:
        name = waiting.pop()
        reached.add(name)
        waiting |= named(templates, set(NAMED.findall(templates[name]))) - reached
    return sorted(set(templates) - reached)


def named(templates: dict[str, str], quoted: set[str]) -> set[str]:
    """The templates that these texts name."""
    return {name for name in templates if any(f"/{name}".endswith(f"/{text}") for text in quoted)}


@pytest.fixture(scope="module")
def templates(package: Path) -> dict[str, str]:
    folders = [package / "web" / "templates", *package.glob("domain/*/templates")]
    return {
        str(path.relative_to(folder)): path.read_text("utf-8")
        for folder in folders
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_every_template_is_used(templates, package):
    python = "\n".join(path.read_text("utf-8") for path in package.rglob("*.py"))
    assert unused(templates, python) == []


def test_a_planted_unused_template_is_named():
    templates = {
        "publicatie/regio.html": '{% extends "frame/base.html" %}{% include "frame/deel.html" %}',
        "frame/base.html": "",
        "frame/deel.html": "",
        "publicatie/oud.html": '{% include "publicatie/ouder.html" %}',
        "publicatie/ouder.html": '{% include "publicatie/oud.html" %}',
        "404.html": "",
    }
    python = 'return render(request, "publicatie/regio.html", {})'
    assert unused(templates, python) == ["publicatie/oud.html", "publicatie/ouder.html"]
