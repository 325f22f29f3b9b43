"""Rows of the doelgroepregister: persons, their registrations and where they live, all in time.

Presence here is health-related by itself. BSNs stand encrypted, with a keyed blind index to find them.
History is kept: a registration that ends keeps its period; nothing is overwritten. Two periods of a person never
overlap: an index keeps open ones apart, a constraint closed ones, a trigger both from each other (migration 0004).
"""

from __future__ import annotations

from uuid import uuid4

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models

from doorzicht.infra.ranges import daterange, ends_after_start, is_closed, is_open
from doorzicht.infra.rowsecurity import Rows

_VAN_WIE_BEREIKT_IS = "EXISTS (SELECT FROM doelgroepregister_persoon p WHERE p.id = persoon_id)"


class RegisterpersoonTable(models.Model):
    """A person in the register, now or before."""

    PERSOONSGEGEVENS = "BSN (versleuteld) en blinde index"
    BEWAARTERMIJN = "5 jaar na het einde van de laatste registratie"
    RIJEN = Rows(("SELECT",), sees="register_bereikt(bsn_index)")
    VERZEGELD = {"bsn_versleuteld": "bsn_index"}

    id = models.UUIDField(primary_key=True, default=uuid4)
    bsn_versleuteld = models.BinaryField()
    bsn_index = models.BinaryField(max_length=32, unique=True)

    class Meta:
        app_label = "doorzicht"
        db_table = "doelgroepregister_persoon"


class RegistratieTable(models.Model):
    """A period in the register on one ground; `tot` is the first day on which the person is out."""

    PERSOONSGEGEVENS = "grond en periode van registratie (zegt iets over gezondheid)"
    BEWAARTERMIJN = "5 jaar na het einde van de registratie"
    RIJEN = Rows(("SELECT",), sees=_VAN_WIE_BEREIKT_IS)

    id = models.UUIDField(primary_key=True, default=uuid4)
    persoon = models.ForeignKey(RegisterpersoonTable, on_delete=models.CASCADE)
    grond = models.CharField(max_length=32)
    van = models.DateField()
    tot = models.DateField(null=True)

    class Meta:
        app_label = "doorzicht"
        db_table = "doelgroepregister_registratie"
        constraints = [
            models.CheckConstraint(
                name="doelgroepregister_registratie_periode", condition=ends_after_start()
            ),
            models.UniqueConstraint(
                name="doelgroepregister_registratie_een_open", fields=["persoon"], condition=is_open()
            ),
            ExclusionConstraint(
                name="doelgroepregister_registratie_een_tegelijk",
                expressions=[("persoon", RangeOperators.EQUAL), (daterange(), RangeOperators.OVERLAPS)],
                condition=is_closed(),
            ),
        ]


class RegisterwoonplaatsTable(models.Model):
    """Where a person in the register lives, from-to; no row when it is not known."""

    PERSOONSGEGEVENS = "woongemeente"
    BEWAARTERMIJN = "als de persoon"
    RIJEN = Rows(("SELECT",), sees=_VAN_WIE_BEREIKT_IS)

    id = models.UUIDField(primary_key=True, default=uuid4)
    persoon = models.ForeignKey(RegisterpersoonTable, on_delete=models.CASCADE)
    gemeente_code = models.CharField(max_length=6)
    van = models.DateField()
    tot = models.DateField(null=True)

    class Meta:
        app_label = "doorzicht"
        db_table = "doelgroepregister_woonplaats"
        constraints = [
            models.CheckConstraint(name="doelgroepregister_woonplaats_periode", condition=ends_after_start()),
            models.UniqueConstraint(
                name="doelgroepregister_woonplaats_een_open", fields=["persoon"], condition=is_open()
            ),
            ExclusionConstraint(
                name="doelgroepregister_woonplaats_een_tegelijk",
                expressions=[("persoon", RangeOperators.EQUAL), (daterange(), RangeOperators.OVERLAPS)],
                condition=is_closed(),
            ),
        ]
