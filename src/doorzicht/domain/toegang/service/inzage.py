"""What access holds of one klant: his own account, who broke the glass for him, who looked; and erasing it.

1. `geef_inzage` runs inside an act: the caller has logged the look, and the database guards whose rows these are.
2. `wis` runs as the owner, for the deletion run. The lines of the log stay: they hold an id and no person.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_noop as _

from doorzicht.domain.toegang.model import Doel, GebruikerId, Kijkwijze, Logregel, OrganisatieId, Rol
from doorzicht.domain.toegang.service.organisaties import organisaties
from doorzicht.domain.toegang.tables import (
    AlarmTable,
    BreekglasTable,
    GebruikerTable,
    LogregelTable,
    RoltoekenningTable,
    SessieTable,
    TweedeFactorTable,
    UitnodigingTable,
)
from doorzicht.foundation.gegevens import Gegeven, Rubriek

_INLOGGEN = _("Om je te laten inloggen, en niemand anders.")
_TOEZICHT = _("Om te kunnen nagaan wie je gegevens zag en waarom (AVG 5, tweede lid).")
_ZELF = _("Jij, of wie je account maakte")
_SYSTEEM = _("Dit programma schrijft het zelf op")
_BEWAREN = {
    "account": _("Tot 2 jaar nadat je account is gesloten, of tot je gegevens worden gewist."),
    "aanmeldingen": _("30 dagen na het uitloggen."),
    "noodtoegang": _("5 jaar."),
    "wie-keek": _("5 jaar."),
}


def geef_inzage(klant: UUID) -> Iterator[Rubriek]:
    """All that is held here of one klant, as far as the database lets who acts reach it."""
    accounts = list(GebruikerTable.objects.filter(klant=klant))
    rijen = [rij for account in accounts for rij in _account(account)]
    tabellen = (GebruikerTable, RoltoekenningTable, TweedeFactorTable, UitnodigingTable)
    yield _rubriek(tabellen, "account", _("Je account"), (_INLOGGEN, _ZELF), rijen)
    sessies = [rij for account in accounts for rij in _sessies(account)]
    yield _rubriek((SessieTable,), "aanmeldingen", _("Wanneer je inlogde"), (_INLOGGEN, _SYSTEEM), sessies)
    noodtoegang = _noodtoegang(klant)
    yield _rubriek(
        (BreekglasTable,),
        "noodtoegang",
        _("Wie in nood je gegevens opende"),
        (_TOEZICHT, _("De medewerker die dat deed")),
        noodtoegang,
    )
    yield _rubriek(
        (LogregelTable,), "wie-keek", _("Wie je gegevens bekeek"), (_TOEZICHT, _SYSTEEM), _blikken(klant)
    )


def blikken(klant: UUID) -> tuple[Logregel, ...]:
    """Who looked at a klant, the newest first, as far as the database lets who acts reach it."""
    return tuple(
        Logregel(
            rij.id,
            rij.op,
            GebruikerId(rij.gebruiker),
            OrganisatieId(rij.organisatie),
            Rol(rij.rol),
            Doel(rij.doel),
            rij.handeling,
            Kijkwijze(rij.wijze),
            rij.klant,
            tuple(rij.velden),
            rij.breekglas,
        )
        for rij in LogregelTable.objects.filter(klant=klant).order_by("-op", "-id")
    )


def wis(klanten: Collection[UUID]) -> int:
    """Take away the accounts of these klanten and what supervision wrote about them; returns how many accounts."""
    accounts = GebruikerTable.objects.filter(klant__in=klanten)
    SessieTable.objects.filter(gebruiker__in=accounts).delete()
    RoltoekenningTable.objects.filter(gebruiker__in=accounts).delete()
    BreekglasTable.objects.filter(klant__in=klanten).delete()
    AlarmTable.objects.filter(klant__in=klanten).delete()
    return accounts.delete()[0]


def _rubriek(
    tabellen: tuple[Any, ...],
    sleutel: str,
    titel: str,
    uitleg: tuple[str, str],
    rijen: list[tuple[Gegeven, ...]],
) -> Rubriek:
    namen = tuple(tabel._meta.db_table for tabel in tabellen)
    return Rubriek(sleutel, titel, *uitleg, _BEWAREN[sleutel], namen, tuple(rijen))


def _account(account: GebruikerTable) -> Iterator[tuple[Gegeven, ...]]:
    yield (
        Gegeven(_("Account"), account.account),
        Gegeven(_("Naam"), account.naam),
        Gegeven(_("E-mailadres"), account.email),
        Gegeven(_("Wachtwoord gekozen op"), account.wachtwoord_op),
        Gegeven(_("Account gemaakt op"), account.aangemaakt_op),
        Gegeven(_("Account gesloten op"), account.uitgeschakeld_op),
    )
    namen = _namen()
    for rol in RoltoekenningTable.objects.filter(gebruiker=account).order_by("van"):
        yield (
            Gegeven(_("Je rol"), rol.rol),
            Gegeven(_("Bij"), namen.get(rol.organisatie_id)),
            Gegeven(_("Vanaf"), rol.van),
        )
    for uitnodiging in UitnodigingTable.objects.filter(gebruiker=account).order_by("gemaakt_op"):
        yield (
            Gegeven(_("Uitgenodigd op"), uitnodiging.gemaakt_op),
            Gegeven(_("Uitnodiging gebruikt op"), uitnodiging.gebruikt_op),
        )
    for factor in TweedeFactorTable.objects.filter(gebruiker=account).order_by("aangemaakt_op"):
        yield (
            Gegeven(_("Tweede stap bij het inloggen"), factor.soort),
            Gegeven(_("Naam van deze stap"), factor.naam or None),
            Gegeven(_("Gemaakt op"), factor.aangemaakt_op),
            Gegeven(_("Laatst gebruikt op"), factor.gebruikt_op),
        )


def _sessies(account: GebruikerTable) -> Iterator[tuple[Gegeven, ...]]:
    for sessie in SessieTable.objects.filter(gebruiker=account).order_by("-begonnen_op"):
        yield (
            Gegeven(_("Ingelogd op"), sessie.begonnen_op),
            Gegeven(_("Laatst gezien op"), sessie.gezien_op),
            Gegeven(_("Uitgelogd op"), sessie.beeindigd_op),
        )


def _noodtoegang(klant: UUID) -> list[tuple[Gegeven, ...]]:
    namen = _namen()
    return [
        (
            Gegeven(_("Op"), rij.op),
            Gegeven(_("Organisatie"), namen.get(rij.organisatie)),
            Gegeven(_("Reden"), rij.reden),
            Gegeven(_("Uitleg van de medewerker"), rij.toelichting),
            Gegeven(_("Bekeken of het mocht op"), rij.beoordeeld_op),
            Gegeven(_("Mocht het"), rij.oordeel),
        )
        for rij in BreekglasTable.objects.filter(klant=klant).order_by("-op")
    ]


def _blikken(klant: UUID) -> list[tuple[Gegeven, ...]]:
    """Who: the organisation and the role, not the colleague by name (CJEU C-579/21); the log itself knows him."""
    namen = _namen()
    return [
        (
            Gegeven(_("Op"), blik.op),
            Gegeven(_("Organisatie"), namen.get(UUID(str(blik.organisatie)))),
            Gegeven(_("Rol"), blik.rol.value),
            Gegeven(_("Waarvoor"), blik.doel.value),
            Gegeven(_("Hoe"), blik.wijze.value),
            Gegeven(_("Welke gegevens"), ", ".join(blik.velden)),
            Gegeven(_("In nood"), blik.breekglas),
        )
        for blik in blikken(klant)
    ]


def _namen() -> dict[UUID, str]:
    return {UUID(str(organisatie.id)): organisatie.naam for organisatie in organisaties()}
