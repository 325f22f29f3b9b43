"""Rows of the log-in through an organisation's own identity provider: who provides, who is who there, and attempts.

Secrets stand sealed or hashed. Who may write these rows can still log in as nobody: what is sealed is bound to its row
with a key that is not in the database.
"""

from __future__ import annotations

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from doorzicht.infra.rowsecurity import READABLE, Rows


class OidcAanbiederTable(models.Model):
    """The identity provider of an organisation, added by the operator; our key for it stands sealed.

    `acr` are the levels that count as a second factor; with `vertrouwt_tweede_factor` off none does. `hosts` are those
    besides the issuer's own where its pages may stand.
    """

    PERSOONSGEGEVENS = "geen: van een organisatie"
    BEWAARTERMIJN = "zo lang de organisatie meedoet"
    RIJEN = READABLE
    VERZEGELD = {"sleutel_versleuteld": None}

    id = models.UUIDField(primary_key=True, default=uuid4)
    organisatie = models.ForeignKey("doorzicht.OrganisatieTable", on_delete=models.PROTECT)
    issuer = models.TextField()
    client_id = models.TextField()
    hosts = ArrayField(models.TextField(), default=list)
    sleutel_versleuteld = models.BinaryField()
    acr = ArrayField(models.TextField(), default=list)
    vertrouwt_tweede_factor = models.BooleanField(default=False)
    actief = models.BooleanField(default=True)
    toegevoegd_op = models.DateTimeField()
    toegevoegd_door = models.TextField()

    class Meta:
        app_label = "doorzicht"
        db_table = "toegang_oidc_aanbieder"
        constraints = [
            models.UniqueConstraint(
                name="toegang_een_aanbieder", fields=["organisatie"], condition=Q(actief=True)
            ),
            models.UniqueConstraint(name="toegang_aanbieder_eens", fields=["issuer", "client_id"]),
        ]


class OidcKoppelingTable(models.Model):
    """Which person a provider's subject is. The id is made of person and provider, and the subject sealed for that id.

    So a row that was copied to another person does not open, and a person has one subject at a provider.
    """

    PERSOONSGEGEVENS = "hoe de inlogdienst van een organisatie een medewerker noemt (versleuteld)"
    BEWAARTERMIJN = "zo lang de koppeling in gebruik is"
    RIJEN = Rows(("SELECT", "INSERT", "DELETE"))
    VERZEGELD = {"subject_versleuteld": "subject_index"}

    id = models.UUIDField(primary_key=True)
    gebruiker = models.ForeignKey("doorzicht.GebruikerTable", on_delete=models.CASCADE)
    aanbieder = models.ForeignKey(OidcAanbiederTable, on_delete=models.CASCADE)
    subject_index = models.BinaryField(max_length=32)
    subject_versleuteld = models.BinaryField()
    gekoppeld_op = models.DateTimeField()

    class Meta:
        app_label = "doorzicht"
        db_table = "toegang_oidc_koppeling"
        constraints = [
            models.UniqueConstraint(
                name="toegang_subject_is_een_mens", fields=["aanbieder", "subject_index"]
            ),
        ]


class OidcAanmeldingTable(models.Model):
    """An attempt on its way to a provider and back: bound to one browser, for ten minutes, good for one answer.

    What we have to know again (the code_verifier, where he wanted to go) stands sealed; the rest are hashes.
    """

    PERSOONSGEGEVENS = "naar welke pagina een bezoeker wilde (versleuteld); niet wie hij is"
    BEWAARTERMIJN = "1 dag"
    RIJEN = Rows(("SELECT", "INSERT", "UPDATE", "DELETE"), columns=("gebruikt_op",))
    VERZEGELD = {"geheim_versleuteld": None}

    id = models.UUIDField(primary_key=True)
    aanbieder = models.ForeignKey(OidcAanbiederTable, on_delete=models.CASCADE)
    state_hash = models.BinaryField(max_length=32, unique=True)
    browser_hash = models.BinaryField(max_length=32)
    nonce_hash = models.BinaryField(max_length=32)
    geheim_versleuteld = models.BinaryField()
    begonnen_op = models.DateTimeField()
    verloopt_op = models.DateTimeField()
    gebruikt_op = models.DateTimeField(null=True)

    class Meta:
        app_label = "doorzicht"
        db_table = "toegang_oidc_aanmelding"
        constraints = [
            models.CheckConstraint(
                name="toegang_oidc_aanmelding_duur", condition=Q(verloopt_op__gt=F("begonnen_op"))
            ),
        ]
