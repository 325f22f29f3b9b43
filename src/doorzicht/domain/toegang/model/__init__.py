"""Words of access: organisations, who acts in which role and for which purpose, decisions, and the log of looks."""

from doorzicht.domain.toegang.model.besluit import Besluit, Regel, Relatie, Veldgroep
from doorzicht.domain.toegang.model.gebruiker import (
    DOELEN_VAN,
    ROLLEN_BIJ,
    Doel,
    GebruikerId,
    Handelende,
    Rol,
)
from doorzicht.domain.toegang.model.logboek import Kijkwijze, Logregel
from doorzicht.domain.toegang.model.organisatie import (
    MET_KVK,
    REGIONAAL,
    Organisatie,
    OrganisatieId,
    Organisatiesoort,
)
from doorzicht.domain.toegang.model.roltoekenning import Afwezigheid, Gebruiker, Rolstatus, Roltoekenning
from doorzicht.domain.toegang.model.zegel import Controle, Kop, Logboek, Schending, Schendingsoort, Zegel

__all__ = [
    "DOELEN_VAN",
    "MET_KVK",
    "REGIONAAL",
    "ROLLEN_BIJ",
    "Afwezigheid",
    "Besluit",
    "Controle",
    "Doel",
    "Gebruiker",
    "GebruikerId",
    "Handelende",
    "Kijkwijze",
    "Kop",
    "Logboek",
    "Logregel",
    "Organisatie",
    "OrganisatieId",
    "Organisatiesoort",
    "Regel",
    "Relatie",
    "Rol",
    "Rolstatus",
    "Roltoekenning",
    "Schending",
    "Schendingsoort",
    "Veldgroep",
    "Zegel",
]
