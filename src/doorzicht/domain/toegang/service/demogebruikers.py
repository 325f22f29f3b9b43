"""Made-up people and organisations for the demo: named as such, without a password, of use in a demo only.

What a person may be called is not asked of them: a demo account says `demo` and what it is. Runs as the owner, and
leaves what is there already.
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID, uuid4

from django.utils import timezone

from doorzicht.domain.toegang.model import (
    Gebruiker,
    GebruikerId,
    Organisatie,
    OrganisatieId,
    Organisatiesoort,
    Rol,
    Roltoekenning,
)
from doorzicht.domain.toegang.rules.organisaties import lees_kvk_nummer, lees_naam
from doorzicht.domain.toegang.store import gebruikers as store
from doorzicht.domain.toegang.store import organisaties as organisatiestore
from doorzicht.domain.toegang.tables import KanarieTable

_WIE, _GETUIGE = GebruikerId("uitvoerder:demo"), GebruikerId("uitvoerder:demo-getuige")


def zorg_voor_demogebruiker(
    account: str, naam: str, rollen: Iterable[tuple[Rol, UUID]], klant: UUID | None = None
) -> None:
    """See to it that a made-up person is there with these roles (each with its organisation)."""
    nu = timezone.now()
    persoon = store.vind_account(account)
    if persoon is None:
        persoon = Gebruiker(uuid4(), GebruikerId(account), naam, None, is_demo=True)
        store.maak(persoon, _WIE, nu, klant)
    heeft = {(rol.rol, rol.organisatie.id) for rol in store.rollen([persoon.id]) if rol.is_open}
    for soort, organisatie in rollen:
        bij = organisatiestore.haal(organisatie)
        if bij is not None and (soort, bij.id) not in heeft:
            voorstel = Roltoekenning(uuid4(), persoon, bij, soort, timezone.localdate(), _WIE)
            store.maak_rol(voorstel, nu)
            store.ken_toe(voorstel.toekennen(_GETUIGE), nu)


def zorg_voor_deelnemer(soort: Organisatiesoort, naam: str, kvk: str) -> Organisatie:
    """See to it that a made-up employer or intermediary takes part."""
    gevonden = organisatiestore.vind(lees_kvk_nummer(kvk))
    if gevonden:
        return gevonden[0]
    nieuw = Organisatie(OrganisatieId(uuid4()), soort, lees_naam(naam), kvk_nummer=lees_kvk_nummer(kvk))
    organisatiestore.maak(nieuw)
    return nieuw


def regionaal(regio: int, soort: Organisatiesoort) -> OrganisatieId:
    """The (first) office or WSP of a region."""
    return organisatiestore.zoek([soort], "", regio, 1)[0].id


def kent(account: str) -> bool:
    """Whether there is such an account."""
    return store.vind_account(account) is not None


def heeft_kanarie() -> bool:
    """Whether there is an invented dossier that nobody has a reason to open."""
    return KanarieTable.objects.exists()
