"""What the frame of every page needs: navigation, the language switch, what this site is.

Knows no figures; a page that cannot be made still gets a whole frame.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from doorzicht.web.work import desk

_ENGLISH = "/en"
_LONGEST_QUERY = 300


@dataclass(frozen=True)
class Ingang:
    """A link in the navigation."""

    tekst: str
    href: str
    huidig: bool


@dataclass(frozen=True)
class Taal:
    """A language, its own name for itself, and this page in it."""

    code: str
    naam: str
    href: str
    huidig: bool


def frame(request: HttpRequest) -> dict[str, Any]:
    """The values that the base template shows."""
    return {
        "navigatie": _navigation(request.path),
        "talen": _languages(request),
        "is_demo": settings.DEMO,
        "uitgever_site": settings.UITGEVER,
        "broncode_url": getattr(settings, "BRONCODE", ""),
        "werk": desk(request),
    }


def _navigation(path: str) -> tuple[Ingang, ...]:
    ingangen = ((_("Cijfers"), "cijfers"), (_("Downloads"), "downloads"), (_("Methode"), "methode"))
    return tuple(Ingang(tekst, reverse(naam), path.startswith(reverse(naam))) for tekst, naam in ingangen)


def _languages(request: HttpRequest) -> tuple[Taal, ...]:
    """The same page in each language: English stands under /en, Dutch without a prefix."""
    kaal = dutch_path(request.path)
    vraag = request.META.get("QUERY_STRING", "")
    staart = f"?{vraag}" if vraag and len(vraag) <= _LONGEST_QUERY else ""
    nu = get_language()
    return (
        Taal("nl", "Nederlands", f"{kaal}{staart}", nu != "en"),
        Taal("en", "English", f"{_ENGLISH}{kaal}{staart}", nu == "en"),
    )


def dutch_path(path: str) -> str:
    """The path without the prefix of the language; never a path that a browser takes for another site."""
    kaal = path.removeprefix(_ENGLISH) if path == _ENGLISH or path.startswith(f"{_ENGLISH}/") else path
    return "/" + kaal.lstrip("/\\")
