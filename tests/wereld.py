"""A row for every table that holds persons, for each of three houses: the own one, one in its region, one elsewhere.

A new table needs a line here; the catalogue names the one that has none.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils import timezone

from doorzicht.config.demo.nummers import bsns
from doorzicht.domain.betrokkene.tables import (
    AankondigingTable,
    CorrectieverzoekTable,
    WiskandidaatTable,
    WissingTable,
)
from doorzicht.domain.doelgroepregister.tables import (
    RegisterpersoonTable,
    RegisterwoonplaatsTable,
    RegistratieTable,
)
from doorzicht.domain.klant.tables import (
    InschrijvingTable,
    KlantgeschiedenisTable,
    KlantTable,
    OverdrachtTable,
    WoonplaatsTable,
)
from doorzicht.domain.klantprofiel.tables import KlantbezwaarTable, KlantprofielTable
from doorzicht.domain.toegang.model import Organisatiesoort, Rol
from doorzicht.domain.toegang.tables import (
    AfwijzingTable,
    AlarmTable,
    BreekglasTable,
    GebruikerTable,
    InvoerTable,
    LogregelTable,
    NavraagTable,
    OrganisatieTable,
    RoltoekenningTable,
    VerwerkingTable,
    VierogenTable,
)
from doorzicht.infra.crypto import Sealer, load_keyring
from tests.handelenden import ENSCHEDE, HENGELO, VAN, ZWOLLE, gebruiker_met_rol, klant_bij, organisatie

VERZONNEN = {"eigen": "Aaltje Eigen", "regio": "Berend Regio", "ander": "Cornelia Ander"}
TELEFOON = {"eigen": "0600000001", "regio": "0600000002", "ander": "0600000003"}


@dataclass
class Huis:
    """An organisation with one klant and one worker."""

    naam: str
    organisatie: OrganisatieTable
    klant: UUID
    account: str
    rol: RoltoekenningTable
    bsn: str
    bsn_index: bytes


@dataclass
class Wereld:
    """The houses by their name, and which rows (by their primary key) of which table belong to which house."""

    huizen: dict[str, Huis]
    rijen: dict[str, dict[str, set[Any]]] = field(default_factory=dict)

    def foreign(self, table: str) -> set[Any]:
        """The keys of rows that are not of the own house."""
        return self.rijen[table]["regio"] | self.rijen[table]["ander"]

    def own(self, table: str) -> set[Any]:
        """The keys of rows of the own house."""
        return self.rijen[table]["eigen"]


def make_wereld() -> Wereld:
    """Fill the tables; asks for the map and the organisations to be there."""
    wereld = Wereld(
        {
            naam: _huis(naam, gemeente)
            for naam, gemeente in (("eigen", ENSCHEDE), ("regio", HENGELO), ("ander", ZWOLLE))
        }
    )
    for (tabel, zaai), huis in itertools.product(ZAAI.items(), wereld.huizen.values()):
        rijen = zaai(huis)
        pks = {_key(rij.pk) for rij in (rijen if isinstance(rijen, list) else [rijen])}
        wereld.rijen.setdefault(tabel._meta.db_table, {})[huis.naam] = pks
    return wereld


def personal_tables() -> list[type[models.Model]]:
    """Every table that says that it holds persons."""
    return [
        table
        for table in apps.get_app_config("doorzicht").get_models()
        if not table.PERSOONSGEGEVENS.startswith("geen")
    ]


def _key(pk: Any) -> Any:
    return bytes(pk) if isinstance(pk, memoryview) else pk


def _huis(naam: str, gemeente: str) -> Huis:
    bij = organisatie(Organisatiesoort.GEMEENTE, gemeente=gemeente)
    account = f"km.{naam}"
    bsn = next(bsns(len(naam) * 1000 + ord(naam[0])))
    klant = klant_bij(bij, woont_in=gemeente, bsn=bsn, naam=VERZONNEN[naam], telefoonnummer=TELEFOON[naam])
    rol = gebruiker_met_rol(Rol.KLANTMANAGER, bij, account, email=f"{account}@voorbeeld.example")
    return Huis(naam, bij, klant, account, rol, bsn, bytes(KlantTable.objects.get(id=klant).bsn_index))


def _persoon(huis: Huis) -> RegisterpersoonTable:
    """The same person in the register: found by the same index."""
    bestaand = RegisterpersoonTable.objects.filter(bsn_index=huis.bsn_index).first()
    if bestaand:
        return bestaand
    ring = load_keyring(settings.SLEUTELBESTAND, os.environ)
    rij, _, versleuteld = Sealer(ring, "doelgroepregister_persoon").seal_for_new_row(huis.bsn.encode())
    return RegisterpersoonTable.objects.create(
        id=UUID(rij), bsn_index=huis.bsn_index, bsn_versleuteld=versleuteld
    )


def _geschiedenis(huis: Huis) -> list[KlantgeschiedenisTable]:
    """Written by the triggers, when something of the klant changes."""
    KlantTable.objects.filter(id=huis.klant).update(plaats=f"bij {huis.naam}")
    return list(KlantgeschiedenisTable.objects.filter(klant=huis.klant))


def _now(**later: int) -> Any:
    return timezone.now() + timedelta(**later)


ZAAI: dict[type[models.Model], Callable[[Huis], Any]] = {
    KlantTable: lambda h: KlantTable.objects.get(id=h.klant),
    InschrijvingTable: lambda h: InschrijvingTable.objects.get(klant=h.klant),
    WoonplaatsTable: lambda h: WoonplaatsTable.objects.get(klant=h.klant),
    KlantgeschiedenisTable: _geschiedenis,
    OverdrachtTable: lambda h: OverdrachtTable.objects.create(
        klant_id=h.klant,
        naar=organisatie(Organisatiesoort.UWV),
        gevraagd_door="x.elders",
        gevraagd_op=_now(),
    ),
    KlantprofielTable: lambda h: KlantprofielTable.objects.create(
        klant_id=h.klant, status="vastgesteld", vastgesteld_op=date(2021, 5, 1), toestemming_delen=True
    ),
    KlantbezwaarTable: lambda h: KlantbezwaarTable.objects.create(
        klant_id=h.klant, verwerking="cijfers", reden="omdat", ingediend_op=_now(), status="ingediend"
    ),
    CorrectieverzoekTable: lambda h: CorrectieverzoekTable.objects.create(
        klant_id=h.klant,
        veld="telefoon",
        staat_er="hier",
        moet_zijn="daar",
        ingediend_op=_now(),
        uiterlijk_op=date(2030, 1, 1),
        status="ingediend",
    ),
    AankondigingTable: lambda h: AankondigingTable.objects.create(
        verzameling="klanten",
        persoon=h.klant,
        aangekondigd_op=date(2022, 1, 1),
        wissen_vanaf=date(2022, 3, 1),
    ),
    WiskandidaatTable: lambda h: WiskandidaatTable.objects.create(
        ronde=uuid4(), verzameling="klanten", persoon=h.klant
    ),
    WissingTable: lambda h: WissingTable.objects.create(
        verzameling="klanten", merk=h.bsn_index[::-1], op=_now(), ronde=uuid4()
    ),
    RegisterpersoonTable: _persoon,
    RegistratieTable: lambda h: RegistratieTable.objects.create(
        persoon=_persoon(h), grond="praktijkroute", van=VAN
    ),
    RegisterwoonplaatsTable: lambda h: RegisterwoonplaatsTable.objects.create(
        persoon=_persoon(h), gemeente_code=h.organisatie.gemeente_code, van=VAN
    ),
    LogregelTable: lambda h: LogregelTable.objects.create(
        op=_now(),
        spoor=uuid4(),
        gebruiker=h.account,
        organisatie=h.organisatie.id,
        rol="klantmanager",
        doel="dienstverlening",
        handeling="klant.dossier",
        wijze="pagina",
        klant=h.klant,
        velden=["identiteit"],
        breekglas=False,
    ),
    VerwerkingTable: lambda h: VerwerkingTable.objects.create(
        trace_id=uuid4(),
        operation_id=uuid4(),
        operation_name="klant.dossier",
        processing_activity_id="doorzicht/dienstverlening",
        begin=_now(),
        status="OK",
        data_subject_id=b"verzegeld",
    ),
    NavraagTable: lambda h: NavraagTable.objects.create(
        gebruiker=h.account, handeling="toegang.breekglas", waarover=b"0" * 32, transactie="1", op=_now()
    ),
    AfwijzingTable: lambda h: AfwijzingTable.objects.create(
        op=_now(),
        gebruiker=h.account,
        organisatie=h.organisatie.id,
        handeling="klant.dossier",
        reden="geen-toegang",
        klant=h.klant,
    ),
    AlarmTable: lambda h: AlarmTable.objects.create(
        soort="breekglas", op=_now(), gebruiker=h.account, organisatie=h.organisatie.id, klant=h.klant
    ),
    BreekglasTable: lambda h: BreekglasTable.objects.create(
        gebruiker=f"oud.{h.naam}",
        organisatie=h.organisatie.id,
        klant=h.klant,
        reden="spoed",
        toelichting="aan de balie",
        op=_now(hours=-3),
        tot=_now(hours=-2),
        beoordelen_voor=date(2030, 1, 1),
    ),
    VierogenTable: lambda h: VierogenTable.objects.create(
        soort="uitvoer",
        organisatie=h.organisatie.id,
        voorstel={},
        aantal=101,
        voorgesteld_door=h.account,
        voorgesteld_op=_now(),
    ),
    GebruikerTable: lambda h: h.rol.gebruiker,
    RoltoekenningTable: lambda h: h.rol,
    InvoerTable: lambda h: InvoerTable.objects.create(
        soort="sonar",
        bestand_sha256=uuid4().hex * 2,
        door=h.account,
        op=_now(),
        nieuw=1,
        gewijzigd=0,
        ongewijzigd=0,
        geweigerd=0,
        synthetisch=True,
    ),
}
"""How each table gets a row of a house. Left out are the publication and what is open before the log-in."""
