"""Words of a decision on access: towards whom, to which fields, and the answer with its reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from doorzicht.domain.toegang.model.gebruiker import Handelende


class Relatie(Enum):
    """How a klant stands to the one who acts."""

    EIGEN = "eigen"
    """His organisation is responsible for the klant (for an office of UWV: within its region)."""
    REGIO = "regio"
    """Another organisation in the same arbeidsmarktregio is responsible."""
    ANDER = "ander"
    """Somebody elsewhere is, or nobody."""
    BREEKGLAS = "breekglas"
    """He broke the glass for this klant, and the hour has not passed."""
    ZELF = "zelf"
    """The klant himself."""
    GEEN = "geen"
    """The operation is about no klant."""


class Veldgroep(Enum):
    """Groups of fields of a klant that are shown, logged and permitted together."""

    IDENTITEIT = "identiteit"
    CONTACT = "contact"
    WERK = "werk"
    INSCHRIJVING = "inschrijving"
    REGISTER = "register"
    PROFIEL = "profiel"
    LOGBOEK = "logboek"


@dataclass(frozen=True)
class Besluit:
    """Yes or no, and why in words that may be shown."""

    mag: bool
    reden: str

    def __bool__(self) -> bool:
        return self.mag


Regel = Callable[[Handelende, Relatie], Besluit]
"""A predicate that argues; total: it has an answer for everybody and every relation."""
