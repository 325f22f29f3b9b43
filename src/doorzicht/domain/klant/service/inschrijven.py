"""The way to register a person with one's own organisation.

One answer to who asks, whether the person is new, was registered before, or is with another organisation now: then
the request is kept for that one. Only whom he serves already opens at once. Under many at once one record is made.
"""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.conf import settings

from doorzicht.domain.klant import access, store
from doorzicht.domain.klant.model import Inschrijving, Uitkomst
from doorzicht.domain.klant.rules.velden import VeldenFout, lees_velden
from doorzicht.domain.klant.service.zien import sleutels
from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import Handelende, Kijkwijze, Organisatiesoort, Relatie, Veldgroep
from doorzicht.foundation.bsn import Bsn
from doorzicht.foundation.errors import Weigering
from doorzicht.infra.crypto import Sealer

VELDEN = (
    *("naam", "geslacht", "telefoonnummer", "email"),
    *("straat", "huisnummer", "huisnummer_toevoeging", "postcode", "plaats"),
)
"""What is told of a person at his registration, beside his BSN and his gemeente."""

_HANDELING = "klant.inschrijven"


class TeVaakIngeschreven(Weigering):
    """Somebody registered as many people as he may in an hour or a day."""


_BEZIG = Weigering("Er wordt nu een bestand ingelezen.", "Wacht een paar minuten en probeer het opnieuw.")


def mag_inschrijven(wie: Handelende) -> None:
    """Raises GeenToegang for who registers nobody: he needs no form for it either."""
    toegang.require(access.may_register(wie, Relatie.GEEN))


def schrijf_in(
    wie: Handelende, bsn: str, gemeente: str | None, velden: Mapping[str, str | None]
) -> Inschrijving:
    """Register a person; raises VeldenFout for what cannot be read, TeVaakIngeschreven for who did it often enough.

    Raises Weigering while a file is being brought in.
    """
    mag_inschrijven(wie)
    nummer, gegevens = _gelezen(wie, bsn, gemeente, velden)
    aanmelding = _aanmelding(nummer, gegevens, gemeente)
    _tel(wie, aanmelding)
    with toegang.transactie(wie, _HANDELING) as handeling:
        uitkomst, klant = store.schrijf_in(aanmelding, settings.ALARM_ELDERS)
        if klant is None:
            raise _BEZIG
        handeling.zie([klant], Kijkwijze.WIJZIGING, [Veldgroep.INSCHRIJVING])
    return Inschrijving(uitkomst, klant if uitkomst is Uitkomst.EIGEN else None)


def _tel(wie: Handelende, aanmelding: store.Aanmelding) -> None:
    """Registering tells afterwards who was known, so that it must be slow: it counts before there is an answer."""
    maat = toegang.Navraagmaat(settings.INSCHRIJVEN_UUR, settings.INSCHRIJVEN_DAG)
    if not toegang.vraag_na(wie, _HANDELING, aanmelding.indexen, maat):
        toegang.leg_afwijzing_vast(wie, _HANDELING, toegang.TE_VAAK)
        raise TeVaakIngeschreven(
            "Je schreef te vaak iemand in.", "Ga later verder, of vraag de privacy officer."
        )


def _gelezen(
    wie: Handelende, bsn: str, gemeente: str | None, velden: Mapping[str, str | None]
) -> tuple[Bsn, dict[str, str | None]]:
    fouten: dict[str, Weigering] = {}
    nummer, gegevens = None, {}
    try:
        nummer = _bsn(bsn.strip())
    except Weigering as fout:
        fouten["bsn"] = fout
    try:
        gegevens = lees_velden(velden, VELDEN)
    except VeldenFout as fout:
        fouten |= fout.fouten
    if not fouten and not gegevens.get("naam"):
        fouten["naam"] = Weigering("De naam ontbreekt.", "Vul in hoe deze persoon heet.")
    if not _past(wie, gemeente):
        fouten["gemeente"] = _past_niet(gemeente)
    if fouten or nummer is None:
        raise VeldenFout(fouten)
    return nummer, gegevens


def _bsn(getypt: str) -> Bsn:
    if not getypt:
        raise Weigering("Het BSN ontbreekt.", "Vul het BSN in.")
    return Bsn.parse(getypt)


def _past_niet(gemeente: str | None) -> Weigering:
    if gemeente is None:
        return Weigering("De gemeente ontbreekt.", "Kies een gemeente.")
    return Weigering("Deze gemeente past niet.", "Kies de gemeente waar deze persoon woont.")


def _past(wie: Handelende, gemeente: str | None) -> bool:
    """An office serves who lives in its region; UWV itself whoever lives nowhere we know."""
    if wie.soort is Organisatiesoort.UWV:
        return gemeente is None
    return gemeente is not None and (
        wie.soort is Organisatiesoort.GEMEENTE or gemeente in (wie.gemeenten or ())
    )


def _aanmelding(nummer: Bsn, gegevens: dict[str, str | None], gemeente: str | None) -> store.Aanmelding:
    ring = sleutels()
    geheim = nummer.nummer.encode()
    rij, _index, versleuteld = Sealer(ring, "klant_klant").seal_for_new_row(geheim)
    return store.Aanmelding(
        UUID(rij), ring.indexes(geheim), ring.index_number, versleuteld, gegevens, gemeente
    )
