"""Finds a gemeente or region by what a reader types, and proposes one when it is nearly right.

Looks in names only: of gemeenten and regions, and of the region that a gemeente belongs to.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from doorzicht.domain.gebied import service as gebied
from doorzicht.domain.gebied.model import Indeling
from doorzicht.domain.publicatie import service
from doorzicht.domain.publicatie.pages import blokken
from doorzicht.domain.publicatie.pages.adressen import gemeente_href, regio_href, regions_of
from doorzicht.domain.toegang import service as toegang
from doorzicht.foundation.kwartaal import Kwartaal

_LONGEST = 60
_MOST = 12
_PROPOSALS = 4
_SHORTEST_WORD = 4
_ALIKE = 0.7
_KINDS = frozenset({"gemeente", "regio", "arbeidsmarktregio", "in"})
"""Words that say what a place is and not which."""


@dataclass(frozen=True)
class Treffer:
    """A place that was found: its name, what it is, its page; of a gemeente its region and code."""

    naam: str
    soort: str
    href: str
    regio: str = ""
    code: str = ""


@toegang.openbaar("searches names of gemeenten and regions, never people")
@require_safe
def zoeken(request: HttpRequest) -> HttpResponse:
    """One certain answer leads straight to its page; else a list, a proposal, or what to do next."""
    kwartalen = service.kwartalen()
    if not kwartalen:
        return render(request, "publicatie/leeg.html")
    vraag = " ".join(request.GET.get("q", "").split())[:_LONGEST]
    indeling = gebied.indeling_op(kwartalen[0].peildatum)
    zeker = gebied.herken(indeling, vraag).gemeente if vraag else None
    if zeker is not None:
        return HttpResponseRedirect(gemeente_href(kwartalen[0], zeker.code, zeker.naam))
    plaatsen = _places(indeling, kwartalen[0])
    treffers = _hits(plaatsen, vraag)
    context = {
        "kruimels": blokken.kruimels((_("Zoeken"), "")),
        "vraag": vraag,
        "treffers": treffers,
        "voorstellen": _proposals(plaatsen, gebied.namen(indeling), vraag, treffers),
    }
    return render(request, "publicatie/zoeken.html", context)


def _hits(plaatsen: Sequence[Treffer], vraag: str) -> list[Treffer]:
    """Places in whose name the question stands, those that begin with it first; else those that have its words."""
    gezocht = slugify(vraag)
    if not gezocht:
        return []
    heel = [plaats for plaats in plaatsen if gezocht in slugify(plaats.naam)]
    if heel:
        return sorted(heel, key=lambda plaats: not slugify(plaats.naam).startswith(gezocht))[:_MOST]
    return _with_words(plaatsen, _words(vraag))[:_MOST]


def _words(vraag: str) -> list[str]:
    return [woord for woord in slugify(vraag).split("-") if woord not in _KINDS]


def _with_words(plaatsen: Sequence[Treffer], woorden: Sequence[str]) -> list[Treffer]:
    """Places that have every word in their name or that of their region, and at least one in their own."""
    return [
        plaats
        for plaats in plaatsen
        if all(woord in slugify(f"{plaats.naam} {plaats.regio}") for woord in woorden)
        and any(woord in slugify(plaats.naam) for woord in woorden)
    ]


def _places(indeling: Indeling, kwartaal: Kwartaal) -> list[Treffer]:
    """All that has a page in this quarter: the regions that are out, and their gemeenten."""
    regios = {regio.nummer: regio.naam for regio in indeling.regios if regio.nummer in regions_of(kwartaal)}
    return [
        Treffer(naam, _("arbeidsmarktregio"), regio_href(kwartaal, nummer, naam))
        for nummer, naam in regios.items()
    ] + [
        Treffer(
            gemeente.naam,
            _("gemeente"),
            gemeente_href(kwartaal, gemeente.code, gemeente.naam),
            regios[gemeente.regio_nummer],
            gemeente.code,
        )
        for gemeente in indeling.gemeenten
        if gemeente.regio_nummer in regios
    ]


def _proposals(
    plaatsen: Sequence[Treffer],
    schrijfwijzen: Mapping[str, str],
    vraag: str,
    treffers: Sequence[Treffer],
) -> list[Treffer]:
    """Places whose name or other spelling looks like the question or a word of it: did you mean …?

    Beside hits only regions that look like the whole question: fryslan finds two gemeenten, and may mean Friesland.
    """
    van_code = {plaats.code: plaats for plaats in plaatsen if plaats.code}
    namen = [(slugify(plaats.naam).replace("-", " "), plaats) for plaats in plaatsen]
    namen += [(naam, van_code[code]) for naam, code in schrijfwijzen.items() if code in van_code]
    gezocht = [slugify(vraag).replace("-", " ")]
    if not treffers:
        gezocht += [woord for woord in _words(vraag) if len(woord) >= _SHORTEST_WORD]
    lijkt = [plaats for deel in gezocht for plaats in _alike(deel, namen)]
    mag = [plaats for plaats in lijkt if plaats not in treffers and not (treffers and plaats.code)]
    return list(dict.fromkeys(mag))[:_PROPOSALS]


def _alike(gezocht: str, namen: Sequence[tuple[str, Treffer]]) -> list[Treffer]:
    """The places of the names that look most like what was asked."""
    bekend = sorted({naam for naam, _plaats in namen})
    lijkt = get_close_matches(gezocht, bekend, n=_PROPOSALS, cutoff=_ALIKE)
    return [plaats for naam in lijkt for bekende, plaats in namen if bekende == naam]
