"""Makes the files of an uitgave. The door: `maak_bestanden`.

Every file is a pure function of the inhoud, and all read the same figures. No clock, no database, no network:
the same inhoud gives the same bytes in any process, at any time.
"""

from doorzicht.domain.publicatie.model import UitgaveInhoud
from doorzicht.domain.publicatie.render.opendata import maak_csv, maak_csv_metadata, maak_json
from doorzicht.domain.publicatie.render.pagina import maak_html
from doorzicht.domain.publicatie.render.rapport import maak_pdf
from doorzicht.domain.publicatie.render.werkboek import maak_ods, maak_xlsx

__all__ = ["BESTANDEN", "maak_bestanden"]

_MAKERS = {
    "index.html": maak_html,
    "rapport.pdf": maak_pdf,
    "tabel.xlsx": maak_xlsx,
    "tabel.ods": maak_ods,
    "tabel.csv": maak_csv,
    "tabel.csv-metadata.json": maak_csv_metadata,
    "uitgave.json": maak_json,
}

BESTANDEN: tuple[str, ...] = tuple(_MAKERS)
"""The names of the files, in the order in which a reader wants them."""


def maak_bestanden(inhoud: UitgaveInhoud) -> dict[str, bytes]:
    """All files of one uitgave, by name."""
    return {naam: maak(inhoud) for naam, maak in _MAKERS.items()}
