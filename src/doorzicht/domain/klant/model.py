"""Words of the klant: a person who is registered with UWV or a gemeente, as the Sonar export tells of him."""

from __future__ import annotations

from typing import NewType
from uuid import UUID

KlantId = NewType("KlantId", UUID)

SONAR_KOLOMMEN = (
    "Datum melding",
    "1e uitk dag (niet WW)",
    "BSN",
    "ID_WZ",
    "Beschikbare uren/wk",
    "Opleidingsniveau",
    "Beroepssector",
    "Bemiddelingsberoep",
    "Mondeling Nederlands",
    "Schriftelijk Nederlands",
    "Rijbewijs",
    "Inschrijfdatum",
    "Geslacht",
    "Telefoonnummer",
    "Volledige Naam",
    "Leeftijd",
    "E-mailadres",
    "Vervoer",
    "Gemeente",
    "Postcode",
    "Plaats",
    "Straatnaam",
    "Huisnummer",
    "Huisnummer Toevoeging",
    "Banenafspraak",
    "Klantprofiel",
    "Arbeidsmarktregio",
    "Cases (aantal)",
    "Sonar",
    "Medewerker Naam",
    "Organisatie Naam",
    "GSD Kantoor",
    "Participatieladder",
    "Aantal",
)
"""The header of the Sonar dashboard export, in its order (DOMAIN: exactly these 34)."""

TOESTEMMING = "Toestemming"
"""The 35th column that some exports have, with this name or without one."""
