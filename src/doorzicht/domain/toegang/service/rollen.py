"""From a granted role to the one who acts in it: for whom there is no session, such as a command or the demo."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from doorzicht.domain.gebied import service as gebied
from doorzicht.domain.toegang.model import (
    DOELEN_VAN,
    Doel,
    GebruikerId,
    Handelende,
    OrganisatieId,
    Organisatiesoort,
    Rol,
)
from doorzicht.domain.toegang.service.handelen import NietGevonden
from doorzicht.domain.toegang.store import sessies
from doorzicht.domain.toegang.tables import RoltoekenningTable


def handelende(toekenning: UUID, doel: Doel | None = None) -> Handelende:
    """Who acts in this role today, for its first purpose or another; raises NietGevonden when it does not hold."""
    rij = (
        sessies.geldige_rollen(timezone.localdate())
        .select_related("gebruiker", "organisatie")
        .filter(id=toekenning)
        .first()
    )
    if rij is None:
        raise NietGevonden
    return handelende_van_rij(rij, doel)


def handelende_van_rij(rij: RoltoekenningTable, doel: Doel | None = None) -> Handelende:
    """The same of a row whose holding was asked already."""
    rol, bij = Rol(rij.rol), rij.organisatie
    regio = bij.regio_nummer
    return Handelende(
        GebruikerId(rij.gebruiker.account),
        OrganisatieId(bij.id),
        OrganisatieId(bij.hoofd_id or bij.id),
        Organisatiesoort(bij.soort),
        rol,
        doel or DOELEN_VAN[rol][0],
        regio,
        None if regio is None else gebied.gemeenten_in_regio(regio, timezone.localdate()),
        rij.gebruiker.klant if rol is Rol.KLANT else None,
    )
