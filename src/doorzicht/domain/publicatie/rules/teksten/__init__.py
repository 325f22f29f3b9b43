"""The sentences of the publication: what the figures say, in plain Dutch (B1).

Pure functions of what is printed; pages, HTML, PDF and spreadsheets all take their words from here, so that no two
of them tell it differently. Every figure in a sentence is one of the protected figures or is computed from them;
where one is hidden the sentence says less, never more.
"""

from doorzicht.domain.publicatie.rules.teksten.kern import kerncijfers, kopzin, slotzin
from doorzicht.domain.publicatie.rules.teksten.methode import (
    SYNTHETISCH,
    bescherming,
    colofon,
    definities,
    inleiding,
    toelichting,
)
from doorzicht.domain.publicatie.rules.teksten.platen import (
    bruikbaar,
    kaartalt,
    kaarttitel,
    niet_getekend,
    regioaandelen,
    stavenalt,
    staventitel,
    trendalt,
    trendtitel,
    trendzin,
)
from doorzicht.domain.publicatie.rules.teksten.woorden import (
    AFGESCHERMD,
    TITEL,
    TOTAALRIJ,
    Alinea,
    Kerncijfer,
    aandeel,
    aandeel_bekend,
    aandeel_gemeente,
    aandeel_profiel,
    aandeel_uwv,
    cel,
    kort_aandeel,
    kort_percentage,
    met_profiel,
    percentage,
)

__all__ = [
    "AFGESCHERMD",
    "SYNTHETISCH",
    "TITEL",
    "TOTAALRIJ",
    "Alinea",
    "Kerncijfer",
    "aandeel",
    "aandeel_bekend",
    "aandeel_gemeente",
    "aandeel_profiel",
    "aandeel_uwv",
    "bescherming",
    "bruikbaar",
    "cel",
    "colofon",
    "definities",
    "inleiding",
    "kaartalt",
    "kaarttitel",
    "kerncijfers",
    "kopzin",
    "kort_aandeel",
    "kort_percentage",
    "met_profiel",
    "niet_getekend",
    "percentage",
    "regioaandelen",
    "slotzin",
    "stavenalt",
    "staventitel",
    "toelichting",
    "trendalt",
    "trendtitel",
    "trendzin",
]
