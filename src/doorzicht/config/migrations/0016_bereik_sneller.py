"""Whether a klant is one's own, asked of every row: from a function that keeps its plan, and once where it was twice.

A function in SQL with settings of its own is planned anew at each call, which took most of the time of a page. The
answers are the same; tests/integration/klant compares the list and the policies.
"""

from django.db import migrations

EIGEN = """
CREATE OR REPLACE FUNCTION klant_eigen(gevraagd uuid, claim jsonb) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    soort text := claim ->> 's';
    gemeente text;
BEGIN
    PERFORM FROM public.klant_inschrijving i
    WHERE i.klant_id = gevraagd AND i.verantwoordelijk AND i.organisatie_id = (claim ->> 'h')::uuid
      AND i.van <= current_date AND (i.tot IS NULL OR i.tot > current_date);
    IF NOT FOUND THEN
        RETURN false;
    ELSIF soort = 'gemeente' THEN
        RETURN true;
    ELSIF soort NOT IN ('uwv', 'uwv-kantoor') THEN
        RETURN false;
    END IF;
    FOR gemeente IN
        SELECT w.gemeente_code FROM public.klant_woonplaats w
        WHERE w.klant_id = gevraagd AND (w.tot IS NULL OR w.tot > current_date)
    LOOP
        IF soort = 'uwv' THEN
            RETURN false;
        ELSIF claim -> 'm' ? gemeente THEN
            RETURN true;
        END IF;
    END LOOP;
    RETURN soort = 'uwv';
END $$;

CREATE OR REPLACE FUNCTION klant_relatie(gevraagd uuid) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    claim jsonb := public.toegang_claim();
    rol text := claim ->> 'r';
BEGIN
    IF rol IN ('klantmanager', 'teamleider') AND claim ->> 'd' = 'dienstverlening'
       AND public.klant_eigen(gevraagd, claim) THEN
        RETURN 'eigen';
    ELSIF NOT public.klant_bereikt(gevraagd) THEN
        RETURN NULL;
    END IF;
    RETURN CASE rol WHEN 'klant' THEN 'zelf' ELSE 'breekglas' END;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("doorzicht", "0015_afwezigheid_teruggenomen")]

    operations = [migrations.RunSQL(EIGEN, migrations.RunSQL.noop)]
