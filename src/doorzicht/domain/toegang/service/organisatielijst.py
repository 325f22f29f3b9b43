"""The list of organisations, kept by beheerders of UWV.

1. Employers and intermediaries take part by their KVK number; UWV may have more offices in a region than the one of
   set-up.
2. One that is closed stays in every record that names it; nobody acts for it any more.
3. Gemeenten, WSPs and UWV itself follow from the map; which gemeente leads a region is chosen here.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from uuid import UUID, uuid4

from django.db import IntegrityError
from django.utils import timezone

from doorzicht.domain.gebied import service as gebied
from doorzicht.domain.toegang import access
from doorzicht.domain.toegang.model import (
    MET_KVK,
    Handelende,
    Organisatie,
    OrganisatieId,
    Organisatiesoort,
    Relatie,
)
from doorzicht.domain.toegang.rules.organisaties import lees_kvk_nummer, lees_naam
from doorzicht.domain.toegang.rules.rollen import ONDER_UWV
from doorzicht.domain.toegang.service.handelen import NietGevonden, require, transactie
from doorzicht.domain.toegang.store import organisaties as store
from doorzicht.foundation.errors import Weigering

_NAAM = "toegang.organisaties"
_GETOOND = 200


def zoek(
    wie: Handelende, soort: Organisatiesoort | None = None, tekst: str = "", regio: int | None = None
) -> list[Organisatie]:
    """The organisations, for who keeps the list; at most some hundreds, so search in a longer list."""
    with transactie(wie, _NAAM):
        require(access.may_manage_organisaties(wie, Relatie.GEEN))
        return store.zoek([soort] if soort else list(Organisatiesoort), tekst.strip(), regio, _GETOOND)


def haal(wie: Handelende, id_: UUID) -> Organisatie:
    """One organisation; raises NietGevonden."""
    with transactie(wie, _NAAM):
        require(access.may_manage_organisaties(wie, Relatie.GEEN))
        return _haal(id_)


def voeg_toe(
    wie: Handelende, soort: Organisatiesoort, naam: str, kvk: str = "", regio: int | None = None
) -> Organisatie:
    """Let an employer, an intermediary, or another office of UWV take part."""
    nieuw = Organisatie(OrganisatieId(uuid4()), soort, lees_naam(naam))
    if soort in MET_KVK:
        nieuw = replace(nieuw, kvk_nummer=lees_kvk_nummer(kvk))
    elif soort is Organisatiesoort.UWV_KANTOOR:
        nieuw = replace(nieuw, regio_nummer=_regio(regio), hoofd=_uwv())
    else:
        raise Weigering("Deze soort organisatie volgt uit de kaart.", "Laad een nieuwe lijst van gemeenten.")
    with _een_keer(), transactie(wie, _NAAM):
        require(access.may_manage_organisaties(wie, Relatie.GEEN))
        store.maak(nieuw)
    return nieuw


def wijzig(wie: Handelende, id_: UUID, naam: str, kvk: str = "") -> Organisatie:
    """Another name or KVK number; those that follow from the map keep theirs."""
    with _een_keer(), transactie(wie, _NAAM):
        require(access.may_manage_organisaties(wie, Relatie.GEEN))
        oud = _van_buiten(_haal(id_, op_slot=True))
        nummer = lees_kvk_nummer(kvk) if oud.soort in MET_KVK else None
        nieuw = replace(oud, naam=lees_naam(naam), kvk_nummer=nummer)
        store.bewaar(nieuw)
    return nieuw


def sluit(wie: Handelende, id_: UUID) -> Organisatie:
    """It takes part no longer, from now on: nobody acts for it, and who did is out at his next step."""
    with transactie(wie, _NAAM):
        require(access.may_manage_organisaties(wie, Relatie.GEEN))
        oud = _van_buiten(_haal(id_, op_slot=True))
        vandaag = timezone.localdate()
        if oud.is_gesloten(vandaag):
            raise Weigering("Deze organisatie doet al niet meer mee.", "Er is niets veranderd.")
        nieuw = replace(oud, gesloten_op=vandaag)
        store.bewaar(nieuw)
    return nieuw


def heropen(wie: Handelende, id_: UUID) -> Organisatie:
    """It takes part again; the roles that were not ended hold again."""
    with transactie(wie, _NAAM):
        require(access.may_manage_organisaties(wie, Relatie.GEEN))
        nieuw = replace(_van_buiten(_haal(id_, op_slot=True)), gesloten_op=None)
        store.bewaar(nieuw)
    return nieuw


def kies_centrumgemeente(wie: Handelende, id_: UUID) -> Organisatie:
    """This gemeente leads its region from now on, instead of another."""
    with transactie(wie, _NAAM):
        require(access.may_manage_organisaties(wie, Relatie.GEEN))
        gemeente = _haal(id_, op_slot=True)
        if gemeente.soort is not Organisatiesoort.GEMEENTE or gemeente.regio_nummer is None:
            raise Weigering("Alleen een gemeente kan centrumgemeente zijn.", "Kies een gemeente.")
        store.kies_centrumgemeente(gemeente)
    return replace(gemeente, is_centrumgemeente=True)


def _haal(id_: UUID, *, op_slot: bool = False) -> Organisatie:
    gevonden = store.haal(id_, op_slot=op_slot)
    if gevonden is None:
        raise NietGevonden
    return gevonden


def _van_buiten(organisatie: Organisatie) -> Organisatie:
    """A gemeente and UWV itself are changed by the map only: klanten hang on them."""
    if organisatie.soort not in ONDER_UWV:
        raise Weigering("Deze organisatie volgt uit de kaart.", "Laad een nieuwe lijst van gemeenten.")
    return organisatie


def _regio(nummer: int | None) -> int:
    indeling = gebied.indeling_op(timezone.localdate())
    if nummer is None or indeling.regio(nummer) is None:
        raise Weigering("Een kantoor hoort bij een arbeidsmarktregio.", "Kies de regio.")
    return nummer


def _uwv() -> OrganisatieId:
    return store.van_soorten([Organisatiesoort.UWV])[0].id


@contextmanager
def _een_keer() -> Iterator[None]:
    """Turn the database's no to a second one into words; outside the transaction, which is over by then."""
    try:
        yield
    except IntegrityError as fout:
        raise Weigering(
            "Er is al een organisatie met deze naam of dit KVK-nummer.", "Zoek die op in de lijst."
        ) from fout
