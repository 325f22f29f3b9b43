"""The way into people and their roles.

1. A beheerder adds a person with a first role; somebody else says yes to that role. Then the person can act in it.
2. Another role is proposed and granted in the same way, at another organisation too. Nobody raises himself.
3. Who is away rests; a colleague with the same role may stand in, under his own account.
4. A role ends, or the person leaves: whoever acts in it is out at once.
5. Who lost his password and factors begins anew by an invitation, and somebody else says yes to his roles again.

Each function holds one transaction under the claim of who acts; the database guards the same (migration 0009).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from django.db import IntegrityError
from django.utils import timezone

from doorzicht.domain.toegang import access
from doorzicht.domain.toegang.model import (
    Afwezigheid,
    Besluit,
    Gebruiker,
    GebruikerId,
    Handelende,
    Organisatie,
    OrganisatieId,
    Relatie,
    Rol,
    Rolstatus,
    Roltoekenning,
)
from doorzicht.domain.toegang.rules.accounts import lees_account, lees_email
from doorzicht.domain.toegang.rules.organisaties import lees_naam
from doorzicht.domain.toegang.rules.rollen import (
    beheert,
    eis_beheerder_blijft,
    eis_periode,
    eis_vervanger,
    eis_voorstel,
    geldt,
)
from doorzicht.domain.toegang.service import uitnodigen
from doorzicht.domain.toegang.service.handelen import NietGevonden, require, transactie
from doorzicht.domain.toegang.store import gebruikers as store
from doorzicht.domain.toegang.store import organisaties as organisatiestore
from doorzicht.foundation.errors import Weigering

_GETOOND = 200


@dataclass(frozen=True)
class NieuweGebruiker:
    """What a beheerder says of a person he adds: who, and the first role, where and until when."""

    account: str
    naam: str
    email: str
    organisatie: UUID
    rol: Rol
    van: date
    tot: date | None = None


@dataclass(frozen=True)
class Medewerker:
    """A person as his beheerder sees him: with his roles and absences at the organisations of that beheerder only."""

    gebruiker: Gebruiker
    rollen: tuple[Roltoekenning, ...]
    afwezigheden: tuple[Afwezigheid, ...]

    def geldende(self, dag: date) -> tuple[Roltoekenning, ...]:
        """The roles he can act in on a day."""
        return tuple(rol for rol in self.rollen if geldt(rol, dag, self.afwezigheden))


def gebruikers(wie: Handelende, tekst: str = "") -> list[Medewerker]:
    """The people of his organisation(s); at most some hundreds, so search in a longer list."""
    with _handeling(wie, "toegang.gebruikers", access.may_see_gebruikers):
        return _medewerkers(wie, store.zoek(wie, tekst.strip(), _GETOOND))


def gebruiker(wie: Handelende, id_: UUID) -> Medewerker:
    """One of his people; raises NietGevonden for anybody else, whether he exists or not."""
    with _handeling(wie, "toegang.gebruikers", access.may_see_gebruikers):
        return _medewerker(wie, id_)


def wachtende_rollen(wie: Handelende) -> list[Roltoekenning]:
    """What was proposed for his organisation(s) and waits for somebody else than its proposer."""
    with _handeling(wie, "toegang.rol-toekennen", access.may_grant_rol):
        return store.wachtende(wie)


def beheerde_organisaties(wie: Handelende, tekst: str = "") -> list[Organisatie]:
    """Where he can propose roles."""
    with _handeling(wie, "toegang.gebruikers", access.may_see_gebruikers):
        rijen = organisatiestore.beheerd_door(wie).filter(gesloten_op__isnull=True, naam__icontains=tekst)
        return [organisatiestore.organisatie_van(rij) for rij in rijen.order_by("naam")]


def voeg_toe(wie: Handelende, nieuw: NieuweGebruiker) -> Roltoekenning:
    """A person with a first role, which waits for somebody else.

    Someone with an account already, known by account and address together, gets the role beside those he has.
    """
    account, email, naam = lees_account(nieuw.account), lees_email(nieuw.email), lees_naam(nieuw.naam)
    with _een_keer(), _handeling(wie, "toegang.gebruikers-wijzigen", access.may_change_gebruikers):
        bij = _van_mij(wie, nieuw.organisatie)
        persoon = store.vind_account(account)
        if persoon is None:
            persoon = Gebruiker(uuid4(), GebruikerId(account), naam, email)
            store.maak(persoon, wie.gebruiker, timezone.now())
        elif persoon.email != email or persoon.is_klant:
            raise Weigering(
                "Deze accountnaam is al van iemand.",
                "Kies een andere, of vul het e-mailadres in dat bij dit account hoort.",
            )
        return _stel_voor(wie, persoon, bij, nieuw.rol, nieuw.van, nieuw.tot)


def wijzig(wie: Handelende, id_: UUID, naam: str, email: str) -> None:
    """Another name or address, of somebody who works for nobody else: who has the address can ask for a password."""
    email, naam = lees_email(email), lees_naam(naam)
    with _een_keer(), _handeling(wie, "toegang.gebruikers-wijzigen", access.may_change_gebruikers):
        medewerker = _medewerker(wie, id_, op_slot=True)
        _eis_alleen_hier(wie, medewerker.gebruiker)
        store.wijzig(id_, naam, email)


def stel_rol_voor(
    wie: Handelende, id_: UUID, organisatie: UUID, rol: Rol, van: date, tot: date | None = None
) -> Roltoekenning:
    """Propose a role for one of his people; somebody else decides."""
    with _een_keer(), _handeling(wie, "toegang.rol-voorstellen", access.may_propose_rol):
        bij = _van_mij(wie, organisatie)
        return _stel_voor(wie, _medewerker(wie, id_, op_slot=True).gebruiker, bij, rol, van, tot)


def ken_rol_toe(wie: Handelende, toekenning: UUID) -> Roltoekenning:
    """Say yes to a proposal of somebody else, for somebody else; of two who do so at once one is in time."""
    with _handeling(wie, "toegang.rol-toekennen", access.may_grant_rol):
        rol = _rol(wie, toekenning).toekennen(wie.gebruiker)
        store.ken_toe(rol, timezone.now())
        return rol


def wijs_rol_af(wie: Handelende, toekenning: UUID) -> Roltoekenning:
    """Say no, or take one's own proposal back."""
    with _handeling(wie, "toegang.rol-toekennen", access.may_grant_rol):
        rol = _rol(wie, toekenning).afwijzen(wie.gebruiker)
        store.wijs_af(rol, timezone.now())
        return rol


def beeindig_rol(wie: Handelende, toekenning: UUID) -> Roltoekenning:
    """End a role at once; the last beheerder of an organisation stays until there is another."""
    with _handeling(wie, "toegang.gebruikers-wijzigen", access.may_change_gebruikers):
        return _beeindig(wie, _rol(wie, toekenning))


def laat_vertrekken(wie: Handelende, id_: UUID) -> Medewerker:
    """He leaves: his roles here end, proposals fall, and he is out at once.

    His account is switched off too, unless he works for somebody else: then it goes on there.
    """
    with _handeling(wie, "toegang.gebruikers-wijzigen", access.may_change_gebruikers):
        medewerker = _medewerker(wie, id_, op_slot=True)
        if medewerker.gebruiker.account == wie.gebruiker:
            raise Weigering("Niemand zet zichzelf uit.", "Vraag een andere beheerder.")
        nu = timezone.now()
        for rol in medewerker.rollen:
            if rol.status is Rolstatus.VOORGESTELD:
                store.wijs_af(rol.afwijzen(wie.gebruiker), nu)
            elif rol.status is Rolstatus.TOEGEKEND:
                _beeindig(wie, rol)
        if not any(rol.is_open for rol in store.rollen([id_])):
            store.zet_uit(id_, wie.gebruiker, nu)
        return _medewerker(wie, id_)


def zet_weer_aan(wie: Handelende, id_: UUID) -> None:
    """He comes back; every role has to be proposed again."""
    with _handeling(wie, "toegang.gebruikers-wijzigen", access.may_change_gebruikers):
        medewerker = _medewerker(wie, id_, op_slot=True)
        if not medewerker.gebruiker.is_uitgeschakeld:
            raise Weigering("Dit account staat al aan.", "Er is niets veranderd.")
        _eis_alleen_hier(wie, medewerker.gebruiker)
        store.zet_aan(id_)


def nodig_uit(wie: Handelende, id_: UUID) -> str:
    """A code with which he sets up his account, shown once.

    Of somebody who was set up already every role has to be granted again: else a beheerder could invite a colleague
    anew, use the code himself, and act in a role that nobody gave him.
    """
    with _handeling(wie, "toegang.gebruikers-wijzigen", access.may_change_gebruikers):
        medewerker = _medewerker(wie, id_, op_slot=True)
        if medewerker.gebruiker.is_uitgeschakeld:
            raise Weigering("Dit account is uitgeschakeld.", "Zet het eerst weer aan.")
        if medewerker.gebruiker.heeft_wachtwoord:
            _eis_alleen_hier(wie, medewerker.gebruiker)
            _begin_opnieuw(wie, medewerker)
        return uitnodigen.nodig_uit(id_, wie.gebruiker)


def meld_afwezig(
    wie: Handelende, id_: UUID, organisatie: UUID, van: date, tot: date | None = None, vervanger: str = ""
) -> Afwezigheid:
    """His roles at an organisation rest. A stand-in works under his own account, in a role he holds himself."""
    vandaag = timezone.localdate()
    eis_periode(van, tot, vandaag)
    with _handeling(wie, "toegang.afwezigheid", access.may_set_afwezigheid):
        bij = _van_mij(wie, organisatie)
        medewerker = _medewerker(wie, id_, op_slot=True)
        ander = _vervanger(wie, medewerker, bij, vervanger, max(van, vandaag)) if vervanger.strip() else None
        if any(weg.organisatie == bij.id and _raakt(weg, van, tot) for weg in medewerker.afwezigheden):
            raise Weigering(
                "In deze tijd is deze persoon al afwezig.", "Pas de afwezigheid aan die er al staat."
            )
        account = medewerker.gebruiker.account
        weg = Afwezigheid(uuid4(), account, bij.id, van, tot, ander.account if ander else None)
        store.maak_afwezigheid(weg, id_, ander.id if ander else None, wie.gebruiker)
        if weg.omvat(vandaag):
            store.beeindig_sessies_bij(id_, bij.id, timezone.now())
        return weg


def meld_terug(wie: Handelende, afwezigheid: UUID) -> None:
    """He is back from today on; an absence that had not begun is over before its first day."""
    with _handeling(wie, "toegang.afwezigheid", access.may_set_afwezigheid):
        weg = store.afwezigheid(afwezigheid)
        if weg is None:
            raise NietGevonden
        _van_mij(wie, weg.organisatie)
        store.beeindig_afwezigheid(weg.id, max(timezone.localdate(), weg.van))


def vervangt(wie: Handelende) -> list[GebruikerId]:
    """For whom he stands in today, at the organisation he acts for: whose work comes to him meanwhile."""
    return store.vervangt(wie.gebruiker, wie.organisatie, timezone.localdate())


@contextmanager
def _handeling(wie: Handelende, naam: str, mag: Callable[[Handelende, Relatie], Besluit]) -> Iterator[None]:
    """One act under the rule of its name."""
    with transactie(wie, naam):
        require(mag(wie, Relatie.GEEN))
        yield


def _medewerkers(wie: Handelende, personen: list[Gebruiker]) -> list[Medewerker]:
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


def _medewerker(wie: Handelende, id_: UUID, *, op_slot: bool = False) -> Medewerker:
    persoon = store.haal(id_, op_slot=op_slot)
    if persoon is None or persoon.is_klant:
        raise NietGevonden
    medewerker = _medewerkers(wie, [persoon])[0]
    if not medewerker.rollen:
        raise NietGevonden
    return medewerker


def _van_mij(wie: Handelende, organisatie: UUID) -> Organisatie:
    """The organisation, kept for this transaction; raises NietGevonden when its people are not his."""
    gevonden = organisatiestore.haal(organisatie, op_slot=True)
    if gevonden is None or not beheert(wie, gevonden):
        raise NietGevonden
    return gevonden


def _rol(wie: Handelende, toekenning: UUID) -> Roltoekenning:
    """A role at an organisation of his, kept for this transaction; first the organisation, so that all lock alike."""
    gezocht = store.rol(toekenning)
    if gezocht is None:
        raise NietGevonden
    _van_mij(wie, gezocht.organisatie.id)
    rol = store.rol(toekenning, op_slot=True)
    if rol is None or rol.gebruiker.is_klant:
        raise NietGevonden
    return rol


def _stel_voor(
    wie: Handelende, persoon: Gebruiker, bij: Organisatie, rol: Rol, van: date, tot: date | None
) -> Roltoekenning:
    vandaag = timezone.localdate()
    eis_periode(van, tot, vandaag)
    if bij.is_gesloten(vandaag):
        raise Weigering("Deze organisatie doet niet meer mee.", "Kies een andere organisatie.")
    eis_voorstel(wie.gebruiker, persoon, bij, rol, store.rollen([persoon.id]))
    voorstel = Roltoekenning(uuid4(), persoon, bij, rol, van, wie.gebruiker, tot)
    store.maak_rol(voorstel, timezone.now())
    return voorstel


def _beeindig(wie: Handelende, rol: Roltoekenning) -> Roltoekenning:
    vandaag = timezone.localdate()
    organisatiestore.haal(rol.organisatie.id, op_slot=True)
    eis_beheerder_blijft(rol, store.andere_houders(rol, vandaag))
    ten_einde = rol.beeindigen(wie.gebruiker, vandaag)
    store.beeindig(ten_einde, timezone.now())
    return ten_einde


def _begin_opnieuw(wie: Handelende, medewerker: Medewerker) -> None:
    """His roles end, and wait for somebody else's yes under the same name."""
    if medewerker.gebruiker.account == wie.gebruiker:
        raise Weigering("Niemand nodigt zichzelf uit.", "Vraag een andere beheerder.")
    vandaag = timezone.localdate()
    for rol in medewerker.rollen:
        if rol.status is Rolstatus.TOEGEKEND and (rol.tot is None or rol.tot > vandaag):
            _beeindig(wie, rol)
            _stel_voor(wie, medewerker.gebruiker, rol.organisatie, rol.rol, max(rol.van, vandaag), rol.tot)


def _eis_alleen_hier(wie: Handelende, persoon: Gebruiker) -> None:
    """A person of two organisations is nobody's alone: neither changes how he is reached."""
    if any(rol.is_open and not beheert(wie, rol.organisatie) for rol in store.rollen([persoon.id])):
        raise Weigering(
            "Deze persoon werkt ook voor een andere organisatie.",
            "Hij kan zijn gegevens zelf veranderen bij Mijn account.",
        )


def _vervanger(wie: Handelende, voor: Medewerker, bij: Organisatie, account: str, dag: date) -> Gebruiker:
    """A colleague there by his account; raises Weigering when he cannot stand in."""
    ander = store.vind_account(account.strip())
    zijn = {rol.rol for rol in _geldend(wie, ander, bij.id, dag)} if ander else set()
    if ander is None or not zijn:
        raise Weigering(
            "Deze collega werkt hier niet.", "Vul de accountnaam in van iemand van deze organisatie."
        )
    rollen = {rol.rol for rol in _geldend(wie, voor.gebruiker, bij.id, dag)}
    eis_vervanger(voor.gebruiker.account, rollen, ander.account, zijn)
    return ander


def _geldend(wie: Handelende, persoon: Gebruiker, bij: OrganisatieId, dag: date) -> list[Roltoekenning]:
    medewerker = _medewerkers(wie, [persoon])[0]
    return [rol for rol in medewerker.geldende(dag) if rol.organisatie.id == bij]


def _raakt(weg: Afwezigheid, van: date, tot: date | None) -> bool:
    return (tot is None or weg.van < tot) and (weg.tot is None or van < weg.tot)


@contextmanager
def _een_keer() -> Iterator[None]:
    """Turn the database's no to a second one into words; outside the transaction, which is over by then."""
    try:
        yield
    except IntegrityError as fout:
        raise Weigering(
            "Dit account, dit e-mailadres of deze rol is er al.",
            "Een e-mailadres hoort bij één persoon. Zoek de persoon op, of kies een ander adres.",
        ) from fout
