"""The drawing in ARCHITECTURE.md is made from the imports; a stale one fails."""

from __future__ import annotations

import shutil

import pytest


@pytest.fixture
def drawn(house, root, run_in):
    """The copied house, with its page and its drawing fresh."""
    shutil.copy(root / "ARCHITECTURE.md", house)
    assert run_in(house, str(root / "scripts" / "draw_house.py"), "--root", str(house)).returncode == 0
    return house


def check(house, root, run_in):
    return run_in(house, str(root / "scripts" / "draw_house.py"), "--root", str(house), "--check")


def test_the_drawing_is_fresh(root, run_in):
    answer = check(root, root, run_in)
    assert answer.returncode == 0, answer.stdout + answer.stderr


def test_drawing_twice_changes_nothing(drawn, root, run_in):
    assert check(drawn, root, run_in).returncode == 0


def test_a_planted_import_makes_the_drawing_stale(drawn, plant, root, run_in):
    plant("domain/gebied/rules.py", "import doorzicht.web")
    answer = check(drawn, root, run_in)
    assert answer.returncode == 1
    assert "stale" in answer.stdout


def test_the_drawing_shows_an_import(drawn, plant, root, run_in):
    plant("domain/gebied/rules.py", "import doorzicht.web")
    assert run_in(drawn, str(root / "scripts" / "draw_house.py"), "--root", str(drawn)).returncode == 0
    assert "  gebied --> web\n" in (drawn / "ARCHITECTURE.md").read_text("utf-8")
