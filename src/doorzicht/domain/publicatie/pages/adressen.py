"""The addresses of the public figures: how they are written, and how they are read back.

An address holds everything (quarter, place, version, language), so that a link can be shared and cited.
It never trusts what it reads: an address that names nothing gives a page that says so and where to go.
"""

from __future__ import annotations

import re
from typing import Never

from django.http import Http404
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from doorzicht.domain.publicatie import service
from doorzicht.domain.publicatie.model import Regiocijfers, Uitgave
from doorzicht.foundation.errors import Weigering
from doorzicht.foundation.kwartaal import Kwartaal

_REGIO = re.compile(r"0?(\d{1,2})(?:-[\w-]*)?", re.ASCII)
_MOST_VERSIES = 9999
_GEMEENTE = re.compile(r"(GM\d{4})(?:-[\w-]*)?", re.ASCII | re.IGNORECASE)


def not_found(wat: str, doe: str) -> Never:
    """Stop with the page for what does not exist: what is wrong, and the next step."""
    raise Http404(Weigering(wat, doe))


def read_kwartaal(tekst: str) -> Kwartaal:
    """A published quarter, or the page that says there is none."""
    try:
        kwartaal = Kwartaal.parse(tekst)
    except Weigering:
        not_found(_("Dit is geen kwartaal."), _("Een kwartaal schrijf je als 2022-kw2."))
    if kwartaal not in service.kwartalen():
        not_found(
            _("Van dit kwartaal zijn geen cijfers gepubliceerd."), _("Kies een ander kwartaal bij Cijfers.")
        )
    return kwartaal


def read_regio(tekst: str) -> int:
    """The number of a region in an address such as 09-twente."""
    gevonden = _REGIO.fullmatch(tekst)
    if gevonden is None:
        not_found(
            _("Deze regio kennen we niet."), _("Kies een regio op de kaart of in de lijst bij Cijfers.")
        )
    return int(gevonden[1])


def read_gemeente(tekst: str) -> str:
    """The code of a gemeente in an address such as GM0141-almelo."""
    gevonden = _GEMEENTE.fullmatch(tekst)
    if gevonden is None:
        not_found(_("Deze gemeente kennen we niet."), _("Zoek de gemeente op naam."))
    return gevonden[1].upper()


def read_uitgave(kwartaal: Kwartaal, nummer: int, versie: int | None = None) -> Uitgave:
    """The uitgave of a region, or the page that says there is none."""
    uitgave = service.uitgave(kwartaal, nummer, versie) if (versie or 0) <= _MOST_VERSIES else None
    if uitgave is None:
        not_found(
            _("Van deze regio is in dit kwartaal niets gepubliceerd."),
            _("Kies een andere regio of een ander kwartaal bij Cijfers."),
        )
    return uitgave


def gemeente_slug(code: str, naam: str) -> str:
    """GM0141-almelo: the code and the name."""
    return f"{code}-{slugify(naam)}"


def land_href(kwartaal: Kwartaal) -> str:
    """The address of the country in a quarter."""
    return reverse("land", args=[str(kwartaal)])


def regio_href(kwartaal: Kwartaal, nummer: int, naam: str, versie: int | None = None) -> str:
    """The address of a region in a quarter; with a version, of exactly that version."""
    delen = [str(kwartaal), service.regio_map(nummer, naam)]
    if versie is None:
        return reverse("regio", args=delen)
    return reverse("regio-versie", args=[*delen, versie])


def gemeente_href(kwartaal: Kwartaal, code: str, naam: str) -> str:
    """The address of a gemeente in a quarter."""
    return reverse("gemeente", args=[str(kwartaal), gemeente_slug(code, naam)])


def bestand_href(kwartaal: Kwartaal, nummer: int, regio: str, naam: str, versie: int | None = None) -> str:
    """The address of a file of an uitgave; with a version, of exactly that version."""
    delen = [str(kwartaal), service.regio_map(nummer, regio)]
    if versie is None:
        return reverse("bestand", args=[*delen, naam])
    return reverse("bestand-versie", args=[*delen, versie, naam])


def downloads_href(kwartaal: Kwartaal) -> str:
    """The address of all files of a quarter."""
    return reverse("downloads-kwartaal", args=[str(kwartaal)])


def regions_of(kwartaal: Kwartaal) -> frozenset[int]:
    """The numbers of the regions that have an uitgave in a quarter."""
    return frozenset(nummer for van, nummer in service.aanwezig() if van == kwartaal)


def quarters_of(nummer: int) -> tuple[Kwartaal, ...]:
    """The quarters in which a region has an uitgave, newest first."""
    return tuple(kwartaal for kwartaal, van in service.aanwezig() if van == nummer)


def hrefs_of(kwartaal: Kwartaal, regios: tuple[Regiocijfers, ...]) -> dict[int, str]:
    """The address of each region by its number; only of those that have an uitgave: nothing else is linked."""
    aanwezig = regions_of(kwartaal)
    return {
        regio.nummer: regio_href(kwartaal, regio.nummer, regio.naam)
        for regio in regios
        if regio.nummer in aanwezig
    }
