"""Rows of the klant: who is registered with whom, from when to when, and where he lives.

NULL always means unknown, never "no". Two organisations are never responsible on one day: an
index keeps open periods apart, a constraint closed ones, a trigger both from each other (migration 0004).
"""

from __future__ import annotations

from uuid import uuid4

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Q

from doorzicht.domain.klant.model import WIJZIGBAAR
from doorzicht.infra.ranges import daterange, ends_after_start, is_closed, is_open
from doorzicht.infra.rowsecurity import Rows


class KlantTable(models.Model):
    """A person known in Sonar, with what the dashboard export tells of him (DOMAIN: its 34 columns)."""

    PERSOONSGEGEVENS = "BSN (versleuteld) en blinde index; naam, contact, adres; werkgegevens"
    BEWAARTERMIJN = "5 jaar na het einde van de laatste inschrijving"
    RIJEN = Rows(
        ("SELECT", "UPDATE"), sees="klant_bereikt(id)", writes="klant_te_wijzigen(id)", columns=WIJZIGBAAR
    )
    VERZEGELD = {"bsn_versleuteld": "bsn_index"}

    id = models.UUIDField(primary_key=True, default=uuid4)
    bsn_versleuteld = models.BinaryField()
    bsn_index = models.BinaryField(max_length=32, unique=True)
    id_werkzoekende = models.TextField(null=True)
    naam = models.TextField(null=True)
    geslacht = models.TextField(null=True)
    leeftijd = models.PositiveSmallIntegerField(null=True)
    telefoonnummer = models.TextField(null=True)
    email = models.TextField(null=True)
    postcode = models.TextField(null=True)
    plaats = models.TextField(null=True)
    straat = models.TextField(null=True)
    huisnummer = models.TextField(null=True)
    huisnummer_toevoeging = models.TextField(null=True)
    datum_melding = models.DateField(null=True)
    eerste_uitkeringsdag = models.DateField(null=True)
    uren_per_week = models.PositiveSmallIntegerField(null=True)
    opleidingsniveau = models.TextField(null=True)
    beroepssector = models.TextField(null=True)
    bemiddelingsberoep = models.TextField(null=True)
    mondeling_nederlands = models.PositiveSmallIntegerField(null=True)
    schriftelijk_nederlands = models.PositiveSmallIntegerField(null=True)
    rijbewijs = models.TextField(null=True)
    vervoer = models.TextField(null=True)
    banenafspraak = models.BooleanField(null=True)
    cases = models.PositiveSmallIntegerField(null=True)
    in_sonar = models.BooleanField(null=True)
    medewerker = models.TextField(null=True)
    gsd_kantoor = models.TextField(null=True)
    participatieladder = models.TextField(null=True)
    aantal = models.PositiveSmallIntegerField(null=True)
    versie = models.PositiveIntegerField(default=1, db_default=1)
    """One more at every change of what is known of him, by a trigger: an import counts too."""

    class Meta:
        app_label = "doorzicht"
        db_table = "klant_klant"


class InschrijvingTable(models.Model):
    """A klant registered with an organisation in a period; `verantwoordelijk` says that this one serves him."""

    PERSOONSGEGEVENS = "bij welke organisatie de klant staat ingeschreven"
    BEWAARTERMIJN = "5 jaar na het einde van de inschrijving"
    RIJEN = Rows(
        ("SELECT", "INSERT", "UPDATE"), sees="klant_bereikt(klant_id)", writes="klant_te_wijzigen(klant_id)"
    )

    id = models.UUIDField(primary_key=True, default=uuid4)
    klant = models.ForeignKey(KlantTable, on_delete=models.CASCADE)
    organisatie = models.ForeignKey("doorzicht.OrganisatieTable", on_delete=models.PROTECT)
    verantwoordelijk = models.BooleanField(default=True)
    van = models.DateField()
    tot = models.DateField(null=True)

    class Meta:
        app_label = "doorzicht"
        db_table = "klant_inschrijving"
        constraints = [
            models.CheckConstraint(name="klant_inschrijving_periode", condition=ends_after_start()),
            ExclusionConstraint(
                name="klant_een_verantwoordelijke",
                expressions=[("klant", RangeOperators.EQUAL), (daterange(), RangeOperators.OVERLAPS)],
                condition=Q(verantwoordelijk=True) & is_closed(),
            ),
            models.UniqueConstraint(
                name="klant_een_verantwoordelijke_nu",
                fields=["klant"],
                condition=Q(verantwoordelijk=True) & is_open(),
            ),
            ExclusionConstraint(
                name="klant_inschrijving_een_tegelijk",  # responsible ones are kept apart by the constraint above
                expressions=[
                    ("klant", RangeOperators.EQUAL),
                    ("organisatie", RangeOperators.EQUAL),
                    (daterange(), RangeOperators.OVERLAPS),
                ],
                condition=Q(verantwoordelijk=False),
            ),
        ]


class WoonplaatsTable(models.Model):
    """The gemeente in which a klant lives, from-to; no row when it is not known."""

    PERSOONSGEGEVENS = "woongemeente"
    BEWAARTERMIJN = "als de klant"
    RIJEN = Rows(
        ("SELECT", "INSERT", "UPDATE"), sees="klant_bereikt(klant_id)", writes="klant_te_wijzigen(klant_id)"
    )

    id = models.UUIDField(primary_key=True, default=uuid4)
    klant = models.ForeignKey(KlantTable, on_delete=models.CASCADE)
    gemeente_code = models.CharField(max_length=6)
    van = models.DateField()
    tot = models.DateField(null=True)

    class Meta:
        app_label = "doorzicht"
        db_table = "klant_woonplaats"
        constraints = [
            models.CheckConstraint(name="klant_woonplaats_periode", condition=ends_after_start()),
            ExclusionConstraint(
                name="klant_woonplaats_een_tegelijk",
                expressions=[("klant", RangeOperators.EQUAL), (daterange(), RangeOperators.OVERLAPS)],
                condition=is_closed(),
            ),
            models.UniqueConstraint(name="klant_woonplaats_een_open", fields=["klant"], condition=is_open()),
        ]


class KlantgeschiedenisTable(models.Model):
    """How a row about a klant was before it was changed or taken away; written by triggers only, gone with the klant.

    `oud` is the whole row without the BSN, which never changes and is kept in one place only.
    """

    PERSOONSGEGEVENS = "eerdere gegevens van de klant, en welke medewerker ze veranderde"
    BEWAARTERMIJN = "als de klant"
    RIJEN = Rows(("SELECT",), sees="klant_bereikt(klant)")

    id = models.BigAutoField(primary_key=True)
    klant = models.UUIDField()
    tabel = models.CharField(max_length=32)
    rij = models.UUIDField()
    soort = models.CharField(max_length=12)
    op = models.DateTimeField()
    door = models.TextField()
    oud = models.JSONField()

    class Meta:
        app_label = "doorzicht"
        db_table = "klant_geschiedenis"
        indexes = [models.Index(name="klant_geschiedenis_klant", fields=["klant", "op"])]


class OverdrachtTable(models.Model):
    """Somebody asked to serve a klant of another organisation; kept until transfers can be decided."""

    PERSOONSGEGEVENS = "welke organisatie vroeg om deze klant, en welke medewerker"
    BEWAARTERMIJN = "als de klant"
    RIJEN = Rows(("SELECT",), sees="klant_bereikt(klant_id)")

    id = models.UUIDField(primary_key=True, default=uuid4)
    klant = models.ForeignKey(KlantTable, on_delete=models.CASCADE)
    naar = models.ForeignKey("doorzicht.OrganisatieTable", on_delete=models.PROTECT)
    gevraagd_door = models.TextField()
    gevraagd_op = models.DateTimeField()
    besloten_door = models.TextField(null=True)
    besloten_op = models.DateTimeField(null=True)
    is_gegund = models.BooleanField(null=True)

    class Meta:
        app_label = "doorzicht"
        db_table = "klant_overdracht"
        constraints = [
            models.UniqueConstraint(
                name="klant_overdracht_een_open",
                fields=["klant", "naar"],
                condition=Q(besloten_op__isnull=True),
            ),
            models.CheckConstraint(
                name="klant_overdracht_ander_besluit",
                condition=Q(besloten_door__isnull=True) | ~Q(besloten_door=models.F("gevraagd_door")),
            ),
        ]
