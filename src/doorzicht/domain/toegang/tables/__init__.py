"""Rows of access."""

from doorzicht.domain.toegang.tables.organisatie import InvoerTable, OrganisatieTable

__all__ = ["InvoerTable", "OrganisatieTable"]
