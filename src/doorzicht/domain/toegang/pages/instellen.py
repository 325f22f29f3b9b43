"""Pages for who comes in for the first time: a code, a password, then an app or a key, then codes on paper."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.pages import cookie, velden
from doorzicht.domain.toegang.pages.aanmelden import before_the_log_in, half_sessie
from doorzicht.domain.toegang.pages.velden import Veld


@before_the_log_in
def uitnodiging(request: HttpRequest) -> HttpResponse:
    """The code of the beheerder, and a password of one's own."""
    if request.method != "POST":
        return _uitnodiging(request, {})
    nieuw = velden.gestuurd(request, "nieuw")
    if nieuw != velden.gestuurd(request, "nog_eens"):
        return _uitnodiging(request, {"nog_eens": _("De twee wachtwoorden zijn niet gelijk.")})
    try:
        token, fouten = toegang.neem_aan(
            velden.gestuurd(request, "account").strip(),
            velden.gestuurd(request, "code"),
            nieuw,
            velden.adres(request),
        )
    except toegang.TeVaak as te_vaak:
        return _uitnodiging(request, {"": velden.te_vaak(te_vaak)}, 429)
    if token is None:
        fout = _("Dit account en deze code horen niet bij elkaar, of de code is verlopen of al gebruikt.")
        return _uitnodiging(request, {"nieuw": " ".join(fouten)} if fouten else {"": fout})
    return cookie.give(cookie.naar("inloggen-instellen"), token)


def _uitnodiging(request: HttpRequest, fouten: dict[str, str], status: int = 400) -> HttpResponse:
    formulier = (
        velden.account(),
        velden.uitnodigingscode(),
        velden.nieuw_wachtwoord(),
        velden.nog_eens(),
    )
    getoond = [veld.met(velden.gestuurd(request, veld.naam), fouten.get(veld.naam, "")) for veld in formulier]
    inhoud = {"velden": getoond, "fout": fouten.get("", "")}
    return render(request, "toegang/uitnodiging.html", inhoud, status=status if fouten else 200)


@before_the_log_in
def instellen(request: HttpRequest) -> HttpResponse:
    """An app as the first second factor: a picture to scan, and a code that shows that it works."""
    sessie = half_sessie(request)
    if sessie is None or sessie.uitnodiging is None:
        return cookie.naar("inloggen-uitnodiging")
    if request.method == "POST" and toegang.bevestig_app(sessie.gebruiker, velden.gestuurd(request, "code")):
        return klaar(request, sessie)
    inhoud = app_inhoud(sessie, velden.code().met("", code_fout() if request.method == "POST" else ""))
    return render(request, "toegang/instellen.html", inhoud, status=400 if request.method == "POST" else 200)


def app_inhoud(sessie: toegang.Sessie, veld: Veld) -> dict[str, object]:
    """What a page shows of an app that is being set up."""
    geheim = toegang.begin_app(sessie.gebruiker, sessie.account)
    # The picture is drawn here from a secret of our own making; nothing in it was typed by anybody.
    return {"qr": mark_safe(geheim.beeld), "geheim": geheim.tekst, "veld": veld}  # noqa: S308


def code_fout() -> str:
    """A code that is not the one of now."""
    return _("Deze code klopt niet. Wacht op de volgende code in je app en typ die over.")


def klaar(request: HttpRequest, sessie: toegang.Sessie) -> HttpResponse:
    """The account is set up: in, with the codes on paper on the screen for the only time."""
    uitkomst = toegang.rond_af(sessie)
    if uitkomst is None:
        return cookie.naar("inloggen-uitnodiging")
    token, codes = uitkomst
    response = render(request, "toegang/herstelcodes_eerste.html", {"codes": codes})
    return cookie.give(response, token)
