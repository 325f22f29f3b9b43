"""Only whole, new enough sets of programs with our extensions are taken."""

from __future__ import annotations

from pathlib import Path

import pytest

from doorzicht.foundation.errors import Weigering
from doorzicht.infra.postgres import binaries


def make(root: Path, version: str, *, without: str = "", extensions=binaries.EXTENSIONS) -> Path:
    """A set of programs that only know their version."""
    folder = root / version / "bin"
    folder.mkdir(parents=True)
    for name in {"initdb", "postgres", "pg_ctl"} - {without}:
        (folder / name).write_text(f"#!/bin/sh\necho 'postgres (PostgreSQL) {version}'\n")
        (folder / name).chmod(0o755)
    share = root / version / "share/extension"
    share.mkdir(parents=True)
    for extension in extensions:
        (share / f"{extension}.control").touch()
    return folder


def test_a_whole_set_is_taken_with_its_version(tmp_path):
    found = binaries.examine(make(tmp_path, "17.4"))
    assert found is not None
    assert (found.version, found.major, found.share) == ("17.4", 17, tmp_path / "17.4/share")


@pytest.mark.parametrize(
    ("version", "kind"),
    [
        ("14.9", {}),  # too old
        ("16.1", {"without": "initdb"}),  # a client's installation
        ("16.2", {"extensions": ("pg_trgm",)}),  # without the contrib package
    ],
)
def test_a_set_that_lacks_something_is_passed_over(tmp_path, version, kind):
    assert binaries.examine(make(tmp_path, version, **kind)) is None


def test_the_newest_installed_one_comes_first(tmp_path, monkeypatch):
    for version in ("15", "9", "17"):
        make(tmp_path, version)
    monkeypatch.setattr(binaries, "INSTALLED_ROOT", tmp_path)
    monkeypatch.setenv("PATH", "/nergens")
    assert binaries.find({"DOORZICHT_POSTGRES": "gevonden"}).major == 17


def test_a_cluster_gets_its_own_version_even_when_another_is_chosen(tmp_path, monkeypatch):
    chosen = make(tmp_path / "eigen", "18.1")
    make(tmp_path / "installed", "16")
    monkeypatch.setattr(binaries, "INSTALLED_ROOT", tmp_path / "installed")
    monkeypatch.setenv("PATH", "/nergens")
    setting = {"DOORZICHT_POSTGRES": str(chosen)}
    assert binaries.find(setting).major == 18
    assert binaries.find(setting, 16).major == 16
    with pytest.raises(Weigering, match="PostgreSQL 15"):
        binaries.find(setting, 15)


def test_a_refusal_says_what_to_set(tmp_path):
    with pytest.raises(Weigering) as refused:
        binaries.find({"DOORZICHT_POSTGRES": str(tmp_path)})
    assert "DOORZICHT_POSTGRES" in refused.value.doe
