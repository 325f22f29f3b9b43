"""Who may change a klant is not who may see him, a klant is reached for one purpose only, and whoever signs, signs himself.

`klant_is_eigen` asks the claim of the transaction; `klant_eigen` believes the claim it is given and is for functions only.
"""

from django.db import migrations

CLAIM = """
CREATE OR REPLACE FUNCTION toegang_claim() RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    gezegd text := current_setting('doorzicht.claim', true);
    sleutel record;
    inhoud jsonb;
BEGIN
    IF gezegd IS NULL OR length(gezegd) < 66 THEN
        RETURN NULL;
    END IF;
    SELECT binnen, buiten INTO sleutel FROM public.toegang_claimsleutel;
    IF encode(sha256(sleutel.buiten || sha256(sleutel.binnen || convert_to(substr(gezegd, 66), 'UTF8'))), 'hex')
       IS DISTINCT FROM left(gezegd, 64) THEN
        RAISE LOG 'doorzicht: een valse claim is geweigerd';
        RETURN NULL;
    END IF;
    inhoud := substr(gezegd, 66)::jsonb;
    IF (inhoud ->> 'pid')::integer IS DISTINCT FROM pg_backend_pid()
       OR coalesce((inhoud ->> 'tot')::bigint, 0) < extract(epoch FROM now()) THEN
        RETURN NULL;
    END IF;
    RETURN inhoud;
END $$;
"""
"""A claim that names no connection or no end is none: the first version let an unknown answer pass for a yes."""

BEREIKT = """
CREATE OR REPLACE FUNCTION klant_bereikt(gevraagd uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    claim jsonb := public.toegang_claim();
BEGIN
    IF claim IS NULL THEN
        RETURN false;
    ELSIF claim ->> 'r' = 'klant' THEN
        RETURN gevraagd = (claim ->> 'k')::uuid;
    ELSIF claim ->> 'r' IN ('klantmanager', 'teamleider') AND claim ->> 'd' = 'dienstverlening' THEN
        RETURN public.klant_eigen(gevraagd, claim) OR EXISTS (
            SELECT FROM public.toegang_breekglas b
            WHERE b.klant = gevraagd AND b.gebruiker = claim ->> 'g' AND b.organisatie = (claim ->> 'o')::uuid
              AND clock_timestamp() BETWEEN b.op AND b.tot);
    END IF;
    RETURN false;
END $$;
"""

WIJZIGEN = """
CREATE FUNCTION klant_is_eigen(gevraagd uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT coalesce(public.klant_eigen(gevraagd, public.toegang_claim()), false)
$$;

CREATE FUNCTION klant_te_wijzigen(gevraagd uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT coalesce(claim ->> 'r' IN ('klantmanager', 'teamleider') AND claim ->> 'd' = 'dienstverlening'
                    AND public.klant_eigen(gevraagd, claim), false)
    FROM public.toegang_claim() AS claim
$$;
"""
"""Broken glass lets somebody look, a klant asks for a correction: neither writes."""

GETEKEND = """
CREATE FUNCTION toegang_tekent_zelf() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    kolom text;
    nieuw jsonb := to_jsonb(NEW);
    oud jsonb := CASE TG_OP WHEN 'UPDATE' THEN to_jsonb(OLD) ELSE '{}'::jsonb END;
BEGIN
    IF current_user = (SELECT relowner::regrole::text FROM pg_catalog.pg_class WHERE oid = TG_RELID) THEN
        RETURN NEW;
    END IF;
    FOREACH kolom IN ARRAY TG_ARGV LOOP
        IF nieuw ->> kolom IS DISTINCT FROM oud ->> kolom
           AND nieuw ->> kolom IS DISTINCT FROM public.toegang_claim('g') THEN
            RAISE EXCEPTION 'wie iets voorstelt of besluit, tekent met zijn eigen account'
            USING ERRCODE = 'insufficient_privilege';
        END IF;
    END LOOP;
    RETURN NEW;
END $$;
"""

WEG = """
DROP FUNCTION toegang_tekent_zelf() CASCADE;
DROP FUNCTION klant_te_wijzigen(uuid) CASCADE;
DROP FUNCTION klant_is_eigen(uuid) CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [("doorzicht", "0012_zegels_en_alarmen")]

    operations = [migrations.RunSQL(CLAIM + BEREIKT + WIJZIGEN + GETEKEND, WEG)]
