"""Rows of access: organisations, people, their log-in, the log of looks, and supervision."""

from doorzicht.domain.toegang.tables.aanmelding import (
    AanmeldpogingTable,
    SessieTable,
    TweedeFactorTable,
    UitnodigingTable,
)
from doorzicht.domain.toegang.tables.gebruiker import (
    AfwezigheidTable,
    GebruikerTable,
    RoltoekenningTable,
)
from doorzicht.domain.toegang.tables.logboek import (
    AfwijzingTable,
    ClaimsleutelTable,
    LogregelTable,
    VerwerkingTable,
    ZegelTable,
    ZegelvervalTable,
)
from doorzicht.domain.toegang.tables.oidc import (
    OidcAanbiederTable,
    OidcAanmeldingTable,
    OidcKoppelingTable,
)
from doorzicht.domain.toegang.tables.organisatie import (
    InvoerTable,
    OrganisatieTable,
)
from doorzicht.domain.toegang.tables.sleutels import SleutelstandTable
from doorzicht.domain.toegang.tables.toezicht import (
    AlarmTable,
    BreekglasTable,
    KanarieTable,
    NavraagTable,
    VierogenTable,
)
from doorzicht.domain.toegang.tables.token import TokenTable

__all__ = [
    "AanmeldpogingTable",
    "AfwezigheidTable",
    "AfwijzingTable",
    "AlarmTable",
    "BreekglasTable",
    "ClaimsleutelTable",
    "GebruikerTable",
    "InvoerTable",
    "KanarieTable",
    "LogregelTable",
    "NavraagTable",
    "OidcAanbiederTable",
    "OidcAanmeldingTable",
    "OidcKoppelingTable",
    "OrganisatieTable",
    "RoltoekenningTable",
    "SessieTable",
    "SleutelstandTable",
    "TokenTable",
    "TweedeFactorTable",
    "UitnodigingTable",
    "VerwerkingTable",
    "VierogenTable",
    "ZegelTable",
    "ZegelvervalTable",
]
