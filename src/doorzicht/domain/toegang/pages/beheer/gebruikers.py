"""Pages of people and roles: a list, one person, adding one, and what waits for a decision.

A form that is refused comes back with what was typed in it. An invitation's code is in one answer and nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import Handelende, Rol
from doorzicht.domain.toegang.pages.beheer import formulieren, tonen
from doorzicht.domain.toegang.pages.beheer.velden import Velden, dag, ingevuld, nagekeken, waarden
from doorzicht.domain.toegang.pages.beheer.woorden import in_woorden
from doorzicht.domain.toegang.service import afwezigheid, gebruikers, medewerkers
from doorzicht.domain.toegang.service.gebruikers import NieuweGebruiker
from doorzicht.foundation.errors import Weigering

Act = Callable[[Handelende, UUID, dict[str, str]], None]
Page = Callable[..., HttpResponse]
_form = require_http_methods(["GET", "HEAD", "POST"])


@toegang.voor("toegang.gebruikers")
@require_safe
def lijst(request: toegang.Verzoek) -> HttpResponse:
    """The people of his organisation(s), searched by name."""
    wie, tekst = request.handelende, request.GET.get("q", "").strip()[:80]
    vandaag = timezone.localdate()
    inhoud = {
        "tekst": tekst,
        "mensen": [tonen.mens(een, vandaag) for een in medewerkers.gebruikers(wie, tekst)],
        "mag": medewerkers.mogelijk(wie),
    }
    return render(request, "toegang/beheer/gebruikers.html", inhoud)


@toegang.voor("toegang.gebruikers-wijzigen")
@_form
def nieuw(request: toegang.Verzoek) -> HttpResponse:
    """A person with a first role."""
    wie = request.handelende
    velden = formulieren.nieuwe_gebruiker(wie)
    fout = ""
    if request.method == "POST":
        velden = nagekeken(ingevuld(velden, request))
        if not any(veld.fout for veld in velden):
            try:
                rol = gebruikers.voeg_toe(wie, _nieuwe(wie, velden))
                return _naar(rol.gebruiker.id)
            except Weigering as weigering:
                fout = in_woorden(weigering)
    status = 400 if request.method == "POST" else 200
    inhoud = {"velden": velden, "fout": fout, "fouten": [veld for veld in velden if veld.fout]}
    return render(request, "toegang/beheer/gebruiker_nieuw.html", inhoud, status=status)


@toegang.voor("toegang.gebruikers")
@require_safe
def gebruiker(request: toegang.Verzoek, id_: UUID) -> HttpResponse:
    """One person."""
    return _persoon(request, id_)


def _act(handeling: str, formulier: str, act: Act) -> Page:
    """A view that does one thing to a person and goes back to his page; refused, it shows that page with why."""

    @toegang.voor(handeling)
    @_form
    @wraps(act)
    def view(request: toegang.Verzoek, id_: UUID) -> HttpResponse:
        if request.method != "POST":
            return _naar(id_)
        velden = formulieren.van_persoon(formulier, request.handelende)
        velden = nagekeken(ingevuld(velden, request))
        if any(veld.fout for veld in velden):
            return _persoon(request, id_, {formulier: velden}, status=400)
        try:
            act(request.handelende, id_, dict(waarden(velden)))
        except Weigering as weigering:
            return _persoon(request, id_, {formulier: velden}, in_woorden(weigering), formulier, 400)
        return _naar(id_)

    return view


def _wijzig(wie: Handelende, id_: UUID, gezegd: dict[str, str]) -> None:
    gebruikers.wijzig(wie, id_, gezegd["naam"], gezegd["email"])


def _stel_voor(wie: Handelende, id_: UUID, gezegd: dict[str, str]) -> None:
    bij = formulieren.gekozen_organisatie(wie, gezegd)
    gebruikers.stel_rol_voor(wie, id_, bij, Rol(gezegd["rol"]), timezone.localdate(), dag(gezegd["tot"]))


def _meld_afwezig(wie: Handelende, id_: UUID, gezegd: dict[str, str]) -> None:
    bij = formulieren.gekozen_organisatie(wie, gezegd)
    van = dag(gezegd["van"]) or timezone.localdate()
    afwezigheid.meld_afwezig(wie, id_, bij, van, dag(gezegd["terug"]), gezegd["vervanger"])


def _vertrek(wie: Handelende, id_: UUID, gezegd: dict[str, str]) -> None:
    gebruikers.laat_vertrekken(wie, id_)


def _weer_aan(wie: Handelende, id_: UUID, gezegd: dict[str, str]) -> None:
    gebruikers.zet_weer_aan(wie, id_)


gegevens = _act("toegang.gebruikers-wijzigen", "gegevens", _wijzig)
rol_voorstellen = _act("toegang.rol-voorstellen", "rol", _stel_voor)
afwezig = _act("toegang.afwezigheid", "afwezig", _meld_afwezig)
vertrek = _act("toegang.gebruikers-wijzigen", "vertrek", _vertrek)
weer_aan = _act("toegang.gebruikers-wijzigen", "weer_aan", _weer_aan)


@toegang.voor("toegang.gebruikers-wijzigen")
@_form
def uitnodiging(request: toegang.Verzoek, id_: UUID) -> HttpResponse:
    """The code of a new invitation, in this answer only."""
    if request.method != "POST":
        return _naar(id_)
    try:
        code = gebruikers.nodig_uit(request.handelende, id_)
    except Weigering as weigering:
        return _persoon(request, id_, fout=in_woorden(weigering), waar="uitnodiging", status=400)
    return _persoon(request, id_, code=code)


@toegang.voor("toegang.afwezigheid")
@_form
def terug(request: toegang.Verzoek, id_: UUID, weg: UUID) -> HttpResponse:
    """He is back, or does not go."""
    if request.method == "POST":
        afwezigheid.meld_terug(request.handelende, weg)
    return _naar(id_)


@toegang.voor("toegang.gebruikers-wijzigen")
@_form
def rol_einde(request: toegang.Verzoek, id_: UUID, rol: UUID) -> HttpResponse:
    """A role ends."""
    if request.method == "POST":
        try:
            gebruikers.beeindig_rol(request.handelende, rol)
        except Weigering as weigering:
            return _persoon(request, id_, fout=in_woorden(weigering), waar="rollen", status=400)
    return _naar(id_)


@toegang.voor("toegang.rol-toekennen")
@_form
def rollen(request: toegang.Verzoek) -> HttpResponse:
    """What was proposed and waits: for him, or for somebody else."""
    wie, fout = request.handelende, ""
    if request.method == "POST":
        try:
            _besluit(wie, request)
            return HttpResponseRedirect(reverse("beheer-rollen"))
        except Weigering as weigering:
            fout = in_woorden(weigering)
    voorstellen = [tonen.rol(een, timezone.localdate()) for een in gebruikers.wachtende_rollen(wie)]
    eigen = {str(wie.gebruiker)}
    inhoud = {
        "fout": fout,
        "te_besluiten": [een for een in voorstellen if not eigen & {een.voorgesteld_door, een.account}],
        "bij_ander": [een for een in voorstellen if eigen & {een.voorgesteld_door, een.account}],
        "mag": medewerkers.mogelijk(wie),
    }
    return render(request, "toegang/beheer/rollen.html", inhoud, status=400 if fout else 200)


def _besluit(wie: Handelende, request: HttpRequest) -> None:
    try:
        rol = UUID(request.POST.get("rol", ""))
    except ValueError as fout:
        raise toegang.NietGevonden from fout
    if request.POST.get("besluit") == "ja":
        gebruikers.ken_rol_toe(wie, rol)
    elif request.POST.get("besluit") == "nee":
        gebruikers.wijs_rol_af(wie, rol)


def _nieuwe(wie: Handelende, velden: Velden) -> NieuweGebruiker:
    gezegd = dict(waarden(velden))
    return NieuweGebruiker(
        gezegd["account"],
        gezegd["naam"],
        gezegd["email"],
        formulieren.gekozen_organisatie(wie, gezegd),
        Rol(gezegd["rol"]),
        timezone.localdate(),
        dag(gezegd["tot"]),
    )


def _naar(id_: UUID) -> HttpResponse:
    return HttpResponseRedirect(reverse("beheer-gebruiker", args=[id_]))


def _persoon(
    request: Any,
    id_: UUID,
    ingevulde: dict[str, Velden] | None = None,
    fout: str = "",
    waar: str = "",
    status: int = 200,
    code: str = "",
) -> HttpResponse:
    """The page of one person, with each form as it was filled in or as it begins."""
    wie: Handelende = request.handelende
    gevonden = medewerkers.gebruiker(wie, id_)
    begin = formulieren.alle(wie, gevonden.gebruiker)
    inhoud = {
        "mens": tonen.mens(gevonden, timezone.localdate()),
        "id": id_,
        "formulieren": begin | (ingevulde or {}),
        "open": waar or next(iter(ingevulde or {}), ""),
        "fout": fout,
        "code": code,
        "mag": medewerkers.mogelijk(wie),
        "is_zelf": gevonden.gebruiker.account == wie.gebruiker,
    }
    return render(request, "toegang/beheer/gebruiker.html", inhoud, status=status)
