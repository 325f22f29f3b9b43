"""Rows of access: organisations, and the record of every file that was brought in."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models import Q

from doorzicht.domain.toegang.model import MET_KVK, REGIONAAL, Organisatiesoort
from doorzicht.infra.rowsecurity import UNREACHABLE, Rows

_LIJST = "(SELECT toegang_claim('r')) = 'functioneel-beheerder' AND (SELECT toegang_claim('s')) = 'uwv'"
"""UWV keeps the list: whoever could make his organisation an office of another would reach its klanten."""


class OrganisatieTable(models.Model):
    """Whoever a klant can be registered with, works for klanten, or looks for people."""

    PERSOONSGEGEVENS = "geen"
    BEWAARTERMIJN = "onbeperkt"
    RIJEN = Rows(("SELECT", "INSERT", "UPDATE"), writes=_LIJST)

    id = models.UUIDField(primary_key=True, default=uuid4)
    soort = models.CharField(
        max_length=16, choices=[(soort.value, soort.value) for soort in Organisatiesoort]
    )
    naam = models.TextField()
    gemeente_code = models.CharField(max_length=6, null=True, unique=True)
    regio_nummer = models.PositiveSmallIntegerField(null=True)
    kvk_nummer = models.CharField(max_length=8, null=True, unique=True)
    hoofd = models.ForeignKey("self", on_delete=models.PROTECT, null=True)
    is_centrumgemeente = models.BooleanField(default=False)
    gesloten_op = models.DateField(null=True)

    class Meta:
        app_label = "doorzicht"
        db_table = "toegang_organisatie"
        constraints = [
            models.CheckConstraint(
                name="toegang_organisatie_gemeente",
                condition=Q(soort="gemeente", gemeente_code__isnull=False)
                | (~Q(soort="gemeente") & Q(gemeente_code__isnull=True, is_centrumgemeente=False)),
            ),
            models.CheckConstraint(
                name="toegang_organisatie_regio",
                condition=~Q(soort__in=sorted(soort.value for soort in REGIONAAL))
                | Q(regio_nummer__isnull=False),
            ),
            models.CheckConstraint(
                name="toegang_organisatie_kvk",
                condition=Q(soort__in=sorted(soort.value for soort in MET_KVK), kvk_nummer__regex=r"^\d{8}$")
                | (~Q(soort__in=sorted(soort.value for soort in MET_KVK)) & Q(kvk_nummer__isnull=True)),
            ),
            models.CheckConstraint(
                name="toegang_organisatie_hoofd",
                condition=Q(soort="uwv-kantoor", hoofd__isnull=False)
                | (~Q(soort="uwv-kantoor") & Q(hoofd__isnull=True)),
            ),
            models.UniqueConstraint(name="toegang_een_uwv", fields=["soort"], condition=Q(soort="uwv")),
            models.UniqueConstraint(
                name="toegang_naam_een_keer",
                fields=["naam"],
                condition=~Q(soort__in=sorted(soort.value for soort in MET_KVK)),
            ),
            models.UniqueConstraint(
                name="toegang_een_wsp_per_regio", fields=["regio_nummer"], condition=Q(soort="wsp")
            ),
        ]


class InvoerTable(models.Model):
    """One file that was brought in: who, when, which bytes, and what became of its rows."""

    PERSOONSGEGEVENS = "account van de medewerker (door)"
    BEWAARTERMIJN = "5 jaar na de invoer"
    RIJEN = UNREACHABLE

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
