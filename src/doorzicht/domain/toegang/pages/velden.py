"""Fields of the forms of the log-in: how each is shown, and what was sent in it.

Every form names its fields; whatever else is sent is not read, so nobody can set what the page does not show.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.rules.aanmelding import netwerkadres

_LONGEST = 500


@dataclass(frozen=True)
class Veld:
    """One field: its name, label and kind, what helps to fill it in, and what was wrong with it."""

    naam: str
    label: str
    soort: str = "text"
    hint: str = ""
    autocomplete: str = "off"
    inputmode: str = ""
    waarde: str = ""
    fout: str = ""
    klasse: str = ""

    def met(self, waarde: str = "", fout: str = "") -> Veld:
        """As it is shown again; never with a secret in it."""
        return replace(self, waarde="" if self.soort == "password" else waarde, fout=fout)

    @property
    def beschreven_door(self) -> str:
        """The ids of the texts that belong to it."""
        delen = ((self.hint, "hint"), (self.fout, "fout"))
        return " ".join(f"{self.naam}-{deel}" for tekst, deel in delen if tekst)


def account(*, hint: str = "") -> Veld:
    """The account name."""
    return Veld("account", _("Account"), hint=hint, autocomplete="username")


def wachtwoord() -> Veld:
    """The password of now."""
    return Veld("wachtwoord", _("Wachtwoord"), "password", autocomplete="current-password")


def huidig_wachtwoord() -> Veld:
    """The password of now, asked again before something weighty."""
    hint = _("We vragen dit opnieuw, zodat niemand anders dit op jouw scherm kan doen.")
    return Veld("wachtwoord", _("Je wachtwoord"), "password", hint, "current-password")


def nieuw_wachtwoord() -> Veld:
    """A new password."""
    hint = _("Minstens 12 tekens. Een zin van een paar woorden is sterk en makkelijk te onthouden.")
    return Veld("nieuw", _("Nieuw wachtwoord"), "password", hint, "new-password")


def nog_eens() -> Veld:
    """The new password again."""
    return Veld("nog_eens", _("Nieuw wachtwoord, nog een keer"), "password", "", "new-password")


def code() -> Veld:
    """Six digits of an app."""
    hint = _("De zes cijfers die je app nu laat zien.")
    return Veld(
        "code", _("Code uit je app"), "text", hint, "one-time-code", "numeric", klasse="dz-veld--code"
    )


def herstelcode() -> Veld:
    """A code on paper."""
    hint = _("Vier groepjes van vier letters en cijfers. Elke code werkt één keer.")
    return Veld("herstelcode", _("Herstelcode"), "text", hint)


def uitnodigingscode() -> Veld:
    """The code of an invitation."""
    hint = _("Vier groepjes van vier letters en cijfers. Je kreeg de code van je beheerder.")
    return Veld("code", _("Uitnodigingscode"), "text", hint)


def naam_van_sleutel() -> Veld:
    """How he calls his key."""
    hint = _("Zo herken je hem later, bijvoorbeeld: laptop van het werk.")
    return Veld("naam", _("Naam van de sleutel"), "text", hint)


def gestuurd(request: HttpRequest, naam: str) -> str:
    """What was sent in a field; nothing when it was left out. Of a text that is much too long the rest is left."""
    return str(request.POST.get(naam, ""))[:_LONGEST].replace("\x00", "")


def gestuurd_id(request: HttpRequest, naam: str) -> UUID | None:
    """An id that was sent; None when it is not one."""
    try:
        return UUID(gestuurd(request, naam))
    except ValueError:
        return None


def adres(request: HttpRequest) -> str:
    """The network address that attempts are counted by; never stored or logged as it is."""
    meta: Mapping[str, str] = request.META
    doorgegeven = meta.get("HTTP_X_FORWARDED_FOR", "")
    return netwerkadres(meta.get("REMOTE_ADDR", ""), doorgegeven, settings.PROXIES)


def te_vaak(fout: toegang.TeVaak) -> str:
    """How long to wait, in words."""
    seconden = (fout.tot - timezone.now()).total_seconds()
    minuten = max(1, -int(-seconden // 60))
    return ngettext(
        "Er ging te vaak iets mis. Wacht %(minuten)s minuut en probeer het opnieuw.",
        "Er ging te vaak iets mis. Wacht %(minuten)s minuten en probeer het opnieuw.",
        minuten,
    ) % {"minuten": minuten}
