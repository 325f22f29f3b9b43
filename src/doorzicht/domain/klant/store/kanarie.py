"""Rows of an invented klant: like the others of his organisation, and like none of them."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import connection

_GELEEND = (
    "geslacht",
    "leeftijd",
    "uren_per_week",
    "opleidingsniveau",
    "beroepssector",
    "bemiddelingsberoep",
    "mondeling_nederlands",
    "schriftelijk_nederlands",
    "rijbewijs",
    "vervoer",
    "banenafspraak",
    "in_sonar",
    "participatieladder",
)
_EEN_ANDER = """(SELECT k.{kolom} FROM klant_klant k JOIN klant_inschrijving i ON i.klant_id = k.id
                 WHERE i.organisatie_id = %(huis)s AND i.tot IS NULL ORDER BY random() LIMIT 1)"""


def maak_kanarie(
    klant: UUID, nummer: tuple[bytes, bytes], naam: str, thuis: tuple[UUID, str], vandaag: date
) -> None:
    """A klant with his inschrijving and woonplaats.

    `nummer` is the index and the sealed BSN, `thuis` the organisation and the gemeente.
    """
    waarden: dict[str, UUID | bytes | str | date] = {
        "klant": klant,
        "index": nummer[0],
        "versleuteld": nummer[1],
        "naam": naam,
        "huis": thuis[0],
        "gemeente": thuis[1],
        "van": vandaag,
    }
    kolommen = ", ".join(_GELEEND)
    geleend = ", ".join(_EEN_ANDER.format(kolom=kolom) for kolom in _GELEEND)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""INSERT INTO klant_klant (id, bsn_index, bsn_versleuteld, naam, {kolommen})
                SELECT %(klant)s, %(index)s, %(versleuteld)s, %(naam)s, {geleend}""",
            waarden,
        )
        cursor.execute(
            """INSERT INTO klant_inschrijving (id, klant_id, organisatie_id, verantwoordelijk, van)
               VALUES (%(klant)s, %(klant)s, %(huis)s, true, %(van)s)""",
            waarden,
        )
        cursor.execute(
            """INSERT INTO klant_woonplaats (id, klant_id, gemeente_code, van)
               VALUES (%(klant)s, %(klant)s, %(gemeente)s, %(van)s)""",
            waarden,
        )
