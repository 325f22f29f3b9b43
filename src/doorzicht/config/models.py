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
from doorzicht.domain.toegang.tables import InvoerTable, OrganisatieTable

__all__ = [
    "ArbeidsmarktregioTable",
    "BeslissingTable",
    "GemeenteTable",
    "InschrijvingTable",
    "InvoerTable",
    "KlantTable",
    "KlantprofielTable",
    "OrganisatieTable",
    "PeilingTable",
    "RegisterpersoonTable",
    "RegisterwoonplaatsTable",
    "RegistratieTable",
    "SchrijfwijzeTable",
    "UitgaveTable",
    "WoonplaatsTable",
]
