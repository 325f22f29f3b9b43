"""Only role files stand in a term, and nothing anywhere is called by a name that says nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

ROLES = {"pages", "forms", "api", "jobs", "service", "store", "render", "tables", "rules", "access", "model"}
MAY_BE_A_FOLDER = {"pages", "service", "store", "rules", "render", "tables", "model"}
SAYS_NOTHING = {"utils", "util", "helpers", "helper", "common", "core", "misc", "tools", "lib", "shared"}


def strange_files(domain: Path) -> list[str]:
    """Python files and packages in a term that are not one of its roles."""
    found = []
    for term in (folder for folder in domain.iterdir() if (folder / "__init__.py").exists()):
        for path in term.iterdir():
            if path.suffix == ".py" and path.stem not in ROLES | {"__init__"}:
                found.append(f"{term.name}/{path.name}")
            if path.is_dir() and path.name not in MAY_BE_A_FOLDER and any(path.rglob("*.py")):
                found.append(f"{term.name}/{path.name}/")
    return sorted(found)


def empty_names(paths: list[Path]) -> list[str]:
    """Files and folders whose name says nothing about what is in them."""
    return sorted(
        str(path) for path in paths if SAYS_NOTHING & {part.split(".")[0].lower() for part in path.parts}
    )


def test_a_term_has_role_files_only(package):
    assert strange_files(package / "domain") == []


def test_no_name_says_nothing(files_of_repository, root):
    assert empty_names([path.relative_to(root) for path in files_of_repository]) == []


def test_planted_strange_files_are_named(plant, house):
    plant("domain/klant/sorteren.py", "")
    plant("domain/klant/import/lezer.py", "")

    assert strange_files(house / "src" / "doorzicht" / "domain") == ["klant/import/", "klant/sorteren.py"]


@pytest.mark.parametrize(
    "name", ["src/doorzicht/infra/utils.py", "tests/helpers/x.py", "docs/misc.md", "src/common/__init__.py"]
)
def test_a_planted_empty_name_is_named(name):
    assert empty_names([Path(name)]) == [name]
