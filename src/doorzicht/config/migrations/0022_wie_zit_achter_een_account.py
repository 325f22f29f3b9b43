"""No granted role beside an open code, no session that revives, and no account that comes back by itself.

A code for who holds a granted role would let whoever has it act in that role; a yes while a code is open would be for
whoever types it. What was ended, used or switched off stays so to the pages' role, whatever SQL it runs.
"""

from django.db import migrations

PERSOON = """
CREATE FUNCTION toegang_beheert_persoon(gevraagd uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT coalesce(public.toegang_claim('r') = 'functioneel-beheerder', false)
       AND EXISTS (SELECT FROM public.toegang_roltoekenning r
                   WHERE r.gebruiker_id = gevraagd AND r.rol <> 'klant' AND public.toegang_beheert(r.organisatie_id))
$$;

CREATE OR REPLACE FUNCTION toegang_nodigt_uit(gevraagd uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT public.toegang_beheert_persoon(gevraagd)
       AND NOT EXISTS (SELECT FROM public.toegang_roltoekenning r
                       WHERE r.gebruiker_id = gevraagd AND r.toegekend_op IS NOT NULL AND r.beeindigd_op IS NULL
                         AND (r.tot IS NULL OR r.tot > current_date))
$$;
"""

TOEKENNEN = """
CREATE FUNCTION toegang_rol_zonder_code() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_user <> (SELECT relowner::regrole::text FROM pg_catalog.pg_class WHERE oid = TG_RELID)
       AND OLD.toegekend_op IS NULL AND NEW.toegekend_op IS NOT NULL
       AND EXISTS (SELECT FROM public.toegang_uitnodiging u WHERE u.gebruiker_id = NEW.gebruiker_id
                   AND u.gebruikt_op IS NULL AND u.verloopt_op > now() - interval '1 hour') THEN
        RAISE EXCEPTION 'een rol wordt niet toegekend zolang een code het account opent'
        USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER toegang_rol_zonder_code BEFORE UPDATE ON toegang_roltoekenning
FOR EACH ROW EXECUTE FUNCTION toegang_rol_zonder_code();
"""

VOORUIT = """
CREATE FUNCTION toegang_sessie_loopt_af() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_user <> (SELECT relowner::regrole::text FROM pg_catalog.pg_class WHERE oid = TG_RELID) AND (
        OLD.beeindigd_op IS NOT NULL AND NEW.beeindigd_op IS DISTINCT FROM OLD.beeindigd_op
        OR NEW.gezien_op < OLD.gezien_op
        OR NEW.gezien_op > OLD.gezien_op AND NEW.gezien_op > clock_timestamp() + interval '1 minute'
        OR (NEW.gebruiker_id, NEW.begonnen_op) IS DISTINCT FROM (OLD.gebruiker_id, OLD.begonnen_op)) THEN
        RAISE EXCEPTION 'een sessie die eindigde, begint niet opnieuw' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER toegang_sessie_loopt_af BEFORE UPDATE ON toegang_sessie
FOR EACH ROW EXECUTE FUNCTION toegang_sessie_loopt_af();

CREATE FUNCTION toegang_factor_telt_op() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_user <> (SELECT relowner::regrole::text FROM pg_catalog.pg_class WHERE oid = TG_RELID) AND (
        NEW.laatste_stap < OLD.laatste_stap OR NEW.teller < OLD.teller
        OR OLD.gebruikt_op IS NOT NULL AND NEW.gebruikt_op IS NULL
        OR OLD.bevestigd_op IS NOT NULL AND NEW.bevestigd_op IS DISTINCT FROM OLD.bevestigd_op) THEN
        RAISE EXCEPTION 'een code die is gebruikt, blijft gebruikt' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER toegang_factor_telt_op BEFORE UPDATE ON toegang_tweede_factor
FOR EACH ROW EXECUTE FUNCTION toegang_factor_telt_op();

CREATE FUNCTION toegang_account_van_beheerder() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_user <> (SELECT relowner::regrole::text FROM pg_catalog.pg_class WHERE oid = TG_RELID)
       AND (NEW.naam, NEW.email, NEW.uitgeschakeld_op, NEW.uitgeschakeld_door)
           IS DISTINCT FROM (OLD.naam, OLD.email, OLD.uitgeschakeld_op, OLD.uitgeschakeld_door)
       AND NOT public.toegang_beheert_persoon(NEW.id) THEN
        RAISE EXCEPTION 'wie een account beheert, wijzigt het en zet het uit of aan'
        USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER toegang_account_van_beheerder BEFORE UPDATE ON toegang_gebruiker
FOR EACH ROW EXECUTE FUNCTION toegang_account_van_beheerder();
"""

EIGEN = """
CREATE FUNCTION toegang_eigen_account() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    rij jsonb := CASE TG_OP WHEN 'DELETE' THEN to_jsonb(OLD) ELSE to_jsonb(NEW) END;
BEGIN
    IF current_user <> (SELECT relowner::regrole::text FROM pg_catalog.pg_class WHERE oid = TG_RELID)
       AND public.toegang_claim('a') IS DISTINCT FROM rij ->> TG_ARGV[0] THEN
        RAISE EXCEPTION 'hoe iemand inlogt, wijzigt alleen het inloggen zelf'
        USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER toegang_eigen_account BEFORE INSERT OR UPDATE OR DELETE ON toegang_tweede_factor
FOR EACH ROW EXECUTE FUNCTION toegang_eigen_account('gebruiker_id');
CREATE TRIGGER toegang_eigen_account BEFORE INSERT OR UPDATE OR DELETE ON toegang_oidc_koppeling
FOR EACH ROW EXECUTE FUNCTION toegang_eigen_account('gebruiker_id');
CREATE TRIGGER toegang_eigen_account BEFORE UPDATE ON toegang_uitnodiging
FOR EACH ROW EXECUTE FUNCTION toegang_eigen_account('gebruiker_id');
CREATE TRIGGER toegang_eigen_account BEFORE UPDATE ON toegang_gebruiker FOR EACH ROW
WHEN ((OLD.wachtwoord, OLD.wachtwoord_op) IS DISTINCT FROM (NEW.wachtwoord, NEW.wachtwoord_op))
EXECUTE FUNCTION toegang_eigen_account('id');
"""
"""The log-in signs which account it writes for: whoever only has SQL signs nothing."""

WEG = """
DROP FUNCTION toegang_eigen_account() CASCADE;
DROP FUNCTION toegang_account_van_beheerder() CASCADE;
DROP FUNCTION toegang_factor_telt_op() CASCADE;
DROP FUNCTION toegang_sessie_loopt_af() CASCADE;
DROP FUNCTION toegang_rol_zonder_code() CASCADE;
CREATE OR REPLACE FUNCTION toegang_nodigt_uit(gevraagd uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT public.toegang_beheert_persoon(gevraagd)
$$;
"""
"""Who manages a person keeps being asked: an older version of the program knows the invitation's question only."""


class Migration(migrations.Migration):
    dependencies = [("doorzicht", "0021_navraag")]

    operations = [migrations.RunSQL(PERSOON + TOEKENNEN + VOORUIT + EIGEN, WEG)]
