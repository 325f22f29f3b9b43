"""The figures that the demo must lead to: the published table of Twente, second quarter of 2022.

Source: UWV, Transparantie van klantprofielen, tweede kwartaal 2022, arbeidsmarktregio Twente. Facts, no people.
"""

from __future__ import annotations

import csv
from pathlib import Path

TWENTE = 9
REGISTER_TWENTE = 11_649
"""Persons in the doelgroepregister in Twente on 30 June 2022, by the closing sentence of the same publication."""

Vier = tuple[int, int, int, int]
"""Gemeenteklanten with and without profiel, UWV-klanten with and without profiel."""


def twente() -> dict[str, Vier]:
    """The four figures of each of the fourteen gemeenten, by name."""
    bestand = Path(__file__).parent / "twente-2022-kw2.csv"
    with bestand.open(encoding="utf-8", newline="") as bron:
        return {
            rij[0]: (int(rij[1]), int(rij[2]), int(rij[3]), int(rij[4])) for rij in list(csv.reader(bron))[1:]
        }
