"""Rows of the publication: frozen peilingen, protection decisions and uitgaven.

An uitgave that went out is never changed: triggers refuse it, and a rectification is a new version.
No personal data: a peiling's rows are in a file of pseudonyms, only its hash stands here.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Lower, Trim
from django.db.models.lookups import In

from doorzicht.domain.publicatie.model import Beleid, Status
from doorzicht.infra.rowsecurity import READABLE


class PeilingTable(models.Model):
    """The rows of one quarter, frozen; one line a freeze, the newest with `vervangen` false counts."""

    PERSOONSGEGEVENS = "account van de medewerker (bevroren_door)"
    BEWAARTERMIJN = "onbeperkt (statistiek); het bestand met pseudoniemen 5 jaar"
    RIJEN = READABLE

    hash = models.CharField(max_length=64, primary_key=True)
    kwartaal = models.CharField(max_length=8)
    rijen = models.PositiveIntegerField()
    bevroren_op = models.DateTimeField()
    bevroren_door = models.TextField()
    synthetisch = models.BooleanField()
    vervangen = models.BooleanField(default=False)

    class Meta:
        app_label = "doorzicht"
        db_table = "publicatie_peiling"
        constraints = [
            models.UniqueConstraint(
                name="publicatie_een_peiling_per_kwartaal", fields=["kwartaal"], condition=Q(vervangen=False)
            ),
        ]


class BeslissingTable(models.Model):
    """One decision on protection a peiling and policy: the protected tables of the whole country."""

    PERSOONSGEGEVENS = "geen (beschermde tellingen)"
    BEWAARTERMIJN = "onbeperkt"
    RIJEN = READABLE

    id = models.BigAutoField(primary_key=True)
    peiling = models.ForeignKey(PeilingTable, on_delete=models.PROTECT)
    beleid = models.CharField(max_length=24, choices=[(beleid.value, beleid.value) for beleid in Beleid])
    drempel = models.PositiveSmallIntegerField()
    landtabel = models.JSONField()
    bevindingen = models.JSONField()

    class Meta:
        app_label = "doorzicht"
        db_table = "publicatie_beslissing"
        constraints = [
            models.UniqueConstraint(
                name="publicatie_een_beslissing", fields=["peiling", "beleid", "drempel"]
            ),
        ]


class UitgaveTable(models.Model):
    """One version of the publication of a region and quarter."""

    PERSOONSGEGEVENS = "accounts van medewerkers (gemaakt, gecontroleerd, vastgesteld door)"
    BEWAARTERMIJN = "onbeperkt"
    RIJEN = READABLE

    id = models.BigAutoField(primary_key=True)
    beslissing = models.ForeignKey(BeslissingTable, on_delete=models.PROTECT)
    kwartaal = models.CharField(max_length=8)
    regio_nummer = models.PositiveSmallIntegerField()
    versie = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=16, choices=[(status.value, status.value) for status in Status])
    inhoud = models.JSONField()
    gemaakt_door = models.TextField()
    gecontroleerd_door = models.TextField(null=True)
    vastgesteld_door = models.TextField(null=True)
    gepubliceerd_op = models.DateTimeField(null=True)

    class Meta:
        app_label = "doorzicht"
        db_table = "publicatie_uitgave"
        constraints = [
            models.UniqueConstraint(
                name="publicatie_uitgave_versie", fields=["kwartaal", "regio_nummer", "versie"]
            ),
            models.UniqueConstraint(
                name="publicatie_een_uitgave_per_beslissing", fields=["beslissing", "regio_nummer"]
            ),
            models.UniqueConstraint(
                name="publicatie_een_geldende_uitgave",
                fields=["kwartaal", "regio_nummer"],
                condition=Q(status="gepubliceerd"),
            ),
            models.CheckConstraint(
                name="publicatie_vier_ogen",
                condition=Q(vastgesteld_door__isnull=True)
                | ~Q(In(Lower(Trim("vastgesteld_door")), [Value(""), Lower(Trim("gemaakt_door"))])),
            ),
            models.CheckConstraint(
                name="publicatie_status_en_stappen",
                condition=(
                    Q(status="concept", gecontroleerd_door__isnull=True, vastgesteld_door__isnull=True)
                    | Q(
                        status="gecontroleerd",
                        gecontroleerd_door__isnull=False,
                        vastgesteld_door__isnull=True,
                    )
                    | Q(
                        status="vastgesteld",
                        gecontroleerd_door__isnull=False,
                        vastgesteld_door__isnull=False,
                        gepubliceerd_op__isnull=True,
                    )
                    | Q(
                        status__in=["gepubliceerd", "gerectificeerd"],
                        gecontroleerd_door__isnull=False,
                        vastgesteld_door__isnull=False,
                        gepubliceerd_op__isnull=False,
                    )
                ),
            ),
        ]
