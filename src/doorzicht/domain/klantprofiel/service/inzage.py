"""What klantprofiel holds of one klant, in words that he knows; and taking it away when its time has passed.

`geef_inzage` runs inside an act: the caller has logged the look, and the database guards whose rows these are.
`wis` runs as the owner, for the deletion run.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_noop as _

from doorzicht.domain.klantprofiel.model import Verwerking
from doorzicht.domain.klantprofiel.tables import KlantbezwaarTable, KlantprofielTable
from doorzicht.foundation.gegevens import Gegeven, Rubriek

_OMSCHRIJVING = {verwerking.code: verwerking.omschrijving for verwerking in Verwerking}

_BEWAREN = _("Tot 5 jaar na het einde van je laatste inschrijving.")


def geef_inzage(klant: UUID) -> Iterator[Rubriek]:
    """All that is held here of one klant, as far as the database lets who acts reach it."""
    yield _rubriek(
        KlantprofielTable,
        "klantprofielen",
        _("Je klantprofiel"),
        (_("Om met je vast te leggen wat je kunt en wilt."), _("Jij en je klantmanager, of Sonar")),
        [
            _profiel(rij)
            for rij in KlantprofielTable.objects.filter(klant_id=klant).order_by("vastgesteld_op")
        ],
    )
    yield _rubriek(
        KlantbezwaarTable,
        "bezwaren",
        _("Waar je bezwaar tegen maakte"),
        (_("Om te doen wat je vroeg (AVG 21)."), _("Jij")),
        [_bezwaar(rij) for rij in KlantbezwaarTable.objects.filter(klant_id=klant).order_by("ingediend_op")],
    )


def wis(klanten: Collection[UUID]) -> int:
    """Take away all that is held here of these klanten; returns how many rows there were."""
    bezwaren, _per_tabel = KlantbezwaarTable.objects.filter(klant_id__in=klanten).delete()
    profielen, _per_tabel = KlantprofielTable.objects.filter(klant_id__in=klanten).delete()
    return bezwaren + profielen


def _rubriek(
    tabel: Any, sleutel: str, titel: str, uitleg: tuple[str, str], rijen: list[tuple[Gegeven, ...]]
) -> Rubriek:
    return Rubriek(sleutel, titel, *uitleg, _BEWAREN, (tabel._meta.db_table,), tuple(rijen))


def _profiel(rij: KlantprofielTable) -> tuple[Gegeven, ...]:
    return (
        Gegeven(_("Stand"), rij.status),
        Gegeven(_("Samen vastgesteld op"), rij.vastgesteld_op),
        Gegeven(_("Ingetrokken op"), rij.ingetrokken_op),
        Gegeven(_("Je vindt het goed dat we het delen"), rij.toestemming_delen),
    )


def _bezwaar(rij: KlantbezwaarTable) -> tuple[Gegeven, ...]:
    return (
        Gegeven(_("Waartegen"), _OMSCHRIJVING.get(rij.verwerking, rij.verwerking)),
        Gegeven(_("Waarom"), rij.reden or None),
        Gegeven(_("Gevraagd op"), rij.ingediend_op),
        Gegeven(_("Stand"), rij.status),
        Gegeven(_("Besloten op"), rij.besloten_op),
        Gegeven(_("Besloten door"), rij.besloten_door),
        Gegeven(_("Besluit"), rij.besluit),
        Gegeven(_("Ingetrokken op"), rij.ingetrokken_op),
    )
