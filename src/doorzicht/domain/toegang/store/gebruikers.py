"""Reads and writes the rows of people, their roles and their absence. Never those of klanten."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from doorzicht.domain.toegang.model import (
    Afwezigheid,
    Gebruiker,
    GebruikerId,
    Handelende,
    OrganisatieId,
    Rol,
    Roltoekenning,
)
from doorzicht.domain.toegang.store.organisaties import beheerd_door, organisatie_van
from doorzicht.domain.toegang.tables import (
    AfwezigheidTable,
    GebruikerTable,
    OidcKoppelingTable,
    RoltoekenningTable,
    SessieTable,
    TweedeFactorTable,
    UitnodigingTable,
)

_INSTELLEN = timedelta(hours=1)
"""Who typed a code just in time is still setting up after it ran out."""


def vind_account(account: str) -> Gebruiker | None:
    """Who this account is of, in whatever letters it was written."""
    rij = GebruikerTable.objects.filter(account__iexact=account).first()
    return gebruiker_van(rij) if rij else None


def alle_medewerkers() -> list[Gebruiker]:
    """Everybody who is no klant, by account."""
    return [
        gebruiker_van(rij) for rij in GebruikerTable.objects.filter(klant__isnull=True).order_by("account")
    ]


def haal(gebruiker: UUID, *, op_slot: bool = False) -> Gebruiker | None:
    """One person; `op_slot` until the end of the transaction."""
    rijen = GebruikerTable.objects.select_for_update() if op_slot else GebruikerTable.objects
    rij = rijen.filter(id=gebruiker).first()
    return gebruiker_van(rij) if rij else None


def is_ingesteld(gebruiker: UUID) -> bool:
    """Whether he has a second factor in use, or comes in through his organisation."""
    factoren = TweedeFactorTable.objects.filter(gebruiker=gebruiker, bevestigd_op__isnull=False)
    return factoren.exists() or OidcKoppelingTable.objects.filter(gebruiker=gebruiker).exists()


def heeft_open_uitnodiging(gebruiker: UUID, nu: datetime) -> bool:
    """Whether a code was given that can still open his account."""
    gegeven = UitnodigingTable.objects.filter(gebruiker=gebruiker, gebruikt_op__isnull=True)
    return gegeven.filter(verloopt_op__gt=nu - _INSTELLEN).exists()


def zoek(wie: Handelende, tekst: str, hoogstens: int) -> list[Gebruiker]:
    """People who have, had or wait for a role at an organisation of his, by name."""
    rijen = GebruikerTable.objects.filter(
        klant__isnull=True, roltoekenningtable__organisatie__in=beheerd_door(wie)
    )
    if tekst:
        rijen = rijen.filter(
            Q(naam__icontains=tekst)
            | Q(account__icontains=tekst)
            | Q(roltoekenningtable__organisatie__naam__icontains=tekst)
        )
    gevonden = rijen.order_by("naam", "account").distinct()[:hoogstens]
    return [gebruiker_van(rij) for rij in gevonden]


def maak(gebruiker: Gebruiker, door: GebruikerId, nu: datetime, klant: UUID | None = None) -> None:
    """A new person, who cannot log in before he chose a password."""
    GebruikerTable.objects.create(
        id=gebruiker.id,
        account=gebruiker.account,
        naam=gebruiker.naam,
        email=gebruiker.email,
        klant=klant,
        is_demo=gebruiker.is_demo,
        aangemaakt_op=nu,
        aangemaakt_door=door,
    )


def wijzig(gebruiker: UUID, naam: str, email: str | None) -> None:
    """Another name or address; the account stays, for records name it."""
    GebruikerTable.objects.filter(id=gebruiker).update(naam=naam, email=email)


def zet_uit(gebruiker: UUID, door: GebruikerId, nu: datetime) -> None:
    """Nobody logs in with it any more, and every session is over."""
    GebruikerTable.objects.filter(id=gebruiker).update(uitgeschakeld_op=nu, uitgeschakeld_door=door)
    SessieTable.objects.filter(gebruiker=gebruiker, beeindigd_op__isnull=True).update(beeindigd_op=nu)


def zet_aan(gebruiker: UUID) -> None:
    """He can log in again; his roles stay ended."""
    GebruikerTable.objects.filter(id=gebruiker).update(uitgeschakeld_op=None, uitgeschakeld_door=None)


def rol(toekenning: UUID, *, op_slot: bool = False) -> Roltoekenning | None:
    """One role; `op_slot` until the end of the transaction, so that two who decide wait for each other."""
    rijen = RoltoekenningTable.objects.select_related("gebruiker", "organisatie")
    if op_slot:
        rijen = rijen.select_for_update(of=("self",))
    rij = rijen.filter(id=toekenning).first()
    return rol_van(rij) if rij else None


def rollen(gebruikers: Iterable[UUID], wie: Handelende | None = None) -> list[Roltoekenning]:
    """Every role that these people have, had or wait for; for one who manages, those at organisations of his."""
    rijen = _rollen().filter(gebruiker__in=list(gebruikers))
    if wie is not None:
        rijen = rijen.filter(organisatie__in=beheerd_door(wie))
    return [rol_van(rij) for rij in rijen]


def wachtende(wie: Handelende) -> list[Roltoekenning]:
    """The proposals at organisations of his, the oldest first."""
    rijen = _rollen().filter(
        organisatie__in=beheerd_door(wie), toegekend_op__isnull=True, afgewezen_op__isnull=True
    )
    return [rol_van(rij) for rij in rijen.order_by("voorgesteld_op")]


def andere_houders(rol: Roltoekenning, dag: date) -> int:
    """How many other people hold this role there on a day."""
    return houders(rol.organisatie.id, rol.rol, dag, behalve=rol.gebruiker.id)


def houders(organisatie: UUID, rol: Rol, dag: date, behalve: UUID | None = None) -> int:
    """How many people, who can log in, hold a role at an organisation on a day."""
    rijen = RoltoekenningTable.objects.filter(
        Q(tot__isnull=True) | Q(tot__gt=dag),
        organisatie=organisatie,
        rol=rol.value,
        van__lte=dag,
        toegekend_op__isnull=False,
        beeindigd_op__isnull=True,
        gebruiker__uitgeschakeld_op__isnull=True,
    )
    return rijen.exclude(gebruiker=behalve).values("gebruiker").distinct().count()


def maak_rol(rol: Roltoekenning, nu: datetime) -> None:
    """A proposal."""
    RoltoekenningTable.objects.create(
        id=rol.id,
        gebruiker_id=rol.gebruiker.id,
        organisatie_id=rol.organisatie.id,
        rol=rol.rol.value,
        van=rol.van,
        tot=rol.tot,
        voorgesteld_door=rol.voorgesteld_door,
        voorgesteld_op=nu,
    )


def ken_toe(rol: Roltoekenning, nu: datetime) -> None:
    """A proposal that became a role."""
    _een(rol).update(toegekend_door=rol.toegekend_door, toegekend_op=nu)


def wijs_af(rol: Roltoekenning, nu: datetime) -> None:
    """A proposal that stays one."""
    _een(rol).update(afgewezen_door=rol.afgewezen_door, afgewezen_op=nu)


def beeindig(rol: Roltoekenning, nu: datetime) -> None:
    """A role that ended; whoever acts in it now is out."""
    _een(rol).update(beeindigd_door=rol.beeindigd_door, beeindigd_op=nu, tot=rol.tot)
    SessieTable.objects.filter(rol=rol.id, beeindigd_op__isnull=True).update(beeindigd_op=nu)


def afwezigheden(gebruikers: Iterable[UUID], wie: Handelende, dag: date) -> list[Afwezigheid]:
    """When these people are away from organisations of his, today or later."""
    rijen = _afwezig(dag).filter(gebruiker__in=list(gebruikers), organisatie__in=beheerd_door(wie))
    return [afwezigheid_van(rij) for rij in rijen]


def vervangt(account: GebruikerId, organisatie: OrganisatieId, dag: date) -> list[GebruikerId]:
    """For whom somebody stands in at an organisation on a day."""
    rijen = _afwezig(dag).filter(vervanger__account=account, organisatie=organisatie, van__lte=dag)
    return [GebruikerId(rij.gebruiker.account) for rij in rijen]


def maak_afwezigheid(
    afwezigheid: Afwezigheid, gebruiker: UUID, vervanger: UUID | None, door: GebruikerId
) -> None:
    """Write down that somebody is away."""
    AfwezigheidTable.objects.create(
        id=afwezigheid.id,
        gebruiker_id=gebruiker,
        organisatie_id=afwezigheid.organisatie,
        vervanger_id=vervanger,
        van=afwezigheid.van,
        tot=afwezigheid.tot,
        gemeld_door=door,
    )


def afwezigheid(id_: UUID) -> Afwezigheid | None:
    """One absence, kept for this transaction."""
    rij = AfwezigheidTable.objects.select_for_update(of=("self",)).filter(id=id_).first()
    return afwezigheid_van(rij) if rij else None


def beeindig_afwezigheid(id_: UUID, tot: date) -> None:
    """He is back from this day on."""
    AfwezigheidTable.objects.filter(id=id_).update(tot=tot)


def beeindig_sessies_bij(gebruiker: UUID, organisatie: UUID, nu: datetime) -> None:
    """Whoever acts for this organisation is out; his other sessions go on."""
    SessieTable.objects.filter(
        gebruiker=gebruiker, rol__organisatie=organisatie, beeindigd_op__isnull=True
    ).update(beeindigd_op=nu)


def gebruiker_van(rij: GebruikerTable) -> Gebruiker:
    """A row as the word of the model; never the password."""
    return Gebruiker(
        rij.id,
        GebruikerId(rij.account),
        rij.naam,
        rij.email,
        rij.is_demo,
        rij.uitgeschakeld_op is not None,
        rij.klant is not None,
        rij.wachtwoord is not None,
    )


def rol_van(rij: RoltoekenningTable) -> Roltoekenning:
    """A row as the word of the model."""
    return Roltoekenning(
        rij.id,
        gebruiker_van(rij.gebruiker),
        organisatie_van(rij.organisatie),
        Rol(rij.rol),
        rij.van,
        GebruikerId(rij.voorgesteld_door),
        rij.tot,
        _door(rij.toegekend_door),
        _door(rij.afgewezen_door),
        _door(rij.beeindigd_door),
    )


def afwezigheid_van(rij: AfwezigheidTable) -> Afwezigheid:
    """A row as the word of the model."""
    return Afwezigheid(
        rij.id,
        GebruikerId(rij.gebruiker.account),
        OrganisatieId(rij.organisatie_id),
        rij.van,
        rij.tot,
        GebruikerId(rij.vervanger.account) if rij.vervanger else None,
    )


def _door(account: str | None) -> GebruikerId | None:
    return None if account is None else GebruikerId(account)


def _een(rol: Roltoekenning) -> QuerySet[RoltoekenningTable]:
    return RoltoekenningTable.objects.filter(id=rol.id)


def _rollen() -> QuerySet[RoltoekenningTable]:
    rijen = RoltoekenningTable.objects.select_related("gebruiker", "organisatie")
    return rijen.order_by("organisatie__naam", "rol", "van")


def _afwezig(dag: date) -> QuerySet[AfwezigheidTable]:
    rijen = AfwezigheidTable.objects.select_related("gebruiker", "vervanger")
    return rijen.filter(Q(tot__isnull=True) | Q(tot__gt=dag)).order_by("van")
