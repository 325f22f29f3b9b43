"""Draws the rooms and terms of the house from its imports, into ARCHITECTURE.md.

`python scripts/draw_house.py` writes the drawing; with --check it writes nothing and ends in 1 when the drawing is
stale. It reads imports with grimp and never runs the program.
"""

from __future__ import annotations

import sys
from pathlib import Path

import grimp

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("config", "web", "domain", "infra", "foundation")
BEGIN, END = "<!-- drawing -->\n", "<!-- /drawing -->"


def place(module: str) -> str | None:
    """The box that a module lies in: its room, or its term when that room is the domain."""
    parts = module.split(".")[1:]
    if not parts or parts == ["domain"]:
        return None
    return parts[1] if parts[0] == "domain" else parts[0]


def arrows(graph: grimp.ImportGraph) -> list[tuple[str, str]]:
    """Which box imports from which, each pair once."""
    pairs = {
        (place(importer), place(imported))
        for importer in graph.modules
        for imported in graph.find_modules_directly_imported_by(importer)
    }
    return sorted((a, b) for a, b in pairs if a and b and a != b)


def drawing(graph: grimp.ImportGraph) -> str:
    """The Mermaid text: the terms in one frame, the rooms around it."""
    terms = sorted({place(m) for m in graph.modules if m.startswith("doorzicht.domain.")} - {None})
    rooms = [room for room in ROOMS if room != "domain" and f"doorzicht.{room}" in graph.modules]
    lines = ["```mermaid", "flowchart TD", *(f"  {room}" for room in rooms), "  subgraph domain"]
    lines += [f"    {term}" for term in terms] + ["  end"]
    lines += [f"  {a} --> {b}" for a, b in arrows(graph) if b != "foundation"]
    lines += ["  domain & infra --> foundation"]
    return "\n".join([*lines, "```", ""])


def main() -> int:
    """Write the drawing, or only tell whether it is stale."""
    root = Path(sys.argv[sys.argv.index("--root") + 1]) if "--root" in sys.argv else ROOT
    sys.path.insert(0, str(root / "src"))
    page = root / "ARCHITECTURE.md"
    before, rest = page.read_text("utf-8").split(BEGIN)
    old, after = rest.split(END)
    new = drawing(grimp.build_graph("doorzicht", cache_dir=None))
    if "--check" in sys.argv:
        sys.stdout.write(
            "" if old == new else "The drawing in ARCHITECTURE.md is stale: python scripts/draw_house.py\n"
        )
        return int(old != new)
    page.write_text(before + BEGIN + new + END + after, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
