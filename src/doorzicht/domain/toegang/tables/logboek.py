"""Rows of the log: every look at a klant, the same as processing, the seals on both, and what was refused.

Append-only: the pages may add lines and nobody may change one (a trigger says no to the owner too). No references to
other tables: a line outlives what it is about.
"""

from __future__ import annotations

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models

from doorzicht.infra.rowsecurity import UNREACHABLE, Rows

_ZELF = "gebruiker = (SELECT toegang_claim('g'))"
_TOEZICHT = "(SELECT toegang_claim('d')) = 'toezicht'"


class LogregelTable(models.Model):
    """One klant seen or changed: by whom, for whom, when, why, in what way and which fields."""

    PERSOONSGEGEVENS = "welke medewerker welke klant zag, wanneer en waarom"
    BEWAARTERMIJN = "5 jaar"
    RIJEN = Rows(("SELECT", "INSERT"), sees=f"{_TOEZICHT} OR {_ZELF} OR klant_bereikt(klant)", writes=_ZELF)

    id = models.BigAutoField(primary_key=True)
    op = models.DateTimeField()
    spoor = models.UUIDField()
    gebruiker = models.TextField()
    organisatie = models.UUIDField()
    rol = models.CharField(max_length=32)
    doel = models.CharField(max_length=24)
    handeling = models.CharField(max_length=48)
    wijze = models.CharField(max_length=12)
    klant = models.UUIDField()
    velden = ArrayField(models.CharField(max_length=16))
    breekglas = models.BooleanField()

    class Meta:
        app_label = "doorzicht"
        db_table = "toegang_logregel"
        indexes = [
            models.Index(name="toegang_log_klant", fields=["klant", "op"]),
            models.Index(name="toegang_log_gebruiker", fields=["gebruiker", "op"]),
        ]


class VerwerkingTable(models.Model):
    """The same as a Logboek Dataverwerkingen wants it: one line a person a processing, without who did it."""

    PERSOONSGEGEVENS = "versleutelde verwijzing naar een klant"
    BEWAARTERMIJN = "5 jaar"
    RIJEN = Rows(("INSERT",))

    id = models.BigAutoField(primary_key=True)
    trace_id = models.UUIDField()
    operation_id = models.UUIDField()
    operation_name = models.CharField(max_length=48)
    processing_activity_id = models.TextField()
    begin = models.DateTimeField()
    eind = models.DateTimeField(null=True)
    status = models.CharField(max_length=8)
    data_subject_id = models.BinaryField()

    class Meta:
        app_label = "doorzicht"
        db_table = "toegang_verwerking"


class ZegelTable(models.Model):
    """A seal on a batch of lines: their hash, chained to the seal before; the head is kept outside the database too."""

    PERSOONSGEGEVENS = "geen"
    BEWAARTERMIJN = "als de logregels"
    RIJEN = UNREACHABLE

    nummer = models.PositiveIntegerField(primary_key=True)
    van = models.BigIntegerField()
    tot = models.BigIntegerField()
    aantal = models.PositiveIntegerField()
    vorige = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)
    op = models.DateTimeField()

    class Meta:
        app_label = "doorzicht"
        db_table = "toegang_zegel"


class AfwijzingTable(models.Model):
    """Something that was refused: who asked what, and the code of the reason; never what was asked about in words."""

    PERSOONSGEGEVENS = "welke medewerker iets vroeg dat werd geweigerd"
    BEWAARTERMIJN = "1 jaar"
    RIJEN = Rows(("SELECT", "INSERT"), sees=_TOEZICHT, writes="true")

    id = models.UUIDField(primary_key=True, default=uuid4)
    op = models.DateTimeField()
    gebruiker = models.TextField()
    handeling = models.CharField(max_length=48)
    reden = models.CharField(max_length=32)
    klant = models.UUIDField(null=True)

    class Meta:
        app_label = "doorzicht"
        db_table = "toegang_afwijzing"


class ClaimsleutelTable(models.Model):
    """The two padded halves of the key with which a claim is signed; only the owner's functions read them."""

    PERSOONSGEGEVENS = "geen"
    BEWAARTERMIJN = "onbeperkt"
    RIJEN = UNREACHABLE

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    binnen = models.BinaryField(max_length=64)
    buiten = models.BinaryField(max_length=64)

    class Meta:
        app_label = "doorzicht"
        db_table = "toegang_claimsleutel"
