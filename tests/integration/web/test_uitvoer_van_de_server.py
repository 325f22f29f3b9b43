"""What a served site writes on its channels names no klant, no number, no address and no words of a visitor."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

pytestmark = pytest.mark.django_db(transaction=True)
ID = "01a20000-0000-7000-8000-00000000abcd"
BSN = "123456782"
TYPED = "Geheimpje"
SERVED = """
import os, sys
from django.conf import settings
settings.DATABASES["default"]["NAME"] = os.environ["TESTED"]
from doorzicht.config.wsgi import application
from doorzicht.config import urls
from django.urls import path
def breaks(request, klant):
    raise ValueError(f"{klant} {request.GET}")
from doorzicht.domain.toegang import service as toegang
urls.urlpatterns.append(path("stuk/<uuid:klant>/", toegang.openbaar("a test")(breaks), name="stuk"))
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[int, Path]]:
    """A real gunicorn before the test database, with one page more that breaks; and the file it writes to."""
    (tmp_path / "served.py").write_text(SERVED)
    port, said = free_port(), tmp_path / "said"
    own = os.environ | {
        "TESTED": str(connection.settings_dict["NAME"]),
        "DJANGO_SETTINGS_MODULE": "doorzicht.config.settings",
        "DOORZICHT_VOOR": "paginas",
        "DOORZICHT_VAR": str(settings.VAR),
    }
    command = [sys.executable, "-m", "gunicorn", "served:application", f"--bind=127.0.0.1:{port}"]
    with said.open("wb") as channel:
        program = subprocess.Popen(
            [*command, "--log-level=info", "--access-logfile=-", f"--chdir={tmp_path}"],
            env=own,
            stdout=channel,
            stderr=channel,
        )
        try:
            yield port, said
        finally:
            program.terminate()
            program.wait(30)


def ask(port: int, path: str, method: str = "GET", body: str | None = None, host: str = "localhost") -> int:
    for _ in range(100):
        visitor = HTTPConnection("127.0.0.1", port, timeout=30)
        try:
            visitor.request(method, path, body, {"Host": host})
            return visitor.getresponse().status
        except ConnectionRefusedError:
            time.sleep(0.2)
        finally:
            visitor.close()
    raise AssertionError("nobody serves")


def test_the_channels_of_the_server_name_nobody(served):
    port, said = served
    assert ask(port, f"/werk/klanten/{ID}/bestaat-niet.json?bsn={BSN}") == 404
    assert ask(port, f"/api/v1/klanten/{ID}?q={BSN}") == 401
    assert ask(port, f"/werk/klanten/{ID}/?q={TYPED}", host=f"{TYPED}.example") == 400
    assert ask(port, f"/inloggen/?q={BSN}", "POST", f"account={TYPED}") == 403
    assert ask(port, f"/stuk/{ID}/?bsn={BSN}") == 500
    written = said.read_text("utf-8")
    for secret in (ID, BSN, TYPED, TYPED.lower(), "Traceback", "/werk/", "/stuk/"):
        assert secret not in written, f"{secret} is in:\n{written}"
    for known in ('"status": 404', '"status": 500', '"route": "stuk"', '"fout": "ValueError"', "served.py:"):
        assert known in written, f"{known} is not in:\n{written}"
