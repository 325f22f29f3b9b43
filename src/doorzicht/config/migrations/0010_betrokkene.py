import uuid

import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("doorzicht", "0009_rollen_en_afwezigheid"),
    ]

    operations = [
        migrations.CreateModel(
            name="AankondigingTable",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                (
                    "verzameling",
                    models.CharField(
                        choices=[("klanten", "klanten"), ("doelgroepregister", "doelgroepregister")],
                        max_length=24,
                    ),
                ),
                ("persoon", models.UUIDField()),
                ("aangekondigd_op", models.DateField()),
                ("wissen_vanaf", models.DateField()),
            ],
            options={
                "db_table": "betrokkene_aankondiging",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("verzameling", "persoon"), name="betrokkene_aankondiging_een"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "wissen_vanaf__gte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("aangekondigd_op"), "+", models.Value(30)
                                ),
                            )
                        ),
                        name="betrokkene_aankondiging_dertig_dagen",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WiskandidaatTable",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("ronde", models.UUIDField()),
                (
                    "verzameling",
                    models.CharField(
                        choices=[("klanten", "klanten"), ("doelgroepregister", "doelgroepregister")],
                        max_length=24,
                    ),
                ),
                ("persoon", models.UUIDField()),
            ],
            options={
                "db_table": "betrokkene_wiskandidaat",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("ronde", "verzameling", "persoon"), name="betrokkene_wiskandidaat_een"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="WissingTable",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "verzameling",
                    models.CharField(
                        choices=[("klanten", "klanten"), ("doelgroepregister", "doelgroepregister")],
                        max_length=24,
                    ),
                ),
                ("merk", models.BinaryField(max_length=32)),
                ("op", models.DateTimeField()),
                ("ronde", models.UUIDField()),
            ],
            options={
                "db_table": "betrokkene_wissing",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("verzameling", "merk", "ronde"), name="betrokkene_wissing_een"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CorrectieverzoekTable",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                (
                    "veld",
                    models.CharField(
                        choices=[
                            ("naam", "naam"),
                            ("telefoon", "telefoon"),
                            ("email", "email"),
                            ("adres", "adres"),
                            ("woonplaats", "woonplaats"),
                            ("geslacht", "geslacht"),
                            ("opleiding", "opleiding"),
                            ("beroep", "beroep"),
                            ("uren", "uren"),
                            ("rijbewijs", "rijbewijs"),
                            ("vervoer", "vervoer"),
                            ("taal", "taal"),
                            ("register", "register"),
                            ("inschrijving", "inschrijving"),
                            ("profiel", "profiel"),
                            ("anders", "anders"),
                        ],
                        max_length=16,
                    ),
                ),
                ("staat_er", models.TextField()),
                ("moet_zijn", models.TextField()),
                ("ingediend_op", models.DateTimeField()),
                ("uiterlijk_op", models.DateField()),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("ingediend", "ingediend"),
                            ("ingewilligd", "ingewilligd"),
                            ("afgewezen", "afgewezen"),
                            ("ingetrokken", "ingetrokken"),
                        ],
                        max_length=12,
                    ),
                ),
                ("besloten_door", models.TextField(null=True)),
                ("besloten_op", models.DateTimeField(null=True)),
                ("reden", models.TextField(null=True)),
                (
                    "klant",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="doorzicht.klanttable"),
                ),
            ],
            options={
                "db_table": "betrokkene_correctieverzoek",
                "indexes": [
                    models.Index(fields=["status", "uiterlijk_op"], name="betrokkene_correctie_klok")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("besloten_door__isnull", True),
                                ("besloten_op__isnull", True),
                                ("reden__isnull", True),
                                ("status", "ingediend"),
                            ),
                            models.Q(
                                ("status__in", ["ingewilligd", "ingetrokken"]),
                                ("besloten_door__isnull", False),
                                ("besloten_op__isnull", False),
                            ),
                            models.Q(
                                ("reden__isnull", False),
                                ("status", "afgewezen"),
                                models.Q(("reden", ""), _negated=True),
                                ("besloten_door__isnull", False),
                                ("besloten_op__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="betrokkene_correctie_besloten",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "ingediend")),
                        fields=("klant", "veld"),
                        name="betrokkene_correctie_een_open",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="KlantbezwaarTable",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("verwerking", models.CharField(max_length=16)),
                ("reden", models.TextField()),
                ("ingediend_op", models.DateTimeField()),
                ("status", models.CharField(max_length=12)),
                ("besloten_door", models.TextField(null=True)),
                ("besloten_op", models.DateTimeField(null=True)),
                ("besluit", models.TextField(null=True)),
                ("ingetrokken_op", models.DateTimeField(null=True)),
                (
                    "klant",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="doorzicht.klanttable"),
                ),
            ],
            options={
                "db_table": "klantprofiel_bezwaar",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("besloten_op__isnull", True),
                                ("status", "geldt"),
                                ("verwerking", "verkenner"),
                            ),
                            models.Q(
                                ("besloten_op__isnull", True),
                                ("status", "ingediend"),
                                models.Q(("verwerking", "verkenner"), _negated=True),
                            ),
                            models.Q(
                                ("besloten_op__isnull", False),
                                ("status__in", ["ingewilligd", "afgewezen"]),
                                ("besloten_door__isnull", False),
                                ("besluit__isnull", False),
                            ),
                            models.Q(("ingetrokken_op__isnull", False), ("status", "ingetrokken")),
                            _connector="OR",
                        ),
                        name="klantprofiel_bezwaar_status",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status", "ingetrokken"), ("ingetrokken_op__isnull", True), _connector="OR"
                        ),
                        name="klantprofiel_bezwaar_intrekking",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status__in", ["afgewezen", "ingetrokken"]), _negated=True),
                        fields=("klant", "verwerking"),
                        name="klantprofiel_bezwaar_een_tegelijk",
                    ),
                ],
            },
        ),
        migrations.RunSQL(
            # The erasure list is part of what the log promises: it is added to, never changed.
            "CREATE TRIGGER betrokkene_wissing_blijft BEFORE UPDATE OR DELETE ON betrokkene_wissing "
            "FOR EACH ROW EXECUTE FUNCTION toegang_blijft_staan();",
            "DROP TRIGGER betrokkene_wissing_blijft ON betrokkene_wissing;",
        ),
    ]
