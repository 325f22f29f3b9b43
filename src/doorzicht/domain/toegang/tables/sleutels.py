"""Rows about keys: which index key the rows of persons are found by. Never a key itself."""

from __future__ import annotations

from django.db import models

from doorzicht.infra.rowsecurity import READABLE


class SleutelstandTable(models.Model):
    """The number of the index key that every blind index in this database was made with; one row."""

    PERSOONSGEGEVENS = "geen"
    BEWAARTERMIJN = "onbeperkt"
    RIJEN = READABLE

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    index_nummer = models.PositiveSmallIntegerField()

    class Meta:
        app_label = "doorzicht"
        db_table = "toegang_sleutelstand"
        constraints = [models.CheckConstraint(name="toegang_een_sleutelstand", condition=models.Q(id=1))]
