"""What may stand in no file: hosts of package registries, paths of a machine, a real BSN; and locks are whole.

The forbidden texts are put together here from parts, so that this file does not find itself.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from doorzicht.foundation.bsn import is_elfproef

BEELD = {".png", ".ico", ".woff2", ".pdf", ".xlsx", ".ods", ".mo", ".parquet"}
FORBIDDEN = {
    "the host of a registry": [
        "py" + "pi.org",
        "python" + "hosted.org",
        "registry.npm" + "js",
        "deb.deb" + "ian.org",
        "index" + "-url",
        "npm" + "js.com",
    ],
    "the path of a machine": ["/wo" + "rk/", "/ho" + "me/", "/Us" + "ers/", "/tm" + "p/w/", "/ro" + "ot/"],
    "a folder outside the repository": ["../sha" + "red"],
}

TEST_RANGES = ("9", "7998", "111222333", "012345672", "123456782")
"""Numbers from 900000000 on are not given out; the others are examples that stand in many manuals."""


def forbidden_texts(name: str, text: str) -> list[str]:
    """Lines that name a registry, a machine or a folder outside."""
    return [
        f"{name}:{number} names {what}"
        for number, line in enumerate(text.splitlines(), 1)
        for what, parts in FORBIDDEN.items()
        if any(part in line for part in parts)
    ]


def real_bsns(name: str, text: str) -> list[str]:
    """Places of numbers that could be somebody's: nine digits that pass the elfproef, outside the test ranges."""
    return [
        f"{name}:{number} has a BSN outside the test ranges"
        for number, line in enumerate(text.splitlines(), 1)
        for found in re.findall(r"(?<![\w.,-])[0-9]{9}(?![\w.,-])", line)
        if is_elfproef(found) and not found.startswith(TEST_RANGES)
    ]


def unhashed(text: str) -> list[str]:
    """Requirements of a compiled file that are not pinned to one version with a hash."""
    joined = re.sub(r"\\\n", " ", text)
    lines = [line.strip() for line in joined.splitlines()]
    wanted = [line for line in lines if line and not line.startswith(("#", "-r", "-c"))]
    return [line.split()[0] for line in wanted if "==" not in line or "--hash=sha256:" not in line]


def unlocked(text: str) -> list[str]:
    """Packages of a package-lock without an integrity hash, or with the address they came from."""
    packages = json.loads(text).get("packages", {})
    return sorted(
        name
        for name, package in packages.items()
        if name and ("integrity" not in package or "resolved" in package)
    )


@pytest.fixture(scope="module")
def texts(files_of_repository: list[Path], root: Path) -> dict[str, str]:
    return {
        str(path.relative_to(root)): path.read_text("utf-8", errors="replace")
        for path in files_of_repository
        if path.suffix not in BEELD
    }


def test_no_file_names_a_registry_or_a_machine(texts):
    assert [line for name, text in texts.items() for line in forbidden_texts(name, text)] == []


def test_no_file_holds_a_real_bsn(texts):
    assert [line for name, text in texts.items() for line in real_bsns(name, text)] == []


def test_every_requirement_is_pinned_with_a_hash(root):
    compiled = sorted((root / "requirements").glob("*.txt"))
    assert compiled, "there is no compiled requirements file"
    assert [line for path in compiled for line in unhashed(path.read_text("utf-8"))] == []


def test_every_npm_package_is_locked(root):
    assert unlocked((root / "package-lock.json").read_text("utf-8")) == []


@pytest.mark.parametrize("part", [part for parts in FORBIDDEN.values() for part in parts])
def test_a_planted_host_or_path_is_named(part):
    assert len(forbidden_texts("x.md", f"first line\nsee {part} there\n")) == 1
    assert forbidden_texts("x.md", f"first line\nsee {part} there\n")[0].startswith("x.md:2 names ")


@pytest.mark.parametrize(
    ("start", "found"),
    [("7998900", []), ("9000000", []), ("1234567", ["x.csv:2 has a BSN outside the test ranges"])],
)
def test_a_planted_bsn_is_named(start, found):
    bsn = next(number for n in range(100) if is_elfproef(number := f"{start}{n:02d}"))
    assert real_bsns("x.csv", f"bsn;grond\n{bsn};wajong\n") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("django==5.2 \\\n    --hash=sha256:ab\n    # via x\n", []),
        ("django==5.2\n", ["django==5.2"]),
        ("django>=5.2 --hash=sha256:ab\n", ["django>=5.2"]),
        ("--find-links elsewhere\n", ["--find-links"]),
    ],
)
def test_a_planted_loose_requirement_is_named(text, found):
    assert unhashed(text) == found


@pytest.mark.parametrize(
    ("package", "found"),
    [
        ({"version": "1.0.0", "integrity": "sha512-x"}, []),
        ({"version": "1.0.0"}, ["node_modules/a"]),
        ({"version": "1.0.0", "integrity": "sha512-x", "resolved": "somewhere"}, ["node_modules/a"]),
    ],
)
def test_a_planted_loose_npm_package_is_named(package, found):
    assert unlocked(json.dumps({"packages": {"": {}, "node_modules/a": package}})) == found
