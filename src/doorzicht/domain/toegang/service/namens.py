"""Who stands behind a command: somebody with an account and a granted role, by whose name a proposal is known.

The command line asks nobody for a password: its operator can name another. So nothing is decided here; a decision is
for somebody else, who is logged in. Runs as the owner.
"""

from __future__ import annotations

from django.utils import timezone

from doorzicht.domain.toegang.model import (
    DOELEN_VAN,
    GebruikerId,
    Handelende,
    OrganisatieId,
    Organisatiesoort,
    Rol,
    Vierogensoort,
    Voorstel,
    Voorstelstatus,
)
from doorzicht.domain.toegang.store import sessies, toezicht
from doorzicht.foundation.errors import Weigering


def bij_uwv(account: str, rol: Rol) -> Handelende:
    """Somebody who holds this role at UWV today; raises Weigering when there is nobody of that name."""
    toekenning = (
        sessies.geldige_rollen(timezone.localdate())
        .filter(gebruiker__account__iexact=account.strip(), rol=rol.value, organisatie__soort="uwv")
        .select_related("gebruiker", "organisatie")
        .first()
    )
    if toekenning is None:
        raise Weigering(
            f"Dit account heeft bij UWV niet de rol {rol.value}.", "Noem een account met die rol, met --door."
        )
    uwv = OrganisatieId(toekenning.organisatie_id)
    return Handelende(
        GebruikerId(toekenning.gebruiker.account), uwv, uwv, Organisatiesoort.UWV, rol, DOELEN_VAN[rol][0]
    )


def afgehandelde_voorstellen(soort: Vierogensoort) -> tuple[Voorstel, ...]:
    """Proposals of a kind that were refused or carried out: what was prepared for them can go."""
    klaar = (Voorstelstatus.AFGEWEZEN, Voorstelstatus.UITGEVOERD)
    return tuple(
        voorstel
        for voorstel in toezicht.voorstellen(open_only=False)
        if voorstel.soort is soort and voorstel.status in klaar
    )
