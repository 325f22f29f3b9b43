"""Fields of the forms about a klant: how each is shown, and what was sent in it.

A form reads the fields it names and no other, so that nobody can set what the page does not show. What was typed is
never lost: it stands there again, with what is wrong beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from doorzicht.domain.klant.model import Botsing
from doorzicht.domain.klant.pages.redenen import REDENEN
from doorzicht.domain.klant.pages.woorden import getoond, label
from doorzicht.foundation.errors import Weigering

_LONGEST = 300
_NUMBERS = frozenset({"uren_per_week", "mondeling_nederlands", "schriftelijk_nederlands", "bsn"})
_SHORT = frozenset({"huisnummer", "huisnummer_toevoeging", "postcode", *_NUMBERS})


@dataclass(frozen=True)
class Veld:
    """One field of a form, with what was typed, what is wrong, and what another wrote meanwhile."""

    naam: str
    label: str
    waarde: str = ""
    hint: str = ""
    fout: str = ""
    ander: str | None = None
    is_getal: bool = False
    is_kort: bool = False
    is_nodig: bool = False

    @property
    def beschreven_door(self) -> str:
        """The ids of the texts that belong to it."""
        delen = ((self.hint, "hint"), (self.fout, "fout"))
        return " ".join(f"{self.naam}-{deel}" for tekst, deel in delen if tekst)


def maak(
    namen: Iterable[str],
    waarden: Mapping[str, Any],
    fouten: Mapping[str, Weigering] | None = None,
    botsingen: Iterable[Botsing] = (),
    nodig: frozenset[str] = frozenset(),
) -> list[Veld]:
    """The fields with these names, as they are shown."""
    ander = {botsing.veld: getoond(botsing.ander) or _("niets") for botsing in botsingen}
    return [
        Veld(
            naam,
            label(naam),
            getoond(waarden.get(naam)),
            _hints().get(naam, ""),
            in_woorden((fouten or {}).get(naam)),
            ander.get(naam),
            naam in _NUMBERS,
            naam in _SHORT,
            naam in nodig,
        )
        for naam in namen
    ]


def gestuurd(request: HttpRequest, namen: Iterable[str]) -> dict[str, str]:
    """What was sent in the fields with these names; a field that was left out is not in it."""
    return {naam: str(request.POST[naam])[:_LONGEST] for naam in namen if naam in request.POST}


def in_woorden(fout: Weigering | None) -> str:
    """A refusal in the language of the reader: what is wrong, and what to do."""
    delen = (fout.wat, fout.doe) if fout else ()
    return " ".join(_(deel) if deel in REDENEN else deel for deel in delen)


def _hints() -> dict[str, str]:
    return {
        "bsn": _("Negen cijfers. Kijk op het identiteitsbewijs."),
        "postcode": _("Bijvoorbeeld 7511 AB."),
        "mondeling_nederlands": _("1 geen, 2 redelijk, 3 goed, 4 uitstekend, 8 niet van toepassing."),
        "schriftelijk_nederlands": _("1 geen, 2 redelijk, 3 goed, 4 uitstekend, 8 niet van toepassing."),
        "rijbewijs": _("Letters met een komma ertussen, bijvoorbeeld A,B."),
        "uren_per_week": _("Een heel getal."),
    }
