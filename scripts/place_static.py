"""Copies the few files we use out of node_modules to where the program reads them.

The targets are ignored by git: nothing of another project is committed here.
A file that is missing in a package stops the set-up; a file that is the same is left alone.
"""

import filecmp
import shutil
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
PACKAGES = PROJECT / "node_modules"
VENDOR = PROJECT / "src/doorzicht/web/static/vendor"
FONTS = PROJECT / "src/doorzicht/infra/fonts"

WEB_WEIGHTS = ("400-normal", "400-italic", "600-normal", "700-normal")
PRINT_FACES = ("Regular", "It", "Semibold", "SemiboldIt", "Bold", "BoldIt")


def wanted() -> dict[Path, Path]:
    """Target of each file, by its place in node_modules."""
    utrecht = PACKAGES / "@utrecht/component-library-css"
    tokens = PACKAGES / "@nl-design-system-unstable/voorbeeld-design-tokens"
    fontsource = PACKAGES / "@fontsource/source-sans-3"
    adobe = PACKAGES / "source-sans"
    return {
        utrecht / "dist/index.css": VENDOR / "utrecht/index.css",
        tokens / "dist/theme.css": VENDOR / "voorbeeld/theme.css",
        fontsource / "LICENSE": VENDOR / "fonts/LICENSE",
        **{
            fontsource / f"files/source-sans-3-latin-{weight}.woff2": VENDOR
            / f"fonts/source-sans-3-latin-{weight}.woff2"
            for weight in WEB_WEIGHTS
        },
        adobe / "LICENSE.md": FONTS / "LICENSE.md",
        **{adobe / f"TTF/SourceSans3-{face}.ttf": FONTS / f"SourceSans3-{face}.ttf" for face in PRINT_FACES},
    }


def place(source: Path, target: Path) -> None:
    """Copy one file, unless the same one is there."""
    if target.exists() and filecmp.cmp(source, target, shallow=False):
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def main() -> int:
    """Place every file; 1 when a package does not hold what we expect of it."""
    missing = [source for source in wanted() if not source.exists()]
    if missing:
        sys.stderr.write(f"missing after npm ci: {', '.join(map(str, missing))}\n")
        return 1
    for source, target in wanted().items():
        place(source, target)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
