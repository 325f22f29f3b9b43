"""An absence that is taken back before its first day is one of no day at all."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("doorzicht", "0014_uitnodiging")]

    operations = [
        migrations.RemoveConstraint("afwezigheidtable", "toegang_afwezigheid_periode"),
        migrations.AddConstraint(
            "afwezigheidtable",
            models.CheckConstraint(
                condition=models.Q(("tot__isnull", True), ("tot__gte", models.F("van")), _connector="OR"),
                name="toegang_afwezigheid_periode",
            ),
        ),
    ]
