"""Rows of people who act: who they are to the log-in, which roles they were given by whom, and when they are away.

A role is held only when somebody else than its proposer granted it, and neither is the one who gets it. The database
says so too, by constraints and by a trigger (migration) that holds the pages' role to its claim.
"""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from doorzicht.domain.toegang.model import Rol
from doorzicht.infra.ranges import ends_after_start
from doorzicht.infra.rowsecurity import Rows

_KNOWN_TO_THE_LOGIN = Rows(
    ("SELECT", "INSERT", "UPDATE"),
    adds="(SELECT toegang_claim('g')) IS NOT NULL",
    columns=("naam", "email", "wachtwoord", "wachtwoord_op", "uitgeschakeld_op", "uitgeschakeld_door"),
)
"""Before anybody is logged in, the log-in has to find the account: these rows cannot wait for a claim.

Account and klant stay what they are, for the log and the reach of a klant name them.
"""

_BEHEERT = "toegang_beheert(organisatie_id)"
"""Only who manages or leads the people of the organisation writes their roles and absences; the log-in reads them."""


class GebruikerTable(models.Model):
    """One person who can log in; `account` is what every record of his acts names him by."""

    PERSOONSGEGEVENS = "account, naam, e-mailadres, wachtwoord (argon2) van een medewerker of klant"
    BEWAARTERMIJN = "2 jaar na de laatste rol"
    RIJEN = _KNOWN_TO_THE_LOGIN

    id = models.UUIDField(primary_key=True, default=uuid4)
    account = models.TextField(unique=True)
    naam = models.TextField()
    email = models.TextField(null=True)
    wachtwoord = models.TextField(null=True)
    wachtwoord_op = models.DateTimeField(null=True)
    klant = models.UUIDField(null=True, unique=True)
    is_demo = models.BooleanField(default=False)
    aangemaakt_op = models.DateTimeField()
    aangemaakt_door = models.TextField(null=True)
    uitgeschakeld_op = models.DateTimeField(null=True)
    uitgeschakeld_door = models.TextField(null=True)

    class Meta:
        app_label = "doorzicht"
        db_table = "toegang_gebruiker"
        constraints = [
            models.UniqueConstraint(Lower("account"), name="toegang_account_een_schrijfwijze"),
            models.CheckConstraint(name="toegang_account_niet_leeg", condition=~Q(account="")),
            models.UniqueConstraint(
                Lower("email"), name="toegang_email_van_een_medewerker", condition=Q(klant__isnull=True)
            ),
        ]


class RoltoekenningTable(models.Model):
    """A role of a person at an organisation, from-to; proposed by one, granted by another."""

    PERSOONSGEGEVENS = "welke rol een medewerker of klant heeft, bij welke organisatie"
    BEWAARTERMIJN = "5 jaar na het einde van de rol"
    RIJEN = Rows(
        ("SELECT", "INSERT", "UPDATE"),
        writes=_BEHEERT,
        columns=(
            *("tot", "toegekend_door", "toegekend_op", "afgewezen_door", "afgewezen_op"),
            *("beeindigd_door", "beeindigd_op"),
        ),
    )

    id = models.UUIDField(primary_key=True, default=uuid4)
    gebruiker = models.ForeignKey(GebruikerTable, on_delete=models.PROTECT)
    organisatie = models.ForeignKey("doorzicht.OrganisatieTable", on_delete=models.PROTECT)
    rol = models.CharField(max_length=32, choices=[(rol.value, rol.value) for rol in Rol])
    van = models.DateField()
    tot = models.DateField(null=True)
    voorgesteld_door = models.TextField()
    voorgesteld_op = models.DateTimeField()
    toegekend_door = models.TextField(null=True)
    toegekend_op = models.DateTimeField(null=True)
    afgewezen_door = models.TextField(null=True)
    afgewezen_op = models.DateTimeField(null=True)
    beeindigd_door = models.TextField(null=True)
    beeindigd_op = models.DateTimeField(null=True)

    class Meta:
        app_label = "doorzicht"
        db_table = "toegang_roltoekenning"
        constraints = [
            models.CheckConstraint(name="toegang_rol_periode", condition=ends_after_start()),
            models.CheckConstraint(
                name="toegang_rol_vier_ogen",
                condition=Q(toegekend_door__isnull=True) | ~Q(toegekend_door=F("voorgesteld_door")),
            ),
            models.CheckConstraint(
                name="toegang_rol_toegekend_met_moment",
                condition=Q(toegekend_door__isnull=True, toegekend_op__isnull=True)
                | Q(toegekend_door__isnull=False, toegekend_op__isnull=False),
            ),
            models.CheckConstraint(
                name="toegang_rol_een_besluit",
                condition=Q(toegekend_op__isnull=True) | Q(afgewezen_op__isnull=True),
            ),
            models.CheckConstraint(
                name="toegang_rol_einde_na_toekenning",
                condition=Q(beeindigd_op__isnull=True) | Q(toegekend_op__isnull=False, tot__isnull=False),
            ),
            models.UniqueConstraint(
                name="toegang_rol_een_open",
                fields=["gebruiker", "organisatie", "rol"],
                condition=Q(beeindigd_op__isnull=True, afgewezen_op__isnull=True, tot__isnull=True),
            ),
        ]


class AfwezigheidTable(models.Model):
    """A person who is away from an organisation, from-to; his roles there rest, and somebody may stand in for him.

    One that was taken back before its first day has no day at all.
    """

    PERSOONSGEGEVENS = "wanneer een medewerker afwezig is (zonder reden) en wie hem vervangt"
    BEWAARTERMIJN = "1 jaar na het einde van de afwezigheid"
    RIJEN = Rows(("SELECT", "INSERT", "UPDATE"), writes=_BEHEERT, columns=("tot",))

    id = models.UUIDField(primary_key=True, default=uuid4)
    gebruiker = models.ForeignKey(GebruikerTable, on_delete=models.CASCADE, related_name="afwezigheden")
    organisatie = models.ForeignKey("doorzicht.OrganisatieTable", on_delete=models.PROTECT)
    vervanger = models.ForeignKey(GebruikerTable, on_delete=models.PROTECT, null=True, related_name="+")
    van = models.DateField()
    tot = models.DateField(null=True)
    gemeld_door = models.TextField()

    class Meta:
        app_label = "doorzicht"
        db_table = "toegang_afwezigheid"
        constraints = [
            models.CheckConstraint(
                name="toegang_afwezigheid_periode",
                condition=Q(tot__isnull=True) | Q(tot__gte=F("van")),
            ),
            models.CheckConstraint(
                name="toegang_vervanger_is_een_ander",
                condition=Q(vervanger__isnull=True) | ~Q(vervanger=F("gebruiker")),
            ),
        ]
