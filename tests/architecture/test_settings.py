"""Every setting that is read from the environment is described, and none is described that is not read."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

SETTING = re.compile(r"DOORZICHT_[A-Z0-9_]+|DATABASE_URL")
ROW = re.compile(rf"^\| `({SETTING.pattern})` \|", re.MULTILINE)


def read_in_python(source: str) -> set[str]:
    """Names of settings that stand as a text of their own in a Python file."""
    return {
        node.value
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and SETTING.fullmatch(node.value)
    }


def read_in_shell(text: str) -> set[str]:
    """Names of settings that a Makefile or a shell script uses."""
    return set(re.findall(rf"\b(?:{SETTING.pattern})\b", text))


def differences(read: set[str], described: set[str]) -> list[str]:
    """What is read and not described, and the other way round."""
    return [f"{name} is not described" for name in sorted(read - described)] + [
        f"{name} is described and not read" for name in sorted(described - read)
    ]


@pytest.fixture(scope="module")
def read(root: Path, package: Path) -> set[str]:
    python = [path.read_text("utf-8") for path in package.rglob("*.py")]
    shell = [path.read_text("utf-8") for path in (root / "Makefile", root / ".ci" / "run") if path.exists()]
    return set().union(*map(read_in_python, python), *map(read_in_shell, shell))


def test_settings_are_described_and_read(read, root):
    described = set(ROW.findall((root / "docs" / "instellingen.md").read_text("utf-8")))
    assert differences(read, described) == []


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ('A = os.environ["DOORZICHT_NIEUW"]', "DOORZICHT_NIEUW"),
        ('A = os.environ.get("DOORZICHT_NIEUW", "nee")', "DOORZICHT_NIEUW"),
        ('A = os.getenv("DATABASE_URL")', "DATABASE_URL"),
    ],
)
def test_a_planted_setting_is_named(source, name):
    assert differences(read_in_python(source), set()) == [f"{name} is not described"]


def test_a_planted_setting_in_a_makefile_is_named():
    assert differences(read_in_shell("serve:\n\trun --port $${DOORZICHT_POORT:-8000}\n"), set()) == [
        "DOORZICHT_POORT is not described"
    ]


def test_a_planted_description_of_nothing_is_named():
    described = set(ROW.findall("| naam | wat |\n|---|---|\n| `DOORZICHT_OUD` | weg |\n"))
    assert differences(set(), described) == ["DOORZICHT_OUD is described and not read"]
