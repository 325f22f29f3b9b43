"""Rows of the map: gemeenten and regions in time.

A gemeente keeps its code while its name, its place and its region may change; every such fact has a period,
and an exclusion constraint keeps two of them from being true on one day. No personal data.
"""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models

from doorzicht.infra.ranges import daterange, ends_after_start
from doorzicht.infra.rowsecurity import READABLE


class ArbeidsmarktregioTable(models.Model):
    """The arbeidsmarktregio's (Besluit werkgebieden UWV 2015, bijlage 3)."""

    PERSOONSGEGEVENS = "geen"
    BEWAARTERMIJN = "onbeperkt"
    RIJEN = READABLE

    nummer = models.PositiveSmallIntegerField(primary_key=True)
    naam = models.TextField(unique=True)
    cbs_code = models.CharField(max_length=4)

    class Meta:
        app_label = "doorzicht"
        db_table = "gebied_arbeidsmarktregio"


class GemeenteTable(models.Model):
    """A gemeente as it was in a period: name, region, centroid and neighbours."""

    PERSOONSGEGEVENS = "geen"
    BEWAARTERMIJN = "onbeperkt"
    RIJEN = READABLE

    code = models.CharField(max_length=6)
    naam = models.TextField()
    regio = models.ForeignKey(ArbeidsmarktregioTable, on_delete=models.PROTECT)
    breedte = models.FloatField()
    lengte = models.FloatField()
    buren = ArrayField(models.CharField(max_length=6), default=list)
    van = models.DateField()
    tot = models.DateField(null=True)

    class Meta:
        app_label = "doorzicht"
        db_table = "gebied_gemeente"
        constraints = [
            models.CheckConstraint(name="gebied_gemeente_periode", condition=ends_after_start()),
            ExclusionConstraint(
                name="gebied_gemeente_een_tegelijk",
                expressions=[("code", RangeOperators.EQUAL), (daterange(), RangeOperators.OVERLAPS)],
            ),
        ]


class SchrijfwijzeTable(models.Model):
    """A spelling by which a gemeente is known besides its name; `tekst` is normalised."""

    PERSOONSGEGEVENS = "geen"
    BEWAARTERMIJN = "onbeperkt"
    RIJEN = READABLE

    tekst = models.TextField(primary_key=True)
    gemeente_code = models.CharField(max_length=6)

    class Meta:
        app_label = "doorzicht"
        db_table = "gebied_schrijfwijze"
