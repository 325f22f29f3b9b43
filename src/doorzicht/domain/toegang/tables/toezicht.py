"""Rows of supervision: broken glass, alarms, canaries and what needs four eyes."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from doorzicht.infra.rowsecurity import UNREACHABLE, Rows

_EIGEN = "gebruiker = (SELECT toegang_claim('g'))"
_TOEZICHT = (
    "((SELECT toegang_claim('d')) = 'toezicht' AND ((SELECT toegang_claim('s')) = 'uwv'"
    " OR organisatie = (SELECT toegang_claim('o'))::uuid OR toegang_houdt_toezicht(klant)))"
)
"""Whoever supervises for UWV sees all; elsewhere what his own people did, and what was done to his klanten."""
_LEIDING = "((SELECT toegang_claim('r')) = 'teamleider' AND organisatie = (SELECT toegang_claim('o'))::uuid)"


class BreekglasTable(models.Model):
    """A person outside somebody's own klanten who had to see one: one klant, one reason, one hour, reviewed after.

    A row is made by a function of the database only: it finds the klant and raises the alarm in the same breath. The
    klant and his own organisation see that it was done: it belongs to what he may know of.
    """

    PERSOONSGEGEVENS = "welke medewerker in nood welke klant zag, met reden"
    BEWAARTERMIJN = "5 jaar"
    RIJEN = Rows(
        ("SELECT", "UPDATE"),
        sees=f"{_EIGEN} OR {_TOEZICHT} OR {_LEIDING} OR klant = (SELECT toegang_claim('k'))::uuid"
        " OR klant_te_wijzigen(klant)",
        writes=f"{_TOEZICHT} OR {_LEIDING}",
        columns=("beoordeeld_door", "beoordeeld_op", "oordeel", "oordeel_tekst"),
    )
    GETEKEND = ("gebruiker", "beoordeeld_door")

    id = models.UUIDField(primary_key=True, default=uuid4)
    gebruiker = models.TextField()
    organisatie = models.UUIDField()
    klant = models.UUIDField()
    reden = models.CharField(max_length=24)
    toelichting = models.TextField()
    op = models.DateTimeField()
    tot = models.DateTimeField()
    beoordelen_voor = models.DateField()
    beoordeeld_door = models.TextField(null=True)
    beoordeeld_op = models.DateTimeField(null=True)
    oordeel = models.CharField(max_length=16, null=True)
    oordeel_tekst = models.TextField(null=True)

    class Meta:
        app_label = "doorzicht"
        db_table = "toegang_breekglas"
        constraints = [
            models.CheckConstraint(name="toegang_breekglas_duur", condition=Q(tot__gt=F("op"))),
            models.CheckConstraint(
                name="toegang_breekglas_ander_oordeelt",
                condition=Q(beoordeeld_door__isnull=True) | ~Q(beoordeeld_door=F("gebruiker")),
            ),
        ]
        indexes = [models.Index(name="toegang_breekglas_zoek", fields=["gebruiker", "klant", "tot"])]


class AlarmTable(models.Model):
    """Something a privacy officer has to look at; `feiten` holds codes and numbers only.

    Raised by functions of the database: whoever caused it cannot leave it out. Somebody else handles it.
    """

    PERSOONSGEGEVENS = "welke medewerker een alarm veroorzaakte, over welke klant"
    BEWAARTERMIJN = "5 jaar"
    RIJEN = Rows(
        ("SELECT", "UPDATE"),
        sees=f"{_TOEZICHT} OR {_LEIDING}",
        columns=("afgehandeld_door", "afgehandeld_op", "uitkomst"),
    )
    GETEKEND = ("afgehandeld_door",)

    id = models.UUIDField(primary_key=True, default=uuid4)
    soort = models.CharField(max_length=24)
    op = models.DateTimeField()
    gebruiker = models.TextField()
    organisatie = models.UUIDField(null=True)
    klant = models.UUIDField(null=True)
    feiten = models.JSONField(default=dict)
    afgehandeld_door = models.TextField(null=True)
    afgehandeld_op = models.DateTimeField(null=True)
    uitkomst = models.TextField(null=True)

    class Meta:
        app_label = "doorzicht"
        db_table = "toegang_alarm"
        constraints = [
            models.CheckConstraint(
                name="toegang_alarm_ander_handelt_af",
                condition=Q(afgehandeld_door__isnull=True) | ~Q(afgehandeld_door=F("gebruiker")),
            ),
        ]
        indexes = [
            models.Index(name="toegang_alarm_open", fields=["afgehandeld_op", "op"]),
            models.Index(name="toegang_alarm_zoek", fields=["gebruiker", "soort", "op"]),
        ]


class NavraagTable(models.Model):
    """That somebody is about to try a whole BSN of who need not be his klant: written before he gets an answer.

    `waarover` is a hash over a keyed hash: it fits the answer to what was asked, and leads back to nobody. The
    `transactie` has to be another than that of the answer: what is rolled back with an answer counts nothing.
    """

    PERSOONSGEGEVENS = "welke medewerker wanneer een BSN probeerde; het BSN staat er niet in"
    BEWAARTERMIJN = "30 dagen"
    RIJEN = UNREACHABLE

    id = models.UUIDField(primary_key=True, default=uuid4)
    gebruiker = models.TextField()
    handeling = models.CharField(max_length=48)
    waarover = models.BinaryField(max_length=32)
    transactie = models.TextField()
    op = models.DateTimeField()

    class Meta:
        app_label = "doorzicht"
        db_table = "toegang_navraag"
        indexes = [models.Index(name="toegang_navraag_zoek", fields=["gebruiker", "handeling", "op"])]


class KanarieTable(models.Model):
    """A record that belongs to nobody: who opens it was looking around."""

    PERSOONSGEGEVENS = "geen (verwijst naar een verzonnen klant)"
    BEWAARTERMIJN = "onbeperkt"
    RIJEN = UNREACHABLE

    klant = models.UUIDField(primary_key=True)
    geplaatst_op = models.DateTimeField()

    class Meta:
        app_label = "doorzicht"
        db_table = "toegang_kanarie"


class VierogenTable(models.Model):
    """Something that one person proposes and another decides on: a large export, a deletion run."""

    PERSOONSGEGEVENS = "welke medewerker iets voorstelde of goedkeurde"
    BEWAARTERMIJN = "5 jaar"
    RIJEN = Rows(
        ("SELECT", "INSERT", "UPDATE"),
        sees="voorgesteld_door = (SELECT toegang_claim('g')) OR organisatie = (SELECT toegang_claim('o'))::uuid"
        " OR ((SELECT toegang_claim('d')) = 'toezicht' AND (SELECT toegang_claim('s')) = 'uwv')",
        writes="(SELECT toegang_claim('g')) IN (voorgesteld_door, besloten_door)",
        columns=("besloten_door", "besloten_op", "goedgekeurd", "uitgevoerd_op"),
    )
    GETEKEND = ("voorgesteld_door", "besloten_door")

    id = models.UUIDField(primary_key=True, default=uuid4)
    soort = models.CharField(max_length=24)
    organisatie = models.UUIDField()
    voorstel = models.JSONField()
    aantal = models.PositiveIntegerField()
    voorgesteld_door = models.TextField()
    voorgesteld_op = models.DateTimeField()
    besloten_door = models.TextField(null=True)
    besloten_op = models.DateTimeField(null=True)
    goedgekeurd = models.BooleanField(null=True)
    uitgevoerd_op = models.DateTimeField(null=True)

    class Meta:
        app_label = "doorzicht"
        db_table = "toegang_vierogen"
        constraints = [
            models.CheckConstraint(
                name="toegang_vier_ogen",
                condition=Q(besloten_door__isnull=True) | ~Q(besloten_door=F("voorgesteld_door")),
            ),
            models.CheckConstraint(
                name="toegang_vierogen_uitgevoerd_na_goedkeuring",
                condition=Q(uitgevoerd_op__isnull=True) | Q(goedgekeurd__isnull=False, goedgekeurd=True),
            ),
        ]
