"""A cluster keeps the version it was made with, whatever is chosen later."""

from __future__ import annotations

import pytest

from doorzicht.foundation.errors import Weigering


def other(source: str) -> str:
    return {"gevonden": "ingebouwd", "ingebouwd": "gevonden"}[source]


def test_an_existing_cluster_keeps_its_version(cluster, folder, source, cluster_at):
    cluster.ensure_running()
    made_with = cluster.status().major
    cluster.stop()
    again = cluster_at(folder / "var", {"DOORZICHT_POSTGRES": other(source)})
    with again.ensure_running().connect() as connection:
        assert connection.info.server_version // 10000 == made_with


def test_a_version_that_is_gone_is_named(cluster):
    cluster.ensure_running()
    cluster.stop()
    (cluster.status().home / "data/PG_VERSION").write_text("99\n", "utf-8")
    with pytest.raises(Weigering, match="PostgreSQL 99"):
        cluster.ensure_running()


def test_a_folder_without_programs_is_refused(folder, cluster_at):
    cluster = cluster_at(folder / "var", {"DOORZICHT_POSTGRES": str(folder)})
    with pytest.raises(Weigering, match="Geen bruikbare PostgreSQL"):
        cluster.ensure_running()
    assert cluster.status().is_made is False
