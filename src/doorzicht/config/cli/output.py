"""How the command line speaks: text for people, one JSON document for machines, a bar on long work."""

from __future__ import annotations

import getpass
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from doorzicht.foundation.errors import Weigering

F = TypeVar("F", bound=Callable[..., Any])
Voortgang = Callable[[int, int], None]
"""Told again and again: how much is done, of how much."""

json_option = click.option("--json", "as_json", is_flag=True, help="Eén JSON-document in plaats van tekst.")


def door_option(function: F) -> F:
    """Who acts: an account name, by default the one of this computer."""
    return click.option(
        "--door", default=getpass.getuser, show_default="account", help="Wie dit doet (accountnaam)."
    )(function)


def emit(document: dict[str, Any], text: str, *, as_json: bool) -> None:
    """Print the answer in the form that was asked for."""
    click.echo(json.dumps(document, ensure_ascii=False, indent=2) if as_json else text)


def refuse(weigering: Weigering, *, as_json: bool) -> None:
    """Say why not: as text on the error channel, or as a JSON document."""
    if as_json:
        velden = {"wat": weigering.wat, "waar": weigering.waar, "doe": weigering.doe}
        click.echo(json.dumps({"geweigerd": velden}, ensure_ascii=False, indent=2))
    else:
        click.secho(str(weigering), fg="red", err=True)


@contextmanager
def progress_bar(title: str) -> Iterator[Voortgang]:
    """A bar on the error channel, only where a person looks; it goes when the work is done."""
    console = Console(file=sys.stderr)
    kolommen = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:>3.0f}%"))
    with Progress(*kolommen, TimeRemainingColumn(), console=console, transient=True) as bar:
        task = bar.add_task(title, total=None)

        def tell(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        yield tell


@contextmanager
def stappen(title: str) -> Iterator[Callable[[str], None]]:
    """Says on the error channel what a long piece of work is at, only where a person looks."""
    console = Console(file=sys.stderr)
    with console.status(title) as status:
        yield lambda stap: status.update(f"{title}: {stap.lower()}")
