"""Broken glass: the form for who needs it, what waits for a judgement, and judging one."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import (
    KORTSTE_UITLEG,
    MINUTEN_BREEKGLAS,
    WERKDAGEN_OORDEEL,
    Breekglas,
    Breekglasreden,
    Handelende,
    Logregel,
    Oordeel,
    Rol,
    uitleg,
)
from doorzicht.domain.toegang.pages.toezicht import woorden
from doorzicht.domain.toegang.pages.velden import gestuurd
from doorzicht.domain.toegang.pages.verzoek import wie_van
from doorzicht.foundation.bsn import Bsn
from doorzicht.foundation.errors import Weigering

_FORM = require_http_methods(["GET", "HEAD", "POST"])


@toegang.voor("toegang.breekglas")
@_FORM
def breken(request: HttpRequest) -> HttpResponse:
    """The form; after it, the dossier. What was typed stays in the answer to it, which nobody keeps.

    A number that was tried and does not open is not shown again.
    """
    wie = wie_van(request)
    fout, fouten = "", _missing(request) if request.method == "POST" else {}
    if request.method == "POST" and not fouten:
        try:
            return HttpResponseRedirect(reverse("klant", kwargs={"klant": _break(request, wie)}))
        except Weigering as weigering:
            fout = woorden.vertaald(weigering)
    inhoud = {
        "bsn": gestuurd(request, "bsn") if fouten else "",
        "fouten": fouten,
        "redenen": [
            (een.value, woorden.redennaam(een), een.value == gestuurd(request, "reden"))
            for een in Breekglasreden
        ],
        "toelichting": gestuurd(request, "toelichting"),
        "kortste": KORTSTE_UITLEG,
        "minuten": MINUTEN_BREEKGLAS,
        "werkdagen": WERKDAGEN_OORDEEL,
        "lopend": toegang.lopend_breekglas(wie),
        "fout": fout,
    }
    return render(request, "toegang/toezicht/breken.html", inhoud, status=400 if fout or fouten else 200)


def _missing(request: HttpRequest) -> dict[str, str]:
    """What is wrong, by field, all of it at once; a number is not tried while something is."""
    fouten: dict[str, str] = {}
    try:
        Bsn.parse(gestuurd(request, "bsn"))
    except Weigering:
        fouten["bsn"] = _("Dit is geen BSN. Een BSN heeft negen cijfers.")
    if not any(een.value == gestuurd(request, "reden") for een in Breekglasreden):
        fouten["reden"] = _("Kies waarom het niet kan wachten.")
    try:
        uitleg(gestuurd(request, "toelichting"))
    except Weigering as weigering:
        fouten["toelichting"] = woorden.vertaald(weigering)
    return fouten


def _break(request: HttpRequest, wie: Handelende) -> UUID:
    reden = Breekglasreden(gestuurd(request, "reden"))
    bsn = Bsn.parse(gestuurd(request, "bsn"))
    return toegang.breek_glas(wie, bsn, reden, gestuurd(request, "toelichting"))


@toegang.voor("toegang.breekglas-beoordelen")
@require_safe
def lijst(request: HttpRequest) -> HttpResponse:
    """Those that wait, what is overdue on top; or all, when asked."""
    alle = request.GET.get("alle") == "ja"
    vandaag = timezone.localdate()
    namen = woorden.organisatienamen()
    inhoud = {
        "alle": alle,
        "klaar": request.GET.get("klaar") == "ja",
        "glazen": [
            (glas, woorden.redennaam(glas.reden), namen.get(glas.organisatie), glas.is_te_laat(vandaag))
            for glas in toegang.breekglazen(wie_van(request), ook_beoordeelde=alle)
        ],
    }
    return render(request, "toegang/toezicht/breekglazen.html", inhoud)


@toegang.voor("toegang.breekglas-beoordelen")
@_FORM
def beoordelen(request: HttpRequest, breekglas: UUID) -> HttpResponse:
    """One of them, with what was seen in that hour, and whether it was right."""
    wie = wie_van(request)
    fout = ""
    if request.method == "POST":
        oordeel = next((een for een in Oordeel if een.value == gestuurd(request, "oordeel")), None)
        try:
            if oordeel is None:
                raise Weigering(_("Kies of het terecht was."))
            toegang.beoordeel_breekglas(wie, breekglas, oordeel, gestuurd(request, "tekst"))
        except Weigering as weigering:
            fout = woorden.vertaald(weigering)
        else:
            return HttpResponseRedirect(f"{reverse('toezicht-breekglas')}?klaar=ja")
    return _page(request, wie, toegang.een_breekglas(wie, breekglas), fout)


def _page(request: HttpRequest, wie: Handelende, glas: Breekglas, fout: str) -> HttpResponse:
    inhoud = {
        "glas": glas,
        "reden": woorden.redennaam(glas.reden),
        "organisatie": woorden.organisatienamen().get(glas.organisatie),
        "te_laat": glas.is_te_laat(timezone.localdate()),
        "oordeel": woorden.oordeelnaam(glas.oordeel) if glas.oordeel else "",
        "oordelen": [
            (een.value, woorden.oordeelnaam(een), een.value == gestuurd(request, "oordeel"))
            for een in Oordeel
        ],
        "tekst": gestuurd(request, "tekst"),
        "mag_oordelen": glas.gebruiker != wie.gebruiker,
        "leest_logboek": wie.rol is Rol.PRIVACY_OFFICER,
        "blikken": woorden.blikken(_looks(wie, glas)),
        "fout": fout,
    }
    return render(request, "toegang/toezicht/oordeel.html", inhoud, status=400 if fout else 200)


def _looks(wie: Handelende, glas: Breekglas) -> tuple[Logregel, ...]:
    """What was seen of this klant in that hour; for who may read the log."""
    if wie.rol is not Rol.PRIVACY_OFFICER:
        return ()
    vraag = toegang.Logvraag(glas.klant, glas.gebruiker, glas.op, glas.tot)
    return toegang.wie_keek(wie, vraag)
