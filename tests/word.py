"""Word files as people send them, written by hand: only what a test is about stands in them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LINKS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def word(*blocks: str, before: str = "", more: Mapping[str, bytes] | None = None) -> bytes:
    """A .docx with these blocks; `before` stands before its text, `more` are further parts."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", LINKS)
        body = f'{before}<w:document xmlns:w="{W}"><w:body>{"".join(blocks)}</w:body></w:document>'
        archive.writestr("word/document.xml", body)
        for name, content in (more or {}).items():
            archive.writestr(name, content)
    return target.getvalue()


def run(text: str, how: str = "") -> str:
    """A piece of text with its properties."""
    return f'<w:r><w:rPr>{how}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(text: str) -> str:
    """A paragraph."""
    return f"<w:p>{run(text)}</w:p>"


def cell(inside: str, *, span: int = 1, down: str = "", whole: bool = False) -> str:
    """A cell with a text, with runs, or (`whole`) with paragraphs; across columns, or merged down."""
    merge = {"restart": '<w:vMerge w:val="restart"/>', "go on": "<w:vMerge/>"}.get(down, "")
    body = inside if whole else f"<w:p>{inside if inside.startswith('<') else run(inside)}</w:p>"
    return f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/>{merge}</w:tcPr>{body}</w:tc>'


def row(*cells: str, before: int = 0, hidden: bool = False, deleted: bool = False) -> str:
    """A row of cells or of their texts."""
    said = f'<w:gridBefore w:val="{before}"/>' + "<w:hidden/>" * hidden + '<w:del w:id="9"/>' * deleted
    inside = "".join(each if each.startswith("<w:tc") else cell(each) for each in cells)
    return f"<w:tr><w:trPr>{said}</w:trPr>{inside}</w:tr>"


def table(*rows: str) -> str:
    """A table."""
    return f"<w:tbl>{''.join(rows)}</w:tbl>"
