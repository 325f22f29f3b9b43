"""The dossier of one klant: what is known of him, what changed in it, who looked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from doorzicht.domain.klant import service as klanten
from doorzicht.domain.klant.model import Dossier, Periode, Wijziging
from doorzicht.domain.klant.pages import gemeenten
from doorzicht.domain.klant.pages.woorden import gelezen, groepnaam, klantnaam, label, soort_rij, wijze_naam
from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import Logregel, Veldgroep


@toegang.voor("klant.dossier")
@require_safe
def dossier(request: HttpRequest, klant: UUID) -> HttpResponse:
    """All that this person may see of this klant."""
    wie = cast(toegang.Verzoek, request).handelende
    gevonden = klanten.dossier(wie, klant)
    namen = gemeenten.namen()
    inhoud = {
        "dossier": gevonden,
        "groepen": _groepen(gevonden),
        "inschrijvingen": gevonden.inschrijvingen,
        "woonplaatsen": [
            _met_naam(periode, namen.get(periode.wat, periode.wat)) for periode in gevonden.woonplaatsen
        ],
        "nu": _lopend(gevonden.inschrijvingen),
        "naam": klantnaam(gevonden.velden[Veldgroep.IDENTITEIT]["naam"]),
        "hier": "dossier",
        "klaar": request.GET.get("klaar", "") == "ja",
    }
    return render(request, "klant/dossier.html", inhoud)


@toegang.voor("klant.geschiedenis")
@require_safe
def geschiedenis(request: HttpRequest, klant: UUID) -> HttpResponse:
    """What changed, when and by whom, the latest first."""
    wie = cast(toegang.Verzoek, request).handelende
    naam, gevonden = klanten.geschiedenis(wie, klant)
    wijzigingen = [_regel(wijziging) for wijziging in gevonden]
    return render(
        request,
        "klant/geschiedenis.html",
        {"klant": klant, "naam": klantnaam(naam), "wijzigingen": wijzigingen, "hier": "geschiedenis"},
    )


@toegang.voor("klant.wie-keek")
@require_safe
def wie_keek(request: HttpRequest, klant: UUID) -> HttpResponse:
    """Who looked at this dossier, when and why; the look of now stands on top."""
    wie = cast(toegang.Verzoek, request).handelende
    naam, gevonden = klanten.wie_keek(wie, klant)
    regels = [_blik(regel) for regel in gevonden]
    inhoud = {"klant": klant, "naam": klantnaam(naam), "regels": regels, "hier": "wie-keek"}
    return render(request, "klant/wie_keek.html", inhoud)


def _groepen(gevonden: Dossier) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Per group its code, its head, and its fields in words; a field that is not known is shown as such."""
    return [
        (
            groep.value,
            groepnaam(groep),
            [(label(naam), gelezen(naam, waarde)) for naam, waarde in velden.items()],
        )
        for groep, velden in gevonden.velden.items()
    ]


def _blik(regel: Logregel) -> dict[str, object]:
    return {
        "op": regel.op,
        "wie": regel.gebruiker,
        "rol": toegang.rolnaam(regel.rol),
        "doel": toegang.doelnaam(regel.doel),
        "wijze": wijze_naam(regel.wijze),
        "velden": [groepnaam(Veldgroep(veld)) for veld in regel.velden],
        "in_nood": regel.breekglas,
    }


def _met_naam(periode: Periode, naam: str) -> Periode:
    return Periode(naam, periode.van, periode.tot)


def _lopend(perioden: Iterable[Periode]) -> Periode | None:
    return next((periode for periode in perioden if periode.tot is None), None)


def _regel(wijziging: Wijziging) -> dict[str, object]:
    return {
        "wat": soort_rij(wijziging.tabel),
        "weg": wijziging.soort == "verwijderd",
        "op": wijziging.op,
        "door": wijziging.door,
        "velden": [
            (label(naam), gelezen(naam, wijziging.van[naam]), gelezen(naam, wijziging.naar[naam]))
            for naam in wijziging.van
        ],
    }
