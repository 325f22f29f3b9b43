"""Blocks that more than one page shows: key figures, the table, the bars, breadcrumbs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from doorzicht.domain.publicatie.model import Cel, Cijfers, Regel
from doorzicht.domain.publicatie.pages.beelden import Staaf, staaf
from doorzicht.domain.publicatie.pages.zinnen import VERBORGEN, bekendtekst, getal, profieltekst
from doorzicht.domain.publicatie.rules import teksten

NAAM, AANDEEL, GEMEENTE, UWV, AANTAL = "naam", "aandeel", "gemeente", "uwv", "aantal"
VOLGORDES = (NAAM, AANDEEL, GEMEENTE, UWV, AANTAL)


@dataclass(frozen=True)
class Kruimel:
    """A step of the breadcrumb; the last one leads nowhere."""

    tekst: str
    href: str = ""


def kruimels(*stappen: tuple[str, str]) -> tuple[Kruimel, ...]:
    """Home first, the page itself last (without a link)."""
    return (Kruimel(_("Home"), reverse("home")), *(Kruimel(tekst, href) for tekst, href in stappen))


@dataclass(frozen=True)
class Kerncijfer:
    """A large number and the words that make a sentence of it; without a number the word that it is hidden."""

    waarde: str
    zin: str
    verborgen: bool = False


def kerncijfer(waarde: str, zin: str, zin_verborgen: str) -> Kerncijfer:
    """The figure with its sentence; what is hidden is said in words, never with an x."""
    if waarde == VERBORGEN:
        return Kerncijfer(_("Afgeschermd"), zin_verborgen, verborgen=True)
    return Kerncijfer(waarde, zin)


def kerncijfers(cijfers: Cijfers, register: Cel) -> tuple[Kerncijfer, ...]:
    """The four key figures of a region or the country."""
    return (
        kerncijfer(
            getal(register),
            _("mensen staan in het doelgroepregister banenafspraak"),
            _("hoeveel mensen in het doelgroepregister banenafspraak staan"),
        ),
        kerncijfer(
            bekendtekst(cijfers, register),
            _("van hen is bekend in Sonar: %(aantal)s mensen") % {"aantal": getal(cijfers.totaal)},
            _("welk deel van het doelgroepregister bekend is in Sonar"),
        ),
        *profielcijfers(cijfers),
    )


def zonder_profiel(cijfers: Cijfers) -> Cel:
    """How many in Sonar have no profiel, of both owners together; None when a part is hidden."""
    if cijfers.gemeenteklant_geen_profiel is None or cijfers.uwvklant_geen_profiel is None:
        return None
    return cijfers.gemeenteklant_geen_profiel + cijfers.uwvklant_geen_profiel


def profielcijfers(cijfers: Cijfers) -> tuple[Kerncijfer, ...]:
    """The two key figures on having a profiel."""
    return (
        kerncijfer(
            profieltekst(cijfers),
            _("van de mensen in Sonar heeft een profiel: %(aantal)s mensen")
            % {"aantal": getal(teksten.met_profiel(cijfers))},
            _("welk deel van de mensen in Sonar een profiel heeft"),
        ),
        kerncijfer(
            getal(zonder_profiel(cijfers)),
            _("mensen in Sonar hebben nog geen profiel"),
            _("hoeveel mensen in Sonar nog geen profiel hebben"),
        ),
    )


@dataclass(frozen=True)
class Rij:
    """A row of the official table, as text."""

    naam: str
    href: str
    cellen: tuple[str, ...]


def rij(naam: str, cijfers: Cijfers, href: str = "") -> Rij:
    """The five figures in words of the reader."""
    return Rij(naam, href, tuple(getal(cel) for cel in cijfers.cellen()))


def has_hidden(cijfers: Sequence[Cijfers]) -> bool:
    """Is there a cell that is hidden?"""
    return any(cel is None for rij in cijfers for cel in rij.cellen())


@dataclass(frozen=True)
class Staafrij:
    """A place with a bar for each owner and the share of both together."""

    naam: str
    href: str
    gemeente: Staaf
    uwv: Staaf
    samen: Staaf


def staafrij(naam: str, cijfers: Cijfers, href: str = "") -> Staafrij:
    """The bars of one gemeente or region."""
    return Staafrij(
        naam,
        href,
        staaf(cijfers.gemeenteklant_profiel, cijfers.gemeenteklant_geen_profiel),
        staaf(cijfers.uwvklant_profiel, cijfers.uwvklant_geen_profiel),
        staaf(teksten.met_profiel(cijfers), zonder_profiel(cijfers)),
    )


_SLEUTELS: dict[str, Callable[[Cijfers], Cel]] = {
    AANDEEL: teksten.aandeel_profiel,
    GEMEENTE: teksten.aandeel_gemeente,
    UWV: teksten.aandeel_uwv,
    AANTAL: lambda cijfers: cijfers.totaal,
}


def sorted_regels(regels: Sequence[Regel], volgorde: str) -> list[Regel]:
    """By name as they stand, or by a share from high to low; what is hidden comes last."""
    if volgorde not in _SLEUTELS:
        return list(regels)
    return sorted(regels, key=lambda regel: _rang(_SLEUTELS[volgorde](regel.cijfers)))


def _rang(waarde: int | None) -> tuple[bool, int]:
    return (waarde is None, -(waarde or 0))


@dataclass(frozen=True)
class Kolom:
    """A column that can be sorted by, with the link that does so."""

    tekst: str
    href: str
    huidig: bool
    richting: str
    sleutel: str


def kolommen(huidig: str, href: Callable[[str], str], namen: Sequence[tuple[str, str]]) -> tuple[Kolom, ...]:
    """The heads of a table that can be sorted; names go up, figures go down."""
    return tuple(
        Kolom(
            tekst,
            href(volgorde),
            volgorde == huidig,
            "ascending" if volgorde == NAAM else "descending",
            volgorde,
        )
        for volgorde, tekst in namen
    )
