"""The habits that the linter keeps, shown to be on; and the sizes of files and functions."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from doorzicht.infra.log import PERSONAL

GENERATED = "src/doorzicht/config/migrations/"
FUNCTION = 60
FILE = 400
TEST_FILE = 600
LOG_CALL = re.compile(r"_?log(?:ger)?\.(?:debug|info|warning|error|exception|critical)")
EVENT = re.compile(r"[a-z_]+(?:\.[a-z_]+)+")

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


def talkative_logs(name: str, source: str) -> list[str]:
    """Log lines that are more than an event and its numbers, or that could name a person."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if not (isinstance(node, ast.Call) and LOG_CALL.fullmatch(ast.unparse(node.func))):
            continue
        event = node.args[0].value if node.args and isinstance(node.args[0], ast.Constant) else ""
        if len(node.args) != 1 or not EVENT.fullmatch(str(event)):
            found.append(f"{name}:{node.lineno} is not a plain event")
        found += [f"{name}:{node.lineno} logs {key.arg}" for key in node.keywords if key.arg in PERSONAL]
    return found


def talkative_refusals(name: str, source: str) -> list[str]:
    """Refusals whose text is made with a value that is a person's: they are shown, reported and logged."""
    return [
        f"{name}:{node.lineno} shows {inner.id}"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == "Weigering"
        for part in ast.walk(node)
        if isinstance(part, ast.FormattedValue)
        for inner in ast.walk(part)
        if isinstance(inner, ast.Name) and {"bsn", "persoon", "klantnaam"} & set(inner.id.lower().split("_"))
    ]


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


@pytest.mark.parametrize("guard", [talkative_logs, talkative_refusals])
def test_logs_and_refusals_name_no_person(sources, guard):
    code = {name: source for name, source in sources.items() if name.startswith("src/")}
    assert [line for name, source in code.items() for line in guard(name, source)] == []


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


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ('log.info("peiling.bevroren", rijen=3)', []),
        ('log.info(f"peiling {kwartaal}")', ["x.py:1 is not a plain event"]),
        ('log.warning("peiling.bevroren", "over %s", wie)', ["x.py:1 is not a plain event"]),
        ('log.info("klant.gezien", bsn=bsn)', ["x.py:1 logs bsn"]),
        ('log.error("klant.gezien", naam=klant.naam)', ["x.py:1 logs naam"]),
    ],
)
def test_a_planted_talkative_log_is_named(line, found):
    assert talkative_logs("x.py", line) == found


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ('raise Weigering("Dit BSN klopt niet.", "Kijk het na.")', []),
        ('raise Weigering(f"BSN {bsn} klopt niet.", "Kijk het na.")', ["x.py:1 shows bsn"]),
        ('raise Weigering("Niet gevonden.", waar=f"{str(persoon.id)}")', ["x.py:1 shows persoon"]),
    ],
)
def test_a_planted_talkative_refusal_is_named(line, found):
    assert talkative_refusals("x.py", line) == found
