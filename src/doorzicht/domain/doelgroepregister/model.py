"""Words of the doelgroepregister banenafspraak: who counts, on what ground, from when to when.

The columns of the register file are ours: UWV publishes no form of it. `datum_einde` is the last day in the register.
"""

from __future__ import annotations

from enum import Enum

KOLOMMEN = ("bsn", "grond", "datum_registratie", "datum_einde", "gemeente")
OPTIONELE_KOLOMMEN = ("gemeente_vanaf",)


class Grond(Enum):
    """Why somebody stands in the register: a code that never changes, and what it means."""

    PARTICIPATIEWET = (
        "participatiewet",
        "Participatiewet: kan het wettelijk minimumloon niet zelf verdienen",
    )
    JOBCOACH = (
        "participatiewet-jobcoach",
        "Participatiewet: werkt met een jobcoach, op eigen verzoek opgenomen",
    )
    WSW = ("wsw", "Wet sociale werkvoorziening")
    WAJONG = ("wajong", "Wajong (oud of 2010) en kan werken")
    WIW_ID = ("wiw-id", "Had een WIW-baan of een ID-baan")
    VSO_PRO = ("vso-pro", "Komt van het voortgezet speciaal onderwijs of het praktijkonderwijs")
    PRAKTIJKROUTE = ("praktijkroute", "Loonwaarde op de werkplek gemeten (Praktijkroute)")
    OVERGANG = ("overgang-38b", "Overgangsgroep van artikel 38b, eerste lid, onder f, Wfsv")
    JONGGEHANDICAPT = ("jonggehandicapt", "Jonggehandicapt met een voorziening; telt alleen voor het quotum")

    def __init__(self, code: str, omschrijving: str) -> None:
        self.code = code
        self.omschrijving = omschrijving

    @property
    def telt_voor_banenafspraak(self) -> bool:
        """Who only counts for the quotum stands in the register all the same."""
        return self is not Grond.JONGGEHANDICAPT
