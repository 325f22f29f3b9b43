"""Registering people is counted, and who asks for many of somebody else raises an alarm.

For a person of another organisation the function gives the id of the request, as for a new one that of his record:
whoever asks past the program learns no id that is not his, and cannot tell the two apart.
"""

from django.db import migrations

INSCHRIJVEN = """
DROP FUNCTION klant_schrijf_in(uuid, bytea[], integer, bytea, jsonb, text);

CREATE FUNCTION klant_schrijf_in(
    nieuw uuid, indexen bytea[], index_nummer integer, versleuteld bytea, gegevens jsonb, gemeente text,
    grens integer, OUT uitkomst text, OUT klant uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
    claim jsonb := public.toegang_claim();
    bekend uuid;
    nummer integer;
BEGIN
    IF claim IS NULL OR claim ->> 'r' NOT IN ('klantmanager', 'teamleider') OR claim ->> 'd' <> 'dienstverlening' THEN
        RAISE EXCEPTION 'geen inschrijving zonder klantmanager' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF NOT public.toegang_vroeg_na('klant.inschrijven', claim, indexen) THEN
        RAISE EXCEPTION 'eerst de navraag, dan de inschrijving' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF NOT pg_try_advisory_xact_lock_shared(hashtext('doorzicht.index'))
       OR NOT pg_try_advisory_xact_lock_shared(hashtext('doorzicht.klant.invoer')) THEN
        uitkomst := 'bezig';
        RETURN;
    END IF;
    INSERT INTO public.toegang_sleutelstand (id, index_nummer) VALUES (1, klant_schrijf_in.index_nummer)
    ON CONFLICT DO NOTHING;
    SELECT s.index_nummer INTO nummer FROM public.toegang_sleutelstand s;
    IF nummer <> klant_schrijf_in.index_nummer THEN
        uitkomst := 'bezig';
        RETURN;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended(encode(indexen[1], 'hex'), 9));
    SELECT k.id INTO bekend FROM public.klant_klant k WHERE k.bsn_index = ANY (indexen);
    IF bekend IS NULL THEN
        INSERT INTO public.klant_klant (id, bsn_index, bsn_versleuteld, naam, geslacht, telefoonnummer, email,
            straat, huisnummer, huisnummer_toevoeging, postcode, plaats)
        SELECT nieuw, indexen[1], versleuteld, g.naam, g.geslacht, g.telefoonnummer, g.email,
            g.straat, g.huisnummer, g.huisnummer_toevoeging, g.postcode, g.plaats
        FROM jsonb_populate_record(NULL::public.klant_klant, gegevens) g;
        INSERT INTO public.klant_inschrijving (id, klant_id, organisatie_id, verantwoordelijk, van)
        VALUES (nieuw, nieuw, (claim ->> 'h')::uuid, true, current_date);
        INSERT INTO public.klant_woonplaats (id, klant_id, gemeente_code, van)
        SELECT nieuw, nieuw, gemeente, current_date WHERE gemeente IS NOT NULL;
        uitkomst := 'ontvangen';
        klant := nieuw;
        RETURN;
    END IF;
    IF public.klant_eigen(bekend, claim) THEN
        uitkomst := 'eigen';
        klant := bekend;
        RETURN;
    END IF;
    uitkomst := 'ontvangen';
    IF EXISTS (SELECT FROM public.klant_inschrijving i
               WHERE i.klant_id = bekend AND i.verantwoordelijk AND (i.tot IS NULL OR i.tot > current_date)) THEN
        INSERT INTO public.klant_overdracht (id, klant_id, naar_id, gevraagd_door, gevraagd_op)
        VALUES (nieuw, bekend, (claim ->> 'o')::uuid, claim ->> 'g', clock_timestamp()) ON CONFLICT DO NOTHING;
        klant := nieuw;
        IF (SELECT count(*) FROM public.klant_overdracht o
            WHERE o.gevraagd_door = claim ->> 'g' AND o.gevraagd_op > clock_timestamp() - interval '1 day')
           > least(grens, 50) THEN
            PERFORM public.toegang_alarm('vaak-elders', claim, NULL, jsonb_build_object('grens', least(grens, 50)),
                interval '1 day');
        END IF;
        RETURN;
    END IF;
    PERFORM public.klant_keert_terug(bekend, claim, gegevens, gemeente);
    klant := bekend;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("doorzicht", "0023_wie_veel_ziet")]

    operations = [migrations.RunSQL(INSCHRIJVEN, migrations.RunSQL.noop)]
