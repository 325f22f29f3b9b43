"""A cluster starts when it is asked for, is ours alone, and keeps what was written."""

from __future__ import annotations

import os
import pwd
import stat
from pathlib import Path

import psycopg
import pytest

from doorzicht.infra.postgres import django_database


def ask(cluster, query):
    with cluster.address.connect() as connection:
        return connection.execute(query).fetchall()


def test_asking_for_the_address_starts_nothing(folder):
    entry = django_database(folder / "var")
    assert entry["HOST"] == str(folder / "var/postgres/socket")
    assert (entry["NAME"], entry["USER"], entry["PORT"]) == ("doorzicht", "doorzicht", "5432")
    assert not (folder / "var/postgres").exists()


def test_the_first_start_lays_out_the_database(running):
    assert ask(running, "SELECT current_user::text, current_database()::text") == [("doorzicht", "doorzicht")]
    names = {name for (name,) in ask(running, "SELECT extname FROM pg_extension")}
    assert {"btree_gist", "pg_trgm"} <= names


def test_our_role_is_no_superuser_and_may_make_test_databases(running):
    [rights] = ask(
        running, "SELECT rolsuper, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = current_user"
    )
    assert rights == (False, True, False)


def test_a_fresh_database_has_the_extensions_too(running):
    where = running.ensure_running()
    with psycopg.connect(host=where.host, user=where.user, dbname="postgres", autocommit=True) as connection:
        connection.execute("CREATE DATABASE proef")
    with psycopg.connect(host=where.host, user=where.user, dbname="proef") as connection:
        assert connection.execute("SELECT similarity('Hengelo', 'Hengello') > 0.5").fetchone() == (True,)


def test_it_listens_on_a_socket_only_and_writes_through_to_disk(running):
    settings = dict(ask(running, "SELECT name, setting FROM pg_settings"))
    assert settings["listen_addresses"] == ""
    assert settings["default_text_search_config"] == "pg_catalog.dutch"
    assert (settings["fsync"], settings["synchronous_commit"], settings["full_page_writes"]) == (
        "on",
        "on",
        "on",
    )


def test_its_log_names_no_value(running):
    with pytest.raises(psycopg.errors.InvalidTextRepresentation):
        ask(running, "SELECT '999990019'::text || 'x', ('bsn 999990019')::int")
    assert "999990019" not in (running.status().home / "log/postgres.log").read_text("utf-8")


def test_a_second_call_keeps_the_same_server(running):
    first = running.status().pid
    running.ensure_running()
    assert running.status().pid == first


def test_what_was_written_is_there_after_a_stop(cluster):
    cluster.ensure_running()
    with cluster.address.connect() as connection:
        connection.execute("CREATE TABLE merk AS SELECT 7 AS getal")
    assert cluster.stop() is True
    assert cluster.status().is_running is False
    cluster.ensure_running()
    assert ask(cluster, "SELECT getal FROM merk") == [(7,)]


def test_stopping_what_does_not_run_is_no_error(plain):
    assert plain.stop() is False
    plain.ensure_running()
    assert [plain.stop(), plain.stop()] == [True, False]


def test_the_server_never_runs_as_root_and_its_data_are_closed(running):
    status = running.status()
    owner = Path(f"/proc/{status.pid}").stat().st_uid
    assert owner != 0
    assert pwd.getpwuid(owner).pw_name == status.account
    data = (status.home / "data").stat()
    assert (data.st_uid, stat.S_IMODE(data.st_mode)) == (owner, 0o700)


def test_another_role_than_ours_is_not_let_in(running):
    where = running.ensure_running()
    with pytest.raises(psycopg.OperationalError, match=r"[Pp]eer authentication failed"):
        psycopg.connect(host=where.host, user="iemand", dbname=where.dbname)


def test_a_folder_with_a_difficult_name_works(folder, cluster_at):
    cluster = cluster_at(folder / "een 'moeilijke' $(map) \"naam\"")
    cluster.ensure_running()
    assert ask(cluster, "SELECT 1") == [(1,)]


def test_the_surroundings_of_the_caller_do_not_matter(plain, monkeypatch):
    for name in ("PGDATA", "PGHOST", "PGPORT", "LC_ALL", "LANGUAGE"):
        monkeypatch.setitem(os.environ, name, "/nergens")
    plain.ensure_running()
    assert ask(plain, "SELECT 1") == [(1,)]
