"""Rows of access: organisations, and the record of every file that was brought in."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models import Q

from doorzicht.domain.toegang.model import Organisatiesoort


class OrganisatieTable(models.Model):
    """UWV and the gemeenten: the organisations that a klant can be registered with."""

    PERSOONSGEGEVENS = "geen"
    BEWAARTERMIJN = "onbeperkt"

    id = models.UUIDField(primary_key=True, default=uuid4)
    soort = models.CharField(max_length=8, choices=[(soort.value, soort.value) for soort in Organisatiesoort])
    naam = models.TextField(unique=True)
    gemeente_code = models.CharField(max_length=6, null=True, unique=True)

    class Meta:
        app_label = "doorzicht"
        db_table = "toegang_organisatie"
        constraints = [
            models.CheckConstraint(
                name="toegang_organisatie_soort",
                condition=Q(soort="uwv", gemeente_code__isnull=True)
                | Q(soort="gemeente", gemeente_code__isnull=False),
            ),
            models.UniqueConstraint(name="toegang_een_uwv", fields=["soort"], condition=Q(soort="uwv")),
        ]


class InvoerTable(models.Model):
    """One file that was brought in: who, when, which bytes, and what became of its rows."""

    PERSOONSGEGEVENS = "account van de medewerker (door)"
    BEWAARTERMIJN = "5 jaar na de invoer"

    id = models.UUIDField(primary_key=True, default=uuid4)
    soort = models.CharField(max_length=16)
    bestand_sha256 = models.CharField(max_length=64)
    door = models.TextField()
    op = models.DateTimeField()
    nieuw = models.PositiveIntegerField()
    gewijzigd = models.PositiveIntegerField()
    ongewijzigd = models.PositiveIntegerField()
    geweigerd = models.PositiveIntegerField()
    synthetisch = models.BooleanField()

    class Meta:
        app_label = "doorzicht"
        db_table = "toegang_invoer"
