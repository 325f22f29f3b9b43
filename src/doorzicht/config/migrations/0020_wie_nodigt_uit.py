"""An invitation is a way into an account, so only who manages that person's organisation makes one."""

from django.db import migrations

NODIGT_UIT = """
CREATE FUNCTION toegang_nodigt_uit(gevraagd uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT coalesce(public.toegang_claim('r') = 'functioneel-beheerder', false)
       AND EXISTS (SELECT FROM public.toegang_roltoekenning r
                   WHERE r.gebruiker_id = gevraagd AND r.rol <> 'klant' AND public.toegang_beheert(r.organisatie_id))
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("doorzicht", "0019_aanbieders")]

    operations = [migrations.RunSQL(NODIGT_UIT, "DROP FUNCTION toegang_nodigt_uit(uuid) CASCADE")]
