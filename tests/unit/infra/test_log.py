"""The log is quiet on the command line, writes JSON where it is asked to, and never a person."""

from __future__ import annotations

import json

import pytest
import structlog

from doorzicht.infra import log


@pytest.fixture(autouse=True)
def _reset():
    yield
    structlog.reset_defaults()


def test_an_event_is_a_name_and_numbers(capsys):
    log.configure({"DOORZICHT_LOG": "info"})
    log.get_log().info("peiling.bevroren", kwartaal="2022-kw2", rijen=8613)
    said = capsys.readouterr()
    line = json.loads(said.err)
    assert said.out == ""
    assert (line["event"], line["kwartaal"], line["rijen"], line["level"]) == (
        *("peiling.bevroren", "2022-kw2", 8613, "info"),
    )
    assert line["tijd"].endswith("Z")


def test_the_command_line_hears_warnings_only(capsys):
    log.configure({})
    log.get_log().info("peiling.bevroren", rijen=1)
    assert capsys.readouterr().err == ""
    log.get_log().warning("register.oud", dagen=40)
    assert json.loads(capsys.readouterr().err)["dagen"] == 40


@pytest.mark.parametrize("field", sorted(log.PERSONAL))
def test_a_personal_field_is_dropped(capsys, field):
    log.configure({"DOORZICHT_LOG": "info"})
    log.get_log().info("klant.gelezen", **{field: "geheim-teken"})
    assert "geheim-teken" not in capsys.readouterr().err
