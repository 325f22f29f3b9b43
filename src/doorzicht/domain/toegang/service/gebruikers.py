"""The way into people and their roles.

1. A beheerder adds a person with a first role and hands him a code; once he has set up his account, somebody else
   says yes to that role. Then the person can act in it.
2. Another role is proposed and granted in the same way, at another organisation too. Nobody raises himself.
3. A role ends, or the person leaves: whoever acts in it is out at once.
4. Who lost his password and factors begins anew by an invitation, and somebody else says yes to his roles again.

Each function holds one transaction under the claim of who acts; the database guards the same (migrations 0009, 0022).
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
    Gebruiker,
    GebruikerId,
    Handelende,
    Organisatie,
    Rol,
    Rolstatus,
    Roltoekenning,
)
from doorzicht.domain.toegang.rules.accounts import lees_account, lees_email, lees_persoonsnaam
from doorzicht.domain.toegang.rules.rollen import (
    beheert,
    eis_beheerder_blijft,
    eis_periode,
    eis_voorstel,
)
from doorzicht.domain.toegang.service import uitnodigen
from doorzicht.domain.toegang.service.handelen import NietGevonden
from doorzicht.domain.toegang.service.medewerkers import Medewerker, handeling, medewerker, van_mij
from doorzicht.domain.toegang.store import gebruikers as store
from doorzicht.domain.toegang.store import organisaties as organisatiestore
from doorzicht.foundation.errors import Weigering


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


LEZERS: dict[str, Callable[[str], str]] = {
    "account": lees_account,
    "naam": lees_persoonsnaam,
    "email": lees_email,
}
"""How each field of a person is read, so that a form can say beside it what is wrong."""


def wachtende_rollen(wie: Handelende) -> list[Roltoekenning]:
    """What was proposed for his organisation(s) and waits for somebody else than its proposer."""
    with handeling(wie, "toegang.rol-toekennen", access.may_grant_rol):
        return store.wachtende(wie)


def voeg_toe(wie: Handelende, nieuw: NieuweGebruiker) -> Roltoekenning:
    """A person with a first role, which waits for somebody else.

    Someone with an account already, known by account and address together, gets the role beside those he has.
    """
    account, email, naam = lees_account(nieuw.account), lees_email(nieuw.email), lees_persoonsnaam(nieuw.naam)
    with _een_keer(), handeling(wie, "toegang.gebruikers-wijzigen", access.may_change_gebruikers):
        bij = van_mij(wie, nieuw.organisatie)
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
    email, naam = lees_email(email), lees_persoonsnaam(naam)
    with _een_keer(), handeling(wie, "toegang.gebruikers-wijzigen", access.may_change_gebruikers):
        gevonden = medewerker(wie, id_, op_slot=True)
        _eis_alleen_hier(wie, gevonden.gebruiker)
        store.wijzig(id_, naam, email)


def stel_rol_voor(
    wie: Handelende, id_: UUID, organisatie: UUID, rol: Rol, van: date, tot: date | None = None
) -> Roltoekenning:
    """Propose a role for one of his people; somebody else decides."""
    with _een_keer(), handeling(wie, "toegang.rol-voorstellen", access.may_propose_rol):
        bij = van_mij(wie, organisatie)
        return _stel_voor(wie, medewerker(wie, id_, op_slot=True).gebruiker, bij, rol, van, tot)


def ken_rol_toe(wie: Handelende, toekenning: UUID) -> Roltoekenning:
    """Say yes to a proposal of somebody else, for somebody else; of two who do so at once one is in time.

    Never while a code could still open the account. A yes to a mere name would be a yes to whoever types the code, and
    that may be who proposed it; now who says yes can ask the person himself whether the account is his.
    """
    with handeling(wie, "toegang.rol-toekennen", access.may_grant_rol):
        rol = _rol(wie, toekenning).toekennen(wie.gebruiker)
        _eis_ingesteld(rol.gebruiker)
        store.ken_toe(rol, timezone.now())
        return rol


def wijs_rol_af(wie: Handelende, toekenning: UUID) -> Roltoekenning:
    """Say no, or take one's own proposal back."""
    with handeling(wie, "toegang.rol-toekennen", access.may_grant_rol):
        rol = _rol(wie, toekenning).afwijzen(wie.gebruiker)
        store.wijs_af(rol, timezone.now())
        return rol


def beeindig_rol(wie: Handelende, toekenning: UUID) -> Roltoekenning:
    """End a role at once; the last beheerder of an organisation stays until there is another."""
    with handeling(wie, "toegang.gebruikers-wijzigen", access.may_change_gebruikers):
        return _beeindig(wie, _rol(wie, toekenning))


def laat_vertrekken(wie: Handelende, id_: UUID) -> Medewerker:
    """He leaves: his roles here end, proposals fall, and he is out at once.

    His account is switched off too, unless he works for somebody else: then it goes on there.
    """
    with handeling(wie, "toegang.gebruikers-wijzigen", access.may_change_gebruikers):
        gevonden = medewerker(wie, id_, op_slot=True)
        if gevonden.gebruiker.account == wie.gebruiker:
            raise Weigering("Niemand zet zichzelf uit.", "Vraag een andere beheerder.")
        nu = timezone.now()
        for rol in gevonden.rollen:
            if rol.status is Rolstatus.VOORGESTELD:
                store.wijs_af(rol.afwijzen(wie.gebruiker), nu)
            elif rol.status is Rolstatus.TOEGEKEND:
                _beeindig(wie, rol)
        if not any(rol.is_open for rol in store.rollen([id_])):
            store.zet_uit(id_, wie.gebruiker, nu)
        return medewerker(wie, id_)


def zet_weer_aan(wie: Handelende, id_: UUID) -> None:
    """He comes back; every role has to be proposed again."""
    with handeling(wie, "toegang.gebruikers-wijzigen", access.may_change_gebruikers):
        gevonden = medewerker(wie, id_, op_slot=True)
        if not gevonden.gebruiker.is_uitgeschakeld:
            raise Weigering("Dit account staat al aan.", "Er is niets veranderd.")
        _eis_alleen_hier(wie, gevonden.gebruiker)
        store.zet_aan(id_)


def nodig_uit(wie: Handelende, id_: UUID) -> str:
    """A code with which he sets up his account, shown once.

    Whoever can act or come in already begins again without roles, which another has to grant again: else a beheerder
    could invite a colleague, use the code himself, and act in a role that nobody gave him. A password says too little:
    who comes in through his organisation has none. So no granted role and no open code ever stand beside each other.
    """
    with handeling(wie, "toegang.gebruikers-wijzigen", access.may_change_gebruikers):
        gevonden = medewerker(wie, id_, op_slot=True)
        if gevonden.gebruiker.is_uitgeschakeld:
            raise Weigering("Dit account is uitgeschakeld.", "Zet het eerst weer aan.")
        if gevonden.gebruiker.is_demo:
            raise Weigering("Een verzonnen persoon krijgt geen code.", "Er is niets veranderd.")
        if _kan_iets(gevonden.gebruiker):
            _eis_alleen_hier(wie, gevonden.gebruiker)
            _begin_opnieuw(wie, gevonden)
        return uitnodigen.nodig_uit(id_, wie.gebruiker)


def _rol(wie: Handelende, toekenning: UUID) -> Roltoekenning:
    """A role at an organisation of his, kept for this transaction; first the organisation, so that all lock alike."""
    gezocht = store.rol(toekenning)
    if gezocht is None:
        raise NietGevonden
    van_mij(wie, gezocht.organisatie.id)
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


def _begin_opnieuw(wie: Handelende, gevonden: Medewerker) -> None:
    """His roles end, and wait for somebody else's yes under the same name."""
    if gevonden.gebruiker.account == wie.gebruiker:
        raise Weigering("Niemand nodigt zichzelf uit.", "Vraag een andere beheerder.")
    vandaag = timezone.localdate()
    for rol in gevonden.rollen:
        if _loopt_nog(rol, vandaag):
            _beeindig(wie, rol)
            _stel_voor(wie, gevonden.gebruiker, rol.organisatie, rol.rol, max(rol.van, vandaag), rol.tot)


def _eis_ingesteld(persoon: Gebruiker) -> None:
    """The account is of somebody: he set it up, or acts in it already, and no code can change whose it is."""
    store.haal(persoon.id, op_slot=True)
    if store.heeft_open_uitnodiging(persoon.id, timezone.now()) or not (
        persoon.is_demo or _kan_iets(persoon)
    ):
        raise Weigering(
            "Deze persoon heeft het account nog niet ingesteld.",
            "Beslis als dat is gebeurd, en vraag dan aan de persoon zelf of dit account van hem is.",
        )


def _kan_iets(persoon: Gebruiker) -> bool:
    """Whether somebody can come in with this account, or was granted a role that did not end."""
    vandaag = timezone.localdate()
    return (
        persoon.heeft_wachtwoord
        or store.is_ingesteld(persoon.id)
        or any(_loopt_nog(rol, vandaag) for rol in store.rollen([persoon.id]))
    )


def _loopt_nog(rol: Roltoekenning, vandaag: date) -> bool:
    return rol.status is Rolstatus.TOEGEKEND and (rol.tot is None or rol.tot > vandaag)


def _eis_alleen_hier(wie: Handelende, persoon: Gebruiker) -> None:
    """A person of two organisations is nobody's alone: neither changes how he is reached."""
    if any(rol.is_open and not beheert(wie, rol.organisatie) for rol in store.rollen([persoon.id])):
        raise Weigering(
            "Deze persoon werkt ook voor een andere organisatie.",
            "Alleen de uitvoerder van deze server kan dit veranderen.",
        )


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
