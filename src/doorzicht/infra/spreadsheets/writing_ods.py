"""Writes a workbook as ODS: the few parts of XML that it is, in a zip with a fixed order and date.

By hand, because odfdo starts from a template with a clock, a thumbnail and a French language, and takes ten times
as long; the tests read ours back with it.
"""

from __future__ import annotations

from io import BytesIO
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from doorzicht.infra.spreadsheets.writing import Column, Sheet, Value, Workbook, safe

_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"),
        ("style", "style"),
        ("table", "table"),
        ("text", "text"),
        ("number", "datastyle"),
        ("fo", "xsl-fo-compatible"),
        ("meta", "meta"),
        ("config", "config"),
    )
)
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
_CHARACTER_CM = 0.21


def to_ods(workbook: Workbook) -> bytes:
    """The bytes of the file."""
    made = BytesIO()
    parts = {
        "content.xml": _content(workbook),
        "styles.xml": _STYLES,
        "settings.xml": _settings(workbook),
        "meta.xml": _meta(workbook),
        "META-INF/manifest.xml": _MANIFEST,
    }
    with ZipFile(made, "w") as archive:
        archive.writestr(_entry("mimetype", ZIP_STORED), _TYPE)
        for name, part in parts.items():
            archive.writestr(_entry(name, ZIP_DEFLATED), part)
    return made.getvalue()


def _entry(name: str, compression: int) -> ZipInfo:
    entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.compress_type = compression
    entry.create_system = 3
    entry.external_attr = 0o644 << 16
    return entry


def _content(workbook: Workbook) -> str:
    widths = sorted({column.width for sheet in workbook.sheets for column in sheet.columns})
    columns = "".join(
        f'<style:style style:name="{_width_name(width)}" style:family="table-column"><style:table-column-properties '
        f'style:column-width="{width * _CHARACTER_CM:.2f}cm"/></style:style>'
        for width in widths
    )
    sheets = "".join(_sheet(sheet) for sheet in workbook.sheets)
    return (
        f'{_XML}<office:document-content {_SPACES} office:version="1.3"><office:automatic-styles>{columns}'
        '<style:style style:name="rij" style:family="table-row"><style:table-row-properties '
        'style:use-optimal-row-height="true"/></style:style></office:automatic-styles>'
        f"<office:body><office:spreadsheet>{sheets}</office:spreadsheet></office:body></office:document-content>"
    )


def _width_name(width: float) -> str:
    return f"kolom{width:g}".replace(".", "_")


def _sheet(sheet: Sheet) -> str:
    columns = "".join(
        f'<table:table-column table:style-name="{_width_name(column.width)}" table:default-cell-style-name="cel"/>'
        for column in sheet.columns
    )
    heading = "".join(_cell(column.heading, "kop") for column in sheet.columns)
    body = "".join(_row(sheet.columns, row, "") for row in sheet.rows)
    total = _row(sheet.columns, sheet.total, "totaal") if sheet.total else ""
    return (
        f"<table:table table:name={quoteattr(sheet.name)}>{columns}<table:table-header-rows>"
        f'<table:table-row table:style-name="rij">{heading}</table:table-row></table:table-header-rows>'
        f"{body}{total}</table:table>"
    )


def _row(columns: tuple[Column, ...], row: tuple[Value, ...], kind: str) -> str:
    cells = "".join(_cell(value, _style(column, kind)) for column, value in zip(columns, row, strict=True))
    return f'<table:table-row table:style-name="rij">{cells}</table:table-row>'


def _style(column: Column, kind: str) -> str:
    if column.is_number:
        return f"{kind}getal"
    if column.is_wrapped:
        return "lang"
    return kind or "cel"


def _cell(value: Value, style: str) -> str:
    if isinstance(value, int):
        shown = f"{value:,}".replace(",", ".") if style.endswith("getal") else str(value)
        return (
            f'<table:table-cell table:style-name="{style}" office:value-type="float" office:value="{value}">'
            f"<text:p>{shown}</text:p></table:table-cell>"
        )
    if not value:
        return f'<table:table-cell table:style-name="{style}"/>'
    return (
        f'<table:table-cell table:style-name="{style}" office:value-type="string">'
        f"<text:p>{escape(str(safe(value)))}</text:p></table:table-cell>"
    )


def _settings(workbook: Workbook) -> str:
    """The heading row stays in sight."""
    frozen = "".join(
        f"<config:config-item-map-entry config:name={quoteattr(sheet.name)}>"
        + _item("VerticalSplitMode", "short", 2)
        + _item("VerticalSplitPosition", "int", 1)
        + _item("ActiveSplitRange", "short", 2)
        + _item("PositionBottom", "int", 1)
        + "</config:config-item-map-entry>"
        for sheet in workbook.sheets
    )
    return (
        f'{_XML}<office:document-settings {_SPACES} xmlns:ooo="http://openoffice.org/2004/office" office:version="1.3">'
        '<office:settings><config:config-item-set config:name="ooo:view-settings">'
        '<config:config-item-map-indexed config:name="Views"><config:config-item-map-entry>'
        '<config:config-item config:name="ViewId" config:type="string">view1</config:config-item>'
        f'<config:config-item-map-named config:name="Tables">{frozen}</config:config-item-map-named>'
        "</config:config-item-map-entry></config:config-item-map-indexed></config:config-item-set>"
        "</office:settings></office:document-settings>"
    )


def _item(name: str, kind: str, value: int) -> str:
    return f'<config:config-item config:name="{name}" config:type="{kind}">{value}</config:config-item>'


def _meta(workbook: Workbook) -> str:
    moment = f"{workbook.issued.isoformat()}T00:00:00"
    return (
        f'{_XML}<office:document-meta {_SPACES} {_DC} office:version="1.3"><office:meta>'
        f"<meta:generator>doorzicht</meta:generator><dc:title>{escape(workbook.title)}</dc:title>"
        f"<dc:description>{escape(workbook.description)}</dc:description>"
        f"<meta:initial-creator>{escape(workbook.author)}</meta:initial-creator>"
        f"<meta:creation-date>{moment}</meta:creation-date><dc:date>{moment}</dc:date>"
        "<dc:language>nl-NL</dc:language></office:meta></office:document-meta>"
    )


def _cell_style(name: str, text: str = "", cell: str = "", align: str = "start", number: bool = False) -> str:
    data = ' style:data-style-name="duizendtal"' if number else ""
    return (
        f'<style:style style:name="{name}" style:family="table-cell" style:parent-style-name="Default"{data}>'
        f'<style:table-cell-properties style:vertical-align="top" {cell}/>'
        f'<style:paragraph-properties fo:text-align="{align}"/><style:text-properties {text}/></style:style>'
    )


_BOLD = 'fo:font-weight="bold"'
_RULE = 'fo:border-top="0.5pt solid #14213d"'
_STYLES = (
    f'{_XML}<office:document-styles {_SPACES} office:version="1.3"><office:styles>'
    '<style:default-style style:family="table-cell"><style:text-properties fo:language="nl" fo:country="NL" '
    'fo:font-family="Source Sans 3, Liberation Sans, Arial" fo:font-size="11pt"/></style:default-style>'
    '<number:number-style style:name="duizendtal" number:language="nl" number:country="NL">'
    '<number:number number:decimal-places="0" number:min-integer-digits="1" number:grouping="true"/>'
    "</number:number-style>"
    '<style:style style:name="Default" style:family="table-cell"/>'
    + _cell_style("cel")
    + _cell_style("lang", cell='fo:wrap-option="wrap"')
    + _cell_style("kop", f'{_BOLD} fo:color="#14213d"', 'fo:wrap-option="wrap" fo:background-color="#d7e8ea"')
    + _cell_style("getal", align="end", number=True)
    + _cell_style("totaal", _BOLD, _RULE)
    + _cell_style("totaalgetal", _BOLD, _RULE, align="end", number=True)
    + "</office:styles></office:document-styles>"
)
_MANIFEST = (
    f'{_XML}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" '
    'manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{_TYPE}"/>'
    + "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="text/xml"/>'
        for name in ("content.xml", "styles.xml", "settings.xml", "meta.xml")
    )
    + "</manifest:manifest>"
)
