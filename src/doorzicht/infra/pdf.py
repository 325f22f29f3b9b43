"""Sets a PDF with typst, to PDF/UA-1 and PDF/A-2a, and marks the row headers that typst cannot mark itself.

1. The source and its data go in as text; typst checks both standards and refuses what fails them.
2. A cell in the body of a table that is wholly `strong` names its row: it becomes TH with scope Row.
3. The file gets ids made from its content.
No clock is read, no font is fetched: the same source, data and moment give the same bytes.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from functools import cache
from typing import cast

import typst

from doorzicht.infra.pdf_tags import with_row_headers
from doorzicht.infra.typefaces import FOLDER, print_faces

_STANDARDS: list[typst.PDFStandard] = ["ua-1", "a-2a"]


@cache
def _compiler() -> typst.Compiler:
    """One for the whole process: it keeps the fonts and what it has set before."""
    fonts = typst.Fonts(
        include_system_fonts=not print_faces(),
        include_embedded_fonts=True,
        font_paths=[FOLDER] if print_faces() else [],
    )
    return typst.Compiler(font_paths=fonts)


def set_pdf(source: str, data: str, issued: date) -> bytes:
    """Set `source`, which finds `data` (JSON) in sys.inputs.data; `issued` becomes the date of the file."""
    moment = datetime.combine(issued, time(), tzinfo=UTC)
    made = _compiler().compile(
        source.encode(), format="pdf", sys_inputs={"data": data}, pdf_standards=_STANDARDS, timestamp=moment
    )
    return with_row_headers(cast(bytes, made))
