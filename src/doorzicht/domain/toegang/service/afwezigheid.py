"""Being away, and who stands in.

1. Roles at the organisation rest from the first day on, and whoever acts in one is out.
2. A stand-in works under his own account, in a role he holds himself: standing in gives no right.
3. Who comes back goes on where he was. An absence that had not begun is over before its first day.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid4

from django.utils import timezone

from doorzicht.domain.toegang import access
from doorzicht.domain.toegang.model import (
    Afwezigheid,
    Gebruiker,
    GebruikerId,
    Handelende,
    Organisatie,
    OrganisatieId,
    Roltoekenning,
)
from doorzicht.domain.toegang.rules.rollen import eis_periode, eis_vervanger
from doorzicht.domain.toegang.service.handelen import NietGevonden
from doorzicht.domain.toegang.service.medewerkers import (
    Medewerker,
    handeling,
    medewerker,
    medewerkers,
    van_mij,
)
from doorzicht.domain.toegang.store import gebruikers as store
from doorzicht.foundation.errors import Weigering


def meld_afwezig(
    wie: Handelende, id_: UUID, organisatie: UUID, van: date, tot: date | None = None, vervanger: str = ""
) -> Afwezigheid:
    """His roles at an organisation rest. A stand-in works under his own account, in a role he holds himself."""
    vandaag = timezone.localdate()
    eis_periode(van, tot, vandaag)
    with handeling(wie, "toegang.afwezigheid", access.may_set_afwezigheid):
        bij = van_mij(wie, organisatie)
        persoon = medewerker(wie, id_, op_slot=True)
        ander = _vervanger(wie, persoon, bij, vervanger, max(van, vandaag)) if vervanger.strip() else None
        if any(weg.organisatie == bij.id and _raakt(weg, van, tot) for weg in persoon.afwezigheden):
            raise Weigering(
                "In deze tijd is deze persoon al afwezig.", "Pas de afwezigheid aan die er al staat."
            )
        account = persoon.gebruiker.account
        weg = Afwezigheid(uuid4(), account, bij.id, van, tot, ander.account if ander else None)
        store.maak_afwezigheid(weg, id_, ander.id if ander else None, wie.gebruiker)
        if weg.omvat(vandaag):
            store.beeindig_sessies_bij(id_, bij.id, timezone.now())
        return weg


def meld_terug(wie: Handelende, afwezigheid: UUID) -> None:
    """He is back from today on; an absence that had not begun is over before its first day."""
    with handeling(wie, "toegang.afwezigheid", access.may_set_afwezigheid):
        weg = store.afwezigheid(afwezigheid)
        if weg is None:
            raise NietGevonden
        van_mij(wie, weg.organisatie)
        store.beeindig_afwezigheid(weg.id, max(timezone.localdate(), weg.van))


def vervangt(wie: Handelende) -> list[GebruikerId]:
    """For whom he stands in today, at the organisation he acts for: whose work comes to him meanwhile."""
    return store.vervangt(wie.gebruiker, wie.organisatie, timezone.localdate())


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
    gevonden = medewerkers(wie, [persoon])[0]
    return [rol for rol in gevonden.geldende(dag) if rol.organisatie.id == bij]


def _raakt(weg: Afwezigheid, van: date, tot: date | None) -> bool:
    return (tot is None or weg.van < tot) and (weg.tot is None or van < weg.tot)
