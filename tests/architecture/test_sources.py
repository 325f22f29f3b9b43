"""The habits that the linter keeps, shown to be on; and the sizes of files and functions."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

GENERATED = "src/doorzicht/config/migrations/"
FUNCTION = 60
FILE = 400
TEST_FILE = 600

PLANTED = [
    ("PLC0415", "def tel() -> None:\n    import csv\n"),
    ("T201", 'print("een regel")\n'),
    ("DTZ005", "from datetime import datetime\n\nNU = datetime.now()\n"),
    ("TID251", "from datetime import datetime\n\nNU = datetime.now()\n"),
    ("TID251", "import logging\n\nlog = logging.getLogger(__name__)\n"),
    (
        "C901",
        "def kies(a: int) -> int:\n" + "".join(f"    if a == {n}:\n        return {n}\n" for n in range(9)),
    ),
    ("PLR0915", "def doe() -> None:\n" + "    a = 1\n" * 45),
    ("S110", "try:\n    a = 1\nexcept Exception:\n    pass\n"),
    ("F401", "import csv\n"),
]


def long_functions(name: str, source: str) -> list[str]:
    """Functions over the limit, with their length."""
    return [
        f"{name}: {node.name} has {length} lines"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or 0) - node.lineno + 1) > FUNCTION
    ]


def long_file(name: str, source: str) -> list[str]:
    """The file itself, when it is over the limit."""
    limit = TEST_FILE if name.startswith("tests/") else FILE
    length = source.count("\n")
    return [f"{name} has {length} lines"] if length > limit else []


def silent_modules(name: str, source: str) -> list[str]:
    """A module with code in it that does not open with what it is for."""
    tree = ast.parse(source)
    return [name] if tree.body and ast.get_docstring(tree) is None else []


@pytest.fixture(scope="module")
def sources(files_of_repository: list[Path], root: Path) -> dict[str, str]:
    return {
        str(path.relative_to(root)): path.read_text("utf-8")
        for path in files_of_repository
        if path.suffix == ".py" and GENERATED not in str(path)
    }


@pytest.mark.parametrize("guard", [long_functions, long_file])
def test_functions_and_files_are_short(sources, guard):
    assert [line for name, source in sources.items() for line in guard(name, source)] == []


def test_every_module_says_what_it_is_for(sources):
    assert [line for name, source in sources.items() for line in silent_modules(name, source)] == []


@pytest.mark.parametrize(
    ("rule", "source"), PLANTED, ids=[f"{rule}-{n}" for n, (rule, _) in enumerate(PLANTED)]
)
def test_the_linter_names_a_planted_violation(rule, source, root):
    answer = subprocess.run(
        [
            *(sys.executable, "-m", "ruff", "check", "--no-cache", "--output-format=concise"),
            *("--stdin-filename", "src/doorzicht/domain/klant/service.py", "-"),
        ],
        input=source,
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 1, answer.stdout + answer.stderr
    assert f" {rule} " in answer.stdout


def test_a_planted_long_function_is_named():
    assert long_functions("x.py", "def f():\n" + "    a = 1\n" * FUNCTION) == ["x.py: f has 61 lines"]
    assert long_functions("x.py", "def f():\n" + "    a = 1\n" * (FUNCTION - 1)) == []


@pytest.mark.parametrize(
    ("name", "lines", "found"),
    [
        ("src/x.py", 400, []),
        ("src/x.py", 401, ["src/x.py has 401 lines"]),
        ("tests/x.py", 600, []),
        ("tests/x.py", 601, ["tests/x.py has 601 lines"]),
    ],
)
def test_a_planted_long_file_is_named(name, lines, found):
    assert long_file(name, "a = 1\n" * lines) == found


def test_a_planted_silent_module_is_named():
    assert silent_modules("x.py", "A = 1\n") == ["x.py"]
    assert silent_modules("x.py", '"""Says it."""\n\nA = 1\n') == []
    assert silent_modules("x/__init__.py", "") == []
