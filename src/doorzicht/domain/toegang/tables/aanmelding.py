"""Rows of the log-in: second factors, attempts, and sessions that can be ended at once.

Secrets stand sealed or hashed: who reads these rows can log in as nobody.
"""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from doorzicht.infra.rowsecurity import Rows


class TweedeFactorTable(models.Model):
    """A second factor of a person: an app with codes (totp), a key (webauthn), or a code on paper (herstelcode).

    `geheim_versleuteld` is bound to this row; of a herstelcode only a hash stands in it. `laatste_stap` keeps a code
    from being used twice; `teller` is the counter of a webauthn key.
    """

    PERSOONSGEGEVENS = "tweede factor van een medewerker of klant (versleuteld)"
    BEWAARTERMIJN = "zo lang de factor in gebruik is"
    RIJEN = Rows(
        ("SELECT", "INSERT", "UPDATE", "DELETE"),
        columns=("naam", "laatste_stap", "teller", "bevestigd_op", "gebruikt_op"),
    )
    VERZEGELD = {"geheim_versleuteld": None}

    id = models.UUIDField(primary_key=True, default=uuid4)
    gebruiker = models.ForeignKey("doorzicht.GebruikerTable", on_delete=models.CASCADE)
    soort = models.CharField(max_length=12, choices=[(s, s) for s in ("totp", "webauthn", "herstelcode")])
    naam = models.TextField(default="")
    geheim_versleuteld = models.BinaryField()
    sleutel_id = models.BinaryField(null=True, unique=True)
    laatste_stap = models.BigIntegerField(default=0)
    teller = models.BigIntegerField(default=0)
    aangemaakt_op = models.DateTimeField()
    bevestigd_op = models.DateTimeField(null=True)
    gebruikt_op = models.DateTimeField(null=True)

    class Meta:
        app_label = "doorzicht"
        db_table = "toegang_tweede_factor"


class AanmeldpogingTable(models.Model):
    """An attempt to log in, by the keyed hash of what it was about (account or address); no name, no address."""

    PERSOONSGEGEVENS = "gehashte account of gehasht netwerkadres van een aanmeldpoging"
    BEWAARTERMIJN = "30 dagen"
    RIJEN = Rows(("SELECT", "INSERT"))

    id = models.BigAutoField(primary_key=True)
    sleutel = models.BinaryField(max_length=32)
    soort = models.CharField(max_length=16)
    gelukt = models.BooleanField()
    op = models.DateTimeField()

    class Meta:
        app_label = "doorzicht"
        db_table = "toegang_aanmeldpoging"
        indexes = [models.Index(name="toegang_poging_zoek", fields=["sleutel", "op"])]


class UitnodigingTable(models.Model):
    """An invitation to set a password and a second factor: a hash of its code, good for one person and once."""

    PERSOONSGEGEVENS = "welke medewerker of klant werd uitgenodigd, door wie"
    BEWAARTERMIJN = "1 jaar"
    RIJEN = Rows(
        ("SELECT", "INSERT", "UPDATE"),
        writes="gebruikt_op IS NOT NULL OR toegang_nodigt_uit(gebruiker_id)",
        columns=("gebruikt_op",),
    )

    id = models.UUIDField(primary_key=True, default=uuid4)
    gebruiker = models.ForeignKey("doorzicht.GebruikerTable", on_delete=models.CASCADE)
    code_hash = models.BinaryField(max_length=32)
    gemaakt_door = models.TextField()
    gemaakt_op = models.DateTimeField()
    verloopt_op = models.DateTimeField()
    gebruikt_op = models.DateTimeField(null=True)

    class Meta:
        app_label = "doorzicht"
        db_table = "toegang_uitnodiging"
        constraints = [
            models.CheckConstraint(
                name="toegang_uitnodiging_duur", condition=Q(verloopt_op__gt=F("gemaakt_op"))
            )
        ]


class SessieTable(models.Model):
    """A session: known by the hash of its secret; who, since when, and the role that was chosen.

    `uitnodiging` is set while somebody sets up his account; `uitdaging` is what a webauthn key has to sign, once.
    `aanbieder` is set when he came in through an organisation's identity provider: it speaks for that one only.
    """

    PERSOONSGEGEVENS = "wie wanneer is aangemeld"
    BEWAARTERMIJN = "30 dagen na het einde"
    RIJEN = Rows(("SELECT", "INSERT", "UPDATE"), columns=("gezien_op", "uitdaging", "beeindigd_op"))

    sleutel = models.BinaryField(max_length=32, primary_key=True)
    gebruiker = models.ForeignKey("doorzicht.GebruikerTable", on_delete=models.CASCADE)
    rol = models.ForeignKey("doorzicht.RoltoekenningTable", on_delete=models.CASCADE, null=True)
    doel = models.CharField(max_length=24, null=True)
    begonnen_op = models.DateTimeField()
    gezien_op = models.DateTimeField()
    tweede_factor_op = models.DateTimeField(null=True)
    uitnodiging = models.ForeignKey(UitnodigingTable, on_delete=models.CASCADE, null=True)
    uitdaging = models.BinaryField(max_length=64, null=True)
    aanbieder = models.ForeignKey("doorzicht.OidcAanbiederTable", on_delete=models.CASCADE, null=True)
    beeindigd_op = models.DateTimeField(null=True)

    class Meta:
        app_label = "doorzicht"
        db_table = "toegang_sessie"
