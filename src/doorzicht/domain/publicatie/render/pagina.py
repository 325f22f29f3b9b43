"""An uitgave as one HTML file that stands alone: style, type and pictures inside, no script, nothing fetched.

Django's template engine is used by itself, without settings: it gets text only, so that no locale or time zone of
a process can change a byte.
"""

from __future__ import annotations

from functools import cache

from django.template import Context, Engine
from django.template.base import Template
from django.utils.safestring import SafeString, mark_safe

from doorzicht.domain.publicatie.model import UitgaveInhoud
from doorzicht.domain.publicatie.render import grafieken
from doorzicht.domain.publicatie.render.weergave import SJABLONEN, weergave
from doorzicht.infra.typefaces import embedded_css

_PLATEN = ("staven", "trend", "kaart")


def maak_html(inhoud: UitgaveInhoud) -> bytes:
    """The bytes of the page."""
    gegevens = weergave(inhoud)
    for plaat in _PLATEN:
        gegevens[plaat]["svg"] = _eigen(gegevens[plaat]["svg"])
    gegevens["stijl"] = _stijl()
    gegevens["aantal"] = str(len(inhoud.tabel.regels))
    return _sjabloon().render(Context(gegevens)).encode()


@cache
def _sjabloon() -> Template:
    return Engine(dirs=[str(SJABLONEN)]).get_template("index.html")


@cache
def _stijl() -> SafeString:
    eigen = (SJABLONEN / "uitgave.css").read_text(encoding="utf-8")
    return _eigen(embedded_css() + eigen + grafieken.STIJL)


def _eigen(tekst: str) -> SafeString:
    """Marks text of our own making; every name and figure in it was escaped where it was made."""
    return mark_safe(tekst)  # noqa: S308
