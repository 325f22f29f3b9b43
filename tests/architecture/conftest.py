"""What the guards share: where the repository is, which files are in it, and a house to plant violations in."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LEFT_OUT = {"node_modules", "var", "__pycache__", "build", "dist", "vendor"}
KEPT_THOUGH_HIDDEN = {".ci", ".gitignore", ".npmrc"}

Plant = Callable[[str, str], Path]


def pytest_assertrepr_compare(op: str, left: object, right: object) -> list[str] | None:
    """A guard that found something says all of it, a line each."""
    if op == "==" and isinstance(left, list) and right == []:
        return ["the guard found:", *(str(line) for line in left)]
    return None


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def package() -> Path:
    """The source of the package."""
    return ROOT / "src" / "doorzicht"


@pytest.fixture(scope="session")
def files_of_repository() -> list[Path]:
    """Every file that is in the repository or about to be: what git ignores is left out."""
    git = ["git", "-c", "safe.directory=*", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    answer = subprocess.run(git, cwd=ROOT, capture_output=True, text=True, check=False)
    if answer.returncode == 0:
        paths = [ROOT / name for name in answer.stdout.split("\0") if name]
    else:  # an unpacked archive has no git
        paths = [path for path in ROOT.rglob("*") if not any(map(is_left_out, path.relative_to(ROOT).parts))]
    return sorted(path for path in paths if path.is_file() and not path.is_symlink())


def is_left_out(name: str) -> bool:
    """Whether git would ignore a folder or file of this name."""
    return name in LEFT_OUT or (name.startswith(".") and name not in KEPT_THOUGH_HIDDEN)


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of the house (package and pyproject) to break in."""
    shutil.copytree(
        ROOT / "src" / "doorzicht",
        tmp_path / "src" / "doorzicht",
        ignore=shutil.ignore_patterns("__pycache__", "static", "*.mo"),
    )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


@pytest.fixture
def plant(house: Path) -> Plant:
    """Add text to a file of the copied package; a new file gets the packages above it."""

    def add(name: str, text: str) -> Path:
        path = house / "src" / "doorzicht" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        for folder in path.relative_to(house / "src").parents:
            if folder.name:
                (house / "src" / folder / "__init__.py").touch()
        old = path.read_text(encoding="utf-8") if path.exists() else ""
        path.write_text(f"{old}\n{text}\n", encoding="utf-8")
        return path

    return add


@pytest.fixture(scope="session")
def run_in() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run a Python program against the copy of the package that lies in a folder."""

    def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "PYTHONPATH": str(folder / "src"), "COLUMNS": "200"}
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    return run
