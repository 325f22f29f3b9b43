"""Runs every static check, all of them even when one fails, and sums up at the end.

`make check` calls it. A check that passes is one line; one that fails shows what it said. Nothing is mended here.
"""

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
LIMIT = 900

# Ruff has the same rules (S108, S308, S603, S608 ...), with a reason beside each line that may stand.
JUDGED_BY_RUFF = "B108,B308,B311,B404,B406,B603,B606,B608,B703"

CHECKS = {
    "types": ("mypy",),
    "style": ("ruff", "check", "."),
    "format": ("ruff", "format", "--check", "."),
    "contracts": ("lint-imports", "--no-cache"),
    "templates": ("djlint", "--lint", "--quiet", "src/doorzicht"),
    "security": ("bandit", "-q", "-s", JUDGED_BY_RUFF, "-r", "src/doorzicht", "scripts"),
    "licences": ("reuse", "lint"),
    "publiccode.yml": (
        "check-jsonschema",
        *("--schemafile", "tests/architecture/publiccode.schema.json"),
        "publiccode.yml",
    ),
}


def run(name: str) -> tuple[str, bool, str, float]:
    """One check: did it pass, and what did it say."""
    program, *arguments = CHECKS[name]
    start = time.monotonic()
    try:
        done = subprocess.run(  # noqa: S603 - the list above, no shell
            [BIN / program, *arguments],
            cwd=PROJECT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=LIMIT,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return name, False, str(error), time.monotonic() - start
    return name, done.returncode == 0, done.stdout, time.monotonic() - start


def main() -> int:
    """All checks, two at a time; 1 when one fails."""
    failed = []
    with ThreadPoolExecutor(max_workers=2) as pool:
        for name, passed, said, seconds in pool.map(run, CHECKS):
            sys.stdout.write(f"{'ok    ' if passed else 'FAILED'} {name} ({seconds:.1f} s)\n")
            if not passed:
                failed.append(name)
                sys.stdout.write(f"{said.rstrip()}\n\n")
            sys.stdout.flush()
    if failed:
        sys.stdout.write(f"\n{len(failed)} of {len(CHECKS)} checks failed: {', '.join(failed)}\n")
        return 1
    sys.stdout.write(f"all {len(CHECKS)} checks passed\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
