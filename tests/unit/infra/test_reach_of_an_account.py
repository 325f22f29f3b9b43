"""What a user can reach is worked out from owner, group and rights of every folder on the way."""

from __future__ import annotations

import os

import pytest

from doorzicht.infra.postgres.account import Account

STRANGER = Account("vreemd", 54321, 54321, frozenset({54321}))
MATE = Account("maat", 54321, os.getgid(), frozenset({os.getgid()}))
ROOT = Account("root", 0, 0, frozenset({0}))


@pytest.fixture
def folder(tmp_path_factory):
    """A folder whose parents anybody may pass; the rights of the last step differ by test."""
    return tmp_path_factory.mktemp("reach")


@pytest.mark.parametrize(
    ("mode", "account", "right", "has"),
    [
        (0o711, STRANGER, 1, True),
        (0o710, STRANGER, 1, False),
        (0o710, MATE, 1, True),
        (0o700, MATE, 1, False),
        (0o604, STRANGER, 4, True),
        (0o640, STRANGER, 4, False),
        (0o640, MATE, 4, True),
        (0o000, ROOT, 4, True),
    ],
)
def test_the_nearest_kind_of_right_counts(folder, mode, account, right, has):
    folder.chmod(mode)
    try:
        assert account._has(folder, right) is has
    finally:
        folder.chmod(0o700)


def test_one_closed_parent_closes_everything_below(folder):
    below = folder / "a/b"
    below.mkdir(parents=True)
    below.chmod(0o755)
    folder.chmod(0o700)
    assert STRANGER.can_pass(below) is False


def test_what_is_not_there_is_out_of_reach(folder):
    assert STRANGER.can_read(folder / "niets") is False


def test_a_link_is_judged_by_where_it_leads(folder):
    closed = folder / "dicht"
    closed.mkdir(mode=0o700)
    (closed / "programma").touch(mode=0o755)
    (folder / "link").symlink_to(closed / "programma")
    assert STRANGER.can_execute(folder / "link") is False
