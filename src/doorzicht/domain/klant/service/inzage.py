"""What klant holds of one person, in words that he knows; and taking it all away when its time has passed.

1. `geef_inzage` runs inside an act: the caller has logged the look, and the database guards whose rows these are.
2. `bewaarden`, `herken` and `wis` run as the owner, for the deletion run; no page reaches them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_noop as _

from doorzicht.domain.gebied import service as gebied
from doorzicht.domain.klant import store
from doorzicht.domain.klant.rules.weergave import weergave
from doorzicht.domain.klant.tables import (
    InschrijvingTable,
    KlantgeschiedenisTable,
    KlantTable,
    OverdrachtTable,
    WoonplaatsTable,
)
from doorzicht.domain.toegang import service as toegang
from doorzicht.foundation.gegevens import Gegeven, Rubriek, Waarde, laatste_dag
from doorzicht.infra.crypto import Sealer

NAMEN: dict[str, str] = {
    "naam": _("Naam"),
    "geslacht": _("Geslacht"),
    "leeftijd": _("Leeftijd"),
    "telefoonnummer": _("Telefoonnummer"),
    "email": _("E-mailadres"),
    "straat": _("Straat"),
    "huisnummer": _("Huisnummer"),
    "huisnummer_toevoeging": _("Toevoeging bij het huisnummer"),
    "postcode": _("Postcode"),
    "plaats": _("Plaats"),
    "opleidingsniveau": _("Opleiding"),
    "beroepssector": _("Sector waarin je wilt werken"),
    "bemiddelingsberoep": _("Werk dat je zoekt"),
    "uren_per_week": _("Uren per week dat je kunt werken"),
    "mondeling_nederlands": _("Nederlands spreken"),
    "schriftelijk_nederlands": _("Nederlands schrijven"),
    "rijbewijs": _("Rijbewijs"),
    "vervoer": _("Vervoer"),
    "banenafspraak": _("Hoort bij de banenafspraak"),
    "participatieladder": _("Hoe ver je bent op weg naar werk (participatieladder)"),
    "datum_melding": _("Gemeld op"),
    "eerste_uitkeringsdag": _("Eerste dag met een uitkering (geen WW)"),
    "medewerker": _("Medewerker die je helpt"),
    "gsd_kantoor": _("Kantoor van de sociale dienst"),
    "id_werkzoekende": _("Nummer in Sonar"),
    "in_sonar": _("Staat in Sonar"),
    "cases": _("Aantal zaken in Sonar"),
    "aantal": _("Een getal uit Sonar (het heet daar Aantal)"),
    "versie": _("Hoe vaak je gegevens zijn opgeslagen"),
}
"""Every column of a klant by its name on a page; the BSN is told apart."""

_SLEUTELS = {"id", "klant_id", "bsn_versleuteld", "bsn_index"}
_WAARVOOR = _("Om je te helpen bij het vinden van werk (Wet SUWI 30b).")
_BRON = _("Sonar, en je klantmanager")
_BEWAREN = _("Tot 5 jaar na het einde van je laatste inschrijving.")


def geef_inzage(klant: UUID) -> Iterator[Rubriek]:
    """All that is held here of one klant, as far as the database lets who acts reach it."""
    rij = KlantTable.objects.get(id=klant)
    yield _rubriek(
        KlantTable, "klant", _("Over jou"), [(Gegeven(_("Burgerservicenummer"), _bsn(rij)), *_velden(rij))]
    )
    yield _rubriek(
        InschrijvingTable, "inschrijvingen", _("Waar je staat ingeschreven"), _inschrijvingen(klant)
    )
    yield _rubriek(WoonplaatsTable, "woonplaatsen", _("Waar je woont"), _woonplaatsen(klant))
    yield _rubriek(KlantgeschiedenisTable, "eerder", _("Wat er eerder stond"), _eerder(klant))
    yield _rubriek(
        OverdrachtTable, "overdrachten", _("Organisaties die vroegen of zij je mogen helpen"), _over(klant)
    )


def namen_van(klanten: Collection[UUID]) -> dict[UUID, str | None]:
    """The names of these klanten, as far as the database lets who acts reach them; the caller has logged the look."""
    return dict(KlantTable.objects.filter(id__in=klanten).values_list("id", "naam"))


def waarden_sinds(
    klant: UUID, namen: Sequence[str], moment: datetime
) -> tuple[dict[str, Waarde], dict[str, Waarde]]:
    """These fields as they were at a moment and as they are now; the caller has logged the look."""
    return store.waarden_sinds(klant, namen, moment)


def met_sonarnummer(nummer: str) -> UUID | None:
    """The one klant with this number in Sonar, for the command line; None when nobody has it, or several do."""
    gevonden = list(KlantTable.objects.filter(id_werkzoekende=nummer).values_list("id", flat=True)[:2])
    return gevonden[0] if nummer and len(gevonden) == 1 else None


def index_van(klant: UUID) -> bytes:
    """The blind index of a klant: by it the register is asked about the same person."""
    return bytes(KlantTable.objects.values_list("bsn_index", flat=True).get(id=klant))


def bewaarden() -> Iterator[tuple[UUID, list[tuple[date, date | None]]]]:
    """Of everybody whose inschrijvingen have all ended: his id and those periods."""
    perioden: dict[UUID, list[tuple[date, date | None]]] = {}
    open_ = InschrijvingTable.objects.filter(tot__isnull=True).values("klant_id")
    rijen = InschrijvingTable.objects.exclude(klant_id__in=open_).values_list("klant_id", "van", "tot")
    for klant, van, tot in rijen:
        perioden.setdefault(klant, []).append((van, tot))
    yield from perioden.items()


def herken(klanten: Collection[UUID] | None = None) -> Iterator[tuple[UUID, list[bytes], date | None]]:
    """Of these klanten, or of all: the blind index under every key there is, and the last day they began on."""
    verzegelaar = _sealer()
    rijen = KlantTable.objects.all() if klanten is None else KlantTable.objects.filter(id__in=klanten)
    begin = _laatste_begin()
    for klant, verzegeld in rijen.values_list("id", "bsn_versleuteld").iterator(chunk_size=5000):
        bsn = verzegelaar.open(bytes(verzegeld), klant.bytes)
        yield klant, verzegelaar.ring.indexes(bsn), begin.get(klant)


def wis(klanten: Collection[UUID]) -> int:
    """Take away all that is held here of these klanten, with what they were before; returns how many there were.

    What higher terms hold of them has to be gone by then, or goes along where it refers to the klant.
    """
    InschrijvingTable.objects.filter(klant_id__in=klanten).delete()
    WoonplaatsTable.objects.filter(klant_id__in=klanten).delete()
    OverdrachtTable.objects.filter(klant_id__in=klanten).delete()
    aantal, _per_tabel = KlantTable.objects.filter(id__in=klanten).delete()
    KlantgeschiedenisTable.objects.filter(klant__in=klanten).delete()
    return aantal


def _rubriek(tabel: Any, sleutel: str, titel: str, rijen: list[tuple[Gegeven, ...]]) -> Rubriek:
    naam = tabel._meta.db_table
    return Rubriek(sleutel, titel, _WAARVOOR, _BRON, _BEWAREN, (naam,), tuple(rijen))


def _velden(rij: KlantTable) -> Iterator[Gegeven]:
    return (_gegeven(veld, getattr(rij, veld)) for veld in NAMEN)


def _gegeven(veld: str, waarde: Waarde) -> Gegeven:
    """In words; beside them what is stored, where that is something else."""
    gelezen = weergave(veld, waarde)
    return Gegeven(NAMEN.get(veld, veld), gelezen, None if gelezen == waarde else waarde)


def _bsn(rij: KlantTable) -> str:
    return _sealer().open(bytes(rij.bsn_versleuteld), rij.id.bytes).decode()


def _sealer() -> Sealer:
    return Sealer(toegang.sleutelring(), "klant_klant")


def _inschrijvingen(klant: UUID) -> list[tuple[Gegeven, ...]]:
    namen = {UUID(str(o.id)): o.naam for o in toegang.organisaties()}
    return [
        (
            Gegeven(_("Bij"), namen.get(rij.organisatie_id)),
            Gegeven(_("Vanaf"), rij.van),
            Gegeven(_("Tot en met"), laatste_dag(rij.tot)),
            Gegeven(_("Helpt je naar werk"), rij.verantwoordelijk),
        )
        for rij in InschrijvingTable.objects.filter(klant_id=klant).order_by("-van")
    ]


def _woonplaatsen(klant: UUID) -> list[tuple[Gegeven, ...]]:
    return [
        (
            Gegeven(_("Gemeente"), _gemeente(rij.gemeente_code, rij.van)),
            Gegeven(_("Vanaf"), rij.van),
            Gegeven(_("Tot en met"), laatste_dag(rij.tot)),
        )
        for rij in WoonplaatsTable.objects.filter(klant_id=klant).order_by("-van")
    ]


def _gemeente(code: str, dag: date) -> str:
    gevonden = gebied.indeling_op(dag).gemeente(code)
    return gevonden.naam if gevonden else code


def _eerder(klant: UUID) -> list[tuple[Gegeven, ...]]:
    return [
        (
            Gegeven(_("Veranderd op"), rij.op),
            Gegeven(_("Veranderd door"), rij.door),
            *(
                _gegeven(veld, waarde)
                for veld, waarde in sorted(rij.oud.items())
                if veld not in _SLEUTELS and waarde is not None
            ),
        )
        for rij in KlantgeschiedenisTable.objects.filter(klant=klant).order_by("-op", "-id")
    ]


def _over(klant: UUID) -> list[tuple[Gegeven, ...]]:
    namen = {UUID(str(o.id)): o.naam for o in toegang.organisaties()}
    return [
        (
            Gegeven(_("Organisatie"), namen.get(rij.naar_id)),
            Gegeven(_("Gevraagd op"), rij.gevraagd_op),
            Gegeven(_("Besloten op"), rij.besloten_op),
            Gegeven(_("Mag je helpen"), rij.is_gegund),
        )
        for rij in OverdrachtTable.objects.filter(klant_id=klant).order_by("-gevraagd_op")
    ]


def _laatste_begin() -> dict[UUID, date]:
    """The last one of a person stands last, and stays."""
    return dict(InschrijvingTable.objects.order_by("van").values_list("klant_id", "van"))
