"""Objections of klanten: recorded here, so that a profile can be kept from the verkenner without asking a higher term.

The functions run inside an act of the term that took the objection in; it decided who may. One exception: `met_bezwaar`
is for the release to the verkenner, which runs as the owner.
"""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db import IntegrityError, transaction

from doorzicht.domain.klantprofiel.model import Bezwaarstatus, Klantbezwaar, Verwerking
from doorzicht.domain.klantprofiel.tables import KlantbezwaarTable
from doorzicht.foundation.errors import Weigering

_VERWERKING = {verwerking.code: verwerking for verwerking in Verwerking}
_WERKT = [Bezwaarstatus.GELDT.value, Bezwaarstatus.INGEWILLIGD.value]


def met_bezwaar(verwerking: Verwerking) -> set[UUID]:
    """The klanten whose data may not be used for this, now."""
    rijen = KlantbezwaarTable.objects.filter(verwerking=verwerking.code, status__in=_WERKT)
    return set(rijen.values_list("klant_id", flat=True))


def bezwaren_van(klanten: Collection[UUID]) -> tuple[Klantbezwaar, ...]:
    """The objections of these klanten, the newest first."""
    rijen = KlantbezwaarTable.objects.filter(klant_id__in=klanten)
    return tuple(_lees(rij) for rij in rijen.order_by("-ingediend_op", "id"))


def klanten_met_open_bezwaar() -> set[UUID]:
    """Who waits for a decision, of everybody whom who acts reaches."""
    rijen = KlantbezwaarTable.objects.filter(status=Bezwaarstatus.INGEDIEND.value)
    return set(rijen.values_list("klant_id", flat=True))


def vind_bezwaar(nummer: UUID) -> Klantbezwaar | None:
    """One objection, held until the end of the transaction; None when there is none that he reaches."""
    rij = KlantbezwaarTable.objects.select_for_update().filter(id=nummer).first()
    return _lees(rij) if rij else None


def leg_bezwaar_vast(nieuw: Klantbezwaar) -> None:
    """Record a new objection; raises Weigering when there is one already against the same."""
    try:
        with transaction.atomic():
            KlantbezwaarTable.objects.create(
                id=nieuw.id,
                klant_id=nieuw.klant,
                verwerking=nieuw.verwerking.code,
                reden=nieuw.reden,
                ingediend_op=nieuw.ingediend_op,
                status=nieuw.status.value,
            )
    except IntegrityError as fout:
        raise Weigering("Hiertegen is al bezwaar gemaakt.", "Kijk hieronder hoe het ermee staat.") from fout


def werk_bezwaar_bij(veranderd: Klantbezwaar) -> None:
    """Record where an objection stands now."""
    KlantbezwaarTable.objects.filter(id=veranderd.id).update(
        status=veranderd.status.value,
        besloten_door=veranderd.besloten_door,
        besloten_op=veranderd.besloten_op,
        besluit=veranderd.besluit,
        ingetrokken_op=veranderd.ingetrokken_op,
    )


def _lees(rij: KlantbezwaarTable) -> Klantbezwaar:
    return Klantbezwaar(
        id=rij.id,
        klant=rij.klant_id,
        verwerking=_VERWERKING[rij.verwerking],
        reden=rij.reden,
        ingediend_op=rij.ingediend_op,
        status=Bezwaarstatus(rij.status),
        besloten_door=rij.besloten_door,
        besloten_op=rij.besloten_op,
        besluit=rij.besluit,
        ingetrokken_op=rij.ingetrokken_op,
    )
