"""Finds a gemeente or region by what a reader types, and proposes one when it is nearly right."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from doorzicht.domain.gebied import service as gebied
from doorzicht.domain.gebied.model import Gemeente, Indeling
from doorzicht.domain.publicatie import service
from doorzicht.domain.publicatie.pages import blokken
from doorzicht.domain.publicatie.pages.adressen import gemeente_href, regio_href, regions_of
from doorzicht.foundation.kwartaal import Kwartaal

_LONGEST = 60
_MOST = 12


@dataclass(frozen=True)
class Treffer:
    """A place that was found: its name, what it is, and its page."""

    naam: str
    soort: str
    href: str


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
    context = {
        "kruimels": blokken.kruimels((_("Zoeken"), "")),
        "vraag": vraag,
        "treffers": _hits(indeling, kwartalen[0], vraag) if vraag else [],
        "voorstellen": _proposals(indeling, kwartalen[0], vraag) if vraag else [],
    }
    return render(request, "publicatie/zoeken.html", context)


def _hits(indeling: Indeling, kwartaal: Kwartaal, vraag: str) -> list[Treffer]:
    """Regions and gemeenten in whose name the question stands; names that begin with it come first."""
    gezocht = slugify(vraag)
    if not gezocht:
        return []
    gevonden = [
        (not slugify(treffer.naam).startswith(gezocht), plaats, treffer)
        for plaats, treffer in enumerate(_places(indeling, kwartaal))
        if gezocht in slugify(treffer.naam)
    ]
    return [treffer for _later, _plaats, treffer in sorted(gevonden, key=lambda drie: drie[:2])][:_MOST]


def _places(indeling: Indeling, kwartaal: Kwartaal) -> list[Treffer]:
    """All that has a page in this quarter: the regions that are out, and their gemeenten."""
    aanwezig = regions_of(kwartaal)
    regios = [
        Treffer(regio.naam, _("arbeidsmarktregio"), regio_href(kwartaal, regio.nummer, regio.naam))
        for regio in indeling.regios
        if regio.nummer in aanwezig
    ]
    gemeenten = (gemeente for gemeente in indeling.gemeenten if gemeente.regio_nummer in aanwezig)
    return regios + [_treffer(gemeente, kwartaal) for gemeente in gemeenten]


def _treffer(gemeente: Gemeente, kwartaal: Kwartaal) -> Treffer:
    return Treffer(gemeente.naam, _("gemeente"), gemeente_href(kwartaal, gemeente.code, gemeente.naam))


def _proposals(indeling: Indeling, kwartaal: Kwartaal, vraag: str) -> list[Treffer]:
    """Gemeenten whose name or spelling looks like the question: did you mean …?"""
    namen = gebied.namen(indeling)
    lijkt = get_close_matches(slugify(vraag).replace("-", " "), namen, n=3, cutoff=0.7)
    gemeenten = (indeling.gemeente(code) for code in dict.fromkeys(namen[naam] for naam in lijkt))
    aanwezig = regions_of(kwartaal)
    return [_treffer(plaats, kwartaal) for plaats in gemeenten if plaats and plaats.regio_nummer in aanwezig]
