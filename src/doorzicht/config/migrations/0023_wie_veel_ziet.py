"""Whoever sees many people in lists or takes many of them along one by one raises an alarm; a canary in a file too.

A dossier that goes out as a file counts as one that was opened. Rows of a list do not count as opened, also not when a
program asked for them; they have a number of their own.
"""

from django.db import migrations

SEIN = """
CREATE OR REPLACE FUNCTION toegang_sein(klanten uuid[], grens integer) RETURNS void
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
              AND l.wijze IN ('pagina', 'api', 'uitvoer')
              AND l.handeling NOT IN ('klant.lijst', 'klant.zoek', 'klant.uitvoer')
            UNION ALL SELECT unnest(klanten)) alle
        LIMIT grens + 1) enige;
    IF gezien > grens THEN
        PERFORM public.toegang_alarm('veel-dossiers', claim, NULL, jsonb_build_object('grens', grens), interval '1 hour');
    END IF;
END $$;

CREATE FUNCTION toegang_sein_veel(wat text, klanten uuid[], grens integer) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    claim jsonb := public.toegang_claim();
    binnen interval := CASE wat WHEN 'veel-in-lijsten' THEN interval '1 hour' WHEN 'veel-inzage' THEN interval '1 day' END;
    wijzen text[] := CASE wat WHEN 'veel-in-lijsten' THEN ARRAY['lijst', 'zoek', 'api'] ELSE ARRAY['uitvoer'] END;
    gezien integer;
BEGIN
    IF claim IS NULL OR binnen IS NULL OR EXISTS (
        SELECT FROM public.toegang_alarm a WHERE a.gebruiker = claim ->> 'g' AND a.soort = wat
          AND a.op > clock_timestamp() - binnen) THEN
        RETURN;
    END IF;
    -- The latest looks only, so that a page stays quick for who asks the same list all day.
    SELECT count(*) INTO gezien FROM (
        SELECT DISTINCT klant FROM (
            (SELECT l.klant FROM public.toegang_logregel l
             WHERE l.gebruiker = claim ->> 'g' AND l.op > clock_timestamp() - binnen AND l.wijze = ANY (wijzen)
               AND (wat <> 'veel-inzage' OR l.handeling = 'betrokkene.inzage')
             ORDER BY l.op DESC LIMIT grens * 10)
            UNION ALL SELECT unnest(klanten)) alle
        LIMIT grens + 1) enige;
    IF gezien > grens THEN
        PERFORM public.toegang_alarm(wat, claim, NULL, jsonb_build_object('grens', grens), binnen);
    END IF;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("doorzicht", "0022_wie_zit_achter_een_account")]

    operations = [migrations.RunSQL(SEIN, "DROP FUNCTION toegang_sein_veel(text, uuid[], integer)")]
