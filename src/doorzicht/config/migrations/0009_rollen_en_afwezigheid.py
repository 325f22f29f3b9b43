"""Who took each step of a role, absence per organisation, and four eyes on roles in the database itself.

The trigger holds every writer to the life of a role; the pages' role it holds to its claim besides: what is proposed or
decided is so by the one who acts. A policy asks `toegang_beheert` whose people one manages or leads.
"""

import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models

BEHEERT = """
CREATE FUNCTION toegang_beheert(gevraagd uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT coalesce(CASE claim ->> 'r'
        WHEN 'functioneel-beheerder' THEN claim ->> 'd' = 'beheer' AND (
            (claim ->> 'o')::uuid = gevraagd
            OR claim ->> 's' = 'uwv' AND EXISTS (
                SELECT FROM public.toegang_organisatie o
                WHERE o.id = gevraagd AND o.soort IN ('uwv-kantoor', 'wsp', 'werkgever', 'intermediair')))
        WHEN 'teamleider' THEN (claim ->> 'o')::uuid = gevraagd
    END, false)
    FROM public.toegang_claim() AS claim
$$;
"""

ROL = """
CREATE FUNCTION toegang_rol_stap() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    zelf text := (SELECT account FROM toegang_gebruiker WHERE id = NEW.gebruiker_id);
    is_eigenaar boolean := current_user = (SELECT relowner::regrole::text FROM pg_class WHERE oid = TG_RELID);
    wie text := toegang_claim('g');
BEGIN
    IF zelf IN (NEW.voorgesteld_door, NEW.toegekend_door) THEN
        RAISE EXCEPTION 'niemand geeft zichzelf een rol' USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'INSERT' THEN
        IF NOT is_eigenaar AND (NEW.voorgesteld_door IS DISTINCT FROM wie
            OR NEW.toegekend_door IS NOT NULL OR NEW.afgewezen_door IS NOT NULL) THEN
            RAISE EXCEPTION 'een rol begint als eigen voorstel' USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN NEW;
    END IF;
    IF (NEW.gebruiker_id, NEW.organisatie_id, NEW.rol, NEW.van, NEW.voorgesteld_door)
        IS DISTINCT FROM (OLD.gebruiker_id, OLD.organisatie_id, OLD.rol, OLD.van, OLD.voorgesteld_door)
        OR OLD.toegekend_door IS NOT NULL
            AND (NEW.toegekend_door, NEW.toegekend_op) IS DISTINCT FROM (OLD.toegekend_door, OLD.toegekend_op)
        OR OLD.afgewezen_op IS NOT NULL OR OLD.beeindigd_op IS NOT NULL THEN
        RAISE EXCEPTION 'een stap van een rol wordt niet teruggedraaid' USING ERRCODE = 'check_violation';
    END IF;
    IF NOT is_eigenaar AND (
        OLD.toegekend_door IS NULL AND NEW.toegekend_door <> coalesce(wie, '')
        OR NEW.afgewezen_door <> coalesce(wie, '') OR NEW.beeindigd_door <> coalesce(wie, '')) THEN
        RAISE EXCEPTION 'een besluit is van wie het neemt' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER toegang_rol_stap BEFORE INSERT OR UPDATE ON toegang_roltoekenning
FOR EACH ROW EXECUTE FUNCTION toegang_rol_stap();
"""

WEG = """
DROP FUNCTION toegang_rol_stap() CASCADE;
DROP FUNCTION toegang_beheert(uuid) CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [("doorzicht", "0008_sleutelstand")]

    operations = [
        migrations.RemoveConstraint("roltoekenningtable", "toegang_rol_een_open"),
        migrations.AddField(
            "afwezigheidtable", "gemeld_door", models.TextField(default=None), preserve_default=False
        ),
        migrations.AddField(
            "afwezigheidtable",
            "organisatie",
            models.ForeignKey(
                default=None,
                on_delete=django.db.models.deletion.PROTECT,
                to="doorzicht.organisatietable",
            ),
            preserve_default=False,
        ),
        migrations.AddField("gebruikertable", "aangemaakt_door", models.TextField(null=True)),
        migrations.AddField("gebruikertable", "uitgeschakeld_door", models.TextField(null=True)),
        migrations.AddField("roltoekenningtable", "afgewezen_door", models.TextField(null=True)),
        migrations.AddField("roltoekenningtable", "beeindigd_door", models.TextField(null=True)),
        migrations.AddField("roltoekenningtable", "beeindigd_op", models.DateTimeField(null=True)),
        migrations.AlterField("organisatietable", "naam", models.TextField()),
        migrations.AddConstraint(
            "gebruikertable",
            models.UniqueConstraint(
                django.db.models.functions.text.Lower("email"),
                condition=models.Q(("klant__isnull", True)),
                name="toegang_email_van_een_medewerker",
            ),
        ),
        migrations.AddConstraint(
            "organisatietable",
            models.UniqueConstraint(
                condition=models.Q(("soort__in", ["intermediair", "werkgever"]), _negated=True),
                fields=("naam",),
                name="toegang_naam_een_keer",
            ),
        ),
        migrations.AddConstraint(
            "organisatietable",
            models.UniqueConstraint(
                condition=models.Q(("soort", "wsp")),
                fields=("regio_nummer",),
                name="toegang_een_wsp_per_regio",
            ),
        ),
        migrations.AddConstraint(
            "roltoekenningtable",
            models.CheckConstraint(
                condition=models.Q(
                    ("toegekend_op__isnull", True), ("afgewezen_op__isnull", True), _connector="OR"
                ),
                name="toegang_rol_een_besluit",
            ),
        ),
        migrations.AddConstraint(
            "roltoekenningtable",
            models.CheckConstraint(
                condition=models.Q(
                    ("beeindigd_op__isnull", True),
                    models.Q(("toegekend_op__isnull", False), ("tot__isnull", False)),
                    _connector="OR",
                ),
                name="toegang_rol_einde_na_toekenning",
            ),
        ),
        migrations.AddConstraint(
            "roltoekenningtable",
            models.UniqueConstraint(
                condition=models.Q(
                    ("afgewezen_op__isnull", True), ("beeindigd_op__isnull", True), ("tot__isnull", True)
                ),
                fields=("gebruiker", "organisatie", "rol"),
                name="toegang_rol_een_open",
            ),
        ),
        migrations.RunSQL(BEHEERT + ROL, WEG),
    ]
