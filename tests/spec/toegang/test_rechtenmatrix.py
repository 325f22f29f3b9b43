"""What the matrix of rights says is what the rules decide, for everybody, for every purpose, towards every klant.

The walk over HTTP (tests/integration/toegang) shows that the pages keep to it.
"""

from __future__ import annotations

import csv
from collections import Counter

import pytest

from doorzicht.domain.toegang.model import Besluit, Doel, Organisatiesoort, Relatie
from tests.rechten import (
    KOLOMMEN,
    MATRIX,
    NIEMAND,
    Rij,
    answers_of_code,
    answers_of_matrix,
    handelende,
    programmed,
    read_matrix,
    wie_er_zijn,
)
from tests.wegen import of_people, open_to_all

SOORTEN = {soort.value for soort in Organisatiesoort}


@pytest.fixture(scope="module")
def rijen() -> list[Rij]:
    return read_matrix()


def differences(regels, rijen: list[Rij]) -> list[str]:
    """Questions to which code and matrix give different answers, and operations that only one of them knows."""
    code, matrix = answers_of_code(regels), answers_of_matrix(rijen)
    names = {rij.handeling for rij in rijen}
    found = [f"{naam} is not in the matrix" for naam in sorted(set(regels) - names)]
    found += [f"{naam} is in no access.py" for naam in sorted(names - set(regels))]
    for vraag in sorted(code.keys() & matrix.keys(), key=str):
        if code[vraag] != matrix[vraag]:
            woorden = " · ".join([vraag[0], *(deel.value for deel in vraag[1:])])
            found.append(f"{woorden}: code {code[vraag]}, matrix {matrix[vraag]}")
    return found


def test_the_rules_decide_what_the_matrix_says(rijen):
    assert differences(programmed(), rijen) == []


def test_every_question_was_asked():
    vragen = len(list(wie_er_zijn())) * len(Relatie) * len(programmed())
    assert len(answers_of_code(programmed())) == vragen > 1000


def test_the_matrix_has_a_column_for_every_role_and_known_words_only(rijen):
    with MATRIX.open(encoding="utf-8", newline="") as file:
        assert tuple(next(csv.reader(file))) == KOLOMMEN
    doelen, relaties = {doel.value for doel in Doel}, {relatie.value for relatie in Relatie}
    assert [rij for rij in rijen if rij.doel not in doelen or rij.relatie not in relaties] == []
    cellen = {cel for rij in rijen for cel in rij.cellen.values()} - {"ja", "nee"}
    assert {deel for cel in cellen for deel in cel.split("+")} <= SOORTEN


def test_every_line_stands_there_once_and_says_yes_to_somebody(rijen):
    lines = Counter((rij.handeling, rij.doel, rij.relatie) for rij in rijen)
    assert [line for line, times in lines.items() if times > 1] == []
    assert [rij for rij in rijen if set(rij.cellen.values()) == {"nee"}] == []


def test_nobody_may_do_anything_without_being_logged_in(rijen):
    assert {rij.cellen[NIEMAND] for rij in rijen} <= {"nee"}


def test_the_matrix_names_the_routes_of_each_operation(rijen):
    written = {(rij.handeling, route) for rij in rijen for route in rij.routes}
    real = {(weg.poort.handeling, weg.naam) for weg in of_people()}
    assert sorted(real - written) == []
    assert sorted(written - real) == []


def test_all_lines_of_an_operation_name_the_same_routes(rijen):
    routes = {(rij.handeling, rij.routes) for rij in rijen}
    assert [naam for naam, times in Counter(naam for naam, _ in routes).items() if times > 1] == []


def test_a_route_for_everybody_is_of_no_operation(rijen):
    named = {route for rij in rijen for route in rij.routes}
    assert named & {weg.naam for weg in open_to_all()} == set()


def yes(wie, relatie):
    """Says yes to everybody: what a hole looks like."""
    return Besluit(True, "altijd")


def test_a_planted_hole_is_named(rijen):
    found = differences(programmed() | {"toegang.logboek": yes}, rijen)
    assert (
        "toegang.logboek · klantmanager · gemeente · dienstverlening · eigen: code True, matrix False"
        in found
    )
    assert not any("auditor · uwv · toezicht · geen" in line for line in found)


def test_a_planted_operation_that_only_one_knows_is_named(rijen):
    without = [rij for rij in rijen if rij.handeling != "toegang.account"]
    assert "toegang.account is not in the matrix" in differences(programmed(), without)
    fewer = {naam: regel for naam, regel in programmed().items() if naam != "toegang.account"}
    assert "toegang.account is in no access.py" in differences(fewer, rijen)


@pytest.mark.parametrize("naam", sorted(programmed()))
def test_every_answer_gives_a_reason_that_may_be_shown(naam):
    regel = programmed()[naam]
    besluiten = [regel(handelende(*wie), relatie) for wie in wie_er_zijn() for relatie in Relatie]
    assert {besluit.reden.strip() for besluit in besluiten} & {""} == set()
