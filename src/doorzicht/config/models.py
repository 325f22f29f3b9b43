"""Gathers the tables of every term into the one ORM app, so that folders stay free to move."""

from doorzicht.domain.doelgroepregister.tables import (
    RegisterpersoonTable,
    RegisterwoonplaatsTable,
    RegistratieTable,
)
from doorzicht.domain.gebied.tables import ArbeidsmarktregioTable, GemeenteTable, SchrijfwijzeTable
from doorzicht.domain.klant.tables import InschrijvingTable, KlantTable, WoonplaatsTable
from doorzicht.domain.klantprofiel.tables import KlantprofielTable
from doorzicht.domain.publicatie.tables import BeslissingTable, PeilingTable, UitgaveTable
from doorzicht.domain.toegang.tables import (
    AanmeldpogingTable,
    AfwezigheidTable,
    AfwijzingTable,
    AlarmTable,
    BreekglasTable,
    ClaimsleutelTable,
    GebruikerTable,
    InvoerTable,
    KanarieTable,
    LogregelTable,
    OrganisatieTable,
    RoltoekenningTable,
    SessieTable,
    SleutelstandTable,
    TweedeFactorTable,
    VerwerkingTable,
    VierogenTable,
    ZegelTable,
)

__all__ = [
    "AanmeldpogingTable",
    "AfwezigheidTable",
    "AfwijzingTable",
    "AlarmTable",
    "ArbeidsmarktregioTable",
    "BeslissingTable",
    "BreekglasTable",
    "ClaimsleutelTable",
    "GebruikerTable",
    "GemeenteTable",
    "InschrijvingTable",
    "InvoerTable",
    "KanarieTable",
    "KlantTable",
    "KlantprofielTable",
    "LogregelTable",
    "OrganisatieTable",
    "PeilingTable",
    "RegisterpersoonTable",
    "RegisterwoonplaatsTable",
    "RegistratieTable",
    "RoltoekenningTable",
    "SchrijfwijzeTable",
    "SessieTable",
    "SleutelstandTable",
    "TweedeFactorTable",
    "UitgaveTable",
    "VerwerkingTable",
    "VierogenTable",
    "WoonplaatsTable",
    "ZegelTable",
]
