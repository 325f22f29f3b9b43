"""Who tries a whole BSN says so first, in a transaction that is over before he gets an answer, and so many times only.

Counting and writing are one step per person, so that many at once come no further than one after another. The answer
is given for the very number that was counted: rolling back, or asking past the program, wins nothing.
"""

import uuid

from django.db import migrations, models

NAVRAAG = """
CREATE FUNCTION toegang_waarover(indexen bytea[]) RETURNS bytea
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT sha256(convert_to(array_to_string(ARRAY(SELECT encode(i, 'hex') FROM unnest(indexen) i), ' '), 'UTF8'))
$$;

CREATE FUNCTION toegang_navraag(wat text, indexen bytea[], per_uur integer, per_dag integer) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    claim jsonb := public.toegang_claim();
    in_uur integer;
    op_dag integer;
BEGIN
    IF claim IS NULL OR claim ->> 'd' <> 'dienstverlening' OR claim ->> 'r' NOT IN ('klantmanager', 'teamleider')
       OR wat NOT IN ('toegang.breekglas', 'klant.inschrijven') THEN
        RAISE EXCEPTION 'deze navraag doet hij niet' USING ERRCODE = 'insufficient_privilege';
    END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended(claim ->> 'g', 21));
    SELECT count(*) FILTER (WHERE n.op > clock_timestamp() - interval '1 hour'), count(*) INTO in_uur, op_dag
    FROM public.toegang_navraag n
    WHERE n.gebruiker = claim ->> 'g' AND n.handeling = wat AND n.op > clock_timestamp() - interval '1 day';
    IF in_uur >= least(per_uur, CASE wat WHEN 'toegang.breekglas' THEN 5 ELSE 1000 END)
       OR op_dag >= least(per_dag, 5000) THEN
        IF wat = 'klant.inschrijven' THEN
            PERFORM public.toegang_alarm('veel-inschrijvingen', claim, NULL,
                jsonb_build_object('in_uur', in_uur, 'op_dag', op_dag), interval '1 hour');
        END IF;
        RETURN false;
    END IF;
    INSERT INTO public.toegang_navraag (id, gebruiker, handeling, waarover, transactie, op)
    VALUES (gen_random_uuid(), claim ->> 'g', wat, public.toegang_waarover(indexen), pg_current_xact_id()::text,
            clock_timestamp());
    RETURN true;
END $$;

CREATE FUNCTION toegang_vroeg_na(wat text, claim jsonb, indexen bytea[]) RETURNS boolean
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM public.toegang_navraag n
        WHERE n.gebruiker = claim ->> 'g' AND n.handeling = wat AND n.waarover = public.toegang_waarover(indexen)
          AND n.op > clock_timestamp() - interval '5 minutes'
          AND (n.transactie <> pg_current_xact_id()::text OR session_user = current_user))
$$;

REVOKE EXECUTE ON FUNCTION toegang_vroeg_na(text, jsonb, bytea[]), toegang_waarover(bytea[]) FROM PUBLIC;
"""
"""The owner, under whose name these functions run, is believed when it is he who logged in: all is his anyway."""

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
    IF NOT public.toegang_vroeg_na('toegang.breekglas', claim, indexen) THEN
        RAISE EXCEPTION 'eerst de navraag, dan het glas' USING ERRCODE = 'insufficient_privilege';
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

WEG = """
DROP FUNCTION toegang_vroeg_na(text, jsonb, bytea[]);
DROP FUNCTION toegang_navraag(text, bytea[], integer, integer);
DROP FUNCTION toegang_waarover(bytea[]);
"""


class Migration(migrations.Migration):
    dependencies = [("doorzicht", "0020_wie_nodigt_uit")]

    operations = [
        migrations.CreateModel(
            "NavraagTable",
            [
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("gebruiker", models.TextField()),
                ("handeling", models.CharField(max_length=48)),
                ("waarover", models.BinaryField(max_length=32)),
                ("transactie", models.TextField()),
                ("op", models.DateTimeField()),
            ],
            options={
                "db_table": "toegang_navraag",
                "indexes": [
                    models.Index(fields=["gebruiker", "handeling", "op"], name="toegang_navraag_zoek")
                ],
            },
        ),
        migrations.RunSQL(NAVRAAG + BREEKGLAS, WEG),
    ]
