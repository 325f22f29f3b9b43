"""Whose klant somebody is: UWV or which gemeente, from the columns Organisatie Naam and GSD Kantoor.

Organisatie Naam decides. Only when it names no organisation that we know (a werkplein, say) GSD Kantoor may tell
the gemeente. What neither tells is refused, never guessed. Pure: the organisations and the map are arguments.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from doorzicht.foundation.cellen import Cel, lees_tekst
from doorzicht.foundation.errors import Weigering

GemeenteLezer = Callable[[Cel], str | None]
_UWV = re.compile(r"\buwv\b|werkbedrijf", re.IGNORECASE)
_VOORVOEGSEL = re.compile(
    r"^(?:gemeente|gem\.?|gsd|gsd-kantoor|sociale dienst|sozawe|isd|(?:dienst )?werk en inkomen)\s+(?:van\s+)?",
    re.IGNORECASE,
)


def organisatielezer(
    uwv: str, gemeenten: Mapping[str, str], lees_gemeente: GemeenteLezer
) -> Callable[[tuple[Cel, Cel]], str]:
    """A reader of the two cells together: the id of the organisation. `gemeenten` maps a code to an id."""

    def lees(cellen: tuple[Cel, Cel]) -> str:
        naam, kantoor = (lees_tekst(cel) for cel in cellen)
        if naam and _UWV.search(naam):
            return uwv
        if naam is None and kantoor and _UWV.search(kantoor):
            return uwv
        return gemeenten[_gemeente(naam, kantoor, lees_gemeente)]

    return lees


def _gemeente(naam: str | None, kantoor: str | None, lees_gemeente: GemeenteLezer) -> str:
    eerste: Weigering | None = None
    for tekst in (naam, kantoor):
        if tekst is None:
            continue
        try:
            code = lees_gemeente(_VOORVOEGSEL.sub("", tekst))
        except Weigering as weigering:
            eerste = eerste or weigering
        else:
            if code is not None:
                return code
    raise Weigering(
        "We kunnen niet lezen van welke organisatie deze klant is.",
        "Schrijf UWV of de naam van de gemeente in Organisatie Naam of GSD Kantoor.",
    ) from eerste
