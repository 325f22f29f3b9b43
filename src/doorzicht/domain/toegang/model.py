"""Words of access: which organisation acts, and who.

For now the organisations that klanten are registered with; people, roles and purposes come with them later.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import NewType
from uuid import UUID

OrganisatieId = NewType("OrganisatieId", UUID)
GebruikerId = NewType("GebruikerId", str)
"""Who acts, as recorded with an import or an uitgave: an account name, never a name of a person."""


class Organisatiesoort(Enum):
    """The kinds of organisation that a klant can be registered with."""

    UWV = "uwv"
    GEMEENTE = "gemeente"


@dataclass(frozen=True)
class Organisatie:
    """UWV or a gemeente; `gemeente_code` is None for UWV."""

    id: OrganisatieId
    soort: Organisatiesoort
    naam: str
    gemeente_code: str | None = None
