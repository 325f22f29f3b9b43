"""Where the type lies that print and stand-alone pages carry with them: the folder `fonts` beside this file.

It is filled at set-up. Nothing is ever fetched here; without it a typeface of the machine is used.
"""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from pathlib import Path

FAMILY = "Source Sans 3"
FOLDER = Path(__file__).parent / "fonts"
_WEB_FACES = {400: "source-sans-3-latin-400-normal.woff2", 600: "source-sans-3-latin-600-normal.woff2"}


@cache
def print_faces() -> tuple[Path, ...]:
    """The faces that a PDF can hold, in a fixed order."""
    return tuple(sorted(FOLDER.glob("*.ttf")))


def print_families() -> tuple[str, ...]:
    """The typefaces to set in, best first: ours, else one of the machine, else one that typst brings."""
    if print_faces():
        return (FAMILY,)
    return ("Source Sans Pro", "Liberation Sans", "DejaVu Sans", "Libertinus Serif")


@cache
def embedded_css() -> str:
    """@font-face rules that hold the type itself; empty when the set-up did not bring it."""
    return "".join(
        "@font-face{font-family:'Source Sans 3';font-style:normal;font-display:swap;"
        f"font-weight:{weight};src:url(data:font/woff2;base64,{_encoded(FOLDER / name)}) format('woff2')}}\n"
        for weight, name in _WEB_FACES.items()
        if (FOLDER / name).is_file()
    )


def _encoded(face: Path) -> str:
    return b64encode(face.read_bytes()).decode("ascii")
