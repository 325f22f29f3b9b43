"""In a demo anybody can be anybody, so it starts on this machine only."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from doorzicht.config.loopback import is_this_machine, require_this_machine
from doorzicht.foundation.errors import Weigering

LOCAL = ["127.0.0.1", "localhost", "[::1]"]
SERVER = ["/usr/bin/gunicorn", "doorzicht.config.wsgi"]


@pytest.mark.parametrize(
    ("host", "here"),
    [
        ("127.0.0.1", True),
        ("127.8.9.10", True),
        ("localhost", True),
        ("LOCALHOST", True),
        ("proef.localhost", True),
        ("[::1]", True),
        ("0.0.0.0", False),  # noqa: S104  an address to refuse
        ("", False),
        ("*", False),
        (".localhost.example", False),
        ("localhost.example", False),
        ("192.168.1.4", False),
        ("doorzicht.example.nl", False),
    ],
)
def test_what_is_this_machine(host, here):
    assert is_this_machine(host) == here


@pytest.mark.parametrize("name", ["doorzicht.example.nl", "*", ".example.nl", "10.0.0.5"])
def test_a_name_of_another_machine_is_refused(name):
    with pytest.raises(Weigering, match="DOORZICHT_HOSTS"):
        require_this_machine([*LOCAL, name], SERVER, {})


@pytest.mark.parametrize(
    ("arguments", "environment"),
    [
        (["--bind=0.0.0.0:8000"], {}),
        (["--bind", ":8000"], {}),
        (["-b", "192.168.1.4:80"], {}),
        (["-b0.0.0.0:80"], {}),
        (["--bind=127.0.0.1:8000", "--bind=[::]:8000"], {}),
        (["--host=0.0.0.0"], {}),
        ([], {"GUNICORN_CMD_ARGS": "--workers 2 --bind=0.0.0.0:8000"}),
        ([], {"PORT": "8000"}),  # gunicorn then listens to the network by itself
    ],
)
def test_a_server_that_listens_to_the_network_is_refused(arguments, environment):
    with pytest.raises(Weigering, match="luistert op"):
        require_this_machine(LOCAL, [*SERVER, *arguments], environment)


@pytest.mark.parametrize(
    ("arguments", "environment"),
    [
        ([], {}),
        (["--bind=127.0.0.1:8000"], {"PORT": "8000"}),
        (["-b", "[::1]:8000"], {}),
        (["--bind=localhost:8000"], {}),
        (["--bind=unix:/run/doorzicht.sock"], {}),
    ],
)
def test_a_server_that_listens_here_may_start(arguments, environment):
    require_this_machine(LOCAL, [*SERVER, *arguments], environment)


SITE = "import sys; from doorzicht.config.cli import main; sys.argv[1:] = ['site']; main()"


@pytest.mark.parametrize("start", [SITE, "import doorzicht.config.wsgi"])
def test_the_program_itself_refuses_before_it_starts_anything(start, tmp_path: Path):
    own = {"DOORZICHT_DEMO": "ja", "DOORZICHT_HOSTS": "doorzicht.example.nl", "DOORZICHT_VAR": str(tmp_path)}
    run = subprocess.run(
        [sys.executable, "-c", start], env=os.environ | own, capture_output=True, text=True, timeout=60
    )

    assert run.returncode != 0
    assert "noemt een andere naam" in run.stdout + run.stderr
    assert not list(tmp_path.rglob("PG_VERSION"))
