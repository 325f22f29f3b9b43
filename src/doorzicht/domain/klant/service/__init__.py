"""The way into klanten.

1. A Sonar export brings them in, whole or not at all (`importeren`).
2. Whoever may, sees and changes his own klanten, one act at a time; every look is logged first.
"""

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

__all__ = [
    "GEWIJZIGD",
    "NIEUW",
    "WERK",
    "Bezwaar",
    "heeft_bekenden",
    "lees_in",
    "pseudoniemen",
    "stand",
    "tel",
    "verwerk",
]
