"""Somebody who is logged in, for tests of pages: an account, a granted role and a whole session in the client."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.test import Client

from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import Doel, Rol
from doorzicht.domain.toegang.tables import OrganisatieTable, RoltoekenningTable
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
