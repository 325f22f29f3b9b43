"""People who act and klanten to act on, for tests of access: made in the tables as the program would make them."""

from __future__ import annotations

import os
from datetime import date, timedelta
from uuid import UUID, uuid4

from django.conf import settings
from django.utils import timezone

from doorzicht.domain.gebied import service as gebied
from doorzicht.domain.klant.tables import InschrijvingTable, KlantTable, WoonplaatsTable
from doorzicht.domain.toegang.model import (
    DOELEN_VAN,
    REGIONAAL,
    Doel,
    GebruikerId,
    Handelende,
    OrganisatieId,
    Organisatiesoort,
    Rol,
)
from doorzicht.domain.toegang.tables import GebruikerTable, OrganisatieTable, RoltoekenningTable
from doorzicht.infra.crypto import Sealer, load_keyring

TWENTE = 9
ENSCHEDE, HENGELO, ZWOLLE = "GM0153", "GM0164", "GM0193"
VAN = date(2020, 1, 1)


def organisatie(
    soort: Organisatiesoort, *, gemeente: str | None = None, regio: int | None = None
) -> OrganisatieTable:
    """UWV and gemeenten are there by the fixture `kaart`; others are made when they are first asked for."""
    if soort is Organisatiesoort.GEMEENTE:
        return OrganisatieTable.objects.get(gemeente_code=gemeente or ENSCHEDE)
    if soort is Organisatiesoort.UWV:
        return OrganisatieTable.objects.get(soort="uwv")
    regionaal = soort in REGIONAAL
    regio = (regio or TWENTE) if regionaal else None
    met_kvk = soort in (Organisatiesoort.WERKGEVER, Organisatiesoort.INTERMEDIAIR)
    gemaakt, _ = OrganisatieTable.objects.get_or_create(
        soort=soort.value,
        regio_nummer=regio,
        defaults={
            "naam": f"{soort.value} {regio or ''}".strip(),
            "hoofd": organisatie(Organisatiesoort.UWV) if soort is Organisatiesoort.UWV_KANTOOR else None,
            "kvk_nummer": f"{68750000 + len(soort.value)}" if met_kvk else None,
        },
    )
    return gemaakt


def handelende(
    rol: Rol,
    bij: OrganisatieTable,
    account: str = "a.tester",
    *,
    doel: Doel | None = None,
    klant: UUID | None = None,
) -> Handelende:
    """Somebody in a role at an organisation, as a session would make him; needs no account to exist."""
    gemeenten = None
    if bij.regio_nummer is not None:
        indeling = gebied.indeling_op(timezone.localdate())
        gemeenten = frozenset(gemeente.code for gemeente in indeling.gemeenten_in(bij.regio_nummer))
    return Handelende(
        GebruikerId(account),
        OrganisatieId(bij.id),
        OrganisatieId(bij.hoofd_id or bij.id),
        Organisatiesoort(bij.soort),
        rol,
        doel or DOELEN_VAN[rol][0],
        bij.regio_nummer,
        gemeenten,
        klant,
    )


def gebruiker_met_rol(rol: Rol, bij: OrganisatieTable, account: str, **velden: object) -> RoltoekenningTable:
    """An account that holds a role, granted by two others."""
    nu = timezone.now()
    wie, _ = GebruikerTable.objects.get_or_create(
        account=account, defaults={"naam": account, "aangemaakt_op": nu, **velden}
    )
    return RoltoekenningTable.objects.create(
        gebruiker=wie,
        organisatie=bij,
        rol=rol.value,
        van=VAN,
        voorgesteld_door="b.eheer",
        voorgesteld_op=nu - timedelta(days=2),
        toegekend_door="t.eamleider",
        toegekend_op=nu - timedelta(days=1),
    )


def klant_bij(
    bij: OrganisatieTable, *, woont_in: str | None = ENSCHEDE, bsn: str | None = None, **velden: object
) -> UUID:
    """A klant whom this organisation (the head of an office) is responsible for, since 2020."""
    ring = load_keyring(settings.SLEUTELBESTAND, os.environ)
    nummer = (bsn or uuid4().hex).encode()
    rij, index, versleuteld = Sealer(ring, "klant_klant").seal_for_new_row(nummer)
    klant = KlantTable.objects.create(id=UUID(rij), bsn_index=index, bsn_versleuteld=versleuteld, **velden)
    InschrijvingTable.objects.create(klant=klant, organisatie_id=bij.hoofd_id or bij.id, van=VAN)
    if woont_in:
        WoonplaatsTable.objects.create(klant=klant, gemeente_code=woont_in, van=VAN)
    return klant.id
