"""`doorzicht site`: the website on this machine."""

from __future__ import annotations

import os
import socket
import subprocess
import sys

import click
from django.conf import settings

from doorzicht.config.layout import migrate
from doorzicht.config.loopback import require_this_machine
from doorzicht.config.start import ensure_database
from doorzicht.foundation.errors import Weigering


@click.command()
@click.option("--poort", type=click.IntRange(1, 65535), help="Standaard DOORZICHT_PORT of 8000.")
def site(poort: int | None) -> None:
    """Open de website op deze computer (alleen 127.0.0.1). Stop met Ctrl-C."""
    if settings.DEMO:
        require_this_machine(settings.ALLOWED_HOSTS, (), {})
    ensure_database()
    migrate()
    poort = poort or settings.PORT
    _wees_eerste(poort)
    adres = f"127.0.0.1:{poort}"
    _verzegel_ernaast()
    click.echo(f"doorzicht staat op http://{adres} (stop met Ctrl-C)")
    if settings.DEMO:
        click.echo(f"Inloggen als een verzonnen persoon: http://{adres}/inloggen/demo/")
    sys.stdout.flush()
    opdracht = [sys.executable, "-m", "gunicorn", "doorzicht.config.wsgi", f"--bind={adres}"]
    os.execv(sys.executable, [*opdracht, "--workers=2", "--threads=4", "--log-level=warning"])  # noqa: S606  our own fixed command


def _verzegel_ernaast() -> None:
    """A process beside the pages seals the log, as its owner; it ends when this one does. No page waits for it."""
    opdracht = "from doorzicht.config.cli import main; main()"
    subprocess.Popen([sys.executable, "-c", opdracht, "logboek", "zegel", "--blijf"])  # noqa: S603  our own fixed command


def _wees_eerste(poort: int) -> None:
    """Raises Weigering when another program listens on the port already."""
    with socket.socket() as proef:
        proef.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            proef.bind(("127.0.0.1", poort))
        except OSError as fout:
            raise Weigering(
                f"Poort {poort} is niet vrij.",
                "Kies een andere met --poort of DOORZICHT_PORT, of stop het andere programma.",
            ) from fout
