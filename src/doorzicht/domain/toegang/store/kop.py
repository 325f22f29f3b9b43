"""The head of the chain, kept outside the database: a file that only grows, a line a seal.

Holds numbers and hashes, nothing of anybody. A line that does not read as one of ours is left out; then a seal of the
database is missing here, and the check says so.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from doorzicht.domain.toegang.model import Kop, Logboek, Zegel
from doorzicht.infra.journal import append_line, read_lines


def lees() -> Kop:
    """All that the file says, in the order in which it was written."""
    zegels: list[Zegel] = []
    vervallen, opgegeven = set(), []
    for regel in map(_parsed, read_lines(_path())):
        if isinstance(regel, Zegel):
            zegels.append(regel)
        elif regel is None:
            continue
        elif regel.soort == "vervallen":
            vervallen.add(regel.nummer)
        else:
            opgegeven += [zegel.nummer for zegel in zegels if zegel.nummer > regel.nummer]
            zegels = [zegel for zegel in zegels if zegel.nummer <= regel.nummer]
    return Kop(tuple(zegels), frozenset(vervallen), tuple(opgegeven))


def schrijf(zegel: Zegel) -> None:
    """Add a seal; on the disk when this returns."""
    velden = {
        "nummer": zegel.nummer,
        "logboek": zegel.logboek.value,
        "van": zegel.van,
        "tot": zegel.tot,
        "aantal": zegel.aantal,
        "op": zegel.op.isoformat(),
        "vorige": zegel.vorige.hex(),
        "regels": zegel.regels.hex(),
        "merken": zegel.merkhash.hex(),
        "hash": zegel.hash.hex(),
    }
    append_line(_path(), json.dumps(velden, separators=(",", ":")))


def schrijf_vervallen(nummer: int, op: datetime) -> None:
    """Add that the lines of a seal were let go."""
    _schrijf_stap("vervallen", nummer, op)


def schrijf_hervat(nummer: int, op: datetime) -> None:
    """Add that the chain goes on after this seal, and that all later ones are given up."""
    _schrijf_stap("hervat", nummer, op)


@dataclass(frozen=True)
class _Stap:
    """A line that is no seal: lines let go, or the chain taken up again."""

    soort: str
    nummer: int


def _schrijf_stap(soort: str, nummer: int, op: datetime) -> None:
    velden = {"soort": soort, "nummer": nummer, "op": op.isoformat()}
    append_line(_path(), json.dumps(velden, separators=(",", ":")))


def _path() -> Path:
    return Path(settings.LOGBOEKKOP)


def _parsed(line: str) -> Zegel | _Stap | None:
    try:
        velden = json.loads(line)
        if velden.get("soort") in ("vervallen", "hervat"):
            return _Stap(velden["soort"], int(velden["nummer"]))
        return _zegel(velden)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _zegel(velden: dict[str, Any]) -> Zegel:
    return Zegel(
        nummer=int(velden["nummer"]),
        logboek=Logboek(velden["logboek"]),
        van=int(velden["van"]),
        tot=int(velden["tot"]),
        aantal=int(velden["aantal"]),
        op=datetime.fromisoformat(velden["op"]),
        vorige=bytes.fromhex(velden["vorige"]),
        regels=bytes.fromhex(velden["regels"]),
        merkhash=bytes.fromhex(velden["merken"]),
        hash=bytes.fromhex(velden["hash"]),
    )
