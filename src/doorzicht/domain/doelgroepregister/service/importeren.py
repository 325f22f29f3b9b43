"""The way into the doelgroepregister: a file of registrations comes in, and who is in on a day goes out.

1. The file is read guardedly and copied aside; every cell is checked, every wrong row reported.
2. Rows that clash with each other or are older than what is known are reported too.
3. All is stored in one transaction, or nothing (also when it was only a trial), with a record of the file.

Which day a change takes: a registration with a later datum_registratie closes the one before on that day; the same
datum_registratie with another ground or end mends that registration. Another gemeente holds from gemeente_vanaf,
else from `opdracht.per`; a first gemeente holds from gemeente_vanaf, else from datum_registratie. An unknown gemeente
leaves the known one. With `opdracht.volledig_per` a registration ends on that day for whoever is not in the file and
lives in a gemeente that is in it. The BSN is sealed at once and never leaves this door.
"""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from doorzicht.domain.doelgroepregister import store
from doorzicht.domain.doelgroepregister.model import KOLOMMEN, OPTIONELE_KOLOMMEN, Grond
from doorzicht.domain.doelgroepregister.rules import dag_van_uitstroom, lees_grond
from doorzicht.domain.gebied import service as gebied
from doorzicht.domain.toegang import service as toegang
from doorzicht.foundation.bsn import Bsn
from doorzicht.foundation.cellen import Cel, lees_bsntekst, lees_datum
from doorzicht.foundation.errors import Weigering
from doorzicht.foundation.invoer import Opdracht, Uitslag, maak_melding, tel_op
from doorzicht.foundation.tonen import als_datum, als_genoemd, als_woord
from doorzicht.infra.crypto import Sealer
from doorzicht.infra.spreadsheets.reading import Header, Table, read_table
from doorzicht.infra.staging import Column, Key, Stage, Value, piece_by_piece

__all__ = ["KOP", "Opdracht", "Uitslag", "importeer", "stand"]

KOP = Header(required=KOLOMMEN, optional=OPTIONELE_KOLOMMEN, skipped=("Reden",))
LAATSTE_EINDE = date(2199, 12, 31)
_DUBBEL = Weigering("Dit BSN staat vaker in het bestand.", "Laat één rij staan.")
_EINDE_VOOR_BEGIN = Weigering("Het einde ligt vóór het begin.", "Controleer beide datums.")
_VEROUDERD = Weigering(
    "Er is al iets bekend van na deze datum.",
    "Lees bestanden in van oud naar nieuw, of geef met --per de dag waarvan dit bestand is.",
)
_TOONBAAR = {
    "grond": als_woord(grond.code for grond in Grond),
    "datum_registratie": als_datum,
    "datum_einde": als_datum,
    "gemeente": als_genoemd,
    "gemeente_vanaf": als_datum,
}


def importeer(bestand: Path, opdracht: Opdracht) -> Uitslag:
    """Bring in a register file; refuses as a whole (Weigering) what is not such a file."""
    opdracht.bewaak_volledig()
    vandaag = timezone.localdate()
    opdracht.dag(vandaag)
    tabel = read_table(bestand, KOP)

    def lees(geheel: bool) -> Uitslag:
        with transaction.atomic():
            uitslag = _verwerk(tabel, opdracht, vandaag, geheel=geheel)
            toegang.leg_invoer_vast("register", uitslag, opdracht)
            transaction.set_rollback(not uitslag.opgeslagen)
        return uitslag

    return piece_by_piece(lees, whole=opdracht.volledig_per is not None)


def _verwerk(tabel: Table, opdracht: Opdracht, vandaag: date, *, geheel: bool) -> Uitslag:
    stage, telling, beeindigd = _stage(vandaag), (0, 0, 0), 0
    for _ in stage.pieces(tabel, opdracht.voortgang, whole=geheel):
        stage.refuse_doubles(_DUBBEL)
        stage.refuse(store.einde_voor_begin(), "datum_einde", _EINDE_VOOR_BEGIN)
        stage.drop_refused()
        bekenden = store.koppel(opdracht.dag(vandaag))
        if bekenden:
            stage.refuse(store.verouderde(), "datum_registratie", _VEROUDERD)
            store.laat_weg(stage.refused_rows())
        telling = tel_op(telling, store.verwerk(bekenden=bekenden))
        if opdracht.volledig_per:
            beeindigd += store.beeindig_afwezigen(opdracht.volledig_per)
    meldingen = (maak_melding(f.row, f.label, f.cell, f.reason, _TOONBAAR) for f in stage.refusals)
    return Uitslag.van(telling, meldingen, tabel.sha256, opdracht, beeindigd)


def stand(peildatum: date) -> list[tuple[bytes, str | None]]:
    """The blind index and the gemeente of everybody who stands in the register on a day."""
    return store.stand(peildatum)


def _stage(vandaag: date) -> Stage:
    herken = gebied.gemeentelezer(gebied.indeling_op(vandaag))
    sealer = Sealer(toegang.schrijfsleutels(), "doelgroepregister_persoon")
    kolommen = (
        Column("grond", "text", "grond", (1,), lees_grond),
        Column("van", "date", "datum_registratie", (2,), partial(_verplichte_datum, laatste=vandaag)),
        Column("tot", "date", "datum_einde", (3,), _lees_einde),
        Column("gemeente_code", "text", "gemeente", (4,), herken),
        Column("gemeente_vanaf", "date", "gemeente_vanaf", (5,), partial(lees_datum, laatste=vandaag)),
    )
    return Stage(store.INVOER, Key("bsn", 0, store.SLEUTELKOLOMMEN, partial(_seal, sealer)), kolommen)


def _seal(sealer: Sealer, cel: Cel) -> tuple[Value, ...]:
    return sealer.seal_for_new_row(Bsn.parse(lees_bsntekst(cel)).nummer.encode())


def _verplichte_datum(cel: Cel, laatste: date) -> date:
    dag = lees_datum(cel, laatste)
    if dag is None:
        raise Weigering("Deze datum ontbreekt.", "Vul de datum in.")
    return dag


def _lees_einde(cel: Cel) -> date | None:
    laatste = lees_datum(cel, LAATSTE_EINDE)
    return None if laatste is None else dag_van_uitstroom(laatste)
