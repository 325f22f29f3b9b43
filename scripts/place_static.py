"""Copies the few files we use out of node_modules to where the program reads them.

The targets are ignored by git: nothing of another project is committed here.
A file that is missing in a package stops the set-up; a file that is the same is left alone.
"""

import filecmp
import gzip
import shutil
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
PACKAGES = PROJECT / "node_modules"
VENDOR = PROJECT / "src/doorzicht/web/static/vendor"
FONTS = PROJECT / "src/doorzicht/infra/fonts"

WEB_WEIGHTS = ("400-normal", "400-italic", "600-normal", "700-normal")
WEIGHTS_IN_DOCUMENTS = ("400-normal", "600-normal")
PRINT_FACES = ("Regular", "It", "Semibold", "SemiboldIt", "Bold", "BoldIt")


def wanted() -> list[tuple[Path, Path]]:
    """Each file: its place in node_modules, and where it is to stand."""
    utrecht = PACKAGES / "@utrecht/component-library-css"
    web = PACKAGES / "@fontsource/source-sans-3"
    adobe = PACKAGES / "source-sans"
    names = {weight: f"source-sans-3-latin-{weight}.woff2" for weight in WEB_WEIGHTS}
    return [
        (utrecht / "dist/index.css", VENDOR / "utrecht/index.css"),
        (web / "LICENSE", VENDOR / "fonts/LICENSE"),
        *((web / "files" / name, VENDOR / "fonts" / name) for name in names.values()),
        (adobe / "LICENSE.md", FONTS / "LICENSE.md"),
        *((web / "files" / names[weight], FONTS / names[weight]) for weight in WEIGHTS_IN_DOCUMENTS),
        *((adobe / f"TTF/SourceSans3-{face}.ttf", FONTS / f"SourceSans3-{face}.ttf") for face in PRINT_FACES),
    ]


def place(source: Path, target: Path) -> None:
    """Copy one file, unless the same one is there."""
    if target.exists() and filecmp.cmp(source, target, shallow=False):
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    if target.suffix == ".css":
        target.with_name(f"{target.name}.gz").write_bytes(gzip.compress(target.read_bytes(), mtime=0))


def main() -> int:
    """Place every file; 1 when a package does not hold what we expect of it."""
    missing = [source for source, _ in wanted() if not source.exists()]
    if missing:
        sys.stderr.write(f"missing after npm ci: {', '.join(map(str, missing))}\n")
        return 1
    for source, target in wanted():
        place(source, target)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
