"""The rooms, terms and roles of the house depend downwards only, and a violation is caught by name.

The contracts stand in pyproject.toml. Each is broken here on purpose, in a copy of the house.
"""

from __future__ import annotations

import pytest

LINT = (
    "-c",
    "from importlinter.cli import lint_imports_command; lint_imports_command()",
    "--no-cache",
    "--no-logo",
)

PLANTED = [
    ("rooms", "foundation/planted.py", "import doorzicht.infra.ranges"),
    ("rooms", "infra/planted.py", "import doorzicht.domain.gebied.model"),
    ("rooms", "domain/gebied/rules.py", "import doorzicht.web"),
    ("rooms", "web/planted.py", "import doorzicht.config"),
    ("rooms", "kelder/__init__.py", "A_ROOM_THAT_IS_NOT_IN_THE_HOUSE = 1"),
    ("terms", "domain/gebied/rules.py", "import doorzicht.domain.publicatie.model"),
    ("terms", "domain/klant/model.py", "import doorzicht.domain.klantprofiel.model"),
    ("terms", "domain/doelgroepregister/model.py", "import doorzicht.domain.klant.model"),
    ("terms", "domain/losse_term/__init__.py", "A_TERM_WITHOUT_A_PLACE = 1"),
    ("roles", "domain/publicatie/model.py", "import doorzicht.domain.publicatie.tables"),
    ("roles", "domain/gebied/store.py", "import doorzicht.domain.gebied.service"),
    ("roles", "domain/gebied/samenstellen.py", "A_ROLE_THAT_DOES_NOT_EXIST = 1"),
    ("pure", "domain/gebied/rules.py", "import django.db"),
    ("pure", "domain/klant/model.py", "import doorzicht.infra.ranges"),
    ("pure", "foundation/planted.py", "import psycopg"),
    ("acyclic", "infra/planted_a.py", "import doorzicht.infra.planted_b"),
]


def test_the_house_keeps_every_contract(root, run_in):
    answer = run_in(root, *LINT)
    assert answer.returncode == 0, answer.stdout + answer.stderr


@pytest.mark.parametrize(("contract", "file", "line"), PLANTED, ids=lambda value: str(value)[:48])
def test_a_planted_violation_breaks_its_contract(contract, file, line, house, plant, run_in):
    plant(file, line)
    if contract == "acyclic":
        plant("infra/planted_b.py", "import doorzicht.infra.planted_a")

    answer = run_in(house, *LINT, "--contract", contract)

    assert answer.returncode == 1, answer.stdout + answer.stderr
    assert "BROKEN" in answer.stdout
    assert file.removesuffix(".py").removesuffix("/__init__").split("/")[-1] in answer.stdout
