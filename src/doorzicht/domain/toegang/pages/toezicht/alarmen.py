"""Alarms: what waits, one alarm with what that person saw around it, and saying what it was."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import Alarm, Handelende, Logregel, Rol, Uitkomst
from doorzicht.domain.toegang.pages.toezicht import woorden
from doorzicht.domain.toegang.pages.velden import gestuurd
from doorzicht.domain.toegang.pages.verzoek import wie_van
from doorzicht.foundation.errors import Weigering

_AROUND = timedelta(hours=1)
_LOOKS = 20


@toegang.voor("toegang.alarmen")
@require_safe
def alarmen(request: HttpRequest) -> HttpResponse:
    """Those that wait; or all, when asked."""
    alle = request.GET.get("alle") == "ja"
    gevonden = toegang.alarmen(wie_van(request), ook_afgehandelde=alle)
    namen = woorden.organisatienamen()
    inhoud = {
        "alle": alle,
        "alarmen": [
            (een, woorden.alarmnaam(een.soort), namen.get(een.organisatie) if een.organisatie else None)
            for een in gevonden
        ],
        "klaar": request.GET.get("klaar") == "ja",
    }
    return render(request, "toegang/toezicht/alarmen.html", inhoud)


@toegang.voor("toegang.alarmen")
@require_safe
def alarm(request: HttpRequest, alarm: UUID) -> HttpResponse:
    """One alarm."""
    wie = wie_van(request)
    return _page(request, wie, toegang.een_alarm(wie, alarm))


@toegang.voor("toegang.alarm-afhandelen")
@require_POST
def afhandelen(request: HttpRequest, alarm: UUID) -> HttpResponse:
    """Say what it was; with what is wrong, the same page again."""
    wie = wie_van(request)
    uitkomst = next((een for een in Uitkomst if een.value == gestuurd(request, "uitkomst")), None)
    fout = _("Kies wat er aan de hand was.")
    if uitkomst is not None:
        try:
            toegang.handel_af(wie, alarm, uitkomst, gestuurd(request, "toelichting"))
        except Weigering as weigering:
            fout = woorden.vertaald(weigering)
        else:
            return HttpResponseRedirect(f"{reverse('toezicht-alarmen')}?klaar=ja")
    return _page(request, wie, toegang.een_alarm(wie, alarm), fout)


def _page(request: HttpRequest, wie: Handelende, gevonden: Alarm, fout: str = "") -> HttpResponse:
    namen = woorden.organisatienamen()
    inhoud = {
        "alarm": gevonden,
        "naam": woorden.alarmnaam(gevonden.soort),
        "uitleg": woorden.alarmuitleg(gevonden.soort),
        "organisatie": namen.get(gevonden.organisatie) if gevonden.organisatie else None,
        "uitkomst": woorden.uitkomstnaam(gevonden.uitkomst) if gevonden.uitkomst else "",
        "uitkomsten": [
            (een.value, woorden.uitkomstnaam(een), een.value == gestuurd(request, "uitkomst"))
            for een in Uitkomst
        ],
        "toelichting": gestuurd(request, "toelichting"),
        "mag_afhandelen": wie.rol is Rol.PRIVACY_OFFICER and gevonden.gebruiker != wie.gebruiker,
        "mag_beoordelen": wie.rol is not Rol.AUDITOR,
        "blikken": woorden.blikken(_looks_around(wie, gevonden)),
        "fout": fout,
    }
    return render(request, "toegang/toezicht/alarm.html", inhoud, status=400 if fout else 200)


def _looks_around(wie: Handelende, gevonden: Alarm) -> tuple[Logregel, ...]:
    """What this person saw shortly before and after; for who may read the log."""
    if wie.rol not in (Rol.PRIVACY_OFFICER, Rol.AUDITOR):
        return ()
    vraag = toegang.Logvraag(
        gebruiker=gevonden.gebruiker, vanaf=gevonden.op - _AROUND, tot=gevonden.op + _AROUND
    )
    return toegang.wie_keek(wie, vraag, _LOOKS)
