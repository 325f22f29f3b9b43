"""Klanten for programs of the organisation that serves them: the same acts as the pages, under the same rules.

A program acts as the person whose token it shows. What it saw is in the log as seen by a program.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Literal, cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import Field, Path, Query, Router, Schema, Status
from pydantic import ConfigDict
from pydantic.alias_generators import to_camel

from doorzicht.domain.klant import service as klanten
from doorzicht.domain.klant.model import Dossier, Filter, Klantregel, Periode, Volgorde
from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import Handelende, Kijkwijze, Veldgroep
from doorzicht.foundation.errors import Weigering

router = Router(tags=["klanten"], by_alias=True, exclude_none=False)


class _Camel(Schema):
    """Keys in lowerCamelCase; one that is not known is refused."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, extra="forbid")


class LijstVraag(_Camel):
    """Which page of which list."""

    pagina: int = Field(1, ge=1, le=100_000)
    volgorde: Literal["naam", "nieuwste"] = "naam"
    gemeente: str | None = Field(None, pattern=r"^GM[0-9]{4}$")


class KlantUit(_Camel):
    """A klant in a list."""

    id: UUID
    naam: str | None
    leeftijd: int | None
    plaats: str | None
    gemeente: str | None
    ingeschreven_van: date
    opleidingsniveau: str | None
    uren_per_week: int | None


class LijstUit(_Camel):
    """A page of one's own klanten."""

    klanten: list[KlantUit]
    totaal: int
    pagina: int
    per_pagina: int


class PeriodeUit(_Camel):
    """Something that held from a day until another."""

    wat: str
    van: date
    tot: date | None


class DossierUit(_Camel):
    """What may be seen of one klant; a group that may not be seen is null."""

    id: UUID
    versie: int
    identiteit: dict[str, Any] | None
    contact: dict[str, Any] | None
    werk: dict[str, Any] | None
    inschrijvingen: list[PeriodeUit]
    woonplaatsen: list[PeriodeUit]


class InschrijvingIn(_Camel):
    """A person to register."""

    bsn: str = Field(max_length=20)
    naam: str = Field(max_length=200)
    gemeente: str | None = Field(None, pattern=r"^GM[0-9]{4}$")
    geslacht: str | None = Field(None, max_length=200)
    telefoonnummer: str | None = Field(None, max_length=200)
    email: str | None = Field(None, max_length=200)
    straat: str | None = Field(None, max_length=200)
    huisnummer: str | None = Field(None, max_length=200)
    huisnummer_toevoeging: str | None = Field(None, max_length=200)
    postcode: str | None = Field(None, max_length=200)
    plaats: str | None = Field(None, max_length=200)


class InschrijvingUit(_Camel):
    """The answer: the id only of somebody whom this organisation served already."""

    uitkomst: str
    klant: UUID | None


@router.get("", response=LijstUit, summary="Lijst van eigen klanten")
@toegang.voor("klant.lijst")
def lijst(request: HttpRequest, vraag: Query[LijstVraag]) -> LijstUit:
    """A page of one's own klanten."""
    filter_ = Filter(gemeente=vraag.gemeente, volgorde=Volgorde(vraag.volgorde))
    gevonden = klanten.lijst(_wie(request), filter_, vraag.pagina, wijze=Kijkwijze.API)
    return LijstUit(
        klanten=[_regel(regel) for regel in gevonden.regels],
        totaal=gevonden.totaal,
        pagina=gevonden.pagina,
        per_pagina=gevonden.per_pagina,
    )


@router.get("/{uuid:klant}", response=DossierUit, summary="Dossier van één klant")
@toegang.voor("klant.dossier")
def dossier(request: HttpRequest, klant: Path[UUID]) -> DossierUit:
    """One dossier; for a klant of somebody else the answer is the same as for nobody."""
    gevonden = klanten.dossier(_wie(request), klant, wijze=Kijkwijze.API)
    return DossierUit(
        id=gevonden.id,
        versie=gevonden.versie,
        identiteit=_groep(gevonden, Veldgroep.IDENTITEIT),
        contact=_groep(gevonden, Veldgroep.CONTACT),
        werk=_groep(gevonden, Veldgroep.WERK),
        inschrijvingen=[_periode(periode) for periode in gevonden.inschrijvingen],
        woonplaatsen=[_periode(periode) for periode in gevonden.woonplaatsen],
    )


@router.post("", response={202: InschrijvingUit}, summary="Schrijf een persoon in")
@toegang.voor("klant.inschrijven")
def schrijf_in(request: HttpRequest, inschrijving: InschrijvingIn) -> Status[InschrijvingUit] | HttpResponse:
    """Register a person; one answer for who is new, was here before, or is with another organisation."""
    velden = inschrijving.dict(include=set(klanten.INSCHRIJFVELDEN))
    try:
        antwoord = klanten.schrijf_in(_wie(request), inschrijving.bsn, inschrijving.gemeente, velden)
    except klanten.VeldenFout as fout:
        return _ongeldig(fout)
    except Weigering as nee:
        return _probleem(429 if isinstance(nee, klanten.TeVaakIngeschreven) else 503, nee.wat)
    return Status(202, InschrijvingUit(uitkomst=antwoord.uitkomst.value, klant=antwoord.klant))


def _wie(request: HttpRequest) -> Handelende:
    return cast(toegang.Verzoek, request).handelende


def _regel(regel: Klantregel) -> KlantUit:
    return KlantUit(**vars(regel))


def _groep(gevonden: Dossier, groep: Veldgroep) -> dict[str, Any] | None:
    velden = gevonden.velden.get(groep)
    return None if velden is None else {to_camel(naam): waarde for naam, waarde in velden.items()}


def _periode(periode: Periode) -> PeriodeUit:
    return PeriodeUit(wat=periode.wat, van=periode.van, tot=periode.tot)


def _ongeldig(fout: klanten.VeldenFout) -> HttpResponse:
    ongeldig = [{"naam": to_camel(naam), "reden": reden.wat} for naam, reden in fout.fouten.items()]
    return _probleem(400, "Deze gegevens kloppen niet.", ongeldig=ongeldig)


def _probleem(status: int, wat: str, **meer: object) -> HttpResponse:
    inhoud = {"type": "about:blank", "title": wat, "status": status, **meer}
    return JsonResponse(inhoud, status=status, content_type="application/problem+json")
