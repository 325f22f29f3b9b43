"""The files that a public body looks for are there and valid: licence, publiccode.yml, changes, commits."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import jsonschema
import pytest
import yaml

WANTED = [
    *("README.md", "README.nl.md", "LICENSE", "LICENSES/EUPL-1.2.txt", "REUSE.toml", "SECURITY.md"),
    *(
        "CONTRIBUTING.md",
        "CODE_OF_CONDUCT.md",
        "ARCHITECTURE.md",
        "GLOSSARY.md",
        "CHANGELOG.md",
        "publiccode.yml",
    ),
]
SUBJECT = re.compile(r"[a-z][a-z0-9 ,/_-]*: \S.{3,}|Merge .*|Revert .*")
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")


def schema_errors(document: object, schema: object) -> list[str]:
    """What is wrong with a document, a line an error."""
    found = jsonschema.Draft202012Validator(schema).iter_errors(document)
    return sorted(f"{error.json_path}: {error.message}" for error in found)


def broken_links(name: str, text: str, root: Path) -> list[str]:
    """Links of a document that lead to no file."""
    folder = (root / name).parent
    return [f"{name} leads to {link}" for link in LINK.findall(text) if not (folder / link).exists()]


def missing_tests(text: str, root: Path) -> list[str]:
    """Files that SECURITY.md names and that are not there: a promise without its proof."""
    return [name for name in re.findall(r"`((?:tests|src)/[^`]+)`", text) if not (root / name).exists()]


def missing_targets(text: str, makefile: str) -> list[str]:
    """Commands that a document tells to run and the Makefile does not have."""
    known = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    return sorted(set(re.findall(r"(?:^|`)make ([a-z]+)\b", text, re.MULTILINE)) - known)


@pytest.fixture(scope="module")
def schema() -> object:
    return json.loads(Path(__file__).with_name("publiccode.schema.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def publiccode(root: Path) -> dict[str, object]:
    return yaml.safe_load((root / "publiccode.yml").read_text("utf-8"))


@pytest.mark.parametrize("name", WANTED)
def test_the_file_is_there(name, root):
    assert (root / name).stat().st_size > 200


def test_the_licence_is_the_same_everywhere(root, publiccode):
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    licence = (root / "LICENSE").read_text("utf-8")
    assert licence == (root / "LICENSES" / "EUPL-1.2.txt").read_text("utf-8")
    assert licence.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    assert publiccode["legal"]["license"] == project["license"] == "EUPL-1.2"


def test_publiccode_is_valid(publiccode, schema):
    assert schema_errors(publiccode, schema) == []


@pytest.mark.parametrize("key", ["name", "url", "legal", "maintenance", "description", "softwareType"])
def test_a_publiccode_without_a_key_is_refused(publiccode, schema, key):
    without = {name: value for name, value in publiccode.items() if name != key}
    assert schema_errors(without, schema) == [f"$: '{key}' is a required property"]


def test_every_licence_is_declared(root):
    answer = subprocess.run(
        [sys.executable, "-m", "reuse", "--root", str(root), "--no-multiprocessing", "lint", "--lines"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 0, answer.stdout + answer.stderr


def test_decisions_are_numbered_without_a_gap(root):
    names = sorted(path.name for path in (root / "docs" / "decisions").glob("[0-9]*.md"))
    assert [name[:4] for name in names] == [f"{number:04d}" for number in range(1, len(names) + 1)]


def test_links_between_documents_lead_somewhere(files_of_repository, root):
    documents = {str(path.relative_to(root)): path for path in files_of_repository if path.suffix == ".md"}
    assert [
        line for name, path in documents.items() for line in broken_links(name, path.read_text("utf-8"), root)
    ] == []


def test_a_planted_broken_link_is_named(root):
    assert broken_links("docs/x.md", "see [this](../weg.md) and [that](../README.md)", root) == [
        "docs/x.md leads to ../weg.md"
    ]


def test_every_guard_of_privacy_has_its_test(root):
    text = (root / "SECURITY.md").read_text("utf-8")
    assert "`tests/" in text
    assert missing_tests(text, root) == []


def test_a_planted_promise_without_a_test_is_named(root):
    assert missing_tests("| a | `src/doorzicht` | `tests/redteam/test_weg.py` |", root) == [
        "tests/redteam/test_weg.py"
    ]


@pytest.mark.parametrize("name", ["README.md", "README.nl.md", "CONTRIBUTING.md"])
def test_commands_in_a_document_exist(name, root):
    assert missing_targets((root / name).read_text("utf-8"), (root / "Makefile").read_text("utf-8")) == []


def test_a_planted_command_is_named():
    assert missing_targets("`make tea` and\nmake demo  # it\n", "demo: install\n") == ["tea"]


@pytest.mark.parametrize(
    ("subject", "good"),
    [
        ("publicatie: keep a rectified uitgave beside the old one", True),
        ("klant, toegang: name who is responsible", True),
        ("set-up: place stylesheets from npm packages", True),
        ("Merge branch 'x'", True),
        ("fixed stuff", False),
        ("WIP", False),
        ("publicatie:", False),
    ],
)
def test_the_form_of_a_commit(subject, good):
    assert bool(SUBJECT.fullmatch(subject)) is good


def test_the_newest_commits_have_the_form(root):
    git = ["git", "-c", "safe.directory=*", "log", "-20", "--format=%s"]
    answer = subprocess.run(git, cwd=root, capture_output=True, text=True, check=False)
    assert [subject for subject in answer.stdout.splitlines() if not SUBJECT.fullmatch(subject)] == []
