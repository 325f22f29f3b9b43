"""The way from client records to a published uitgave.

1. `peil` freezes who stands in the register and in Sonar on the peildatum: pseudonymous rows with a hash.
2. `beslis` counts them and protects the tables of the whole country at once: one decision a quarter and policy.
3. `maak` writes down what will be printed for a region; `controleer`, `stel_vast` and `publiceer` move it on.
4. Readers get what was stored, never a new count.

The same peiling and policy always lead to the same uitgave, so that publishing again gives the same bytes.
"""

from doorzicht.domain.publicatie.service.bestanden import bestanden, regio_map, uitgave_map
from doorzicht.domain.publicatie.service.lezen import (
    aanwezig,
    alle_regios,
    bestand,
    geldende_bescherming,
    kwartalen,
    land,
    landtrend,
    onderhanden_bescherming,
    uitgave,
    versies,
)
from doorzicht.domain.publicatie.service.peilen import beslis, get_peiling, peil
from doorzicht.domain.publicatie.service.uitgeven import (
    controleer,
    maak,
    publiceer,
    publiceer_regios,
    stel_vast,
)

__all__ = [
    "aanwezig",
    "alle_regios",
    "beslis",
    "bestand",
    "bestanden",
    "controleer",
    "geldende_bescherming",
    "get_peiling",
    "kwartalen",
    "land",
    "landtrend",
    "maak",
    "onderhanden_bescherming",
    "peil",
    "publiceer",
    "publiceer_regios",
    "regio_map",
    "stel_vast",
    "uitgave",
    "uitgave_map",
    "versies",
]
