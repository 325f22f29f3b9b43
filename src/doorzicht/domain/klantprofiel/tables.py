"""Rows of the klantprofiel: for now its status and its dates, one profile a klant at a time; and objections."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from doorzicht.infra.rowsecurity import Rows


class KlantprofielTable(models.Model):
    """A profile: concept, vastgesteld on a day, or ingetrokken on a day; never without the dates of its status."""

    PERSOONSGEGEVENS = "of en wanneer met de klant een profiel is gemaakt; toestemming om het te delen"
    BEWAARTERMIJN = "als de klant"
    RIJEN = Rows(("SELECT", "INSERT", "UPDATE"), sees="klant_bereikt(klant_id)")

    id = models.UUIDField(primary_key=True, default=uuid4)
    klant = models.ForeignKey("doorzicht.KlantTable", on_delete=models.CASCADE)
    status = models.CharField(max_length=12)
    vastgesteld_op = models.DateField(null=True)
    ingetrokken_op = models.DateField(null=True)
    toestemming_delen = models.BooleanField(null=True)

    class Meta:
        app_label = "doorzicht"
        db_table = "klantprofiel_klantprofiel"
        constraints = [
            models.CheckConstraint(
                name="klantprofiel_status_en_datums",
                condition=(
                    Q(status="concept", vastgesteld_op__isnull=True, ingetrokken_op__isnull=True)
                    | Q(status="vastgesteld", vastgesteld_op__isnull=False, ingetrokken_op__isnull=True)
                    | Q(status="ingetrokken", ingetrokken_op__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="klantprofiel_intrekking_na_vaststelling",
                condition=Q(ingetrokken_op__isnull=True)
                | Q(vastgesteld_op__isnull=True)
                | Q(ingetrokken_op__gte=F("vastgesteld_op")),
            ),
            models.UniqueConstraint(
                name="klantprofiel_een_tegelijk", fields=["klant"], condition=~Q(status="ingetrokken")
            ),
        ]


class KlantbezwaarTable(models.Model):
    """An objection of a klant against a use of his data; open or in force at most once a use."""

    PERSOONSGEGEVENS = "waartegen een klant bezwaar maakt, waarom, en wat is besloten"
    BEWAARTERMIJN = "als de klant"
    RIJEN = Rows(
        ("SELECT", "INSERT", "UPDATE"),
        sees="klant_bereikt(klant_id)",
        writes="klant_te_wijzigen(klant_id)"
        " OR (klant_id = (SELECT toegang_claim('k'))::uuid AND status IN ('geldt', 'ingediend', 'ingetrokken'))",
        columns=("status", "besloten_door", "besloten_op", "besluit", "ingetrokken_op"),
    )
    GETEKEND = ("besloten_door",)

    id = models.UUIDField(primary_key=True, default=uuid4)
    klant = models.ForeignKey("doorzicht.KlantTable", on_delete=models.CASCADE)
    verwerking = models.CharField(max_length=16)
    reden = models.TextField()
    ingediend_op = models.DateTimeField()
    status = models.CharField(max_length=12)
    besloten_door = models.TextField(null=True)
    besloten_op = models.DateTimeField(null=True)
    besluit = models.TextField(null=True)
    ingetrokken_op = models.DateTimeField(null=True)

    class Meta:
        app_label = "doorzicht"
        db_table = "klantprofiel_bezwaar"
        constraints = [
            models.CheckConstraint(
                name="klantprofiel_bezwaar_status",
                condition=(
                    Q(status="geldt", verwerking="verkenner", besloten_op__isnull=True)
                    | (Q(status="ingediend", besloten_op__isnull=True) & ~Q(verwerking="verkenner"))
                    | (
                        Q(status__in=["ingewilligd", "afgewezen"], besloten_op__isnull=False)
                        & Q(besloten_door__isnull=False, besluit__isnull=False)
                    )
                    | Q(status="ingetrokken", ingetrokken_op__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="klantprofiel_bezwaar_intrekking",
                condition=Q(status="ingetrokken") | Q(ingetrokken_op__isnull=True),
            ),
            models.UniqueConstraint(
                name="klantprofiel_bezwaar_een_tegelijk",
                fields=["klant", "verwerking"],
                condition=~Q(status__in=["afgewezen", "ingetrokken"]),
            ),
        ]
