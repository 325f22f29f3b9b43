"""The functions that row-level policies ask: whose claim is this, and does it reach this klant.

They run as the owner, so that a policy never has to reach rows that its asker may not see. A claim without a genuine
signature, from another connection or past its time is no claim; a genuine-looking false one is noted in the server's log.
"""

from django.db import migrations

CLAIM = """
CREATE FUNCTION toegang_claim() RETURNS jsonb
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
    IF (inhoud ->> 'pid')::integer <> pg_backend_pid() OR (inhoud ->> 'tot')::bigint < extract(epoch FROM now()) THEN
        RETURN NULL;
    END IF;
    RETURN inhoud;
END $$;

CREATE FUNCTION toegang_claim(veld text) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT public.toegang_claim() ->> veld
$$;
"""

BEREIK = """
CREATE FUNCTION klant_eigen(gevraagd uuid, claim jsonb) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM public.klant_inschrijving i
        WHERE i.klant_id = gevraagd AND i.verantwoordelijk AND i.organisatie_id = (claim ->> 'h')::uuid
          AND i.van <= current_date AND (i.tot IS NULL OR i.tot > current_date))
    AND CASE claim ->> 's'
        WHEN 'gemeente' THEN true
        WHEN 'uwv-kantoor' THEN EXISTS (
            SELECT FROM public.klant_woonplaats w
            WHERE w.klant_id = gevraagd AND (w.tot IS NULL OR w.tot > current_date)
              AND claim -> 'm' ? w.gemeente_code)
        WHEN 'uwv' THEN NOT EXISTS (
            SELECT FROM public.klant_woonplaats w
            WHERE w.klant_id = gevraagd AND (w.tot IS NULL OR w.tot > current_date))
        ELSE false
    END
$$;

CREATE FUNCTION klant_bereikt(gevraagd uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    claim jsonb := public.toegang_claim();
BEGIN
    IF claim IS NULL THEN
        RETURN false;
    ELSIF claim ->> 'r' = 'klant' THEN
        RETURN gevraagd = (claim ->> 'k')::uuid;
    ELSIF claim ->> 'r' IN ('klantmanager', 'teamleider') THEN
        RETURN public.klant_eigen(gevraagd, claim) OR EXISTS (
            SELECT FROM public.toegang_breekglas b
            WHERE b.klant = gevraagd AND b.gebruiker = claim ->> 'g' AND b.organisatie = (claim ->> 'o')::uuid
              AND clock_timestamp() BETWEEN b.op AND b.tot);
    END IF;
    RETURN false;
END $$;

CREATE FUNCTION register_bereikt(gevraagd bytea) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM public.klant_klant k WHERE k.bsn_index = gevraagd AND public.klant_bereikt(k.id))
$$;
"""

ONVERANDERLIJK = """
CREATE FUNCTION toegang_blijft_staan() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'regels van het logboek blijven staan' USING ERRCODE = 'insufficient_privilege';
END $$;
"""
LOGBOEKEN = ("toegang_logregel", "toegang_verwerking", "toegang_zegel")


def triggers() -> str:
    """The owner too is stopped; retention takes whole sealed batches, by a way of its own."""
    return "".join(
        f"CREATE TRIGGER toegang_blijft_staan BEFORE UPDATE OR DELETE ON {tabel} "
        f"FOR EACH ROW EXECUTE FUNCTION toegang_blijft_staan();"
        f"CREATE TRIGGER toegang_niet_leeg BEFORE TRUNCATE ON {tabel} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION toegang_blijft_staan();"
        for tabel in LOGBOEKEN
    )


WEG = """
DROP FUNCTION toegang_blijft_staan() CASCADE;
DROP FUNCTION register_bereikt(bytea) CASCADE;
DROP FUNCTION klant_bereikt(uuid) CASCADE;
DROP FUNCTION klant_eigen(uuid, jsonb) CASCADE;
DROP FUNCTION toegang_claim(text) CASCADE;
DROP FUNCTION toegang_claim() CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("doorzicht", "0006_toegang"),
    ]

    operations = [
        migrations.RunSQL(CLAIM + BEREIK + ONVERANDERLIJK + triggers(), WEG),
    ]
