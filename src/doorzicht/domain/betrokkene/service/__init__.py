"""The way into the rights of a betrokkene.

1. `inzage`: all that is held of a klant, on a page or in a file, and who looked.
2. `correcties`, `bezwaren`: what he asks, and what his organisation answers; `verzoeken` lists both.
3. `bewaren`, `wissen`: how long it is kept, that he is told, and the erasure that two people sign.
"""

from doorzicht.domain.betrokkene.service.bewaren import kondig_aan, ruim_op, stel_voor
from doorzicht.domain.betrokkene.service.bezwaren import (
    beslis_bezwaar,
    lees_bezwaar,
    maak_bezwaar,
    trek_bezwaar_in,
)
from doorzicht.domain.betrokkene.service.correcties import (
    correctie,
    trek_correctie_in,
    vraag_correctie,
    wijs_af,
    willig_in,
)
from doorzicht.domain.betrokkene.service.inzage import Vorm, geef_bestand, geef_inzage, wie_keek
from doorzicht.domain.betrokkene.service.verzoeken import Verzoeken, open_verzoeken, verzoeken_van
from doorzicht.domain.betrokkene.service.wissen import heeft_wissingen, herhaal, voer_uit, wislijst

__all__ = [
    "Verzoeken",
    "Vorm",
    "beslis_bezwaar",
    "correctie",
    "geef_bestand",
    "geef_inzage",
    "heeft_wissingen",
    "herhaal",
    "kondig_aan",
    "lees_bezwaar",
    "maak_bezwaar",
    "open_verzoeken",
    "ruim_op",
    "stel_voor",
    "trek_bezwaar_in",
    "trek_correctie_in",
    "verzoeken_van",
    "voer_uit",
    "vraag_correctie",
    "wie_keek",
    "wijs_af",
    "willig_in",
    "wislijst",
]
