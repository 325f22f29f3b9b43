"""Rows of the betrokkene: what he asked, what was announced to him, and who was erased.

The erasure list is append-only (a trigger says no to the owner too) and knows nobody: a keyed mark and a day.
"""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models import Q

from doorzicht.domain.betrokkene.model import Correctiestatus, Correctieveld, Verzameling
from doorzicht.infra.rowsecurity import UNREACHABLE, Rows

_VERZAMELINGEN = [(v.value, v.value) for v in Verzameling]


class CorrectieverzoekTable(models.Model):
    """A request of a klant to mend something; open at most once a field."""

    PERSOONSGEGEVENS = "wat volgens de klant fout is en wat er moet staan, en wat is besloten"
    BEWAARTERMIJN = "als de klant"
    RIJEN = Rows(
        ("SELECT", "INSERT", "UPDATE"),
        sees="klant_bereikt(klant_id)",
        writes="klant_te_wijzigen(klant_id)"
        " OR (klant_id = (SELECT toegang_claim('k'))::uuid AND status IN ('ingediend', 'ingetrokken'))",
        columns=("status", "besloten_door", "besloten_op", "reden"),
    )
    GETEKEND = ("besloten_door",)

    id = models.UUIDField(primary_key=True, default=uuid4)
    klant = models.ForeignKey("doorzicht.KlantTable", on_delete=models.CASCADE)
    veld = models.CharField(max_length=16, choices=[(veld.code, veld.code) for veld in Correctieveld])
    staat_er = models.TextField()
    moet_zijn = models.TextField()
    ingediend_op = models.DateTimeField()
    uiterlijk_op = models.DateField()
    status = models.CharField(max_length=12, choices=[(s.value, s.value) for s in Correctiestatus])
    besloten_door = models.TextField(null=True)
    besloten_op = models.DateTimeField(null=True)
    reden = models.TextField(null=True)

    class Meta:
        app_label = "doorzicht"
        db_table = "betrokkene_correctieverzoek"
        constraints = [
            models.CheckConstraint(
                name="betrokkene_correctie_besloten",
                condition=(
                    Q(
                        status="ingediend",
                        besloten_door__isnull=True,
                        besloten_op__isnull=True,
                        reden__isnull=True,
                    )
                    | (
                        Q(status__in=["ingewilligd", "ingetrokken"])
                        & Q(besloten_door__isnull=False, besloten_op__isnull=False)
                    )
                    | (
                        Q(status="afgewezen", reden__isnull=False)
                        & ~Q(reden="")
                        & Q(besloten_door__isnull=False, besloten_op__isnull=False)
                    )
                ),
            ),
            models.UniqueConstraint(
                name="betrokkene_correctie_een_open",
                fields=["klant", "veld"],
                condition=Q(status="ingediend"),
            ),
        ]
        indexes = [models.Index(name="betrokkene_correctie_klok", fields=["status", "uiterlijk_op"])]


class AankondigingTable(models.Model):
    """Somebody was told that his data will be erased, from a day that is at least thirty days later."""

    PERSOONSGEGEVENS = "dat en wanneer iemand is verteld dat zijn gegevens worden gewist"
    BEWAARTERMIJN = "als de klant"
    RIJEN = Rows(("SELECT",), sees="verzameling = 'klanten' AND klant_bereikt(persoon)")

    id = models.UUIDField(primary_key=True, default=uuid4)
    verzameling = models.CharField(max_length=24, choices=_VERZAMELINGEN)
    persoon = models.UUIDField()
    aangekondigd_op = models.DateField()
    wissen_vanaf = models.DateField()

    class Meta:
        app_label = "doorzicht"
        db_table = "betrokkene_aankondiging"
        constraints = [
            models.UniqueConstraint(name="betrokkene_aankondiging_een", fields=["verzameling", "persoon"]),
            models.CheckConstraint(
                name="betrokkene_aankondiging_dertig_dagen",
                condition=Q(wissen_vanaf__gte=models.F("aangekondigd_op") + 30),
            ),
        ]


class WiskandidaatTable(models.Model):
    """Somebody in a deletion run that is not carried out yet; the run takes its own rows away."""

    PERSOONSGEGEVENS = "wie is voorgedragen om te wissen"
    BEWAARTERMIJN = "tot de ronde is uitgevoerd of afgewezen"
    RIJEN = UNREACHABLE

    id = models.UUIDField(primary_key=True, default=uuid4)
    ronde = models.UUIDField()
    verzameling = models.CharField(max_length=24, choices=_VERZAMELINGEN)
    persoon = models.UUIDField()

    class Meta:
        app_label = "doorzicht"
        db_table = "betrokkene_wiskandidaat"
        constraints = [
            models.UniqueConstraint(
                name="betrokkene_wiskandidaat_een", fields=["ronde", "verzameling", "persoon"]
            ),
        ]


class WissingTable(models.Model):
    """Somebody was erased: a keyed mark, from what, when, in which run."""

    PERSOONSGEGEVENS = "sleutelhash van wie is gewist; alleen met de sleutel en het BSN te herkennen"
    BEWAARTERMIJN = "zo lang er een reservekopie kan zijn waar de persoon nog in staat"
    RIJEN = UNREACHABLE

    id = models.BigAutoField(primary_key=True)
    verzameling = models.CharField(max_length=24, choices=_VERZAMELINGEN)
    merk = models.BinaryField(max_length=32)
    op = models.DateTimeField()
    ronde = models.UUIDField()

    class Meta:
        app_label = "doorzicht"
        db_table = "betrokkene_wissing"
        constraints = [
            models.UniqueConstraint(name="betrokkene_wissing_een", fields=["verzameling", "merk", "ronde"])
        ]
