"""The files of an uitgave: what there is, of which kind and size, and the bytes themselves.

The bytes go out exactly as they were published. The report in HTML carries its own style; the browser is told
to trust that style by its hash, and nothing else.
"""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

from csp.constants import NONE, SELF
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from doorzicht.domain.publicatie import service
from doorzicht.domain.publicatie.model import Uitgave, UitgaveInhoud
from doorzicht.domain.publicatie.pages import blokken, kiezers
from doorzicht.domain.publicatie.pages.adressen import (
    bestand_href,
    downloads_href,
    not_found,
    read_kwartaal,
    read_regio,
    read_uitgave,
    regio_href,
    regions_of,
)
from doorzicht.domain.publicatie.pages.zinnen import datum, kwartaalnaam, omvang
from doorzicht.domain.toegang import service as toegang
from doorzicht.foundation.errors import Weigering
from doorzicht.foundation.kwartaal import Kwartaal

_STYLE = re.compile(r"<style[^>]*>(.*?)</style>", re.DOTALL)
_CSVW = "tabel.csv-metadata.json"


@dataclass(frozen=True)
class Soort:
    """A kind of file: its name on the page, what it is for, its media type, shown in the browser or saved."""

    kort: str
    waarvoor: str
    mediatype: str
    toon: bool = False


SOORTEN = {
    "rapport.pdf": Soort(
        "PDF", gettext_noop("rapport om te lezen en te printen"), "application/pdf", toon=True
    ),
    "index.html": Soort("HTML", gettext_noop("rapport als webpagina"), "text/html; charset=utf-8", toon=True),
    "tabel.xlsx": Soort(
        "XLSX",
        gettext_noop("tabel voor Excel"),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    "tabel.ods": Soort(
        "ODS", gettext_noop("tabel voor LibreOffice"), "application/vnd.oasis.opendocument.spreadsheet"
    ),
    "tabel.csv": Soort("CSV", gettext_noop("open data"), "text/csv; charset=utf-8; header=present"),
    _CSVW: Soort("CSVW", gettext_noop("beschrijving van de kolommen van de CSV"), "application/csvm+json"),
    "uitgave.json": Soort("JSON", gettext_noop("open data voor programma’s"), "application/json", toon=True),
}


@dataclass(frozen=True)
class Download:
    """A link to a file, with its kind, use and size."""

    href: str
    kort: str
    waarvoor: str
    omvang: str


def download_row(uitgave: Uitgave, versie: int | None = None) -> tuple[Download, ...]:
    """The files of this uitgave, in the order in which people ask for them; with `versie` of exactly that one."""
    groottes = _sizes(uitgave.inhoud)
    return tuple(
        Download(
            bestand_href(*_place(uitgave), naam, versie),
            soort.kort,
            _(soort.waarvoor),
            omvang(groottes[naam]),
        )
        for naam, soort in SOORTEN.items()
        if naam in groottes
    )


def _place(uitgave: Uitgave) -> tuple[Kwartaal, int, str]:
    return uitgave.kwartaal, uitgave.regio_nummer, uitgave.inhoud.tabel.regio


@lru_cache(maxsize=512)
def _sizes(inhoud: UitgaveInhoud) -> dict[str, int]:
    """What went out never changes, so its size is asked once."""
    return {naam: len(bytes_) for naam, bytes_ in service.bestanden(inhoud).items()}


@toegang.openbaar("bytes that were published, already protected")
@require_safe
def bestand(
    request: HttpRequest, kwartaal: str, regio: str, naam: str, versie: int | None = None
) -> HttpResponse:
    """The bytes of a file of an uitgave."""
    gekozen = read_kwartaal(kwartaal)
    uitgave = read_uitgave(gekozen, read_regio(regio), versie)
    if naam not in SOORTEN:
        not_found(_("Dit bestand is er niet."), _("Kies een bestand op de pagina van de regio."))
    try:
        inhoud = service.bestand(gekozen, uitgave.regio_nummer, naam, versie)
    except Weigering:
        not_found(_("Dit bestand is er niet."), _("Kies een bestand op de pagina van de regio."))
    return _response(uitgave, naam, inhoud)


def _response(uitgave: Uitgave, naam: str, inhoud: bytes) -> HttpResponse:
    soort = SOORTEN[naam]
    response = HttpResponse(inhoud, content_type=soort.mediatype)
    wijze = "inline" if soort.toon else "attachment"
    map_ = service.regio_map(uitgave.regio_nummer, uitgave.inhoud.tabel.regio)
    response["Content-Disposition"] = f'{wijze}; filename="{uitgave.kwartaal}-{map_}-{naam}"'
    response["Content-Language"] = "nl"
    if naam == "tabel.csv":
        adres = bestand_href(*_place(uitgave), _CSVW)
        response["Link"] = f'<{adres}>; rel="describedby"; type="application/csvm+json"'
    if naam == "index.html":
        _trust_own_style(response, inhoud.decode())
    return response


def _trust_own_style(response: HttpResponse, html: str) -> None:
    """A policy for this document alone: the style and type that it carries, and no script."""
    hashes = [
        f"'sha256-{b64encode(sha256(stijl.encode()).digest()).decode()}'" for stijl in _STYLE.findall(html)
    ]
    beleid = {
        "style-src": hashes or [NONE],
        "font-src": [SELF, "data:"],
        "img-src": [SELF, "data:"],
        "default-src": [NONE],
    }
    response._csp_replace = beleid  # type: ignore[attr-defined]  # how django-csp is told


@toegang.openbaar("names of published files")
@require_safe
def downloads(request: HttpRequest, kwartaal: str | None = None) -> HttpResponse:
    """Every region of a quarter with its files."""
    gekozen = read_kwartaal(kwartaal) if kwartaal else None
    alle = service.kwartalen()
    if not alle:
        return render(request, "publicatie/leeg.html")
    gekozen = gekozen or alle[0]
    context = {
        "kruimels": blokken.kruimels((_("Downloads"), "")),
        "canoniek": downloads_href(gekozen),
        "kwartaal": kwartaalnaam(gekozen),
        "peildatum": datum(gekozen.peildatum),
        "kwartalen": kiezers.kwartalen(alle, gekozen, downloads_href),
        "soorten": [(soort.kort, _(soort.waarvoor)) for soort in SOORTEN.values()],
        "rijen": _rows(gekozen),
    }
    return render(request, "publicatie/downloads.html", context)


def _rows(kwartaal: Kwartaal) -> list[dict[str, object]]:
    """A row a region that has an uitgave, with a link to each file."""
    aanwezig = regions_of(kwartaal)
    return [
        {
            "naam": regio.naam,
            "href": regio_href(kwartaal, regio.nummer, regio.naam),
            "bestanden": [
                (soort.kort, bestand_href(kwartaal, regio.nummer, regio.naam, naam))
                for naam, soort in SOORTEN.items()
            ],
        }
        for regio in sorted(service.alle_regios(kwartaal), key=lambda regio: regio.naam)
        if regio.nummer in aanwezig
    ]
