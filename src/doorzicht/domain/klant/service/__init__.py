"""The way into klanten.

1. A Sonar export brings them in, whole or not at all (`importeren`).
2. Whoever may, sees and changes his own klanten, one act at a time; every look is logged first.
"""

from doorzicht.domain.klant.rules.velden import VeldenFout
from doorzicht.domain.klant.service.importeren import (
    GEWIJZIGD,
    NIEUW,
    WERK,
    Bezwaar,
    heeft_bekenden,
    lees_in,
    pseudoniemen,
    stand,
    tel,
    verwerk,
)
from doorzicht.domain.klant.service.inschrijven import VELDEN as INSCHRIJFVELDEN
from doorzicht.domain.klant.service.inschrijven import TeVaakIngeschreven, mag_inschrijven, schrijf_in
from doorzicht.domain.klant.service.inzage import (
    bewaarden,
    geef_inzage,
    herken,
    index_van,
    met_sonarnummer,
    namen_van,
    waarden_sinds,
    wis,
)
from doorzicht.domain.klant.service.kanarie import plaats_kanarie
from doorzicht.domain.klant.service.uitvoeren import (
    VORMEN,
    Bestand,
    Uitvoerstand,
    Wacht,
    stand_uitvoer,
    voer_uit,
)
from doorzicht.domain.klant.service.wijzigen import wijzig
from doorzicht.domain.klant.service.zien import (
    PER_PAGINA,
    dossier,
    geschiedenis,
    lijst,
    om_te_wijzigen,
    wie_keek,
    zoek,
)

__all__ = [
    "GEWIJZIGD",
    "INSCHRIJFVELDEN",
    "NIEUW",
    "PER_PAGINA",
    "VORMEN",
    "WERK",
    "Bestand",
    "Bezwaar",
    "TeVaakIngeschreven",
    "Uitvoerstand",
    "VeldenFout",
    "Wacht",
    "bewaarden",
    "dossier",
    "geef_inzage",
    "geschiedenis",
    "heeft_bekenden",
    "herken",
    "index_van",
    "lees_in",
    "lijst",
    "mag_inschrijven",
    "met_sonarnummer",
    "namen_van",
    "om_te_wijzigen",
    "plaats_kanarie",
    "pseudoniemen",
    "schrijf_in",
    "stand",
    "stand_uitvoer",
    "tel",
    "verwerk",
    "voer_uit",
    "waarden_sinds",
    "wie_keek",
    "wijzig",
    "wis",
    "zoek",
]
