"""The way into the doelgroepregister.

1. A register file comes in by this door, whole or not at all (`importeren`), and who is in on a day goes out.
2. What is held of one person is told to him, and taken away when its time has passed (`inzage`).
"""

from doorzicht.domain.doelgroepregister.service.importeren import KOP, Opdracht, Uitslag, importeer, stand
from doorzicht.domain.doelgroepregister.service.inzage import bewaarden, geef_inzage, herken, wis
from doorzicht.domain.doelgroepregister.service.registraties import registraties

__all__ = [
    "KOP",
    "Opdracht",
    "Uitslag",
    "bewaarden",
    "geef_inzage",
    "herken",
    "importeer",
    "registraties",
    "stand",
    "wis",
]
