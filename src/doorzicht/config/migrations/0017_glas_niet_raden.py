"""Breaking the glass is no way to find out who is known: after five numbers in an hour that open nothing, it ends.

Also: a proposal that nobody decided on cannot be carried out; an unknown answer passed for a yes.
"""

from django.db import migrations, models
from django.db.models import Q

BREEKGLAS = """
CREATE OR REPLACE FUNCTION toegang_breek_glas(
    indexen bytea[], waarom text, uitleg text, minuten integer, dag date) RETURNS uuid
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    claim jsonb := public.toegang_claim();
    gevonden uuid;
BEGIN
    IF claim IS NULL OR claim ->> 'd' <> 'dienstverlening' OR claim ->> 's' NOT IN ('uwv', 'uwv-kantoor', 'gemeente')
       OR claim ->> 'r' NOT IN ('klantmanager', 'teamleider') OR minuten > 60 THEN
        RAISE EXCEPTION 'dit glas breekt niet' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF (SELECT count(*) FROM public.toegang_afwijzing a
        WHERE a.gebruiker = claim ->> 'g' AND a.handeling = 'toegang.breekglas'
          AND a.op > clock_timestamp() - interval '1 hour') >= 5
       OR (SELECT count(*) FROM public.toegang_breekglas b
           WHERE b.gebruiker = claim ->> 'g' AND b.op > clock_timestamp() - interval '1 hour') >= 5 THEN
        RAISE EXCEPTION 'te vaak in een uur' USING ERRCODE = 'program_limit_exceeded';
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


class Migration(migrations.Migration):
    dependencies = [("doorzicht", "0016_bereik_sneller")]

    operations = [
        migrations.RunSQL(BREEKGLAS, migrations.RunSQL.noop),
        migrations.RemoveConstraint("vierogentable", "toegang_vierogen_uitgevoerd_na_goedkeuring"),
        migrations.AddConstraint(
            "vierogentable",
            models.CheckConstraint(
                name="toegang_vierogen_uitgevoerd_na_goedkeuring",
                condition=Q(uitgevoerd_op__isnull=True) | Q(goedgekeurd__isnull=False, goedgekeurd=True),
            ),
        ),
    ]
