"""Recognises gemeenten by code, name or known spelling, and proposes one when a name is nearly right.

Pure: the map is an argument. A doubtful name is never guessed: it gives a proposal, not a code.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from difflib import get_close_matches

from doorzicht.domain.gebied.model import Gemeente, GemeenteCode, Indeling

_CODE = re.compile(r"(?:gm)?0*(\d{1,4})", re.IGNORECASE | re.ASCII)
_VOORVOEGSEL = re.compile(r"^(gemeente|gem) ")

SCHRIJFWIJZEN: dict[str, tuple[str, ...]] = {
    "GM0518": ("Den Haag", "'s Gravenhage", "s-Gravenhage", "Gravenhage"),
    "GM0796": ("Den Bosch", "'s Hertogenbosch", "s-Hertogenbosch", "Hertogenbosch"),
    "GM0164": ("Hengelo (O)", "Hengelo (Ov)", "Hengelo OV", "Hengelo O"),
    "GM0373": ("Bergen NH", "Bergen (N-H)", "Bergen (Noord-Holland)"),
    "GM0893": ("Bergen L", "Bergen (Limburg)", "Bergen LB"),
    "GM1900": ("Sudwest Fryslan", "Súdwest Fryslân", "Zuidwest-Friesland"),
    "GM1970": ("Noardeast Fryslan", "Noardeast-Fryslan", "Noordoost-Friesland"),
    "GM1940": ("De Friese Meren", "De Fryske Marren"),
    "GM1711": ("Echt Susteren",),
    "GM1742": ("Rijssen Holten",),
    "GM1735": ("Hof v. Twente", "Hof van Twenthe"),
}
"""Spellings seen beside the official name (DOMAIN: Hengelo (O), Den Haag, Bergen (NH)); more can be loaded."""


def normaliseer(tekst: str) -> str:
    """Case, accents, hyphens and spaces do not matter when names are compared."""
    zonder_accent = unicodedata.normalize("NFKD", tekst).encode("ascii", "ignore").decode()
    kaal = re.sub(r"[^a-z0-9() ]+", " ", zonder_accent.lower())
    return _VOORVOEGSEL.sub("", re.sub(r"\s+", " ", kaal).strip())


@dataclass(frozen=True)
class Herkenning:
    """What a text was recognised as: a gemeente, or at most proposals, the most likely first."""

    gemeente: Gemeente | None
    voorstellen: tuple[Gemeente, ...] = ()

    @property
    def voorstel(self) -> Gemeente | None:
        """The most likely proposal."""
        return self.voorstellen[0] if self.voorstellen else None

    @property
    def code(self) -> GemeenteCode | None:
        """The code, when the text was certain."""
        return self.gemeente.code if self.gemeente else None


def namen(indeling: Indeling) -> dict[str, GemeenteCode]:
    """Every normalised name and spelling of the gemeenten on this map.

    A name that two gemeenten share without their addition (Bergen) is in doubt, so it is left out.
    """
    bekend = {gemeente.code for gemeente in indeling.gemeenten}
    gevonden: dict[str, GemeenteCode] = {
        tekst: code for tekst, code in indeling.schrijfwijzen.items() if code in bekend
    }
    for code, teksten in SCHRIJFWIJZEN.items():
        if code in bekend:
            gevonden |= {normaliseer(tekst): GemeenteCode(code) for tekst in teksten}
    gevonden |= {normaliseer(gemeente.naam): gemeente.code for gemeente in indeling.gemeenten}
    return gevonden


def herken(indeling: Indeling, tekst: str, bekende: dict[str, GemeenteCode] | None = None) -> Herkenning:
    """The gemeente that a text names on this map: by code (GM0164, 164), by name, by a known spelling.

    Pass `bekende` (from `namen`) when many texts are read. Nearly right gives `voorstellen` and no gemeente;
    a name that two gemeenten share (Bergen) gives both.
    """
    bekende = namen(indeling) if bekende is None else bekende
    if als_code := _CODE.fullmatch(tekst.strip()):
        return Herkenning(indeling.gemeente(f"GM{int(als_code[1]):04d}"))
    kaal = normaliseer(tekst)
    if kaal in bekende:
        return Herkenning(indeling.gemeente(bekende[kaal]))
    met_toevoeging = sorted(naam for naam in bekende if kaal and naam.startswith(f"{kaal} ("))
    dichtbij = met_toevoeging or get_close_matches(kaal, bekende, n=1, cutoff=0.75)
    codes = dict.fromkeys(bekende[naam] for naam in dichtbij)
    gevonden = (indeling.gemeente(code) for code in codes)
    return Herkenning(None, tuple(gemeente for gemeente in gevonden if gemeente))
