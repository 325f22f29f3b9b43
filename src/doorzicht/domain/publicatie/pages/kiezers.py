"""Choices that a reader makes: the quarter, what to compare with, how to sort.

All of them are ordinary links or a form that asks by address, so that they work without script and can be shared.
An unknown choice in an address is the same as no choice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from doorzicht.domain.publicatie.model import Cel, Cijfers, Land, Regiocijfers, aandeel
from doorzicht.domain.publicatie.pages import zinnen
from doorzicht.domain.publicatie.rules import teksten
from doorzicht.foundation.kwartaal import Kwartaal

LAND = "land"


@dataclass(frozen=True)
class Keuze:
    """One choice: its text, where it leads (or its value in a form), and whether it is the present one."""

    tekst: str
    href: str
    huidig: bool


def kwartalen(
    alle: Iterable[Kwartaal], huidig: Kwartaal, href: Callable[[Kwartaal], str]
) -> tuple[Keuze, ...]:
    """A link for each published quarter, newest first."""
    return tuple(
        Keuze(zinnen.kwartaal_kort(kwartaal), href(kwartaal), kwartaal == huidig)
        for kwartaal in sorted(alle, reverse=True)
    )


def choice(query: QueryDict, naam: str, mag: Sequence[str]) -> str:
    """The value of a parameter when it is one of those allowed, else the first of them."""
    waarde = query.get(naam, "")
    return waarde if waarde in mag else mag[0]


def with_choice(query: QueryDict, naam: str, waarde: str, behoud: Sequence[str]) -> str:
    """A query string with one choice changed and the other known choices kept."""
    nieuw = QueryDict(mutable=True)
    for ander in behoud:
        if ander != naam and ander in query:
            nieuw[ander] = str(query[ander])
    nieuw[naam] = waarde
    return f"?{nieuw.urlencode()}"


@dataclass(frozen=True)
class Maat:
    """One measure, here and there."""

    naam: str
    hier: str
    daar: str
    verschil: str


@dataclass(frozen=True)
class Vergelijking:
    """A place beside another: the heading, what the other is called, the measures, and what else can be chosen."""

    kop: str
    daar: str
    maten: tuple[Maat, ...]
    keuzes: tuple[Keuze, ...]


def vergelijking(land: Land, regio: tuple[int, str], hier: Cijfers, register: Cel, met: str) -> Vergelijking:
    """A region (number and name) against the country, or against the region whose number is `met`."""
    nummer, plaats = regio
    ander = next(
        (regio for regio in land.regios if str(regio.nummer) == met and regio.nummer != nummer), None
    )
    naam = ander.naam if ander else _("Nederland")
    daar, daar_register = (
        (ander.cijfers, ander.doelgroepregister) if ander else (land.cijfers, land.doelgroepregister)
    )
    maten = (
        _maat(_("Bekend in Sonar"), _bekend(hier, register), _bekend(daar, daar_register)),
        _maat(_("Heeft een profiel"), _profiel(hier), _profiel(daar)),
        _maat(_("Gemeenteklanten met profiel"), _gemeente(hier), _gemeente(daar)),
        _maat(_("UWV-klanten met profiel"), _uwv(hier), _uwv(daar)),
    )
    kop = (
        _("%(naam)s naast %(daar)s") % {"naam": plaats, "daar": ander.naam}
        if ander
        else _("%(naam)s naast Nederland") % {"naam": plaats}
    )
    return Vergelijking(kop, naam, maten, _keuzes(land.regios, nummer, ander))


Deel = tuple[int | None, str]
"""A share, and how it is written."""


def _bekend(cijfers: Cijfers, register: Cel) -> Deel:
    return aandeel(cijfers.totaal, register), zinnen.bekendtekst(cijfers, register)


def _profiel(cijfers: Cijfers) -> Deel:
    return teksten.aandeel_profiel(cijfers), zinnen.profieltekst(cijfers)


def _gemeente(cijfers: Cijfers) -> Deel:
    return teksten.aandeel_gemeente(cijfers), zinnen.gemeentetekst(cijfers)


def _uwv(cijfers: Cijfers) -> Deel:
    return teksten.aandeel_uwv(cijfers), zinnen.uwvtekst(cijfers)


def _maat(naam: str, hier: Deel, daar: Deel) -> Maat:
    return Maat(naam, hier[1], daar[1], zinnen.verschil(hier[0], daar[0]))


def _keuzes(regios: Iterable[Regiocijfers], nummer: int, gekozen: Regiocijfers | None) -> tuple[Keuze, ...]:
    land = Keuze(_("Nederland"), LAND, gekozen is None)
    anderen = sorted((regio for regio in regios if regio.nummer != nummer), key=lambda regio: regio.naam)
    return (land, *(Keuze(regio.naam, str(regio.nummer), regio == gekozen) for regio in anderen))
