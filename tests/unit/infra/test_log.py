"""The log is quiet on the command line, writes JSON where it is asked to, and never a person."""

from __future__ import annotations

import json
import logging

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


def test_an_error_is_its_kind_and_its_place_and_never_its_words(capsys):
    log.configure({"DOORZICHT_LOG": "info"})
    try:
        log.LEVELS["geheim-teken"]
    except KeyError as error:
        log.get_log().error("iets.stuk", exc_info=error)
    said = capsys.readouterr().err
    assert "geheim-teken" not in said
    assert json.loads(said)["fout"] == "KeyError"
    assert json.loads(said)["plaats"].startswith("test_log.py:")


def test_of_an_error_in_our_code_the_place_is_ours():
    with pytest.raises(ValueError, match="int") as error:
        log.LEVELS.get("x", int("y"))
    assert log.place_of(error.value).startswith("test_log.py:")
    with pytest.raises(AttributeError) as error:
        log.drop_personal(None, "", None)
    assert log.place_of(error.value).startswith("doorzicht/infra/log.py:")


def test_what_a_library_logs_keeps_its_template_and_loses_its_values(capsys):
    log.take_over("een.bibliotheek")
    library = logging.getLogger("een.bibliotheek")  # noqa: TID251  a library does so
    library.warning("Not Found: %s", "/klant/geheim-teken")
    library.warning("zonder sjabloon: geheim-teken")
    said = capsys.readouterr().err
    assert "geheim-teken" not in said
    assert json.loads(said.splitlines()[0])["tekst"] == "Not Found: %s"
