"""Fields of the forms of beheer: how each is shown, and what was sent in it.

A form names its fields and reads no other. What was typed stays when something is wrong with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.http import HttpRequest
from django.utils.translation import gettext as _

from doorzicht.domain.toegang.pages.beheer.woorden import in_woorden
from doorzicht.domain.toegang.service.gebruikers import LEZERS
from doorzicht.foundation.errors import Weigering

_LONGEST = 300


@dataclass(frozen=True)
class Invulveld:
    """One field; `keuzes` (value, text) make it a list to choose from, `voorstellen` a text with proposals."""

    naam: str
    label: str
    soort: str = "text"
    hint: str = ""
    waarde: str = ""
    fout: str = ""
    verplicht: bool = True
    keuzes: tuple[tuple[str, str], ...] = ()
    voorstellen: tuple[str, ...] = ()

    @property
    def beschreven_door(self) -> str:
        """The ids of the texts that belong to it."""
        delen = ((self.hint, "hint"), (self.fout, "fout"))
        return " ".join(f"{self.naam}-{deel}" for tekst, deel in delen if tekst)

    def met(self, waarde: str) -> Invulveld:
        """With what is known or was typed."""
        return replace(self, waarde=waarde)


Velden = tuple[Invulveld, ...]


def gestuurd(request: HttpRequest, naam: str) -> str:
    """What was sent in a field; nothing when it was left out."""
    return str(request.POST.get(naam, ""))[:_LONGEST].replace("\x00", "").strip()


def ingevuld(velden: Iterable[Invulveld], request: HttpRequest) -> Velden:
    """The fields with what was sent in each; of a list only what stands in it."""
    return tuple(_met(veld, gestuurd(request, veld.naam)) for veld in velden)


def nagekeken(velden: Iterable[Invulveld]) -> Velden:
    """Each with what is wrong with it: left open, no day, no name or address of one person."""
    return tuple(replace(veld, fout=_fout(veld)) for veld in velden)


def waarden(velden: Iterable[Invulveld]) -> Mapping[str, str]:
    """What stands in each, by name."""
    return {veld.naam: veld.waarde for veld in velden}


def dag(tekst: str) -> date | None:
    """A day as a browser sends it; None for nothing and for what is no day."""
    try:
        return date.fromisoformat(tekst)
    except ValueError:
        return None


def _met(veld: Invulveld, waarde: str) -> Invulveld:
    if veld.keuzes and waarde not in {keuze for keuze, _tekst in veld.keuzes}:
        waarde = ""
    return replace(veld, waarde=waarde)


def _fout(veld: Invulveld) -> str:
    if not veld.waarde:
        return _leeg(veld) if veld.verplicht else ""
    if veld.soort == "date" and dag(veld.waarde) is None:
        return _("Dit is geen datum. Schrijf jaar-maand-dag, zoals 2026-09-01.")
    try:
        if veld.naam in LEZERS:
            LEZERS[veld.naam](veld.waarde)
    except Weigering as weigering:
        return in_woorden(weigering)
    return ""


def _leeg(veld: Invulveld) -> str:
    zin = _("Kies: %(veld)s.") if veld.keuzes else _("Vul in: %(veld)s.")
    return zin % {"veld": veld.label}
