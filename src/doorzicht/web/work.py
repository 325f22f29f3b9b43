"""What the frame of a page for somebody who is logged in needs: as whom he acts, and the ways open to his role.

A way stands here once, with the roles it is for; whether he may go in is decided behind it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import Doel, Handelende, Organisatiesoort, Rol


@dataclass(frozen=True)
class Way:
    """An entry of the navigation at the left: its text, its route, and the roles that see it (none: everybody).

    Where it is not for every purpose, or not at every kind of organisation, of a role, it names those too.
    """

    tekst: str | Promise
    route: str
    rollen: frozenset[Rol] = frozenset()
    doelen: frozenset[Doel] = frozenset()
    soorten: frozenset[Organisatiesoort] = frozenset()

    def is_for(self, wie: Handelende | None) -> bool:
        """Whether somebody who acts so sees it."""
        if wie is None:
            return not self.rollen
        asked = ((self.rollen, wie.rol), (self.doelen, wie.doel), (self.soorten, wie.soort))
        return all(not named or own in named for named, own in asked)


_KEEPS_PEOPLE = frozenset({Rol.BEHEERDER, Rol.TEAMLEIDER})
_SERVES_KLANTEN = frozenset({Rol.KLANTMANAGER, Rol.TEAMLEIDER})
_AT_A_COUNTER = frozenset({Organisatiesoort.UWV, Organisatiesoort.UWV_KANTOOR, Organisatiesoort.GEMEENTE})
_SUPERVISES = frozenset({Rol.PRIVACY_OFFICER, Rol.AUDITOR})
_JUDGES = frozenset({Rol.PRIVACY_OFFICER, Rol.TEAMLEIDER})
_ANSWERS = frozenset({Doel.TOEZICHT, Doel.VERANTWOORDING})

WAYS: tuple[Way, ...] = (
    Way(_("Mijn gegevens"), "mijn", frozenset({Rol.KLANT})),
    Way(_("Klanten"), "klanten", _SERVES_KLANTEN, frozenset({Doel.DIENSTVERLENING}), _AT_A_COUNTER),
    Way(
        _("Verzoeken van klanten"),
        "verzoeken",
        _SERVES_KLANTEN,
        frozenset({Doel.DIENSTVERLENING}),
        _AT_A_COUNTER,
    ),
    Way(_("Gebruikers"), "beheer-gebruikers", _KEEPS_PEOPLE),
    Way(
        _("Rollen die wachten"), "beheer-rollen", _KEEPS_PEOPLE, frozenset({Doel.BEHEER, Doel.VERANTWOORDING})
    ),
    Way(
        _("Organisaties"),
        "beheer-organisaties",
        frozenset({Rol.BEHEERDER}),
        soorten=frozenset({Organisatiesoort.UWV}),
    ),
    Way(_("Noodtoegang"), "breekglas", _SERVES_KLANTEN, frozenset({Doel.DIENSTVERLENING}), _AT_A_COUNTER),
    Way(_("Wie keek"), "toezicht-logboek", _SUPERVISES),
    Way(_("Alarmen"), "toezicht-alarmen", _SUPERVISES | _JUDGES, _ANSWERS),
    Way(_("Noodtoegang beoordelen"), "toezicht-breekglas", _JUDGES, _ANSWERS),
    Way(_("Voorstellen"), "toezicht-voorstellen", _JUDGES, _ANSWERS),
    Way(_("Je account"), "account"),
)
"""In the order of the screen; a page that is made adds itself here."""


@dataclass(frozen=True)
class Entry:
    """A way as the page shows it."""

    tekst: str
    href: str
    huidig: bool


@dataclass(frozen=True)
class Desk:
    """Who acts, in words, and where he can go."""

    naam: str
    rol: str
    organisatie: str
    doel: str
    ingangen: tuple[Entry, ...]


@toegang.voor("toegang.account", zonder_rol=True)
@require_safe
def begin(request: HttpRequest) -> HttpResponse:
    """Where somebody comes in: the first way that is open to his role."""
    sessie = cast(toegang.Verzoek, request).sessie
    if sessie.handelende is None:
        return HttpResponseRedirect(reverse("account-rol"))
    return HttpResponseRedirect(_entries(request.path, sessie.handelende)[0].href)


def desk(request: HttpRequest) -> Desk | None:
    """The desk of this visitor; None for a page that asked nobody who he is."""
    sessie: toegang.Sessie | None = getattr(request, "sessie", None)
    if sessie is None:
        return None
    wie = sessie.handelende
    return Desk(
        sessie.naam,
        toegang.rolnaam(wie.rol) if wie else "",
        sessie.organisatie_naam,
        toegang.doelnaam(wie.doel) if wie else "",
        tuple(_entries(request.path, wie)),
    )


def _entries(path: str, wie: Handelende | None) -> list[Entry]:
    """The one that is open is the longest address that the page's own begins with."""
    open_ways = [way for way in WAYS if way.is_for(wie)]
    addresses = [reverse(way.route) for way in open_ways]
    here = max((address for address in addresses if path.startswith(address)), key=len, default="")
    return [
        Entry(str(way.tekst), address, address == here)
        for way, address in zip(open_ways, addresses, strict=True)
    ]
