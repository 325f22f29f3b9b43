"""A new person sets his password and second factor himself, on an invitation; a webauthn key signs what a session asks."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("doorzicht", "0013_wie_mag_wijzigen"),
    ]

    operations = [
        migrations.CreateModel(
            name="UitnodigingTable",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("code_hash", models.BinaryField(max_length=32)),
                ("gemaakt_door", models.TextField()),
                ("gemaakt_op", models.DateTimeField()),
                ("verloopt_op", models.DateTimeField()),
                ("gebruikt_op", models.DateTimeField(null=True)),
                (
                    "gebruiker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="doorzicht.gebruikertable"
                    ),
                ),
            ],
            options={
                "db_table": "toegang_uitnodiging",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("verloopt_op__gt", models.F("gemaakt_op"))),
                        name="toegang_uitnodiging_duur",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="sessietable",
            name="uitdaging",
            field=models.BinaryField(max_length=64, null=True),
        ),
        migrations.AddField(
            model_name="sessietable",
            name="uitnodiging",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, to="doorzicht.uitnodigingtable"
            ),
        ),
    ]
