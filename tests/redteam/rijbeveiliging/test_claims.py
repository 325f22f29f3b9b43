"""Raw SQL as the role of the pages: no claim, a false one, a borrowed one, an old one, or somebody else's.

For every table with persons: no foreign row is read, changed or taken away, and none is planted.
"""

from __future__ import annotations

import os
import time
from dataclasses import replace
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.utils import timezone
from psycopg import sql
from psycopg.types.json import Jsonb

from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.store import factoren
from doorzicht.foundation.errors import Weigering
from doorzicht.infra.crypto import load_keyring
from tests.redteam.rijbeveiliging.conftest import REFUSED, actors_of
from tests.redteam.rijbeveiliging.test_catalogus import OPEN, OPEN_TO_ADD
from tests.wereld import ZAAI

TABLES = {tabel._meta.db_table: tabel for tabel in ZAAI}
GUARDED = sorted(set(TABLES) - set(OPEN))


def key_of(table: str) -> str:
    """The column of its primary key."""
    return TABLES[table]._meta.pk.column


def reads(aanvaller, table: str) -> set[Any]:
    """The keys that a plain SELECT gives."""
    query = sql.SQL("SELECT {} FROM {}").format(sql.Identifier(key_of(table)), sql.Identifier(table))
    return {row[0] for row in aanvaller.ask(query)}


def column_to_change(table: str) -> str:
    """A column that the grants let change, or any."""
    return (TABLES[table].RIJEN.columns or (TABLES[table]._meta.fields[-1].column,))[-1]


def touches(aanvaller, table: str, keys: set[Any]) -> int:
    """How many of these rows an UPDATE, a DELETE and a lock reach when they are named."""
    column, pk = sql.Identifier(column_to_change(table)), sql.Identifier(key_of(table))
    name, wanted = sql.Identifier(table), list(keys)
    update = sql.SQL("UPDATE {} SET {} = {} WHERE {} = ANY (%s)").format(name, column, column, pk)
    delete = sql.SQL("DELETE FROM {} WHERE {} = ANY (%s)").format(name, pk)
    lock = sql.SQL("SELECT {} FROM {} WHERE {} = ANY (%s) FOR UPDATE").format(pk, name, pk)
    return sum(len(aanvaller.ask(query, wanted)) for query in (update, delete, lock))


def touches_blindly(aanvaller, table: str) -> int:
    """How many rows an UPDATE reaches that reads nothing, so that only its own policy stands in its way."""
    query = sql.SQL("UPDATE {} SET {} = DEFAULT")
    try:
        return len(
            aanvaller.ask(query.format(sql.Identifier(table), sql.Identifier(column_to_change(table))))
        )
    except psycopg.errors.IntegrityError:
        return 1  # it came as far as a row


def copy_of(table: str, key: Any) -> dict[str, Any]:
    """A row as the owner reads it, with a key of its own: what an attacker would plant."""
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}" WHERE "{key_of(table)}" = %s', [key])
        row = dict(zip([column.name for column in cursor.description], cursor.fetchone(), strict=True))
    pk = TABLES[table]._meta.pk
    row[pk.column] = uuid4() if pk.get_internal_type() == "UUIDField" else 2_000_000_000
    return {name: Jsonb(value) if isinstance(value, dict) else value for name, value in row.items()}


def planting(table: str, row: dict[str, Any]) -> tuple[sql.Composed, list[Any]]:
    """The INSERT of such a row."""
    statement = sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(
        sql.Identifier(table),
        sql.SQL(", ").join(map(sql.Identifier, row)),
        sql.SQL(", ").join(sql.Placeholder() * len(row)),
    )
    return statement, list(row.values())


def false_claims(sign, wereld) -> dict[str, str | None]:
    """What may stand in the place of a claim and is none, for somebody of the own house."""
    wie = actors_of(wereld.huizen["eigen"])["klantmanager"]
    good, other = sign(wie), sign(actors_of(wereld.huizen["ander"])["klantmanager"])
    return {
        "none": None,
        "empty": "",
        "short": "x",
        "signature only": good[:64],
        "zeros": f"{'0' * 64} {good[65:]}",
        "another's signature": f"{good[:64]} {other[65:]}",
        "changed by one letter": good[:-1] + ("]" if good[-1] != "]" else "}"),
        "another key": sign(wie, key=b"geraden"),
        "empty key": sign(wie, key=b"\0"),
        "another connection": sign(wie, pid=1),
        "no connection": sign(wie, pid=None),
        "expired": sign(wie, tot=int(time.time()) - 1),
        "without end": sign(wie, tot=None),
        "unsigned": f"{'a' * 64} {{}}",
        "not even JSON": f"{'b' * 64} {'c' * 100}",
        "doubled": f"{good} {good}",
        "capitals": good[:64].upper() + good[64:],
    }


@pytest.mark.parametrize("table", GUARDED)
def test_without_a_genuine_claim_there_is_no_row(aanvaller, sign, wereld, table):
    rows = wereld.own(table) | wereld.foreign(table)
    assert len(rows) >= 3
    for kind, claim in false_claims(sign, wereld).items():
        aanvaller.claim(claim)
        assert reads(aanvaller, table) == set(), kind
        assert touches(aanvaller, table, rows) + touches_blindly(aanvaller, table) == 0, kind


@pytest.mark.parametrize("table", GUARDED)
def test_with_a_claim_of_his_own_nobody_reaches_the_rows_of_another_house(aanvaller, sign, wereld, table):
    for rol, wie in actors_of(wereld.huizen["eigen"]).items():
        aanvaller.claim(sign(wie))
        assert reads(aanvaller, table) & wereld.foreign(table) == set(), rol
        assert touches(aanvaller, table, wereld.foreign(table)) == 0, rol
        assert touches_blindly(aanvaller, table) <= len(wereld.own(table)), rol


SEEN_BY_OWN_KLANTMANAGER = {
    *("klant_klant", "klant_inschrijving", "klant_woonplaats", "klant_geschiedenis", "klant_overdracht"),
    *("klantprofiel_klantprofiel", "klantprofiel_bezwaar", "betrokkene_correctieverzoek"),
    *("betrokkene_aankondiging", "doelgroepregister_persoon", "doelgroepregister_registratie"),
    *("doelgroepregister_woonplaats", "toegang_vierogen", "toegang_logregel", "toegang_breekglas"),
}


@pytest.mark.parametrize("table", GUARDED)
def test_the_claim_that_reaches_is_the_right_one(aanvaller, sign, wereld, table):
    """Else the tests above would be green behind a locked door."""
    aanvaller.claim(sign(actors_of(wereld.huizen["eigen"])["klantmanager"]))
    expected = wereld.own(table) if table in SEEN_BY_OWN_KLANTMANAGER else set()
    assert reads(aanvaller, table) == expected


@pytest.mark.parametrize(
    "rol", ["functioneel-beheerder", "adviseur-werkgeversdiensten", "werkgever", "statisticus"]
)
def test_who_serves_no_klanten_reads_no_klant(aanvaller, sign, wereld, rol):
    aanvaller.claim(sign(actors_of(wereld.huizen["eigen"])[rol]))
    about_klanten = [table for table in GUARDED if table.startswith(("klant", "betrokkene", "doelgroep"))]
    assert {table: seen for table in about_klanten if (seen := reads(aanvaller, table))} == {}


def test_a_teamleider_who_answers_for_his_people_reads_no_klant(aanvaller, sign, wereld):
    """One purpose at a time: for verantwoording nobody needs a dossier."""
    aanvaller.claim(sign(actors_of(wereld.huizen["eigen"])["teamleider-verantwoording"]))
    assert reads(aanvaller, "klant_klant") == set()


@pytest.mark.parametrize("table", GUARDED)
def test_nobody_plants_a_row_of_another_house(aanvaller, sign, wereld, table):
    """Not as nobody, not with a claim of his own; and without one not a row of any house."""
    if table in OPEN_TO_ADD:
        pytest.skip(OPEN_TO_ADD[table])
    vreemd = planting(table, copy_of(table, next(iter(wereld.rijen[table]["ander"]))))
    eigen = planting(table, copy_of(table, next(iter(wereld.own(table)))))
    for kind, claim in {"none": None, "empty": "", "unsigned": f"{'a' * 64} {{}}"}.items():
        aanvaller.claim(claim)
        for statement, values in (vreemd, eigen):
            assert isinstance(aanvaller.error(statement, *values), REFUSED), kind
    for rol, wie in actors_of(wereld.huizen["eigen"]).items():
        aanvaller.claim(sign(wie))
        statement, values = vreemd
        assert isinstance(aanvaller.error(statement, *values), REFUSED), rol


def test_a_row_is_not_given_to_another_klant_nor_taken_from_him(aanvaller, sign, wereld):
    eigen, ander = wereld.huizen["eigen"], wereld.huizen["ander"]
    aanvaller.claim(sign(actors_of(eigen)["klantmanager"]))
    for table in ("klant_inschrijving", "klant_woonplaats", "klantprofiel_klantprofiel"):
        give = sql.SQL("UPDATE {} SET klant_id = %s WHERE klant_id = %s").format(sql.Identifier(table))
        assert isinstance(aanvaller.error(give, ander.klant, eigen.klant), REFUSED), table
        assert aanvaller.ask(give, eigen.klant, ander.klant) == [], table


def test_a_klant_reads_himself_and_changes_nothing_of_himself(aanvaller, sign, wereld):
    eigen = wereld.huizen["eigen"]
    aanvaller.claim(sign(actors_of(eigen)["klant"]))
    assert reads(aanvaller, "klant_klant") == {eigen.klant}
    assert isinstance(aanvaller.error("UPDATE klant_klant SET postcode = '1000AA'"), REFUSED)
    assert isinstance(aanvaller.error("UPDATE klant_inschrijving SET tot = current_date + 1"), REFUSED)


@pytest.fixture
def gebroken(wereld, eigenaar):
    """The klantmanager of the own house broke the glass for the klant elsewhere, for an hour."""
    eigen, ander = wereld.huizen["eigen"], wereld.huizen["ander"]
    id_ = uuid4()
    eigenaar.execute(
        "INSERT INTO toegang_breekglas (id, gebruiker, organisatie, klant, reden, toelichting, op, tot, "
        "beoordelen_voor) VALUES (%s, %s, %s, %s, 'spoed', 'aan de balie', now() - interval '1 minute', "
        "now() + interval '59 minutes', current_date + 7)",
        [id_, eigen.account, eigen.organisatie.id, ander.klant],
    )
    yield id_
    eigenaar.execute("DELETE FROM toegang_breekglas WHERE id = %s", [id_])


def test_broken_glass_shows_one_klant_and_lets_nothing_be_changed(aanvaller, sign, wereld, gebroken):
    eigen, ander = wereld.huizen["eigen"], wereld.huizen["ander"]
    aanvaller.claim(sign(actors_of(eigen)["klantmanager"]))
    assert reads(aanvaller, "klant_klant") == {eigen.klant, ander.klant}
    take = "UPDATE klant_inschrijving SET organisatie_id = %s WHERE klant_id = %s"
    assert isinstance(aanvaller.error(take, eigen.organisatie.id, ander.klant), REFUSED)
    assert isinstance(
        aanvaller.error("UPDATE klant_klant SET plaats = 'x' WHERE id = %s", ander.klant), REFUSED
    )


def test_broken_glass_is_of_one_person_and_ends(aanvaller, sign, wereld, gebroken, eigenaar):
    eigen = wereld.huizen["eigen"]
    aanvaller.claim(sign(replace(actors_of(eigen)["klantmanager"], gebruiker="een.collega")))
    assert wereld.huizen["ander"].klant not in reads(aanvaller, "klant_klant")
    eigenaar.execute(
        "UPDATE toegang_breekglas SET tot = now() - interval '1 second' WHERE id = %s", [gebroken]
    )
    aanvaller.claim(sign(actors_of(eigen)["klantmanager"]))
    assert reads(aanvaller, "klant_klant") == {eigen.klant}


def test_nobody_makes_the_glass_last_longer_or_judges_his_own(aanvaller, sign, wereld, gebroken):
    aanvaller.claim(sign(actors_of(wereld.huizen["eigen"])["klantmanager"]))
    for change in ("tot = tot + interval '1 year'", "klant = gen_random_uuid()", "reden = 'x'"):
        assert isinstance(aanvaller.error(f"UPDATE toegang_breekglas SET {change}"), REFUSED)
    for door in ("km.eigen", "een.ander"):
        fout = aanvaller.error(
            "UPDATE toegang_breekglas SET beoordeeld_door = %s, beoordeeld_op = now(), oordeel = 'terecht'",
            door,
        )
        assert isinstance(fout, (*REFUSED, psycopg.errors.CheckViolation)), door


def test_nobody_signs_for_another(aanvaller, sign, wereld):
    """Four eyes are two persons, and not one with two names."""
    wie = actors_of(wereld.huizen["eigen"])["klantmanager"]
    for column, values in (("besloten_door", "een.ander"), ("voorgesteld_door", "een.ander")):
        aanvaller.claim(sign(wie))
        row = copy_of("toegang_vierogen", next(iter(wereld.own("toegang_vierogen")))) | {column: values}
        statement, planted = planting("toegang_vierogen", row)
        assert isinstance(aanvaller.error(statement, *planted), REFUSED), column
        approve = (
            "UPDATE toegang_vierogen SET besloten_door = 'een.ander', besloten_op = now(), goedgekeurd = true"
        )
        assert isinstance(aanvaller.error(approve), REFUSED)


def test_nobody_gives_himself_a_role(aanvaller, sign, wereld):
    rol = copy_of("toegang_roltoekenning", next(iter(wereld.own("toegang_roltoekenning"))))
    rol |= {"rol": "teamleider", "voorgesteld_door": "a.spook", "toegekend_door": "b.spook"}
    statement, values = planting("toegang_roltoekenning", rol)
    for claim in (None, "", sign(actors_of(wereld.huizen["eigen"])["klantmanager"])):
        aanvaller.claim(claim)
        assert isinstance(aanvaller.error(statement, *values), REFUSED)
        assert isinstance(aanvaller.error("UPDATE toegang_roltoekenning SET rol = 'auditor'"), REFUSED)
        assert len(aanvaller.ask("UPDATE toegang_roltoekenning SET tot = NULL")) == 0


@pytest.mark.parametrize("rol", [None, "klantmanager", "functioneel-beheerder", "privacy-officer"])
def test_nobody_but_uwv_changes_whose_klanten_are_whose(aanvaller, sign, wereld, rol):
    """Who could make his organisation an office of another one would reach all its klanten."""
    eigen, ander = wereld.huizen["eigen"], wereld.huizen["ander"]
    aanvaller.claim(sign(actors_of(eigen)[rol]) if rol else None)
    steal = "UPDATE toegang_organisatie SET hoofd_id = %s, soort = 'uwv-kantoor' WHERE id = %s"
    fout = aanvaller.error(steal, ander.organisatie.id, eigen.organisatie.id)
    assert isinstance(fout, REFUSED)


def test_the_log_cannot_be_written_in_the_name_of_another(aanvaller, sign, wereld):
    row = copy_of("toegang_logregel", next(iter(wereld.own("toegang_logregel"))))
    aanvaller.claim(sign(actors_of(wereld.huizen["eigen"])["klantmanager"]))
    statement, values = planting("toegang_logregel", row | {"gebruiker": "een.ander"})
    assert isinstance(aanvaller.error(statement, *values), REFUSED)


VERWERKING = """INSERT INTO toegang_verwerking ({}trace_id, operation_id, operation_name, processing_activity_id, begin,
                                                 status, data_subject_id)
VALUES ({}gen_random_uuid(), gen_random_uuid(), 'klant.lijst', 'doorzicht/dienstverlening', now(), 'OK', '\\x00')"""


def test_nobody_without_a_claim_writes_a_line_of_processing(aanvaller, sign, wereld):
    line = VERWERKING.format("", "")
    assert isinstance(aanvaller.error(line), REFUSED)

    aanvaller.claim(sign(actors_of(wereld.huizen["eigen"])["klantmanager"]))
    assert aanvaller.error(line) is None


@pytest.mark.parametrize("table", ["toegang_logregel", "toegang_verwerking"])
def test_nobody_chooses_the_number_of_a_line_or_uses_numbers_up(aanvaller, sign, wereld, table):
    """A line with the highest number there is would have no seal for ever."""
    aanvaller.claim(sign(actors_of(wereld.huizen["eigen"])["klantmanager"]))
    row = copy_of("toegang_logregel", next(iter(wereld.own("toegang_logregel")))) | {"gebruiker": "k.eigen"}
    statement, values = planting("toegang_logregel", row | {"id": 9223372036854775806})
    if table == "toegang_verwerking":
        statement, values = VERWERKING.format("id, ", "9223372036854775806, "), ()

    for refused, with_ in (
        (statement, values),
        (f"SELECT nextval('{table}_id_seq')", ()),
        (f"SELECT setval('{table}_id_seq', 1)", ()),
    ):
        assert "permission denied" in str(aanvaller.error(refused, *with_))


def test_the_log_cannot_be_changed_or_emptied(aanvaller, sign, wereld):
    aanvaller.claim(sign(actors_of(wereld.huizen["eigen"])["klantmanager"]))
    for statement in (
        "UPDATE toegang_logregel SET klant = gen_random_uuid()",
        "DELETE FROM toegang_logregel",
        "TRUNCATE toegang_logregel",
        "DELETE FROM toegang_verwerking",
        "DELETE FROM toegang_afwijzing",
        "DELETE FROM toegang_alarm",
    ):
        assert isinstance(aanvaller.error(statement), REFUSED), statement


def test_a_claim_ends_with_its_transaction(aanvaller, sign, wereld):
    aanvaller.claim(sign(actors_of(wereld.huizen["eigen"])["klantmanager"]))
    assert reads(aanvaller, "klant_klant")
    aanvaller.conn.rollback()
    assert reads(aanvaller, "klant_klant") == set()


def test_every_table_that_the_pages_reach_was_tried():
    reachable = {t._meta.db_table for t in apps.get_app_config("doorzicht").get_models() if t.RIJEN.commands}
    assert reachable - set(OPEN) - {"toegang_verwerking"} <= set(GUARDED)
    assert settings.DATABASE_WEB != settings.DATABASE_OWNER


def test_nobody_plants_a_session_for_another(aanvaller, sign, wereld):
    """A row can be written before anybody is known; the secret that belongs to it cannot be made without the key."""
    rol = wereld.huizen["ander"].rol
    plant = (
        "INSERT INTO toegang_sessie (sleutel, gebruiker_id, rol_id, begonnen_op, gezien_op, tweede_factor_op) "
        "VALUES (sha256('geheim'), %s, %s, now(), now(), now())"
    )
    aanvaller.claim(None)
    aanvaller.conn.execute(plant, [rol.gebruiker_id, rol.id])
    aanvaller.conn.commit()
    assert toegang.sessie_van("geheim") is None
    assert isinstance(aanvaller.error("UPDATE toegang_sessie SET rol_id = NULL"), REFUSED)
    assert isinstance(aanvaller.error("DELETE FROM toegang_sessie"), REFUSED)


def test_a_second_factor_that_was_laid_with_another_opens_nothing(db, wereld):
    """Whoever takes his own away may lay it down again, with another's name on it."""
    ring = load_keyring(settings.SLEUTELBESTAND, os.environ)
    eigen, ander = (wereld.huizen[naam].rol.gebruiker_id for naam in ("eigen", "ander"))
    factor = factoren.maak(ring, eigen, factoren.TOTP, b"geheim", timezone.now())
    assert factoren.geheim_van(ring, factor) == b"geheim"
    factor.gebruiker_id = ander
    with pytest.raises(Weigering):
        factoren.geheim_van(ring, factor)


def test_nobody_takes_a_second_factor_over(aanvaller, wereld):
    """The row of a factor stays with its person, and an account with its name."""
    aanvaller.claim(None)
    for change in ("gebruiker_id = gen_random_uuid()", "geheim_versleuteld = ''", "soort = 'herstelcode'"):
        assert isinstance(aanvaller.error(f"UPDATE toegang_tweede_factor SET {change}"), REFUSED), change
    for change in ("account = 'x'", "klant = gen_random_uuid()", "is_demo = true"):
        assert isinstance(aanvaller.error(f"UPDATE toegang_gebruiker SET {change}"), REFUSED), change
