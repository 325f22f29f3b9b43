"""Somebody who is logged in, for tests of pages: an account, a granted role and a whole session in the client."""

from __future__ import annotations

from uuid import UUID

import pyotp
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.test import Client
from django.utils import timezone

from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import Doel, Rol
from doorzicht.domain.toegang.service.pogingen import ring
from doorzicht.domain.toegang.store import accounts, factoren
from doorzicht.domain.toegang.tables import (
    GebruikerTable,
    OrganisatieTable,
    RoltoekenningTable,
    UitnodigingTable,
)
from tests.handelenden import gebruiker_met_rol


def meld_aan(
    client: Client,
    rol: Rol,
    bij: OrganisatieTable,
    account: str = "a.tester",
    *,
    doel: Doel | None = None,
    klant: UUID | None = None,
) -> RoltoekenningTable:
    """Let this client go on as somebody in a role at an organisation, wholly logged in; gives the granted role.

    Asked twice for one account and role, the same person logs in again. `doel` is the first of the role unless named.
    """
    al = RoltoekenningTable.objects.filter(gebruiker__account=account, organisatie=bij, rol=rol.value).first()
    toekenning = al or gebruiker_met_rol(rol, bij, account, klant=klant)
    client.cookies[settings.SESSIE_COOKIE] = toegang.begin_sessie(
        toekenning.gebruiker_id, toekenning.id, doel
    )
    return toekenning


WACHTWOORD = "paars paard leest kranten"
GEHEIM = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def met_inlog(
    rol: Rol, bij: OrganisatieTable, account: str = "s.devries", *, geheim: str = GEHEIM, **velden: object
) -> RoltoekenningTable:
    """Somebody who can log in: with a role, a password and an app that makes codes from `geheim`."""
    toekenning = gebruiker_met_rol(rol, bij, account, **velden)
    nu = timezone.now()
    accounts.zet_wachtwoord(toekenning.gebruiker_id, make_password(WACHTWOORD), nu)
    factoren.maak(ring(), toekenning.gebruiker_id, factoren.TOTP, geheim.encode(), nu, bevestigd_op=nu)
    return toekenning


def stel_in(account: str) -> None:
    """Let this person have set up his account, in place of the whole way with a code and an app."""
    wie = GebruikerTable.objects.get(account=account)
    UitnodigingTable.objects.filter(gebruiker=wie, gebruikt_op=None).update(gebruikt_op=timezone.now())
    factoren.maak(ring(), wie.id, factoren.TOTP, GEHEIM.encode(), timezone.now(), bevestigd_op=timezone.now())


def code_nu(geheim: str = GEHEIM, *, later: int = 0) -> str:
    """What his app shows now, or `later` steps of half a minute further."""
    return pyotp.TOTP(geheim).at(timezone.now(), counter_offset=later)
