"""Seeing and changing klanten: history by triggers, the list of one's own, registration with one answer, tokens."""

import uuid

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

VERSIE = """
CREATE FUNCTION klant_nieuwe_versie() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.versie := OLD.versie + 1;
    RETURN NEW;
END $$;

CREATE TRIGGER klant_nieuwe_versie BEFORE UPDATE ON klant_klant
FOR EACH ROW WHEN (to_jsonb(OLD) - ARRAY['bsn_versleuteld', 'bsn_index']
                   IS DISTINCT FROM to_jsonb(NEW) - ARRAY['bsn_versleuteld', 'bsn_index'])
EXECUTE FUNCTION klant_nieuwe_versie();
"""

GESCHIEDENIS = """
CREATE FUNCTION klant_door() RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT coalesce(public.toegang_claim('g'), nullif(current_setting('doorzicht.door', true), ''), '(beheer)')
$$;

CREATE FUNCTION klant_bewaar_gewijzigd() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    INSERT INTO public.klant_geschiedenis (klant, tabel, rij, soort, op, door, oud)
    SELECT (o.rij ->> TG_ARGV[0])::uuid, TG_TABLE_NAME, (o.rij ->> 'id')::uuid, 'gewijzigd', clock_timestamp(), d.door,
           o.rij - ARRAY['bsn_versleuteld', 'bsn_index']
    FROM (SELECT id, to_jsonb(oud) AS rij FROM oud) o
    JOIN (SELECT id, to_jsonb(nieuw) AS rij FROM nieuw) n USING (id)
    CROSS JOIN (SELECT public.klant_door() AS door) d
    WHERE o.rij - ARRAY['bsn_versleuteld', 'bsn_index'] IS DISTINCT FROM n.rij - ARRAY['bsn_versleuteld', 'bsn_index'];
    RETURN NULL;
END $$;

CREATE FUNCTION klant_bewaar_verwijderd() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    INSERT INTO public.klant_geschiedenis (klant, tabel, rij, soort, op, door, oud)
    SELECT (o.rij ->> TG_ARGV[0])::uuid, TG_TABLE_NAME, (o.rij ->> 'id')::uuid, 'verwijderd', clock_timestamp(),
           public.klant_door(), o.rij
    FROM (SELECT to_jsonb(oud) AS rij FROM oud) o;
    RETURN NULL;
END $$;

CREATE FUNCTION klant_vergeet_geschiedenis() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    DELETE FROM public.klant_geschiedenis g USING oud WHERE g.klant = oud.id;
    RETURN NULL;
END $$;

CREATE TRIGGER klant_vergeet_geschiedenis AFTER DELETE ON klant_klant
REFERENCING OLD TABLE AS oud FOR EACH STATEMENT EXECUTE FUNCTION klant_vergeet_geschiedenis();
CREATE TRIGGER klant_bewaar_gewijzigd AFTER UPDATE ON klant_klant
REFERENCING OLD TABLE AS oud NEW TABLE AS nieuw
FOR EACH STATEMENT EXECUTE FUNCTION klant_bewaar_gewijzigd('id');
"""
"""Statement-level, for changes only: new rows, which an import brings by the hundred thousand, cost nothing."""

VAN_EEN_KLANT = ("klant_inschrijving", "klant_woonplaats", "klantprofiel_klantprofiel")


def bewaar_van(tabel: str) -> str:
    """Keep what rows said before, of a table that refers to the klant."""
    return f"""
CREATE TRIGGER klant_bewaar_gewijzigd AFTER UPDATE ON {tabel}
REFERENCING OLD TABLE AS oud NEW TABLE AS nieuw
FOR EACH STATEMENT EXECUTE FUNCTION klant_bewaar_gewijzigd('klant_id');
CREATE TRIGGER klant_bewaar_verwijderd AFTER DELETE ON {tabel}
REFERENCING OLD TABLE AS oud FOR EACH STATEMENT EXECUTE FUNCTION klant_bewaar_verwijderd('klant_id');
"""


RELATIE = """
CREATE FUNCTION klant_relatie(gevraagd uuid) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    claim jsonb := public.toegang_claim();
BEGIN
    IF NOT public.klant_bereikt(gevraagd) THEN
        RETURN NULL;
    ELSIF claim ->> 'r' = 'klant' THEN
        RETURN 'zelf';
    ELSIF public.klant_eigen(gevraagd, claim) THEN
        RETURN 'eigen';
    END IF;
    RETURN 'breekglas';
END $$;

REVOKE EXECUTE ON FUNCTION klant_eigen(uuid, jsonb) FROM PUBLIC;
"""
"""`klant_eigen` believes the claim it is given; only functions that checked one may ask it."""

LIJST = """
CREATE FUNCTION klant_lijst(woorden text[], gemeente text, volgorde text, vanaf integer, aantal integer)
RETURNS TABLE (klant uuid, plek bigint, totaal bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
    claim jsonb := public.toegang_claim();
BEGIN
    IF claim IS NULL OR claim ->> 'r' NOT IN ('klantmanager', 'teamleider') OR claim ->> 'd' <> 'dienstverlening' THEN
        RETURN;
    END IF;
    RETURN QUERY
    WITH eigen AS (
        SELECT i.klant_id, i.van FROM public.klant_inschrijving i
        LEFT JOIN public.klant_woonplaats w
            ON w.klant_id = i.klant_id AND (w.tot IS NULL OR w.tot > current_date)
        WHERE i.verantwoordelijk AND i.organisatie_id = (claim ->> 'h')::uuid
          AND i.van <= current_date AND (i.tot IS NULL OR i.tot > current_date)
          AND CASE claim ->> 's'
              WHEN 'gemeente' THEN true
              WHEN 'uwv-kantoor' THEN claim -> 'm' ? w.gemeente_code
              WHEN 'uwv' THEN w.id IS NULL
              ELSE false END
          AND (klant_lijst.gemeente IS NULL OR w.gemeente_code = klant_lijst.gemeente)
        GROUP BY i.klant_id, i.van),
    gevonden AS (
        SELECT k.id, count(*) OVER () AS hoeveel,
               row_number() OVER (ORDER BY CASE WHEN volgorde = 'nieuwste' THEN e.van END DESC NULLS LAST,
                                  lower(k.naam) NULLS LAST, k.id) AS plek
        FROM eigen e JOIN public.klant_klant k ON k.id = e.klant_id
        WHERE NOT EXISTS (SELECT FROM unnest(woorden) woord
                          WHERE position(woord IN lower(coalesce(k.naam, ''))) = 0))
    SELECT g.id, g.plek, g.hoeveel FROM gevonden g WHERE g.plek > vanaf ORDER BY g.plek LIMIT aantal;
END $$;
"""
"""The same reach as `klant_eigen`, but set-based: asking it a row of a large table would take seconds."""

ZOEK = """
CREATE FUNCTION klant_bereikt_met_bsn(indexen bytea[]) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT k.id FROM public.klant_klant k WHERE k.bsn_index = ANY (indexen) AND public.klant_bereikt(k.id)
$$;
"""
"""By the index of the whole BSN at once: a policy a row would make the planner read them all."""

INSCHRIJVEN = """
CREATE FUNCTION klant_schrijf_in(
    nieuw uuid, indexen bytea[], index_nummer integer, versleuteld bytea, gegevens jsonb, gemeente text,
    OUT uitkomst text, OUT klant uuid)
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
    klant := bekend;
    uitkomst := CASE WHEN public.klant_eigen(bekend, claim) THEN 'eigen' ELSE 'ontvangen' END;
    IF uitkomst = 'eigen' THEN
        RETURN;
    END IF;
    IF EXISTS (SELECT FROM public.klant_inschrijving i
               WHERE i.klant_id = bekend AND i.verantwoordelijk AND (i.tot IS NULL OR i.tot > current_date)) THEN
        INSERT INTO public.klant_overdracht (id, klant_id, naar_id, gevraagd_door, gevraagd_op)
        VALUES (nieuw, bekend, (claim ->> 'o')::uuid, claim ->> 'g', clock_timestamp()) ON CONFLICT DO NOTHING;
        RETURN;
    END IF;
    PERFORM public.klant_keert_terug(bekend, claim, gegevens, gemeente);
END $$;

CREATE FUNCTION klant_keert_terug(terug uuid, claim jsonb, gegevens jsonb, gemeente text) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
BEGIN
    INSERT INTO public.klant_inschrijving (id, klant_id, organisatie_id, verantwoordelijk, van)
    VALUES (gen_random_uuid(), terug, (claim ->> 'h')::uuid, true, current_date);
    UPDATE public.klant_klant k
    SET naam = coalesce(g.naam, k.naam), geslacht = coalesce(g.geslacht, k.geslacht),
        telefoonnummer = coalesce(g.telefoonnummer, k.telefoonnummer), email = coalesce(g.email, k.email),
        straat = coalesce(g.straat, k.straat), huisnummer = coalesce(g.huisnummer, k.huisnummer),
        huisnummer_toevoeging = coalesce(g.huisnummer_toevoeging, k.huisnummer_toevoeging),
        postcode = coalesce(g.postcode, k.postcode), plaats = coalesce(g.plaats, k.plaats)
    FROM jsonb_populate_record(NULL::public.klant_klant, gegevens) g WHERE k.id = terug;
    IF gemeente IS NULL OR EXISTS (
        SELECT FROM public.klant_woonplaats w
        WHERE w.klant_id = terug AND w.tot IS NULL AND w.gemeente_code = gemeente) THEN
        RETURN;
    END IF;
    UPDATE public.klant_woonplaats w SET gemeente_code = gemeente
    WHERE w.klant_id = terug AND w.tot IS NULL AND w.van >= current_date;
    IF FOUND THEN
        RETURN;
    END IF;
    UPDATE public.klant_woonplaats w SET tot = current_date WHERE w.klant_id = terug AND w.tot IS NULL;
    INSERT INTO public.klant_woonplaats (id, klant_id, gemeente_code, van)
    VALUES (gen_random_uuid(), terug, gemeente, current_date);
END $$;

REVOKE EXECUTE ON FUNCTION klant_keert_terug(uuid, jsonb, jsonb, text) FROM PUBLIC;
"""
"""New, known elsewhere or ended before: the asker gets one and the same answer (docs/decisions/0013)."""

WEG = """
DROP FUNCTION klant_schrijf_in(uuid, bytea[], integer, bytea, jsonb, text);
DROP FUNCTION klant_keert_terug(uuid, jsonb, jsonb, text);
DROP FUNCTION klant_bereikt_met_bsn(bytea[]);
DROP FUNCTION klant_lijst(text[], text, text, integer, integer);
DROP FUNCTION klant_relatie(uuid);
GRANT EXECUTE ON FUNCTION klant_eigen(uuid, jsonb) TO PUBLIC;
DROP FUNCTION klant_bewaar_gewijzigd() CASCADE;
DROP FUNCTION klant_bewaar_verwijderd() CASCADE;
DROP FUNCTION klant_vergeet_geschiedenis() CASCADE;
DROP FUNCTION klant_door();
DROP FUNCTION klant_nieuwe_versie() CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [("doorzicht", "0010_betrokkene")]

    operations = [
        migrations.AddField("klanttable", "versie", models.PositiveIntegerField(default=1, db_default=1)),
        migrations.CreateModel(
            "KlantgeschiedenisTable",
            [
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("klant", models.UUIDField()),
                ("tabel", models.CharField(max_length=32)),
                ("rij", models.UUIDField()),
                ("soort", models.CharField(max_length=12)),
                ("op", models.DateTimeField()),
                ("door", models.TextField()),
                ("oud", models.JSONField()),
            ],
            {
                "db_table": "klant_geschiedenis",
                "indexes": [models.Index(name="klant_geschiedenis_klant", fields=["klant", "op"])],
            },
        ),
        migrations.CreateModel(
            "OverdrachtTable",
            [
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("gevraagd_door", models.TextField()),
                ("gevraagd_op", models.DateTimeField()),
                ("besloten_door", models.TextField(null=True)),
                ("besloten_op", models.DateTimeField(null=True)),
                ("is_gegund", models.BooleanField(null=True)),
                (
                    "klant",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="doorzicht.klanttable"),
                ),
                (
                    "naar",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="doorzicht.organisatietable"
                    ),
                ),
            ],
            {
                "db_table": "klant_overdracht",
                "constraints": [
                    models.UniqueConstraint(
                        name="klant_overdracht_een_open",
                        fields=["klant", "naar"],
                        condition=Q(besloten_op__isnull=True),
                    ),
                    models.CheckConstraint(
                        name="klant_overdracht_ander_besluit",
                        condition=Q(besloten_door__isnull=True) | ~Q(besloten_door=F("gevraagd_door")),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            "TokenTable",
            [
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("sleutel", models.BinaryField(max_length=32, unique=True)),
                ("doel", models.CharField(max_length=24)),
                ("naam", models.TextField()),
                ("aangemaakt_op", models.DateTimeField()),
                ("verloopt_op", models.DateTimeField()),
                ("gebruikt_op", models.DateTimeField(null=True)),
                ("ingetrokken_op", models.DateTimeField(null=True)),
                (
                    "rol",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="doorzicht.roltoekenningtable"
                    ),
                ),
            ],
            {
                "db_table": "toegang_token",
                "constraints": [
                    models.CheckConstraint(
                        name="toegang_token_verloopt", condition=Q(verloopt_op__gt=F("aangemaakt_op"))
                    )
                ],
            },
        ),
        migrations.RunSQL(
            VERSIE
            + GESCHIEDENIS
            + "".join(map(bewaar_van, VAN_EEN_KLANT))
            + RELATIE
            + LIJST
            + ZOEK
            + INSCHRIJVEN,
            WEG,
        ),
    ]
