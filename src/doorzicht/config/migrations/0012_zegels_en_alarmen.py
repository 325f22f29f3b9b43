"""Seals on both logs, alarms that whoever causes them cannot leave out, and glass that can be broken in one way only.

The functions run as the owner: the pages' role reaches no canary, finds nobody by BSN, and makes no alarm of its own.
Lines of a log can go only when their seal was let go, by an approved proposal of four eyes and after long enough.
"""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

SEIN = """
CREATE FUNCTION toegang_regio_van(code text) RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT g.regio_id FROM public.gebied_gemeente g
    WHERE g.code = $1 AND g.van <= current_date AND (g.tot IS NULL OR g.tot > current_date)
$$;

CREATE FUNCTION toegang_is_andere_regio(gevraagd uuid, claim jsonb) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT NOT public.klant_eigen(gevraagd, claim) AND EXISTS (
        SELECT FROM public.klant_woonplaats w, public.toegang_organisatie o
        WHERE w.klant_id = gevraagd AND w.van <= current_date AND (w.tot IS NULL OR w.tot > current_date)
          AND o.id = (claim ->> 'o')::uuid
          AND public.toegang_regio_van(w.gemeente_code)
              <> coalesce(o.regio_nummer, public.toegang_regio_van(o.gemeente_code)))
$$;

CREATE FUNCTION toegang_alarm(wat text, claim jsonb, om_klant uuid, meer jsonb, binnen interval) RETURNS boolean
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    INSERT INTO public.toegang_alarm (id, soort, op, gebruiker, organisatie, klant, feiten)
    SELECT gen_random_uuid(), wat, clock_timestamp(), claim ->> 'g', (claim ->> 'o')::uuid, om_klant, meer
    WHERE NOT EXISTS (
        SELECT FROM public.toegang_alarm a
        WHERE a.gebruiker = claim ->> 'g' AND a.soort = wat AND a.klant IS NOT DISTINCT FROM om_klant
          AND a.op > clock_timestamp() - binnen)
    RETURNING true
$$;

REVOKE EXECUTE ON FUNCTION toegang_is_andere_regio(uuid, jsonb), toegang_alarm(text, jsonb, uuid, jsonb, interval)
    FROM PUBLIC;

CREATE FUNCTION toegang_houdt_toezicht(om_klant uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    claim jsonb := public.toegang_claim();
BEGIN
    RETURN claim ->> 'd' = 'toezicht' AND public.klant_eigen(om_klant, claim);
END $$;

CREATE FUNCTION toegang_sein(klanten uuid[], grens integer) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    claim jsonb := public.toegang_claim();
    gezien integer;
BEGIN
    IF claim IS NULL THEN
        RETURN;
    END IF;
    PERFORM public.toegang_alarm('kanarie', claim, k.klant, '{}', interval '1 hour')
    FROM public.toegang_kanarie k WHERE k.klant = ANY (klanten);
    PERFORM public.toegang_alarm('andere-regio', claim, k, '{}', interval '1 day')
    FROM unnest(klanten) AS k WHERE public.toegang_is_andere_regio(k, claim);
    IF EXISTS (SELECT FROM public.toegang_alarm a WHERE a.gebruiker = claim ->> 'g' AND a.soort = 'veel-dossiers'
               AND a.op > clock_timestamp() - interval '1 hour') THEN
        RETURN;
    END IF;
    SELECT count(*) INTO gezien FROM (
        SELECT DISTINCT klant FROM (
            SELECT l.klant FROM public.toegang_logregel l
            WHERE l.gebruiker = claim ->> 'g' AND l.op > clock_timestamp() - interval '1 hour'
              AND l.wijze IN ('pagina', 'api')
            UNION ALL SELECT unnest(klanten)) alle
        LIMIT grens + 1) enige;
    IF gezien > grens THEN
        PERFORM public.toegang_alarm('veel-dossiers', claim, NULL, jsonb_build_object('grens', grens), interval '1 hour');
    END IF;
END $$;

CREATE FUNCTION toegang_wijs_af(wat text, waarom text, om_klant uuid, grens integer) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    claim jsonb := public.toegang_claim();
    aantal integer;
BEGIN
    INSERT INTO public.toegang_afwijzing (id, op, gebruiker, organisatie, handeling, reden, klant)
    VALUES (gen_random_uuid(), clock_timestamp(), claim ->> 'g', (claim ->> 'o')::uuid, wat, waarom, om_klant);
    IF claim IS NULL THEN
        RETURN;
    END IF;
    SELECT count(*) INTO aantal FROM (
        SELECT FROM public.toegang_afwijzing a
        WHERE a.gebruiker = claim ->> 'g' AND a.op > clock_timestamp() - interval '1 hour' LIMIT grens) laatste;
    IF aantal >= grens THEN
        PERFORM public.toegang_alarm('afwijzingen', claim, NULL, jsonb_build_object('grens', grens), interval '1 hour');
    END IF;
END $$;
"""

BREEKGLAS = """
CREATE FUNCTION toegang_klant_met_bsn(indexen bytea[]) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT k.id FROM public.klant_klant k WHERE k.bsn_index = ANY (indexen)
$$;
REVOKE EXECUTE ON FUNCTION toegang_klant_met_bsn(bytea[]) FROM PUBLIC;

CREATE FUNCTION toegang_breek_glas(indexen bytea[], waarom text, uitleg text, minuten integer, dag date) RETURNS uuid
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    claim jsonb := public.toegang_claim();
    gevonden uuid;
BEGIN
    IF claim IS NULL OR claim ->> 'd' <> 'dienstverlening' OR claim ->> 's' NOT IN ('uwv', 'uwv-kantoor', 'gemeente')
       OR claim ->> 'r' NOT IN ('klantmanager', 'teamleider') OR minuten > 60 THEN
        RAISE EXCEPTION 'dit glas breekt niet' USING ERRCODE = 'insufficient_privilege';
    END IF;
    gevonden := public.toegang_klant_met_bsn(indexen);
    IF gevonden IS NULL OR public.klant_eigen(gevonden, claim) THEN
        RETURN NULL;
    END IF;
    INSERT INTO public.toegang_breekglas
        (id, gebruiker, organisatie, klant, reden, toelichting, op, tot, beoordelen_voor)
    VALUES (gen_random_uuid(), claim ->> 'g', (claim ->> 'o')::uuid, gevonden, waarom, uitleg,
            clock_timestamp(), clock_timestamp() + make_interval(mins => minuten), dag);
    PERFORM public.toegang_alarm('breekglas', claim, gevonden, jsonb_build_object('reden', waarom), interval '0');
    RETURN gevonden;
END $$;
"""

VERVAL = """
CREATE FUNCTION toegang_zegel_mag_vervallen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM toegang_vierogen v WHERE v.id = NEW.besluit_id AND v.soort = 'logboek-opruimen'
                   AND v.goedgekeurd AND v.besloten_door <> v.voorgesteld_door) THEN
        RAISE EXCEPTION 'dit wacht op een tweede paar ogen' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF NOT EXISTS (SELECT FROM toegang_zegel z WHERE z.nummer = NEW.zegel_id
                   AND z.op <= clock_timestamp() - interval '5 years') THEN
        RAISE EXCEPTION 'deze regels zijn nog niet oud genoeg' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER toegang_zegel_mag_vervallen BEFORE INSERT ON toegang_zegelverval
    FOR EACH ROW EXECUTE FUNCTION toegang_zegel_mag_vervallen();
CREATE TRIGGER toegang_blijft_staan BEFORE UPDATE OR DELETE ON toegang_zegelverval
    FOR EACH ROW EXECUTE FUNCTION toegang_blijft_staan();

CREATE OR REPLACE FUNCTION toegang_blijft_staan() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND TG_TABLE_NAME IN ('toegang_logregel', 'toegang_verwerking') THEN
        IF EXISTS (SELECT FROM toegang_zegel z JOIN toegang_zegelverval v ON v.zegel_id = z.nummer
                   WHERE z.logboek = substr(TG_TABLE_NAME, 9) AND z.van = (
                       SELECT max(van) FROM toegang_zegel
                       WHERE logboek = substr(TG_TABLE_NAME, 9) AND van <= OLD.id)
                     AND OLD.id <= z.tot) THEN
            RETURN OLD;
        END IF;
    END IF;
    RAISE EXCEPTION 'regels van het logboek blijven staan' USING ERRCODE = 'insufficient_privilege';
END $$;
"""

WEG = """
DROP TRIGGER toegang_blijft_staan ON toegang_zegelverval;
DROP FUNCTION toegang_zegel_mag_vervallen() CASCADE;
DROP FUNCTION toegang_breek_glas(bytea[], text, text, integer, date);
DROP FUNCTION toegang_klant_met_bsn(bytea[]);
DROP FUNCTION toegang_wijs_af(text, text, uuid, integer);
DROP FUNCTION toegang_sein(uuid[], integer);
DROP FUNCTION toegang_houdt_toezicht(uuid);
DROP FUNCTION toegang_alarm(text, jsonb, uuid, jsonb, interval);
DROP FUNCTION toegang_is_andere_regio(uuid, jsonb);
DROP FUNCTION toegang_regio_van(text);
CREATE OR REPLACE FUNCTION toegang_blijft_staan() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'regels van het logboek blijven staan' USING ERRCODE = 'insufficient_privilege';
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("doorzicht", "0011_klant_zien_en_wijzigen"),
    ]

    operations = [
        migrations.AddField(
            "zegeltable",
            "logboek",
            models.CharField(
                choices=[("logregel", "logregel"), ("verwerking", "verwerking")],
                default="logregel",
                max_length=12,
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            "zegeltable", "regels", models.BinaryField(default=b"", max_length=32), preserve_default=False
        ),
        migrations.AddField("zegeltable", "merken", models.BinaryField(default=b""), preserve_default=False),
        migrations.AddConstraint(
            "zegeltable",
            models.CheckConstraint(
                name="toegang_zegel_bereik", condition=Q(("tot__gte", F("van")), ("van__gte", 1))
            ),
        ),
        migrations.AddConstraint(
            "zegeltable", models.UniqueConstraint(name="toegang_zegel_een_begin", fields=("logboek", "van"))
        ),
        migrations.CreateModel(
            name="ZegelvervalTable",
            fields=[
                (
                    "zegel",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        serialize=False,
                        to="doorzicht.zegeltable",
                    ),
                ),
                ("op", models.DateTimeField()),
                (
                    "besluit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="doorzicht.vierogentable"
                    ),
                ),
            ],
            options={"db_table": "toegang_zegelverval"},
        ),
        migrations.AddField("afwijzingtable", "organisatie", models.UUIDField(null=True)),
        migrations.AlterField("afwijzingtable", "gebruiker", models.TextField(null=True)),
        migrations.AddIndex(
            "afwijzingtable", models.Index(fields=["gebruiker", "op"], name="toegang_afwijzing_zoek")
        ),
        migrations.AddConstraint(
            "alarmtable",
            models.CheckConstraint(
                name="toegang_alarm_ander_handelt_af",
                condition=Q(
                    ("afgehandeld_door__isnull", True),
                    models.Q(("afgehandeld_door", F("gebruiker")), _negated=True),
                    _connector="OR",
                ),
            ),
        ),
        migrations.AddIndex(
            "alarmtable", models.Index(fields=["gebruiker", "soort", "op"], name="toegang_alarm_zoek")
        ),
        migrations.RunSQL(SEIN + BREEKGLAS + VERVAL, WEG),
    ]
