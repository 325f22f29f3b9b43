"""The files that a public body looks for are there and valid: licence, publiccode.yml, changes, commits."""

from __future__ import annotations

import json
import re
import subprocess
import tomllib
from pathlib import Path

import jsonschema
import pytest
import yaml

from doorzicht.config.cli import COMMANDS

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


def missing_commands(text: str, makefile: str) -> list[str]:
    """Commands that a document tells to run and that neither the Makefile nor the command line has."""
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    told_to_make = set(re.findall(r"(?:^|`)make ([a-z]+)\b", text, re.MULTILINE))
    told_to_call = set(re.findall(r"(?:`|\.venv/bin/)doorzicht ([a-z]+)", text))
    return sorted(told_to_make - targets) + sorted(told_to_call - set(COMMANDS))


@pytest.fixture(scope="module")
def schema() -> object:
    return json.loads(Path(__file__).with_name("publiccode.schema.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def documents(files_of_repository: list[Path], root: Path) -> dict[str, str]:
    return {
        str(path.relative_to(root)): path.read_text("utf-8")
        for path in files_of_repository
        if path.suffix == ".md"
    }


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


def test_decisions_are_numbered_without_a_gap(root):
    names = sorted(path.name for path in (root / "docs" / "decisions").glob("[0-9]*.md"))
    assert [name[:4] for name in names] == [f"{number:04d}" for number in range(1, len(names) + 1)]


def test_links_between_documents_lead_somewhere(documents, root):
    assert [line for name, text in documents.items() for line in broken_links(name, text, root)] == []


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


def test_commands_in_documents_exist(documents, root):
    makefile = (root / "Makefile").read_text("utf-8")
    assert [
        f"{name}: {command}"
        for name, text in documents.items()
        for command in missing_commands(text, makefile)
    ] == []


def test_a_planted_command_is_named():
    text = "`make tea` and\nmake demo  # it\n`doorzicht zing` and\n.venv/bin/doorzicht peil 2022-kw2\n"
    assert missing_commands(text, "demo: install\n") == ["tea", "zing"]


def test_every_kind_of_test_has_its_purpose_written_down(documents, root):
    kinds = {folder.name for folder in (root / "tests").iterdir() if any(folder.glob("**/test_*.py"))}
    assert kinds <= set(re.findall(r"^\| `tests/([a-z0-9]+)` \|", documents["CONTRIBUTING.md"], re.MULTILINE))


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
