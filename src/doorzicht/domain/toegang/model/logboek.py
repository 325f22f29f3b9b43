"""Words of the log: one look at one klant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from uuid import UUID

from doorzicht.domain.toegang.model.gebruiker import Doel, GebruikerId, Rol
from doorzicht.domain.toegang.model.organisatie import OrganisatieId


class Kijkwijze(Enum):
    """The way in which something of a klant came on a screen or in a file."""

    PAGINA = "pagina"
    LIJST = "lijst"
    ZOEK = "zoek"
    API = "api"
    UITVOER = "uitvoer"
    WIJZIGING = "wijziging"


@dataclass(frozen=True)
class Logregel:
    """Who looked at what of whom, when, and why; `velden` are names of Veldgroepen."""

    nummer: int
    op: datetime
    gebruiker: GebruikerId
    organisatie: OrganisatieId
    rol: Rol
    doel: Doel
    handeling: str
    wijze: Kijkwijze
    klant: UUID
    velden: tuple[str, ...]
    breekglas: bool
