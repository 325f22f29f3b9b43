"""Rows of the log: every look at a klant, the same as processing, the seals on both, and what was refused.

Append-only: the pages may add lines and nobody may change one (a trigger says no to the owner too). A line gets the
next number of its log: a number of one's own choice would be one that no seal ever reaches. No references to
other tables: a line outlives what it is about.
"""

from __future__ import annotations

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from doorzicht.domain.toegang.model import Logboek
from doorzicht.infra.rowsecurity import UNREACHABLE, Rows

_ZELF = "gebruiker = (SELECT toegang_claim('g'))"
_TOEZICHT = "(SELECT toegang_claim('d')) = 'toezicht'"
_HEEL_NEDERLAND = f"({_TOEZICHT} AND (SELECT toegang_claim('s')) = 'uwv')"
_EIGEN_HUIS = f"({_TOEZICHT} AND organisatie = (SELECT toegang_claim('o'))::uuid)"
_EIGEN_KLANT = f"({_TOEZICHT} AND toegang_houdt_toezicht(klant))"
"""Whoever supervises for UWV sees all; elsewhere the looks of his own people, and those of anybody at his klanten."""


class LogregelTable(models.Model):
    """One klant seen or changed: by whom, for whom, when, why, in what way and which fields."""

    PERSOONSGEGEVENS = "welke medewerker welke klant zag, wanneer en waarom"
    BEWAARTERMIJN = "5 jaar"
    RIJEN = Rows(
        ("SELECT", "INSERT"),
        sees=f"{_HEEL_NEDERLAND} OR {_EIGEN_HUIS} OR {_ZELF} OR klant_bereikt(klant) OR {_EIGEN_KLANT}",
        writes=_ZELF,
        fills=(
            "op",
            "spoor",
            "gebruiker",
            "organisatie",
            "rol",
            "doel",
            "handeling",
            "wijze",
            "klant",
            "velden",
            "breekglas",
        ),
    )

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
    RIJEN = Rows(
        ("INSERT",),
        writes="(SELECT toegang_claim('g')) IS NOT NULL",
        fills=(
            "trace_id",
            "operation_id",
            "operation_name",
            "processing_activity_id",
            "begin",
            "eind",
            "status",
            "data_subject_id",
        ),
    )

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
    """A seal on a batch of lines of one of the two logs, chained to the seal before; a file outside knows it too.

    `regels` is the hash of the lines, `merken` a short mark a line, so that a difference can be pointed at.
    """

    PERSOONSGEGEVENS = "geen"
    BEWAARTERMIJN = "onbeperkt"
    RIJEN = UNREACHABLE

    nummer = models.PositiveIntegerField(primary_key=True)
    logboek = models.CharField(max_length=12, choices=[(logboek.value, logboek.value) for logboek in Logboek])
    van = models.BigIntegerField()
    tot = models.BigIntegerField()
    aantal = models.PositiveIntegerField()
    vorige = models.BinaryField(max_length=32)
    regels = models.BinaryField(max_length=32)
    merken = models.BinaryField()
    hash = models.BinaryField(max_length=32)
    op = models.DateTimeField()

    class Meta:
        app_label = "doorzicht"
        db_table = "toegang_zegel"
        constraints = [
            models.CheckConstraint(name="toegang_zegel_bereik", condition=Q(van__gte=1, tot__gte=F("van"))),
            models.UniqueConstraint(name="toegang_zegel_een_begin", fields=["logboek", "van"]),
        ]


class ZegelvervalTable(models.Model):
    """A seal whose lines were taken away when they had been kept long enough; the seal itself stays in the chain.

    A trigger wants an approved proposal of four eyes and a seal that is old enough; only then lines can go.
    """

    PERSOONSGEGEVENS = "geen"
    BEWAARTERMIJN = "onbeperkt"
    RIJEN = UNREACHABLE

    zegel = models.OneToOneField(ZegelTable, on_delete=models.PROTECT, primary_key=True)
    besluit = models.ForeignKey("doorzicht.VierogenTable", on_delete=models.PROTECT)
    op = models.DateTimeField()

    class Meta:
        app_label = "doorzicht"
        db_table = "toegang_zegelverval"


class AfwijzingTable(models.Model):
    """Something that was refused: who asked what, and the code of the reason; never what was asked about in words.

    Without a gebruiker when nobody was logged in. Written by a function of the database, which also raises the alarm.
    """

    PERSOONSGEGEVENS = "welke medewerker iets vroeg dat werd geweigerd"
    BEWAARTERMIJN = "1 jaar"
    RIJEN = Rows(("SELECT",), sees=f"{_HEEL_NEDERLAND} OR {_EIGEN_HUIS}")

    id = models.UUIDField(primary_key=True, default=uuid4)
    op = models.DateTimeField()
    gebruiker = models.TextField(null=True)
    organisatie = models.UUIDField(null=True)
    handeling = models.CharField(max_length=48)
    reden = models.CharField(max_length=32)
    klant = models.UUIDField(null=True)

    class Meta:
        app_label = "doorzicht"
        db_table = "toegang_afwijzing"
        indexes = [models.Index(name="toegang_afwijzing_zoek", fields=["gebruiker", "op"])]


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
