"""The way into klantprofielen, and the door by which a whole Sonar export comes in.

1. The export is read guardedly; klant checks and links its rows, the profile columns among them.
2. Klanten first, then their profiles, are brought up to date.
3. All is stored in one transaction, or nothing (also when it was only a trial), with a record of the file.
Steps 1 and 2 take the export piece by piece, except when who is not in it has to be known.

Which day a profile takes: a date in the column is the day of vaststelling. `Ja` is Inschrijfdatum for a klant we did
not know (a setting: DOORZICHT_JADATUM) and `opdracht.per` for one we knew without. Nee or NNB withdraws a profile
on `per`. A profile that comes back after a withdrawal counts from that withdrawal on, never before it. A row that
contradicts what a later file told of the profile is refused.
"""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from doorzicht.domain.klant import service as klant
from doorzicht.domain.klant.model import SONAR_KOLOMMEN, TOESTEMMING
from doorzicht.domain.klantprofiel import store
from doorzicht.domain.klantprofiel.model import Jadatum, Profieltelling, Verwerking
from doorzicht.domain.klantprofiel.rules import lees_profiel
from doorzicht.domain.klantprofiel.service.bezwaren import met_bezwaar
from doorzicht.domain.toegang import service as toegang
from doorzicht.foundation.cellen import lees_janee
from doorzicht.foundation.errors import Weigering
from doorzicht.foundation.invoer import Melding, Opdracht, Uitslag, tel_op
from doorzicht.infra.spreadsheets.reading import Header, Table, read_table
from doorzicht.infra.staging import Column, piece_by_piece

__all__ = ["KOP", "Opdracht", "Uitslag", "importeer_sonar_export", "met_profiel", "toelichting"]

_WIE_NIET_MEETELT = (
    "Wie bezwaar maakte tegen meetellen in de cijfers en daarin gelijk kreeg, telt vanaf dat moment niet mee."
)

KOP = Header(required=SONAR_KOLOMMEN, optional=(TOESTEMMING,), nameless_last=TOESTEMMING, skipped=("Reden",))

_VEROUDERD = Weigering(
    "Wat we van dit profiel weten, is van na de dag van dit bestand.",
    "Lees bestanden in van oud naar nieuw, of geef met --per de dag waarvan dit bestand is.",
)


def importeer_sonar_export(bestand: Path, opdracht: Opdracht) -> Uitslag:
    """Bring in a Sonar dashboard export; refuses as a whole (Weigering) what is not one."""
    opdracht.bewaak_volledig()
    vandaag = timezone.localdate()
    opdracht.dag(vandaag)
    tabel = read_table(bestand, KOP)

    def lees(geheel: bool) -> Uitslag:
        with transaction.atomic():
            uitslag = _verwerk(tabel, opdracht, vandaag, geheel=geheel)
            toegang.leg_invoer_vast("sonar", uitslag, opdracht)
            transaction.set_rollback(not uitslag.opgeslagen)
        return uitslag

    return piece_by_piece(lees, whole=opdracht.volledig_per is not None)


def _verwerk(tabel: Table, opdracht: Opdracht, vandaag: date, *, geheel: bool) -> Uitslag:
    meldingen: list[Melding] = []
    telling, beeindigd, jadatum = (0, 0, 0), 0, _jadatum()
    bezwaar = klant.Bezwaar(partial(store.verouderde, klant.WERK), "Klantprofiel", _VEROUDERD)
    for gemeld in klant.lees_in(tabel, opdracht, vandaag, _columns(vandaag), bezwaar, geheel=geheel):
        meldingen += gemeld
        beeindigd += klant.verwerk(vandaag, opdracht.volledig_per)
        store.begin(klant.NIEUW, jadatum, opdracht.dag(vandaag))
        if klant.heeft_bekenden():
            store.verwerk(klant.WERK, klant.GEWIJZIGD)
        telling = tel_op(telling, klant.tel())
    return Uitslag.van(telling, meldingen, tabel.sha256, opdracht, beeindigd)


def met_profiel(peildatum: date) -> set[UUID]:
    """The ids of the klanten who have a profile on a day, in the way of counting that is set."""
    return store.met_profiel(peildatum, _profieltelling())


def toelichting() -> tuple[str, ...]:
    """What counts as a profile, and who is left out, in words for the notes of an uitgave.

    The second only when somebody is; how many is never said.
    """
    weggelaten = (_WIE_NIET_MEETELT,) if met_bezwaar(Verwerking.CIJFERS) else ()
    return (_profieltelling().omschrijving, *weggelaten)


def _profieltelling() -> Profieltelling:
    for telling in Profieltelling:
        if telling.code == settings.PROFIELTELLING:
            return telling
    keuze = " of ".join(telling.code for telling in Profieltelling)
    raise Weigering("De instelling DOORZICHT_PROFIELTELLING klopt niet.", f"Kies {keuze}.")


def _jadatum() -> Jadatum:
    try:
        return Jadatum(settings.JADATUM)
    except ValueError as fout:
        keuze = " of ".join(jadatum.value for jadatum in Jadatum)
        raise Weigering("De instelling DOORZICHT_JADATUM klopt niet.", f"Kies {keuze}.") from fout


def _columns(vandaag: date) -> tuple[Column, ...]:
    profiel, toestemming = SONAR_KOLOMMEN.index("Klantprofiel"), len(SONAR_KOLOMMEN)
    return (
        Column("klantprofiel", "text", "Klantprofiel", (profiel,), partial(lees_profiel, laatste=vandaag)),
        Column("toestemming", "boolean", TOESTEMMING, (toestemming,), lees_janee),
    )
