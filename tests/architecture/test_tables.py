"""Tables say what personal data they hold and how long; their references go downwards; migrations are whole."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

DECLARED = ("PERSOONSGEGEVENS", "BEWAARTERMIJN")
GUARD = "RIJEN"
REFERENCES = {"ForeignKey", "OneToOneField", "ManyToManyField"}


def tables_in(source: str) -> list[ast.ClassDef]:
    """The ORM tables of a tables.py."""
    return [
        node
        for node in ast.parse(source).body
        if isinstance(node, ast.ClassDef) and any("Model" in ast.unparse(base) for base in node.bases)
    ]


def undeclared(source: str) -> list[str]:
    """Tables that do not say, in words, which personal data they hold or how long."""
    found = []
    for table in tables_in(source):
        said = {
            target.id: node.value.value
            for node in table.body
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        found += [f"{table.name}.{name}" for name in DECLARED if not str(said.get(name, "")).strip()]
    return found


def unguarded(source: str) -> list[str]:
    """Tables that do not say which rows the pages may reach."""
    return [
        table.name
        for table in tables_in(source)
        if GUARD not in {ast.unparse(node.targets[0]) for node in table.body if isinstance(node, ast.Assign)}
    ]


def upward_references(sources: dict[str, str], height: dict[str, int]) -> list[str]:
    """References named by string from a table to one of a term that is not lower (0 is the highest line)."""
    home = {table.name: term for term, source in sources.items() for table in tables_in(source)}
    found = []
    for term, source in sources.items():
        for table in tables_in(source):
            for target in _targets(table):
                other = home.get(target)
                if other != term and (other is None or height[other] <= height[term]):
                    found.append(f"{term}.{table.name} refers to {other}.{target}")
    return found


def _targets(table: ast.ClassDef) -> list[str]:
    """What the relation fields of a table point to by name, without the app label."""
    return [
        node.args[0].value.split(".")[-1]
        for node in ast.walk(table)
        if isinstance(node, ast.Call)
        and ast.unparse(node.func).split(".")[-1] in REFERENCES
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and node.args[0].value != "self"
    ]


def without_future(source: str) -> str:
    """Texts that are laid end to end may not have this line in the middle."""
    return source.replace("from __future__ import annotations\n", "")


def gaps(names: list[str]) -> list[str]:
    """Numbers of migrations that are missing or stand twice."""
    numbers = sorted(int(match[1]) for name in names if (match := re.match(r"(\d{4})_", name)))
    return [f"{number:04d}" for number in range(1, len(numbers) + 1) if numbers.count(number) != 1]


@pytest.fixture(scope="module")
def sources(package: Path) -> dict[str, str]:
    """The text of all tables of a term, be they in one file or in a folder."""
    texts: dict[str, str] = {}
    for path in sorted([*package.glob("domain/*/tables.py"), *package.glob("domain/*/tables/*.py")]):
        term = path.relative_to(package / "domain").parts[0]
        texts[term] = texts.get(term, "") + without_future(path.read_text("utf-8"))
    return texts


@pytest.fixture(scope="module")
def height(root: Path) -> dict[str, int]:
    contracts = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    lines = next(contract["layers"] for contract in contracts if contract["id"] == "terms")
    return {term: line for line, terms in enumerate(lines) for term in re.findall(r"[a-z_]+", terms)}


def test_every_table_declares_personal_data_and_retention(sources):
    assert [f"{term}: {name}" for term, source in sources.items() for name in undeclared(source)] == []


def test_every_table_says_what_the_pages_may_do_with_its_rows(sources):
    assert [f"{term}: {name}" for term, source in sources.items() for name in unguarded(source)] == []


def test_a_planted_table_without_a_guard_on_its_rows_is_named():
    source = (
        "class XTable(models.Model):\n    RIJEN = READABLE\n\nclass YTable(models.Model):\n    naam = 1\n"
    )
    assert unguarded(source) == ["YTable"]


def test_references_between_terms_go_downwards(sources, height):
    assert upward_references(sources, height) == []


def test_every_table_is_gathered_in_the_one_app(sources, package):
    gathered = (package / "config" / "models.py").read_text("utf-8")
    tables = [table.name for source in sources.values() for table in tables_in(source)]
    assert [name for name in tables if f'"{name}"' not in gathered] == []


def test_migrations_are_numbered_without_a_gap(package):
    assert gaps([path.name for path in (package / "config" / "migrations").glob("*.py")]) == []


def test_no_migration_is_missing():
    loader = MigrationLoader(None)
    now = ProjectState.from_apps(apps)
    assert MigrationAutodetector(loader.project_state(), now).changes(graph=loader.graph) == {}


def test_a_table_without_a_migration_is_found():
    loader = MigrationLoader(None)
    before = loader.project_state()
    before.remove_model("doorzicht", "gemeentetable")
    changes = MigrationAutodetector(before, ProjectState.from_apps(apps)).changes(graph=loader.graph)
    assert [change.operations[0].name for change in changes["doorzicht"]] == ["GemeenteTable"]


@pytest.mark.parametrize("forgotten", DECLARED)
def test_a_planted_table_that_is_silent_is_named(forgotten):
    source = 'class XTable(models.Model):\n    PERSOONSGEGEVENS = "geen"\n    BEWAARTERMIJN = "geen"\n'
    assert undeclared(source) == []
    assert undeclared(source.replace(f'{forgotten} = "geen"', f'{forgotten} = " "')) == [
        f"XTable.{forgotten}"
    ]


@pytest.mark.parametrize(
    ("term", "target", "found"),
    [
        ("klantprofiel", "klant", []),
        ("publicatie", "gebied", []),
        ("klant", "klantprofiel", ["klant.XTable refers to klantprofiel.YTable"]),
        ("klantprofiel", "dienstverlening", ["klantprofiel.XTable refers to dienstverlening.YTable"]),
    ],
)
def test_a_planted_reference_upwards_is_named(term, target, found, height):
    sources = {
        term: 'class XTable(models.Model):\n    y = models.ForeignKey("doorzicht.YTable", models.CASCADE)\n',
        target: "class YTable(models.Model): ...",
    }
    assert upward_references(sources, height) == found


def test_a_planted_reference_to_nothing_is_named(height):
    source = 'class XTable(models.Model):\n    y = models.ForeignKey("doorzicht.WegTable", models.CASCADE)\n'
    assert upward_references({"klant": source}, height) == ["klant.XTable refers to None.WegTable"]


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (["0001_a.py", "0002_b.py", "__init__.py"], []),
        (["0001_a.py", "0003_b.py"], ["0002"]),
        (["0001_a.py", "0002_b.py", "0002_c.py"], ["0002", "0003"]),
    ],
)
def test_planted_gaps_between_migrations_are_named(names, found):
    assert gaps(names) == found
