"""The way into klantprofielen.

1. A whole Sonar export comes in by this door, whole or not at all (`importeren`).
2. What is held of one klant is told to him, and taken away when its time has passed (`inzage`).
3. An objection is recorded here, so that a profile can be kept from the verkenner at once (`bezwaren`).
"""

from doorzicht.domain.klantprofiel.service.bezwaren import (
    bezwaren_van,
    klanten_met_open_bezwaar,
    leg_bezwaar_vast,
    met_bezwaar,
    vind_bezwaar,
    werk_bezwaar_bij,
)
from doorzicht.domain.klantprofiel.service.importeren import (
    KOP,
    Opdracht,
    Uitslag,
    importeer_sonar_export,
    met_profiel,
    toelichting,
)
from doorzicht.domain.klantprofiel.service.inzage import geef_inzage, wis

__all__ = [
    "KOP",
    "Opdracht",
    "Uitslag",
    "bezwaren_van",
    "geef_inzage",
    "importeer_sonar_export",
    "klanten_met_open_bezwaar",
    "leg_bezwaar_vast",
    "met_bezwaar",
    "met_profiel",
    "toelichting",
    "vind_bezwaar",
    "werk_bezwaar_bij",
    "wis",
]
