"""Word from a template and plain data: whatever a user typed stays text,
a template reaches for nothing but data."""

from __future__ import annotations

import io

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from jinja2.exceptions import SecurityError, UndefinedError

from services.reports.documents.filling import Picture, render_docx
from shared.office.drawing import render_png

SQUARE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="20" '
    'height="10"><rect width="20" height="10" fill="red"/></svg>'
)
HOSTILE = (
    '#panic("x") $x^2$ *b* `c` <lab> @ref \\ =HYPERLINK("http://x.kz","y") '
    "{{ 7*7 }} {% raw %} </w:t></w:r> &amp; "
    "<b>\"q\"</b> 'z'"
)


def a_template(*paragraphs: str) -> bytes:
    document, out = docx.Document(), io.BytesIO()
    for text in paragraphs:
        document.add_paragraph(text)
    document.save(out)
    return out.getvalue()


def words_of(content: bytes) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs]


def test_word_template_is_filled_once() -> None:
    assert words_of(render_docx(a_template("{{ text }}"), {"text": HOSTILE})) == [HOSTILE]


@pytest.mark.parametrize(
    "attack",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ text.__init__.__globals__ }}",
        "{{ items.append(1) }}",
        "{{ ''.format.__self__.__class__ }}",
        "{{ pictures.logo.__class__ }}",
    ],
)
def test_template_cannot_reach_beyond_data(attack: str) -> None:
    with pytest.raises(SecurityError):
        render_docx(
            a_template(attack), {"text": "x", "items": []}, {"logo": Picture(render_png(SQUARE), 10, "x")}
        )


def test_template_cannot_hold_the_document() -> None:
    with pytest.raises(UndefinedError):
        render_docx(
            a_template("{{ pictures.logo.tpl.docx }}"), {}, {"logo": Picture(render_png(SQUARE), 10, "x")}
        )


def test_unknown_name_in_a_template_is_refused() -> None:
    with pytest.raises(UndefinedError, match="nmae"):
        render_docx(a_template("{{ nmae }}"), {"name": "x"})


def test_word_picture_carries_its_words() -> None:
    picture = Picture(render_png(SQUARE), 10, 'Карта "А" & <b>')
    made = docx.Document(io.BytesIO(render_docx(a_template("{{ pictures.map }}"), {}, {"map": picture})))
    assert made.inline_shapes[0]._inline.docPr.get("descr") == 'Карта "А" & <b>'


def test_template_takes_the_colour_of_the_region() -> None:
    document, out = docx.Document(), io.BytesIO()
    document.add_paragraph().add_run("{{ text }}").font.color.rgb = docx.shared.RGBColor(0x0B, 0x5F, 0x51)
    document.save(out)
    made = render_docx(out.getvalue(), {"text": "0B5F51"}, exchange={"0B5F51": "1B5E94"})
    run = docx.Document(io.BytesIO(made)).paragraphs[0].runs[0]
    assert (str(run.font.color.rgb), run.text) == ("1B5E94", "0B5F51")


def test_row_whose_cells_stand_in_controls_is_filled_too() -> None:
    document, out = docx.Document(), io.BytesIO()
    table = document.add_table(3, 1)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for at, row in enumerate(table.rows):
        row.cells[0].text = f"{at}"
        control, inside = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
        inside.append(row.cells[0]._tc)
        control.append(inside)
        row._tr.append(control)
    document.save(out)
    body = docx.Document(io.BytesIO(render_docx(out.getvalue(), {}))).element.body
    kept = [bool(row.findall(f".//{qn('w:keepNext')}")) for row in body.iter(qn("w:tr"))]
    assert kept == [False, True, False]
