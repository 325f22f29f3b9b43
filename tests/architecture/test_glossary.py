"""Every notion that the domain has a class, a table or a folder for stands in GLOSSARY.md, with its source.

A name is cut into words; the English words that programmers add to a notion are left out.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ADDED = {"table", "form", "view", "error", "store", "id", "of", "in", "and", "zonder", "met"}
FOLDERS_WITHOUT_NOTION = {"pages", "service", "store", "rules", "render", "tables", "model", "templates"}


def words(name: str) -> list[str]:
    """UitgaveInhoud gives uitgave, inhoud; land_tabel gives land, tabel."""
    return [word.lower() for word in re.findall(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])", name)]


def terms_of(glossary: str) -> dict[str, tuple[str, str, str]]:
    """Every line of the glossary: term, then gloss, source and place."""
    rows = re.findall(r"^\| ([^|]+) \| ([^|]*) \| ([^|]*) \| ([^|]*) \|$", glossary, re.MULTILINE)
    return {
        term.strip().lower(): (gloss, source, place) for term, gloss, source, place in rows if term != "term"
    }


def unexplained(names: dict[str, str], terms: set[str]) -> list[str]:
    """Names (with their place) that are neither one term nor made of terms."""
    found = []
    for name, place in sorted(names.items()):
        parts = [word for word in words(name) if word not in ADDED]
        if "".join(parts) not in terms and " ".join(parts) not in terms and not set(parts) <= terms:
            found.append(f"{place}: {name}")
    return found


def names_in(domain: Path) -> dict[str, str]:
    """Folders and public classes of the domain."""
    folders = {
        folder.name: str(folder.relative_to(domain))
        for folder in domain.rglob("*")
        if folder.is_dir() and any(folder.rglob("*.py")) and folder.name not in FOLDERS_WITHOUT_NOTION
    }
    classes = {
        node.name: str(path.relative_to(domain))
        for path in domain.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_") and node.name != "Meta"
    }
    return folders | classes


@pytest.fixture(scope="module")
def terms(root: Path) -> dict[str, tuple[str, str, str]]:
    return terms_of((root / "GLOSSARY.md").read_text("utf-8"))


def test_every_notion_of_the_domain_is_explained(terms, package):
    assert unexplained(names_in(package / "domain"), set(terms)) == []


def test_every_line_has_a_gloss_and_a_source(terms):
    assert [
        term for term, (gloss, source, _) in terms.items() if not gloss.strip() or not source.strip()
    ] == []


def test_every_place_exists(terms, package):
    places = {term: place.strip().strip("`") for term, (_, _, place) in terms.items()}
    assert [f"{term}: {place}" for term, place in places.items() if not (package / place).exists()] == []


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("KlantTable", []),
        ("UitgaveInhoud", []),
        ("Klantsoort", []),
        ("KlantUitgave", []),
        ("Klantprofile", ["x.py: Klantprofile"]),
        ("KlantThing", ["x.py: KlantThing"]),
        ("losse_term", ["x.py: losse_term"]),
    ],
)
def test_a_planted_name_without_a_gloss_is_named(name, found):
    assert unexplained({name: "x.py"}, {"klant", "klantsoort", "uitgave", "uitgave inhoud"}) == found


def test_a_planted_class_is_seen(plant, house):
    plant("domain/klant/model.py", "class Onbesproken:\n    pass\n")
    assert names_in(house / "src" / "doorzicht" / "domain")["Onbesproken"] == "klant/model.py"
