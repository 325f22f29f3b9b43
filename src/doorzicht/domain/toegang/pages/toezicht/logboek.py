"""Who looked: the log by klant number or by account.

What is asked is sent in a form, not in the address: an account is somebody's name, and addresses are kept in many
places. Only a klant number may stand in a link, from an alarm to here.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import Kijkwijze
from doorzicht.domain.toegang.pages.toezicht import woorden
from doorzicht.domain.toegang.pages.velden import gestuurd
from doorzicht.domain.toegang.pages.verzoek import wie_van

FIELDS = ("klant", "account", "vanaf", "tot", "wijze")


@toegang.voor("toegang.logboek")
@require_http_methods(["GET", "HEAD", "POST"])
def logboek(request: HttpRequest) -> HttpResponse:
    """The form, and below it what was found; one line more than a page tells whether there is an older one."""
    gevraagd = {veld: gestuurd(request, veld).strip() for veld in FIELDS}
    gevraagd["klant"] = gevraagd["klant"] or request.GET.get("klant", "")[:36]
    vraag, fout = _read(gevraagd, gestuurd(request, "na"))
    regels = toegang.wie_keek(wie_van(request), vraag, toegang.PER_PAGINA + 1) if not fout else ()
    getoond = woorden.blikken(regels[: toegang.PER_PAGINA])
    inhoud = {
        "gevraagd": gevraagd,
        "wijzen": [(wijze.value, woorden.wijzenaam(wijze)) for wijze in Kijkwijze],
        "fout": fout,
        "is_gevraagd": not fout and (vraag.klant is not None or bool(vraag.gebruiker)),
        "op_klant": vraag.klant is not None,
        "blikken": getoond,
        "ouder": getoond[-1].nummer if len(regels) > toegang.PER_PAGINA else None,
    }
    return render(request, "toegang/toezicht/logboek.html", inhoud, status=400 if fout else 200)


def _read(gevraagd: dict[str, str], na: str) -> tuple[toegang.Logvraag, str]:
    """The question, or what is wrong with it in words."""
    klant = _uuid(gevraagd["klant"])
    if gevraagd["klant"] and klant is None:
        return toegang.Logvraag(), _("Dit is geen klantnummer. Het heeft 32 tekens, met streepjes ertussen.")
    if not klant and not gevraagd["account"] and (gevraagd["vanaf"] or gevraagd["tot"] or gevraagd["wijze"]):
        return toegang.Logvraag(), _("Vul een klantnummer of een account in.")
    vanaf, tot = _day(gevraagd["vanaf"]), _day(gevraagd["tot"])
    if (gevraagd["vanaf"] and vanaf is None) or (gevraagd["tot"] and tot is None):
        return toegang.Logvraag(), _("Deze dag bestaat niet. Kies een dag in de kalender.")
    vraag = toegang.Logvraag(
        klant,
        gevraagd["account"] or None,
        vanaf,
        tot + timedelta(days=1) if tot else None,
        next((wijze for wijze in Kijkwijze if wijze.value == gevraagd["wijze"]), None),
        int(na) if na.isascii() and na.isdigit() and len(na) < 19 else None,
    )
    return vraag, ""


def _uuid(tekst: str) -> UUID | None:
    try:
        return UUID(tekst)
    except ValueError:
        return None


def _day(tekst: str) -> datetime | None:
    """Midnight at the start of a day."""
    try:
        dag = parse_date(tekst)
    except ValueError:
        return None
    return timezone.make_aware(datetime.combine(dag, time())) if dag else None
