"""What the register holds of one person, in words that he knows; and taking it away when its time has passed.

1. `geef_inzage` runs inside an act: the caller has logged the look, and the database guards whose rows these are.
2. `bewaarden`, `herken` and `wis` run as the owner, for the deletion run; no page reaches them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_noop as _

from doorzicht.domain.doelgroepregister.model import Grond
from doorzicht.domain.doelgroepregister.tables import (
    RegisterpersoonTable,
    RegisterwoonplaatsTable,
    RegistratieTable,
)
from doorzicht.domain.gebied import service as gebied
from doorzicht.domain.toegang import service as toegang
from doorzicht.foundation.gegevens import Gegeven, Rubriek, laatste_dag
from doorzicht.infra.crypto import Sealer

_OMSCHRIJVING = {grond.code: grond.omschrijving for grond in Grond}
GRONDEN = (
    _("Participatiewet: kan het wettelijk minimumloon niet zelf verdienen"),
    _("Participatiewet: werkt met een jobcoach, op eigen verzoek opgenomen"),
    _("Wet sociale werkvoorziening"),
    _("Wajong (oud of 2010) en kan werken"),
    _("Had een WIW-baan of een ID-baan"),
    _("Komt van het voortgezet speciaal onderwijs of het praktijkonderwijs"),
    _("Loonwaarde op de werkplek gemeten (Praktijkroute)"),
    _("Overgangsgroep van artikel 38b, eerste lid, onder f, Wfsv"),
    _("Jonggehandicapt met een voorziening; telt alleen voor het quotum"),
)
"""What the grounds are called, named here so that the catalogue translates them."""


def geef_inzage(index: bytes) -> Iterator[Rubriek]:
    """All that is held here of who has this blind index, as far as the database lets who acts reach it."""
    personen = list(RegisterpersoonTable.objects.filter(bsn_index=index))
    rijen = [rij for persoon in personen for rij in _van(persoon)]
    tabellen: tuple[Any, ...] = (RegisterpersoonTable, RegistratieTable, RegisterwoonplaatsTable)
    yield Rubriek(
        "doelgroepregister",
        _("Het doelgroepregister van de banenafspraak"),
        _("Om te weten of een baan meetelt voor de banenafspraak (Wfsv 38d)."),
        _("Het doelgroepregister van UWV"),
        _("Tot 5 jaar na het einde van je laatste registratie."),
        tuple(tabel._meta.db_table for tabel in tabellen),
        tuple(rijen),
    )


def bewaarden() -> Iterator[tuple[UUID, list[tuple[date, date | None]]]]:
    """Of everybody whose registraties have all ended: his id and those periods."""
    perioden: dict[UUID, list[tuple[date, date | None]]] = {}
    open_ = RegistratieTable.objects.filter(tot__isnull=True).values("persoon_id")
    rijen = RegistratieTable.objects.exclude(persoon_id__in=open_).values_list("persoon_id", "van", "tot")
    for persoon, van, tot in rijen:
        perioden.setdefault(persoon, []).append((van, tot))
    yield from perioden.items()


def herken(personen: Collection[UUID] | None = None) -> Iterator[tuple[UUID, list[bytes], date | None]]:
    """Of these persons, or of all: the blind index under every key there is, and the last day they began on."""
    verzegelaar = _sealer()
    rijen = RegisterpersoonTable.objects.all()
    rijen = rijen if personen is None else rijen.filter(id__in=personen)
    begin = _laatste_begin()
    for persoon, verzegeld in rijen.values_list("id", "bsn_versleuteld").iterator(chunk_size=5000):
        bsn = verzegelaar.open(bytes(verzegeld), persoon.bytes)
        yield persoon, verzegelaar.ring.indexes(bsn), begin.get(persoon)


def wis(personen: Collection[UUID]) -> int:
    """Take away all that is held here of these persons; returns how many there were."""
    RegistratieTable.objects.filter(persoon_id__in=personen).delete()
    RegisterwoonplaatsTable.objects.filter(persoon_id__in=personen).delete()
    return RegisterpersoonTable.objects.filter(id__in=personen).delete()[0]


def _van(persoon: RegisterpersoonTable) -> Iterator[tuple[Gegeven, ...]]:
    bsn = _sealer().open(bytes(persoon.bsn_versleuteld), persoon.id.bytes).decode()
    yield (Gegeven(_("Burgerservicenummer"), bsn),)
    for rij in RegistratieTable.objects.filter(persoon=persoon).order_by("-van"):
        yield (
            Gegeven(_("Waarom je erin staat"), _OMSCHRIJVING[rij.grond], rij.grond)
            if rij.grond in _OMSCHRIJVING
            else Gegeven(_("Waarom je erin staat"), rij.grond),
            Gegeven(_("Vanaf"), rij.van),
            Gegeven(_("Tot en met"), laatste_dag(rij.tot)),
        )
    for woonplaats in RegisterwoonplaatsTable.objects.filter(persoon=persoon).order_by("-van"):
        gemeente = gebied.indeling_op(woonplaats.van).gemeente(woonplaats.gemeente_code)
        yield (
            Gegeven(_("Gemeente"), gemeente.naam if gemeente else woonplaats.gemeente_code),
            Gegeven(_("Vanaf"), woonplaats.van),
            Gegeven(_("Tot en met"), laatste_dag(woonplaats.tot)),
        )


def _sealer() -> Sealer:
    return Sealer(toegang.sleutelring(), "doelgroepregister_persoon")


def _laatste_begin() -> dict[UUID, date]:
    """The last one of a person stands last, and stays."""
    return dict(RegistratieTable.objects.order_by("van").values_list("persoon_id", "van"))
