"""`doorzicht site`: the website on this machine."""

from __future__ import annotations

import os
import sys

import click
from django.conf import settings

from doorzicht.config.start import ensure_database, migrate


@click.command()
@click.option("--poort", type=click.IntRange(1, 65535), help="Standaard DOORZICHT_PORT of 8000.")
def site(poort: int | None) -> None:
    """Open de website op deze computer (alleen 127.0.0.1). Stop met Ctrl-C."""
    ensure_database()
    migrate()
    adres = f"127.0.0.1:{poort or settings.PORT}"
    click.echo(f"doorzicht staat op http://{adres} (stop met Ctrl-C)")
    sys.stdout.flush()
    opdracht = [sys.executable, "-m", "gunicorn", "doorzicht.config.wsgi", f"--bind={adres}"]
    os.execv(sys.executable, [*opdracht, "--workers=2", "--threads=4", "--log-level=warning"])  # noqa: S606  our own fixed command
