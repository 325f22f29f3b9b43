"""A klant of Enschede with something in every table that can hold something of him."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from django.conf import settings
from django.utils import timezone

from doorzicht.domain.doelgroepregister.tables import (
    RegisterpersoonTable,
    RegisterwoonplaatsTable,
    RegistratieTable,
)
from doorzicht.domain.klantprofiel.tables import KlantprofielTable
from doorzicht.domain.toegang.model import Handelende, Organisatiesoort, Rol
from doorzicht.domain.toegang.tables import BreekglasTable, OrganisatieTable, SessieTable, TweedeFactorTable
from doorzicht.infra.crypto import Sealer, load_keyring
from tests.handelenden import ENSCHEDE, HENGELO, gebruiker_met_rol, handelende, klant_bij, organisatie

BSN = "999990019"
VELDEN = {
    "naam": "Noor Ondenkbaar",
    "geslacht": "V",
    "leeftijd": 37,
    "telefoonnummer": "0612345678",
    "email": "noor@voorbeeld.example",
    "straat": "Zandkuilweg",
    "huisnummer": "81",
    "postcode": "7500 ZZ",
    "plaats": "Glanerbrug",
    "opleidingsniveau": "MBO",
    "bemiddelingsberoep": "Fietsenmaker",
    "uren_per_week": 24,
    "medewerker": "M. Edewerker",
}


@dataclass(frozen=True)
class Bekende:
    """A klant, and everybody who could do something for him."""

    id: UUID
    zelf: Handelende
    klantmanager: Handelende
    teamleider: Handelende
    vreemde: Handelende


def zet_in_register(bsn: str, van: date, tot: date | None = None) -> UUID:
    """Somebody in the register, who lives in Enschede."""
    verzegelaar = Sealer(load_keyring(settings.SLEUTELBESTAND, os.environ), "doelgroepregister_persoon")
    rij, index, versleuteld = verzegelaar.seal_for_new_row(bsn.encode())
    persoon = RegisterpersoonTable.objects.create(id=UUID(rij), bsn_index=index, bsn_versleuteld=versleuteld)
    RegistratieTable.objects.create(persoon=persoon, grond="wajong", van=van, tot=tot)
    RegisterwoonplaatsTable.objects.create(persoon=persoon, gemeente_code=ENSCHEDE, van=van)
    return persoon.id


def geef_account(klant: UUID, bij: OrganisatieTable, account: str) -> None:
    """An account of the klant's own, with a session and a second factor."""
    nu = timezone.now()
    rol = gebruiker_met_rol(Rol.KLANT, bij, account, naam="Noor Ondenkbaar", klant=klant)
    SessieTable.objects.create(
        sleutel=account.encode().ljust(32, b"0"),
        gebruiker=rol.gebruiker,
        rol=rol,
        begonnen_op=nu,
        gezien_op=nu,
    )
    TweedeFactorTable.objects.create(
        gebruiker=rol.gebruiker, soort="totp", geheim_versleuteld=b"x", aangemaakt_op=nu, bevestigd_op=nu
    )


def breek_glas(klant: UUID, bij: OrganisatieTable, op: datetime) -> None:
    """Somebody of another organisation had to see the klant."""
    BreekglasTable.objects.create(
        gebruiker="n.ood",
        organisatie=bij.id,
        klant=klant,
        reden="klant-aan-de-balie",
        toelichting="Mevrouw Ondenkbaar stond aan de balie",
        op=op,
        tot=op + timedelta(hours=1),
        beoordelen_voor=op.date() + timedelta(days=7),
    )


@pytest.fixture
def bekende(kaart: None) -> Bekende:
    """Noor, who is a klant of Enschede."""
    return maak_bekende(BSN)


def maak_bekende(bsn: str, account: str = "noor") -> Bekende:
    """A klant with something everywhere, and who acts around him."""
    enschede = organisatie(Organisatiesoort.GEMEENTE, gemeente=ENSCHEDE)
    hengelo = organisatie(Organisatiesoort.GEMEENTE, gemeente=HENGELO)
    klant = klant_bij(enschede, bsn=bsn, **VELDEN)
    KlantprofielTable.objects.create(klant_id=klant, status="vastgesteld", vastgesteld_op=date(2021, 3, 4))
    zet_in_register(bsn, date(2019, 5, 6))
    geef_account(klant, enschede, account)
    breek_glas(klant, hengelo, timezone.now() - timedelta(days=3))
    return Bekende(
        klant,
        handelende(Rol.KLANT, enschede, account, klant=klant),
        handelende(Rol.KLANTMANAGER, enschede, "k.manager"),
        handelende(Rol.TEAMLEIDER, enschede, "t.leider"),
        handelende(Rol.KLANTMANAGER, hengelo, "v.reemde"),
    )
