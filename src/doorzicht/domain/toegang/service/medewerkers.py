"""The people of somebody's organisation(s), as he may see them; what every act on people begins with.

Whoever is not his is not found, whether he exists or not. A klant is nobody here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone

from doorzicht.domain.toegang import access
from doorzicht.domain.toegang.model import (
    Afwezigheid,
    Besluit,
    Gebruiker,
    Handelende,
    Organisatie,
    Organisatiesoort,
    Relatie,
    Rol,
    Roltoekenning,
)
from doorzicht.domain.toegang.rules.rollen import ONDER_UWV, beheert, geldt, rollen_bij
from doorzicht.domain.toegang.service.handelen import NietGevonden, require, transactie
from doorzicht.domain.toegang.store import gebruikers as store
from doorzicht.domain.toegang.store import organisaties as organisatiestore
from doorzicht.foundation.errors import Weigering

_GETOOND = 200


@dataclass(frozen=True)
class Medewerker:
    """A person as his beheerder sees him: with his roles and absences at the organisations of that beheerder only."""

    gebruiker: Gebruiker
    rollen: tuple[Roltoekenning, ...]
    afwezigheden: tuple[Afwezigheid, ...]

    def geldende(self, dag: date) -> tuple[Roltoekenning, ...]:
        """The roles he can act in on a day."""
        return tuple(rol for rol in self.rollen if geldt(rol, dag, self.afwezigheden))


@dataclass(frozen=True)
class Mogelijk:
    """What somebody may do here, so that a page offers nothing that is refused."""

    wijzigen: bool
    voorstellen: bool
    toekennen: bool
    afwezigheid: bool
    organisaties: bool


def mogelijk(wie: Handelende) -> Mogelijk:
    """The rules, asked ahead."""
    geen = Relatie.GEEN
    return Mogelijk(
        bool(access.may_change_gebruikers(wie, geen)),
        bool(access.may_propose_rol(wie, geen)),
        bool(access.may_grant_rol(wie, geen)),
        bool(access.may_set_afwezigheid(wie, geen)),
        bool(access.may_manage_organisaties(wie, geen)),
    )


def gebruikers(wie: Handelende, tekst: str = "") -> list[Medewerker]:
    """The people of his organisation(s); at most some hundreds, so search in a longer list."""
    with handeling(wie, "toegang.gebruikers", access.may_see_gebruikers):
        return medewerkers(wie, store.zoek(wie, tekst.strip(), _GETOOND))


def gebruiker(wie: Handelende, id_: UUID) -> Medewerker:
    """One of his people; raises NietGevonden for anybody else, whether he exists or not."""
    with handeling(wie, "toegang.gebruikers", access.may_see_gebruikers):
        return medewerker(wie, id_)


def beheerde_organisaties(wie: Handelende) -> list[Organisatie]:
    """Where he can propose roles; at most some hundreds, for a list to choose from."""
    with handeling(wie, "toegang.gebruikers", access.may_see_gebruikers):
        return organisatiestore.open_beheerde(wie, hoogstens=_GETOOND)


def te_geven_rollen(wie: Handelende) -> list[Rol]:
    """The roles that exist at an organisation of his."""
    soorten = {wie.soort} | (ONDER_UWV if wie.soort is Organisatiesoort.UWV else set())
    gevonden = {rol for soort in soorten for rol in rollen_bij(soort)}
    return [rol for rol in Rol if rol in gevonden]


def vind_organisatie(wie: Handelende, tekst: str) -> Organisatie:
    """The one he names: by its name, its KVK number or both; raises Weigering."""
    with handeling(wie, "toegang.gebruikers", access.may_see_gebruikers):
        gevonden = organisatiestore.vind_beheerde(wie, tekst.strip())
    if len(gevonden) != 1:
        raise Weigering(
            "Deze organisatie kennen we niet." if not gevonden else "Er zijn er meer die zo heten.",
            "Kies er een uit de lijst, of vul het KVK-nummer in.",
        )
    return gevonden[0]


@contextmanager
def handeling(wie: Handelende, naam: str, mag: Callable[[Handelende, Relatie], Besluit]) -> Iterator[None]:
    """One act under the rule of its name."""
    with transactie(wie, naam):
        require(mag(wie, Relatie.GEEN))
        yield


def medewerkers(wie: Handelende, personen: list[Gebruiker]) -> list[Medewerker]:
    ids, vandaag = [persoon.id for persoon in personen], timezone.localdate()
    rollen, weg = store.rollen(ids, wie), store.afwezigheden(ids, wie, vandaag)
    return [
        Medewerker(
            persoon,
            tuple(rol for rol in rollen if rol.gebruiker.id == persoon.id),
            tuple(afwezig for afwezig in weg if afwezig.gebruiker == persoon.account),
        )
        for persoon in personen
    ]


def medewerker(wie: Handelende, id_: UUID, *, op_slot: bool = False) -> Medewerker:
    persoon = store.haal(id_, op_slot=op_slot)
    if persoon is None or persoon.is_klant:
        raise NietGevonden
    gevonden = medewerkers(wie, [persoon])[0]
    if not gevonden.rollen:
        raise NietGevonden
    return gevonden


def van_mij(wie: Handelende, organisatie: UUID) -> Organisatie:
    """The organisation, kept for this transaction; raises NietGevonden when its people are not his."""
    gevonden = organisatiestore.haal(organisatie, op_slot=True)
    if gevonden is None or not beheert(wie, gevonden):
        raise NietGevonden
    return gevonden
