"""A term is entered by its door only: from another term one may import its `service` or its `model`.

Import-linter sees the direction of an import, not which file of the other term it reaches; this does.
"""

from __future__ import annotations

import grimp
import pytest

DOMAIN = "doorzicht.domain"
DOORS = {"service", "model"}


def back_doors(graph: grimp.ImportGraph) -> list[str]:
    """Imports from one term into another that do not go by `service` or `model`."""
    found = []
    for importer in sorted(graph.find_descendants(DOMAIN)):
        for imported in sorted(graph.find_modules_directly_imported_by(importer)):
            if not imported.startswith(f"{DOMAIN}."):
                continue
            term, *rest = imported.removeprefix(f"{DOMAIN}.").split(".")
            if term != importer.split(".")[2] and rest not in ([door] for door in DOORS):
                found.append(f"{importer} enters {imported}")
    return found


def strangers(graph: grimp.ImportGraph, room: str) -> list[str]:
    """Imports from a room above the domain that read or write rows, or make documents, past the door."""
    return [
        f"{importer} enters {imported}"
        for importer in sorted(graph.find_descendants(f"doorzicht.{room}"))
        for imported in sorted(graph.find_modules_directly_imported_by(importer))
        if imported.startswith(f"{DOMAIN}.") and set(imported.split(".")[3:4]) & {"store", "render"}
    ]


@pytest.fixture(scope="module")
def graph(package) -> grimp.ImportGraph:
    return grimp.build_graph("doorzicht", cache_dir=None)


def test_terms_enter_each_other_by_the_door(graph):
    assert back_doors(graph) == []


@pytest.mark.parametrize("room", ["web", "config"])
def test_rooms_above_the_domain_call_its_doors(graph, room):
    assert strangers(graph, room) == []


@pytest.mark.parametrize(
    ("importer", "imported", "allowed"),
    [
        ("klant.service", "gebied.service", True),
        ("klant.service", "gebied.model", True),
        ("publicatie.rules.telling", "gebied.model", True),
        ("publicatie.service", "klant.store", False),
        ("publicatie.service", "klant.tables", False),
        ("publicatie.service.peilen", "klant.service", True),
        ("publicatie.service", "klant.service.inlezen", False),
        ("klant.rules", "gebied.rules", False),
        ("publicatie.render.html", "klantprofiel.render.kaart", False),
        ("klant.service", "gebied", False),
    ],
)
def test_a_planted_back_door_is_named(importer, imported, allowed):
    graph = planted(f"{DOMAIN}.{importer}", f"{DOMAIN}.{imported}")

    expected = [] if allowed else [f"{DOMAIN}.{importer} enters {DOMAIN}.{imported}"]
    assert back_doors(graph) == expected


def test_a_planted_import_of_a_store_by_the_command_line_is_named():
    graph = planted("doorzicht.config.cli.peil", f"{DOMAIN}.publicatie.store")

    assert strangers(graph, "config") == [f"doorzicht.config.cli.peil enters {DOMAIN}.publicatie.store"]


def planted(importer: str, imported: str) -> grimp.ImportGraph:
    """A graph with nothing but one import in it, and the packages above its ends."""
    graph = grimp.ImportGraph()
    for module in (importer, imported):
        parts = module.split(".")
        for length in range(1, len(parts) + 1):
            graph.add_module(".".join(parts[:length]))
    graph.add_import(importer=importer, imported=imported)
    return graph
