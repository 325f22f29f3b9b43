"""A region's uitgave on the screen: headline, key figures, bars, the official table, trend, downloads.

Everything is read from the stored uitgave; an older version stays readable and says that there is a newer one.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from doorzicht.domain.publicatie import service
from doorzicht.domain.publicatie.model import Regel, Status, Uitgave, UitgaveInhoud
from doorzicht.domain.publicatie.pages import beelden, blokken, kiezers, zinnen
from doorzicht.domain.publicatie.pages.adressen import (
    gemeente_href,
    land_href,
    quarters_of,
    read_kwartaal,
    read_regio,
    read_uitgave,
    regio_href,
)
from doorzicht.domain.publicatie.pages.bestanden import download_row
from doorzicht.domain.publicatie.pages.noten import noten
from doorzicht.domain.toegang import service as toegang
from doorzicht.foundation.kwartaal import Kwartaal

_CHOICES = ("sorteer", "vergelijk")


@toegang.openbaar("published figures, already protected")
@require_safe
def regio(request: HttpRequest, kwartaal: str, regio: str, versie: int | None = None) -> HttpResponse:
    """The newest version of a region's uitgave, or the version that the address names."""
    gekozen = read_kwartaal(kwartaal)
    uitgave = read_uitgave(gekozen, read_regio(regio), versie)
    adres = regio_href(gekozen, uitgave.regio_nummer, uitgave.inhoud.tabel.regio, versie)
    if request.path != adres:
        return HttpResponsePermanentRedirect(adres)
    return render(request, "publicatie/regio.html", _context(request, uitgave, versie))


def _context(request: HttpRequest, uitgave: Uitgave, versie: int | None) -> dict[str, Any]:
    inhoud = uitgave.inhoud
    return {
        **_head(uitgave),
        **_bars(request, inhoud),
        "tabelrijen": [
            blokken.rij(
                regel.gemeente,
                regel.cijfers,
                gemeente_href(inhoud.kwartaal, regel.gemeente_code, regel.gemeente),
            )
            for regel in inhoud.tabel.regels
        ],
        "tabeltotaal": blokken.rij(_("Totaal van de regio"), inhoud.tabel.totaal),
        "slotzin": zinnen.slotzin(inhoud.tabel.regio, inhoud.tabel.totaal, inhoud.doelgroepregister),
        "vergelijking": kiezers.vergelijking(
            inhoud.land,
            (uitgave.regio_nummer, inhoud.tabel.regio),
            inhoud.tabel.totaal,
            inhoud.doelgroepregister,
            request.GET.get("vergelijk", kiezers.LAND),
        ),
        "volgorde_nu": request.GET.get("sorteer", "")
        if request.GET.get("sorteer") in blokken.VOLGORDES
        else "",
        "trend": beelden.trend(inhoud.trend),
        "trendzin": zinnen.trendzin(inhoud.trend),
        "downloads": download_row(uitgave, versie),
        "verborgen": blokken.has_hidden(
            [*(regel.cijfers for regel in inhoud.tabel.regels), inhoud.tabel.totaal]
        ),
        **_notes(uitgave),
    }


def _head(uitgave: Uitgave) -> dict[str, Any]:
    inhoud, naam = uitgave.inhoud, uitgave.inhoud.tabel.regio

    def href(kwartaal: Kwartaal) -> str:
        return regio_href(kwartaal, uitgave.regio_nummer, naam)

    return {
        "kruimels": blokken.kruimels((_("Cijfers"), land_href(inhoud.kwartaal)), (naam, "")),
        "naam": naam,
        "nummer": uitgave.regio_nummer,
        "canoniek": href(inhoud.kwartaal),
        "kwartaal": zinnen.kwartaalnaam(inhoud.kwartaal),
        "peildatum": zinnen.datum(inhoud.peildatum),
        "kopzin": zinnen.kopzin(naam, inhoud.tabel.totaal, inhoud.doelgroepregister),
        "kerncijfers": blokken.kerncijfers(inhoud.tabel.totaal, inhoud.doelgroepregister),
        "kwartalen": kiezers.kwartalen(quarters_of(uitgave.regio_nummer), inhoud.kwartaal, href),
        "synthetisch": inhoud.synthetisch,
        "nieuwere_href": href(inhoud.kwartaal) if uitgave.status is Status.GERECTIFICEERD else "",
    }


def _bars(request: HttpRequest, inhoud: UitgaveInhoud) -> dict[str, Any]:
    volgorde = kiezers.choice(request.GET, "sorteer", blokken.VOLGORDES)
    namen = (
        (blokken.NAAM, _("Gemeente")),
        (blokken.GEMEENTE, _("Gemeenteklanten")),
        (blokken.UWV, _("UWV-klanten")),
        (blokken.AANDEEL, _("Samen")),
    )

    def href(sleutel: str) -> str:
        return kiezers.with_choice(request.GET, "sorteer", sleutel, _CHOICES) + "#gemeenten"

    return {
        "stavenzin": zinnen.stavenzin(inhoud.tabel.totaal),
        "kolommen": blokken.kolommen(volgorde, href, namen),
        "staafrijen": [
            blokken.staafrij(regel.gemeente, regel.cijfers, _gemeente_href(inhoud, regel))
            for regel in blokken.sorted_regels(inhoud.tabel.regels, volgorde)
        ],
        "staaftotaal": blokken.staafrij(inhoud.tabel.regio, inhoud.tabel.totaal),
    }


def _gemeente_href(inhoud: UitgaveInhoud, regel: Regel) -> str:
    return gemeente_href(inhoud.kwartaal, regel.gemeente_code, regel.gemeente)


def _notes(uitgave: Uitgave) -> dict[str, Any]:
    inhoud = uitgave.inhoud
    versies = service.versies(inhoud.kwartaal, uitgave.regio_nummer)
    return {
        "bescherming": zinnen.bescherming(inhoud.bescherming),
        "toelichting": noten(inhoud.toelichting),
        "zonder_gemeente": zinnen.woordgetal(inhoud.zonder_gemeente),
        "uitgever": inhoud.uitgever,
        "uitgegeven_op": zinnen.datum(inhoud.uitgegeven_op),
        "versie": inhoud.versie,
        "peiling_hash": inhoud.peiling_hash,
        "versies": [
            kiezers.Keuze(
                str(ander.versie),
                regio_href(inhoud.kwartaal, uitgave.regio_nummer, inhoud.tabel.regio, ander.versie),
                ander.versie == uitgave.versie,
            )
            for ander in versies
        ],
    }
