"""The files of an uitgave: made once, kept, and the same ever after."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from django.conf import settings
from django.utils.text import slugify

from doorzicht.domain.publicatie import render, store
from doorzicht.domain.publicatie.model import (
    UitgaveInhoud,
)

Voortgang = Callable[[int, int], None]
"""Told again and again: how many are done, of how many."""

VEEL = 4
"""From so many uitgaven on it pays to start a process a core."""


def uitgave_map(inhoud: UitgaveInhoud) -> Path:
    """The folder of an uitgave: 2022-kw2/09-twente."""
    return Path(str(inhoud.kwartaal)) / regio_map(inhoud.tabel.regio_nummer, inhoud.tabel.regio)


def regio_map(nummer: int, naam: str) -> str:
    """A region in a path: 09-twente."""
    return f"{nummer:02d}-{slugify(naam.replace('/', ' '))}"


def bestanden(inhoud: UitgaveInhoud) -> dict[str, bytes]:
    """The files of an uitgave. They are made once and kept; a newer program does not change what went out."""
    bewaard = store.read_bestanden(settings.ARCHIEF, inhoud)
    if bewaard is None:
        bewaard = render.maak_bestanden(inhoud)
        store.keep_bestanden(settings.ARCHIEF, inhoud, bewaard)
    return bewaard


def maak_bestanden(inhouden: Sequence[UitgaveInhoud], voortgang: Voortgang) -> None:
    """See to it that the files exist, on all cores when there are many; told how far it is."""
    nieuw = [inhoud for inhoud in inhouden if store.read_bestanden(settings.ARCHIEF, inhoud) is None]
    for gedaan, (inhoud, gemaakt) in enumerate(_op_alle_kernen(nieuw), start=1):
        store.keep_bestanden(settings.ARCHIEF, inhoud, gemaakt)
        voortgang(gedaan, len(nieuw))


def _op_alle_kernen(inhouden: Sequence[UitgaveInhoud]) -> Iterator[tuple[UitgaveInhoud, dict[str, bytes]]]:
    if len(inhouden) < VEEL:
        yield from ((inhoud, render.maak_bestanden(inhoud)) for inhoud in inhouden)
        return
    # A fresh process each: a forked one would share the connection with the database.
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as kernen:
        yield from zip(inhouden, kernen.map(render.maak_bestanden, inhouden), strict=True)
