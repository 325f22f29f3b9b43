"""Organisations bring an identity provider: who provides, who is who there, attempts, and sessions that came so."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("doorzicht", "0018_perioden_zuiniger"),
    ]

    operations = [
        migrations.CreateModel(
            name="OidcAanbiederTable",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("issuer", models.TextField()),
                ("client_id", models.TextField()),
                (
                    "hosts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), default=list, size=None
                    ),
                ),
                ("sleutel_versleuteld", models.BinaryField()),
                (
                    "acr",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), default=list, size=None
                    ),
                ),
                ("vertrouwt_tweede_factor", models.BooleanField(default=False)),
                ("actief", models.BooleanField(default=True)),
                ("toegevoegd_op", models.DateTimeField()),
                ("toegevoegd_door", models.TextField()),
                (
                    "organisatie",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="doorzicht.organisatietable"
                    ),
                ),
            ],
            options={
                "db_table": "toegang_oidc_aanbieder",
            },
        ),
        migrations.AddField(
            model_name="sessietable",
            name="aanbieder",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, to="doorzicht.oidcaanbiedertable"
            ),
        ),
        migrations.CreateModel(
            name="OidcAanmeldingTable",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("state_hash", models.BinaryField(max_length=32, unique=True)),
                ("browser_hash", models.BinaryField(max_length=32)),
                ("nonce_hash", models.BinaryField(max_length=32)),
                ("geheim_versleuteld", models.BinaryField()),
                ("begonnen_op", models.DateTimeField()),
                ("verloopt_op", models.DateTimeField()),
                ("gebruikt_op", models.DateTimeField(null=True)),
                (
                    "aanbieder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="doorzicht.oidcaanbiedertable"
                    ),
                ),
            ],
            options={
                "db_table": "toegang_oidc_aanmelding",
            },
        ),
        migrations.CreateModel(
            name="OidcKoppelingTable",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("subject_index", models.BinaryField(max_length=32)),
                ("subject_versleuteld", models.BinaryField()),
                ("gekoppeld_op", models.DateTimeField()),
                (
                    "aanbieder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="doorzicht.oidcaanbiedertable"
                    ),
                ),
                (
                    "gebruiker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="doorzicht.gebruikertable"
                    ),
                ),
            ],
            options={
                "db_table": "toegang_oidc_koppeling",
            },
        ),
        migrations.AddConstraint(
            model_name="oidcaanbiedertable",
            constraint=models.UniqueConstraint(
                condition=models.Q(("actief", True)), fields=("organisatie",), name="toegang_een_aanbieder"
            ),
        ),
        migrations.AddConstraint(
            model_name="oidcaanbiedertable",
            constraint=models.UniqueConstraint(fields=("issuer", "client_id"), name="toegang_aanbieder_eens"),
        ),
        migrations.AddConstraint(
            model_name="oidcaanmeldingtable",
            constraint=models.CheckConstraint(
                condition=models.Q(("verloopt_op__gt", models.F("begonnen_op"))),
                name="toegang_oidc_aanmelding_duur",
            ),
        ),
        migrations.AddConstraint(
            model_name="oidckoppelingtable",
            constraint=models.UniqueConstraint(
                fields=("aanbieder", "subject_index"), name="toegang_subject_is_een_mens"
            ),
        ),
    ]
