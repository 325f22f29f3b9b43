"""The way into klanten: their part of a Sonar export, and who is registered on a day.

An export comes in by the door of klantprofiel, which stands above this term and calls, in one transaction:
1. `lees_in`: every cell is checked and copied aside; every wrong row is reported.
2. `verwerk`: klanten, inschrijvingen and woonplaatsen are brought up to date.
3. `tel`: how many were new, changed and the same.

Which day a change takes. A first inschrijving and a first woonplaats hold from Inschrijfdatum. Another organisation
holds from Inschrijfdatum when that is later than the known start, else from `per`; the one before ends that day.
The same organisation with another Inschrijfdatum is a correction of the start. Another gemeente holds from `per`;
an unknown gemeente leaves the known one. All other columns are as the last export says, also when it says unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from uuid import UUID

from doorzicht.domain.gebied import service as gebied
from doorzicht.domain.klant import store
from doorzicht.domain.klant.model import SONAR_KOLOMMEN
from doorzicht.domain.klant.rules.lezing import TOONBAAR, lees_inschrijfdatum, lezingen
from doorzicht.domain.klant.rules.organisatie import organisatielezer
from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import Organisatiesoort
from doorzicht.foundation.bsn import Bsn
from doorzicht.foundation.cellen import Cel, lees_bsntekst
from doorzicht.foundation.errors import Weigering
from doorzicht.foundation.invoer import Melding, Opdracht, maak_melding
from doorzicht.infra.crypto import Sealer
from doorzicht.infra.spreadsheets.reading import Table
from doorzicht.infra.staging import Column, Key, Stage, Value

GEWIJZIGD, NIEUW, WERK = store.GEWIJZIGD, store.INVOER, store.WERK
"""Temporary tables of a running import, for the term above, once `lees_in` has linked the rows: those that changed
something, those of new klanten (by `nieuw_id`), and those of klanten we knew (by `klant_id`)."""

_DUBBEL = Weigering("Dit BSN staat vaker in het bestand.", "Laat één rij staan.")
_VEROUDERD = Weigering(
    "Er is al een andere organisatie of gemeente bekend van na deze datum.",
    "Lees bestanden in van oud naar nieuw, of geef met --per de dag waarvan dit bestand is.",
)


@dataclass(frozen=True)
class Bezwaar:
    """Why the term above refuses linked rows: which ones, named by the column that it is about."""

    rijen: Callable[[], list[int]]
    kolom: str
    reden: Weigering


def lees_in(
    tabel: Table,
    opdracht: Opdracht,
    vandaag: date,
    extra: Sequence[Column],
    bezwaar: Bezwaar,
    *,
    geheel: bool,
) -> Iterator[tuple[Melding, ...]]:
    """Read an export, with the `extra` columns of the term above beside ours, and link it to who is known.

    Piece by piece, or all of it when `geheel`: each time what was refused is given, and the rest has to be `verwerkt`.
    """
    store.noem(opdracht.door)
    stage = Stage(store.INVOER, _key(), (*_columns(vandaag), *extra))
    gemeld = 0
    for _ in stage.pieces(tabel, opdracht.voortgang, whole=geheel):
        stage.refuse_doubles(_DUBBEL)
        stage.drop_refused()
        if store.koppel(opdracht.dag(vandaag)):
            stage.refuse(store.verouderde(), "Inschrijfdatum", _VEROUDERD)
            stage.refuse(bezwaar.rijen(), bezwaar.kolom, bezwaar.reden)
            store.laat_weg(stage.refused_rows())
        nieuw, gemeld = stage.refusals[gemeld:], len(stage.refusals)
        yield tuple(maak_melding(f.row, f.label, f.cell, f.reason, TOONBAAR) for f in nieuw)


def verwerk(vandaag: date, volledig_per: date | None) -> int:
    """Bring klanten up to date with what was read; returns how many inschrijvingen of absentees were ended."""
    store.verwerk([lezing.naar for lezing in lezingen(vandaag)])
    return store.beeindig_afwezigen(volledig_per) if volledig_per else 0


def heeft_bekenden() -> bool:
    """Whether there is anybody, among the rows of the running import, whom we knew."""
    return store.heeft_bekenden()


def tel() -> tuple[int, int, int]:
    """How many klanten of the running import are new, changed and the same."""
    return store.tel()


def pseudoniemen(context: str) -> Callable[[bytes], bytes]:
    """What turns a blind index into the pseudonym (16 bytes) that stands for it in one context, such as a peiling."""
    return partial(toegang.sleutelring().pseudonym, context)


def stand(peildatum: date) -> list[tuple[UUID, bytes, str | None, Organisatiesoort]]:
    """Of everybody with an active inschrijving: id, blind index, gemeente, kind of the responsible organisation."""
    soorten = {UUID(str(organisatie.id)): organisatie.soort for organisatie in toegang.organisaties()}
    return [
        (klant, index, code, soorten[organisatie])
        for klant, index, code, organisatie in store.stand(peildatum)
    ]


def _columns(vandaag: date) -> list[Column]:
    place = {naam: nummer for nummer, naam in enumerate(SONAR_KOLOMMEN)}
    lees_gemeente = gebied.gemeentelezer(gebied.indeling_op(vandaag))
    organisaties = toegang.organisaties()
    uwv = next(str(o.id) for o in organisaties if o.soort is Organisatiesoort.UWV)
    gemeenten = {o.gemeente_code: str(o.id) for o in organisaties if o.gemeente_code}
    return [
        *(
            Column(
                lezing.naar, lezing.soort, lezing.kolom, (place[lezing.kolom],), lezing.lees, lezing.herhaalt
            )
            for lezing in lezingen(vandaag)
        ),
        Column(
            "inschrijfdatum",
            "date",
            "Inschrijfdatum",
            (place["Inschrijfdatum"],),
            partial(lees_inschrijfdatum, laatste=vandaag),
        ),
        Column("gemeente_code", "text", "Gemeente", (place["Gemeente"],), lees_gemeente),
        Column(
            "organisatie_id",
            "uuid",
            "Organisatie Naam",
            (place["Organisatie Naam"], place["GSD Kantoor"]),
            organisatielezer(uwv, gemeenten, lees_gemeente),
        ),
    ]


def _key() -> Key:
    sealer = Sealer(toegang.schrijfsleutels(), "klant_klant")
    return Key("BSN", SONAR_KOLOMMEN.index("BSN"), store.SLEUTELKOLOMMEN, partial(_seal, sealer))


def _seal(sealer: Sealer, cel: Cel) -> tuple[Value, ...]:
    return sealer.seal_for_new_row(Bsn.parse(lees_bsntekst(cel)).nummer.encode())
