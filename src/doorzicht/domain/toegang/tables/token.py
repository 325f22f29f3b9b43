"""Rows of tokens: with one a program of an organisation asks the API, in one role of one person.

Only a hash stands here: who reads these rows can ask nothing with them.
"""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from doorzicht.infra.rowsecurity import Rows


class TokenTable(models.Model):
    """A token that works until a moment, and no longer than the role behind it."""

    PERSOONSGEGEVENS = "met welke rol van een medewerker een programma vraagt"
    BEWAARTERMIJN = "1 jaar na het verlopen"
    RIJEN = Rows(("SELECT", "UPDATE"), columns=("gebruikt_op", "ingetrokken_op"))

    id = models.UUIDField(primary_key=True, default=uuid4)
    sleutel = models.BinaryField(max_length=32, unique=True)
    rol = models.ForeignKey("doorzicht.RoltoekenningTable", on_delete=models.CASCADE)
    doel = models.CharField(max_length=24)
    naam = models.TextField()
    aangemaakt_op = models.DateTimeField()
    verloopt_op = models.DateTimeField()
    gebruikt_op = models.DateTimeField(null=True)
    ingetrokken_op = models.DateTimeField(null=True)

    class Meta:
        app_label = "doorzicht"
        db_table = "toegang_token"
        constraints = [
            models.CheckConstraint(
                name="toegang_token_verloopt", condition=Q(verloopt_op__gt=F("aangemaakt_op"))
            ),
        ]
