"""Ways around the guards: another role, another function of the same name, statistics, error messages, the clock.

The attacker runs any SQL as the role of the pages, here as the klantmanager of a house of his own, and wants to know
something of a klant of another house: a name, a number, or only that he exists.
"""

from __future__ import annotations

import re
import threading
from uuid import uuid4

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from tests.redteam.rijbeveiliging.conftest import REFUSED, actors_of
from tests.wereld import TELEFOON, VERZONNEN

pytestmark = pytest.mark.usefixtures("binnen")
VREEMD = [woord for naam in ("regio", "ander") for woord in (VERZONNEN[naam], TELEFOON[naam])]


@pytest.fixture
def binnen(aanvaller, sign, wereld):
    """He is logged in, and his own claim is genuine."""
    aanvaller.claim(sign(actors_of(wereld.huizen["eigen"])["klantmanager"]))


POWER = [
    f"SET ROLE {settings.DATABASE_OWNER}",
    f"SET SESSION AUTHORIZATION {settings.DATABASE_OWNER}",
    f"SELECT set_config('role', '{settings.DATABASE_OWNER}', false)",
    "SET ROLE postgres",
    "SET session_replication_role = replica",
    "ALTER TABLE klant_klant DISABLE ROW LEVEL SECURITY",
    "ALTER TABLE klant_klant NO FORCE ROW LEVEL SECURITY",
    "ALTER TABLE toegang_logregel DISABLE TRIGGER ALL",
    'DROP POLICY "select" ON klant_klant',
    "CREATE POLICY ik ON klant_klant USING (true)",
    "CREATE FUNCTION ik() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "CREATE FUNCTION pg_temp.ik() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "CREATE TABLE ik (x int)",
    "CREATE TEMP TABLE klant_inschrijving (klant_id uuid)",
    "CREATE VIEW ik AS SELECT 1",
    "CREATE SCHEMA ik",
    "CREATE EXTENSION dblink",
    "CREATE OPERATOR = (LEFTARG = uuid, RIGHTARG = uuid, FUNCTION = uuid_eq)",
    "CREATE ROLE ik",
    "CREATE TRIGGER ik AFTER INSERT ON toegang_logregel EXECUTE FUNCTION toegang_blijft_staan()",
    "CREATE RULE ik AS ON INSERT TO toegang_logregel DO INSTEAD NOTHING",
    f"GRANT {settings.DATABASE_OWNER} TO {settings.DATABASE_WEB}",
    f"ALTER ROLE {settings.DATABASE_WEB} BYPASSRLS",
    "ALTER FUNCTION klant_bereikt(uuid) OWNER TO CURRENT_USER",
    "ALTER FUNCTION klant_bereikt(uuid) SET search_path = pg_temp",
    "COPY klant_klant TO PROGRAM 'cat'",
    "COPY klant_klant TO '/tmp/klanten'",
    "SELECT pg_read_file('/etc/passwd')",
    "SELECT lo_import('/etc/passwd')",
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename <> current_user",
    "SELECT binnen FROM toegang_claimsleutel",
    "SELECT * FROM toegang_kanarie",
    "SELECT * FROM toegang_zegel",
    "SELECT rolpassword FROM pg_authid",
    "SELECT * FROM pg_statistic",
    "TRUNCATE klant_klant",
    "LOCK TABLE klant_klant IN ACCESS EXCLUSIVE MODE",
    "SET LOCAL track_activities = on",
]
"""Statements that must be refused."""


@pytest.mark.parametrize("statement", POWER)
def test_the_role_of_the_pages_takes_no_power(aanvaller, statement):
    """The superuser of the cluster may have another name, and dblink may not be there: both are a no too."""
    fout = aanvaller.error(statement)
    assert isinstance(
        fout, (*REFUSED, psycopg.errors.InvalidParameterValue, psycopg.errors.UndefinedObject)
    ), statement


def test_a_helper_that_believes_its_claim_cannot_be_called(aanvaller, wereld):
    """It would answer with which organisation anybody is."""
    huis = wereld.huizen["ander"]
    claim = f'{{"h": "{huis.organisatie.id}", "s": "gemeente"}}'
    for call in (
        "SELECT klant_eigen(%s, %s::jsonb)",
        "SELECT klant_keert_terug(%s, %s::jsonb, '{}'::jsonb, NULL)",
    ):
        fout = aanvaller.error(call, huis.klant, claim)
        assert isinstance(fout, REFUSED), call


def test_helpers_answer_about_another_klant_as_about_nobody(aanvaller, wereld):
    ander, niemand = wereld.huizen["ander"], uuid4()
    for function in ("klant_bereikt", "klant_te_wijzigen", "klant_is_eigen", "klant_relatie"):
        answers = {aanvaller.ask(f"SELECT {function}(%s)", wie)[0] for wie in (ander.klant, niemand)}
        assert len(answers) == 1, function
    for query in ("SELECT register_bereikt(%s)", "SELECT klant_bereikt_met_bsn(ARRAY[%s::bytea])"):
        answers = {aanvaller.ask(query, index)[0] for index in (ander.bsn_index, b"\0" * 32)}
        assert len(answers) == 1, query


@pytest.mark.parametrize("rol", ["klant", "werkgever", "privacy-officer", "teamleider-verantwoording"])
def test_the_list_of_klanten_is_for_who_serves_them(aanvaller, sign, wereld, rol):
    aanvaller.claim(sign(actors_of(wereld.huizen["eigen"])[rol]))
    assert aanvaller.ask("SELECT * FROM klant_lijst(ARRAY[]::text[], NULL, 'naam', 0, 50)") == []


def test_giving_rights_away_gives_none(aanvaller):
    """PostgreSQL only warns when there was nothing to give."""
    before = aanvaller.ask("SELECT relacl::text FROM pg_class WHERE relname = 'klant_klant'")
    aanvaller.conn.execute("GRANT ALL ON klant_klant TO PUBLIC")
    assert aanvaller.ask("SELECT relacl::text FROM pg_class WHERE relname = 'klant_klant'") == before


def test_turning_row_security_off_gives_an_error_and_no_rows(aanvaller):
    aanvaller.conn.execute("SET LOCAL row_security = off")
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="row-level security"):
        aanvaller.conn.execute("SELECT naam FROM klant_klant")


def test_another_search_path_changes_no_answer(aanvaller, wereld):
    aanvaller.conn.execute("SET LOCAL search_path = pg_temp, information_schema")
    seen = {row[0] for row in aanvaller.ask("SELECT naam FROM public.klant_klant")}
    assert seen == {VERZONNEN["eigen"]}


READINGS = [
    "SELECT klant_klant::text FROM klant_klant",
    "TABLE klant_klant",
    "SELECT to_jsonb(k) FROM klant_klant k",
    "SELECT row(k.*)::text FROM klant_klant k ORDER BY ctid",
    "SELECT string_agg(naam, ',') FROM klant_klant",
    "SELECT max(naam), min(naam) FROM klant_klant",
    "SELECT naam FROM klant_klant UNION ALL SELECT naam FROM klant_klant",
    "SELECT naam FROM klant_klant WHERE true OR klant_bereikt(id)",
    "SELECT k.naam FROM toegang_organisatie o LEFT JOIN klant_inschrijving i ON i.organisatie_id = o.id "
    "LEFT JOIN klant_klant k ON k.id = i.klant_id",
    "SELECT oud FROM klant_geschiedenis",
    "WITH k AS MATERIALIZED (SELECT * FROM klant_klant) SELECT naam FROM k",
    "SELECT naam FROM klant_klant TABLESAMPLE SYSTEM (100)",
    "SELECT query_to_xml('SELECT * FROM klant_klant', true, true, '')::text",
    "SELECT table_to_xml('klant_klant', true, true, '')::text",
    "SELECT database_to_xml(true, true, '')::text",
    "SELECT query FROM pg_stat_activity",
    "SELECT most_common_vals::text, histogram_bounds::text FROM pg_stats WHERE tablename = 'klant_klant'",
    "SELECT * FROM pg_stats_ext",
    "SELECT statement FROM pg_prepared_statements",
    "UPDATE klant_klant SET plaats = plaats RETURNING naam, telefoonnummer",
    "DELETE FROM klant_klant RETURNING naam",
]


@pytest.mark.parametrize("query", READINGS)
def test_no_way_of_asking_shows_a_klant_of_another_house(aanvaller, eigenaar, query):
    eigenaar.execute("ANALYZE klant_klant")
    shown = str(aanvaller.ask(query))
    assert not [woord for woord in VREEMD if woord in shown]


def test_copy_gives_the_own_klant_only(aanvaller):
    with aanvaller.conn.cursor().copy("COPY (SELECT naam FROM klant_klant) TO STDOUT") as stroom:
        said = b"".join(bytes(deel) for deel in stroom).decode()
    assert said.split("\n")[:-1] == [VERZONNEN["eigen"]]


RAISING = [
    "SELECT 1 FROM klant_klant WHERE naam::int > 0",
    "SELECT 1 FROM klant_klant WHERE (naam || telefoonnummer)::date IS NOT NULL",
    "SELECT 1 FROM klant_klant WHERE 1 / (CASE WHEN naam = 'Cornelia Ander' THEN 0 ELSE 1 END) > 5",
    "SELECT 1 FROM klant_klant WHERE naam ~ telefoonnummer AND bsn_index::text::int = 1",
    "SELECT 1 FROM klant_klant WHERE xmlparse(content naam) IS NULL",
    "SELECT 1 FROM klant_klant ORDER BY naam::int",
    "SELECT naam::int FROM klant_klant",
    "DO $$ DECLARE r record; BEGIN FOR r IN SELECT * FROM klant_klant LOOP RAISE EXCEPTION '%', r; END LOOP; END $$",
    "DO $$ BEGIN RAISE EXCEPTION '%', (SELECT string_agg(naam, ',') FROM klant_klant); END $$",
    "UPDATE klant_klant SET uren_per_week = (naam::text)::int",
    "INSERT INTO klant_woonplaats SELECT gen_random_uuid(), id, 'GM0000000', '2000-01-01' FROM klant_klant",
]


@pytest.mark.parametrize("query", RAISING)
def test_no_error_message_tells_of_a_klant_of_another_house(aanvaller, query):
    """A condition that raises with what it sees would tell a row that is not shown."""
    fout = aanvaller.error(query)
    diag = f"{fout} {fout.diag.message_detail} {fout.diag.context}" if fout else ""
    assert not [woord for woord in VREEMD if woord in diag]


def same_refusal(aanvaller, query: str, *asked: list) -> None:
    """The same words whether what is asked about exists or not."""
    answers = {
        re.sub(r"[0-9a-f-]{36}|\\x[0-9a-f]+", "…", str(aanvaller.error(query, *values))) for values in asked
    }
    assert len(answers) == 1, answers


def test_trying_a_key_tells_nothing_of_who_exists(aanvaller, wereld):
    eigen, ander = wereld.huizen["eigen"], wereld.huizen["ander"]
    plant = "INSERT INTO klant_woonplaats (id, klant_id, gemeente_code, van) VALUES (gen_random_uuid()"
    for query in (
        f"{plant}, %s, 'GM0153', now())",
        f"{plant}, %s, 'GM0153', now()) ON CONFLICT DO NOTHING",
        "INSERT INTO klantprofiel_klantprofiel (id, klant_id, status) VALUES (gen_random_uuid(), %s, 'concept') "
        "ON CONFLICT DO NOTHING",
        "INSERT INTO klant_klant (id, bsn_versleuteld, bsn_index) VALUES (%s, '', '')",
        "UPDATE klant_woonplaats SET klant_id = %s",
        "SELECT 1 FROM klant_klant WHERE id = %s FOR UPDATE",
    ):
        same_refusal(aanvaller, query, [ander.klant], [uuid4()])
    same_refusal(
        aanvaller,
        "UPDATE klant_klant SET bsn_index = %s",
        [ander.bsn_index],
        [eigen.bsn_index],
        [b"\0" * 32],
    )


def test_a_primary_key_of_another_house_cannot_be_tried(aanvaller, wereld):
    """A collision on the key of a foreign row could tell that the row is there; the guard speaks before the index."""
    eigen = wereld.huizen["eigen"]
    foreign = next(iter(wereld.rijen["klant_woonplaats"]["ander"]))
    query = (
        "INSERT INTO klant_woonplaats (id, klant_id, gemeente_code, van, tot) "
        "VALUES (%s, %s, 'GM0153', '2001-01-01', '2001-01-02') ON CONFLICT (id) DO UPDATE SET gemeente_code = 'GM0001'"
    )
    fout = aanvaller.error(query, foreign, eigen.klant)
    assert isinstance(fout, REFUSED)
    assert VERZONNEN["ander"] not in str(fout)


def test_what_others_ask_is_not_to_be_seen(aanvaller, wereld):
    """Another session of the same role would show the text of its query, with what it looks for."""
    here = connection.settings_dict
    vraag = "wie zoekt Cornelia Ander"
    with psycopg.connect(
        host=here["HOST"], port=here["PORT"], dbname=here["NAME"], user=settings.DATABASE_WEB
    ) as other:
        busy = threading.Thread(target=lambda: other.execute(f"SELECT pg_sleep(0.3), '{vraag}'"))
        busy.start()
        seen = str(aanvaller.ask("SELECT query FROM pg_stat_activity WHERE pid <> pg_backend_pid()"))
        busy.join()
    assert vraag not in seen


def test_a_false_claim_costs_as_much_as_none_of_the_rows(aanvaller, sign, wereld):
    """A forged one is noted in the server's log, and the number of its rows is that of no claim at all."""
    aanvaller.claim(f"{'0' * 64} {{}}")
    assert aanvaller.ask("SELECT count(*) FROM klant_klant") == [(0,)]
