"""Words of the klantprofiel: for now its existence, its status and its dates, and what counts as one."""

from __future__ import annotations

from enum import Enum


class Profielstatus(Enum):
    """Where a profile stands; drawn in docs/lifecycles/klantprofiel.md."""

    CONCEPT = "concept"
    VASTGESTELD = "vastgesteld"
    INGETROKKEN = "ingetrokken"


class Profieltelling(Enum):
    """What the publication counts as a profile: a setting with a name, printed in the notes of every uitgave."""

    VASTGESTELD = (
        "vastgesteld",
        "Een klant heeft een profiel als het op of voor de peildatum met hem is vastgesteld en niet is ingetrokken.",
    )
    GEDEELD = (
        "gedeeld",
        "Een klant heeft een profiel als het op of voor de peildatum met hem is vastgesteld, niet is ingetrokken, "
        "en hij het goed vindt dat het wordt gedeeld.",
    )

    def __init__(self, code: str, omschrijving: str) -> None:
        self.code = code
        self.omschrijving = omschrijving


class Jadatum(Enum):
    """From which day a profile counts that the export only calls `Ja`: a setting with a name."""

    INSCHRIJFDATUM = "inschrijfdatum"
    BESTANDSDATUM = "bestandsdatum"
