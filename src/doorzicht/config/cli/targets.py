"""The files that an import gives back: claimed before anything is brought in, gone again when nothing was written.

Never writes over what stands there: not the file that is read, not the rows of an earlier time, and nothing that
appears while the import runs.
"""

from __future__ import annotations

import os
from contextlib import ExitStack
from itertools import count
from pathlib import Path

from doorzicht.foundation.errors import Weigering
from doorzicht.infra.files import NewFile


def claim(wanted: dict[str, Path | None], source: Path, stack: ExitStack) -> dict[str, NewFile | None]:
    """The file of each option, as far as one was asked for; raises Weigering when one of them cannot be made."""
    paths = [os.path.realpath(path) for path in wanted.values() if path]
    if len(paths) != len(set(paths)):
        raise Weigering(f"{' en '.join(wanted)} wijzen naar hetzelfde bestand.", "Kies twee namen.")
    return {option: _claim(option, path, source, stack) if path else None for option, path in wanted.items()}


def claim_beside(source: Path, stack: ExitStack) -> NewFile:
    """Beside the file, under the first name that is not in use."""
    for time in count(1):
        name = f"{source.stem}-geweigerd{'' if time == 1 else f'-{time}'}.csv"
        try:
            return stack.enter_context(NewFile(source.with_name(name)))
        except FileExistsError:
            continue
    raise AssertionError


def _claim(option: str, path: Path, source: Path, stack: ExitStack) -> NewFile:
    try:
        return stack.enter_context(NewFile(path))
    except OSError as error:
        raise _refusal(option, path, source) from error


def _refusal(option: str, path: Path, source: Path) -> Weigering:
    if not os.path.lexists(path):
        wat, doe = f"Het bestand van {option} is niet te maken.", "Controleer de map en de rechten."
    elif path.exists() and path.samefile(source):
        wat, doe = f"{option} wijst naar het bestand dat je inleest.", "Kies een andere naam."
    else:
        wat, doe = f"Het bestand van {option} bestaat al.", "Kies een andere naam."
    return Weigering(wat, doe, path.name)
