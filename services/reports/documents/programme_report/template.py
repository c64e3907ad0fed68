"""Makes `template.docx`, the Word template of the programme report:
`python -m <this module>` after a change here.

Administrators restyle the file in Word itself. Two colours of it stand for the region's accent (`ACCENT`)
and its palest tint (`TINT`); they and the proofing language are exchanged when a report is built.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

FILE = Path(__file__).resolve().parent / "template.docx"
ACCENT, TINT, LANGUAGE = "0B5F51", "EAF2F1", "ru-RU"
INK, MUTED, SOFT = "1B2320", "525C57", "DCD9D1"
TONES = {"good": "166540", "pace": "235A76", "watch": "8A4B00", "bad": "9A1D31", "quiet": MUTED}
FONT = "Arial"
CELL_SIDE = 70
ORDER = {  # Word refuses properties that stand in another order
    "w:tblPr": "tblStyle tblW jc tblInd tblBorders tblLayout tblCellMar tblLook",
    "w:tcPr": "tcW gridSpan vMerge tcBorders shd vAlign",
    "w:pPr": "pStyle keepNext keepLines pageBreakBefore pBdr tabs spacing jc sectPr",
}
RIGHT, CENTRE = WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.CENTER


def make_template() -> Any:
    """The template as a python-docx document."""
    document = Document()
    _styles(document)
    _page(document.sections[0], wide=False)
    _cover(document)
    _page(document.add_section(), wide=True)
    _indicators(document)
    _coverage(document)
    _growth_and_funds(document)
    _closing(document)
    for section, width in zip(document.sections, (173, 267), strict=True):
        _footer(section, width)
        _put_in_order(section.footer._element)
    _put_in_order(document.element)
    _as_word_2013(document)
    document.core_properties.title = "{{ titled }}"
    document.core_properties.author = "{{ brand.name }}"
    return document


def _as_word_2013(document: Any) -> None:
    """Since that version a table's edge, not its text, stands at the margin."""
    compatibility = document.settings.element.find(qn("w:compat"))
    for setting in compatibility.findall(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")


def _put_in_order(root: Any) -> None:
    for tag, names in ORDER.items():
        places = {qn(f"w:{name}"): place for place, name in enumerate(names.split())}
        for properties in root.iter(qn(tag)):
            properties[:] = sorted(properties, key=lambda child: places[child.tag])


def _styles(document: Any) -> None:
    for name, size, before, after in (
        ("Normal", 9, 0, 2),
        ("Heading 1", 19, 16, 2),
        ("Heading 2", 12.5, 12, 5),
    ):
        style = document.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), RGBColor.from_string(INK)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{kind}"), None)
        for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{kind}"), FONT)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        style.paragraph_format.line_spacing = 1.08
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), LANGUAGE)
    document.styles["Normal"].element.get_or_add_rPr().append(language)


def _page(section: Any, wide: bool) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Mm(297), Mm(210)) if wide else (Mm(210), Mm(297))
    section.left_margin, section.right_margin = Mm(15 if wide else 22), Mm(15)
    section.top_margin, section.bottom_margin = Mm(15), Mm(17)
    section.footer_distance = Mm(9)


def _write(
    paragraph: Paragraph,
    text: str,
    size: float | None = None,
    colour: str | None = None,
    *,
    bold: bool = False,
    align: Any = None,
) -> Paragraph:
    run = paragraph.add_run(text)
    run.bold = bold or None
    run.font.size = Pt(size) if size else None
    run.font.color.rgb = RGBColor.from_string(colour) if colour else None
    paragraph.alignment = align
    return paragraph


def _fill(
    cell: _Cell,
    text: str,
    size: float | None = None,
    colour: str | None = None,
    *,
    bold: bool = False,
    align: Any = None,
) -> _Cell:
    paragraph = _write(cell.paragraphs[0], text, size, colour, bold=bold, align=align)
    paragraph.paragraph_format.space_after = Pt(0)
    return cell


def _add(cell: _Cell, text: str, size: float | None = None, colour: str | None = None) -> None:
    _write(cell.add_paragraph(), text, size, colour).paragraph_format.space_after = Pt(0)


def _table(
    document: Any, widths: list[float], rows: int, *, flush: bool = False, dense: bool = False
) -> Table:
    """A table without lines; a `flush` one has its text at the margin, widths are millimetres."""
    table = document.add_table(rows, len(widths))
    table.autofit, table.alignment = False, WD_TABLE_ALIGNMENT.LEFT
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        _property(row._tr.get_or_add_trPr(), "w:cantSplit")
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)
    properties = table._tbl.tblPr
    margins = _property(properties, "w:tblCellMar")
    over, beside = (20, CELL_SIDE // 2) if dense else (45, CELL_SIDE)
    for side, twips in (("top", over), ("left", 0 if flush else beside), ("bottom", over), ("right", beside)):
        _property(margins, f"w:{side}", w=str(twips), type="dxa")
    return table


def _property(parent: Any, tag: str, **attributes: str) -> Any:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    parent.append(element)
    return element


def _line(row: _Row, side: str, colour: str, eighths: int) -> None:
    """A rule along one side of every cell of the row, in eighths of a point."""
    for cell in row.cells:
        properties = cell._tc.get_or_add_tcPr()
        borders = properties.find(qn("w:tcBorders"))
        borders = _property(properties, "w:tcBorders") if borders is None else borders
        if borders.find(qn(f"w:{side}")) is None:
            _property(borders, f"w:{side}", val="single", sz=str(eighths), space="0", color=colour)


def _shade(row: _Row) -> None:
    for cell in row.cells:
        _property(cell._tc.get_or_add_tcPr(), "w:shd", val="clear", color="auto", fill=TINT)


def _head(row: _Row, texts: list[str], right: set[int], size: float = 7.5) -> None:
    """A head row that repeats on every page."""
    _property(row._tr.get_or_add_trPr(), "w:tblHeader")
    for index, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
        _fill(cell, text, size, MUTED, bold=True, align=RIGHT if index in right else None)
    _line(row, "top", ACCENT, 8)
    _line(row, "bottom", ACCENT, 8)


def _loop(row: _Row, tag: str) -> None:
    _fill(row.cells[0], f"{{%tr {tag} %}}")


def _keep(row: _Row) -> None:
    for cell in row.cells:
        for paragraph in cell.paragraphs:
            paragraph.paragraph_format.keep_with_next = True


def _cover(document: Any) -> None:
    head = _table(document, [21, 94, 58], 1, flush=True)
    logo, name, contacts = head.rows[0].cells
    _fill(logo, "{% if brand.logo_svg %}{{ pictures.logo }}{% endif %}")
    _fill(name, "{{ brand.name }}", 10.5, bold=True)
    _add(name, "{%p for line in brand.letterhead %}")
    _add(name, "{{ line }}", 8, MUTED)
    _add(name, "{%p endfor %}")
    _fill(contacts, "{%p for line in brand.contact_lines %}")
    for text in ("{{ line }}", "{%p endfor %}"):
        _write(contacts.add_paragraph(), text, 8, MUTED, align=RIGHT).paragraph_format.space_after = Pt(0)
    _line(head.rows[0], "bottom", ACCENT, 18)
    document.add_heading("{{ titled }}", 1)
    _write(document.add_paragraph(), "{{ period }}", 11)
    _write(document.add_paragraph(), "{{ plan }}", None, MUTED).paragraph_format.space_after = Pt(8)
    facts = _table(document, [34, 139], 3, flush=True)
    _loop(facts.rows[0], "for fact in facts")
    _fill(facts.rows[1].cells[0], "{{ fact.label }}", None, MUTED)
    _fill(facts.rows[1].cells[1], "{{ fact.text }}")
    _loop(facts.rows[2], "endfor")
    _results(document)


def _results(document: Any) -> None:
    document.add_heading("{{ labels.results }}", 2)
    box = _table(document, [46, 127], 1)
    _fill(box.rows[0].cells[0], "{{ summary.headline }}", 23, ACCENT, bold=True)
    _fill(box.rows[0].cells[1], "{{ summary.sentence }} {{ summary.evidence }} {{ summary.total }}")
    _shade(box.rows[0])
    counts = _table(document, [43.25] * 4, 3)
    _loop(counts.rows[0], "for line in summary.lines")
    for cell, place in zip(counts.rows[1].cells, range(4), strict=True):
        _fill(cell, f"{{% if line|length > {place} %}}{{{{ line[{place}].count }}}}", 10.5, bold=True)
        _write(
            cell.paragraphs[0],
            f"{{% endif %}} {{% if line|length > {place} %}}{{{{ line[{place}].word }}}}{{% endif %}}",
        )
    _shade(counts.rows[1])
    _loop(counts.rows[2], "endfor")
    document.add_heading("{{ labels.tasks }}", 2)
    _overview(document)


def _overview(document: Any) -> None:
    table = _table(document, [82, 25, 17, 24, 25], 5)
    _head(
        table.rows[0],
        [
            "{{ labels.task_column }}",
            "{{ labels.total_column }}",
            "{{ labels.with_target_column }}",
            "{{ labels.met_column }}",
            "{{ labels.evidence_column }}",
        ],
        {1, 2, 3, 4},
    )
    _loop(table.rows[1], "for row in overview.rows")
    for row, name, bold in ((table.rows[2], "row", False), (table.rows[4], "overview.whole", True)):
        for index, key in enumerate(("heading", "total", "with_target", "met", "evidence")):
            _fill(
                row.cells[index],
                f"{{{{ {name}.{key} }}}}",
                8.5,
                bold=bold or key == "met",
                align=RIGHT if index else None,
            )
    _line(table.rows[2], "bottom", SOFT, 4)
    _loop(table.rows[3], "endfor")
    _line(table.rows[4], "bottom", ACCENT, 8)


def _indicators(document: Any) -> None:
    document.add_heading("{{ labels.indicators }}", 2)
    widths = [12, 72, 25, 25, 21, 14, 23, 20, 29, 26]
    table = _table(document, widths, 10)
    names = (
        "code",
        "indicator",
        "unit",
        "target",
        "actual",
        "percent",
        "deviation",
        "due",
        "verdict",
        "evidence",
    )
    _head(table.rows[0], [f"{{{{ labels.{name} }}}}" for name in names], {3, 4, 5, 6})
    for index, tag in (
        (1, "for section in sections"),
        (3, "for activity in section.activities"),
        (5, "for row in activity.rows"),
        (7, "endfor"),
        (8, "endfor"),
        (9, "endfor"),
    ):
        _loop(table.rows[index], tag)
    section, activity = table.rows[2], table.rows[4]
    _shade(section)
    _fill(section.cells[0].merge(section.cells[9]), "{{ section.heading }}", 9.5, bold=True)
    _line(activity, "bottom", SOFT, 4)
    when = activity.cells[8].merge(activity.cells[9])
    _fill(activity.cells[0], "{{ activity.code }}", 8.5, bold=True)
    _fill(activity.cells[1].merge(activity.cells[7]), "{{ activity.title }}", 8.5, bold=True)
    _fill(when, "{{ activity.when }}", 7.5, MUTED, align=RIGHT)
    _keep(section)
    _keep(activity)
    _indicator_row(table.rows[6])
    _line(table.rows[6], "bottom", SOFT, 4)


def _indicator_row(row: _Row) -> None:
    code, name, unit, target, actual, percent, deviation, due, verdict, evidence = row.cells
    _fill(code, "{{ row.code }}", 8, MUTED)
    _fill(name, "{{ row.name }}", 8.5)
    for text in (
        "{%p for clause in row.clauses %}",
        "{{ clause.text }}\u00a0— {{ clause.state }}",
        "{%p endfor %}",
        "{%p if row.reason %}",
        "{{ labels.reason }}: {{ row.reason }}",
        "{%p endif %}",
    ):
        _add(name, text, 7.5, MUTED)
    _fill(unit, "{{ row.unit }}", 7.5)
    _fill(target, "{{ row.rule }} ", 7.5, MUTED, align=RIGHT)
    _write(target.paragraphs[0], "{{ row.target }}", 8.5, align=RIGHT)
    _fill(actual, "{{ row.actual }}", 8.5, bold=True, align=RIGHT)
    _fill(percent, "{{ row.percent }}", 8.5, align=RIGHT)
    _fill(deviation, "{{ row.deviation }}", 8.5, align=RIGHT)
    _fill(due, "{{ row.due }}", 8)
    for tone, colour in TONES.items():
        for text in (f"{{%r if row.tone == '{tone}' %}}", "{{ row.verdict_word }}", "{%r endif %}"):
            _fill(verdict, text, 8, colour, bold=True)
    _fill(evidence, "{{ row.evidence }}", 8)


def _tag(document: Any, text: str) -> None:
    document.add_paragraph(f"{{%p {text} %}}")


def _coverage(document: Any) -> None:
    _tag(document, "if regions.rows")
    document.add_heading("{{ labels.coverage }}", 2)
    table = _table(document, [62, 22, 26, 26, 26], 4)
    met = "{%tc if regions.has_met %}", "{%tc endif %}"
    _head(
        table.rows[0],
        ["{{ labels.region }}", "{{ labels.participants }}", met[0], "{{ labels.region_met }}", met[1]],
        {1, 3},
    )
    _loop(table.rows[1], "for row in regions.rows")
    for index, text in enumerate(
        ("{{ row.name }}", "{{ row.participants }}", met[0], "{{ row.met }}", met[1])
    ):
        _fill(table.rows[2].cells[index], text, bold=index == 1, align=RIGHT if index else None)
    _line(table.rows[2], "bottom", SOFT, 4)
    _loop(table.rows[3], "endfor")
    _keep(table.rows[0])
    _keep(table.rows[2])
    _write(
        document.add_paragraph(), "{{ pictures.map }}", align=CENTRE
    ).paragraph_format.keep_with_next = True
    _write(document.add_paragraph(), "{{ labels.map }}. {{ labels.map_credit }}", 7.5, MUTED, align=CENTRE)
    _tag(document, "endif")
    _tag(document, "for part in breakdowns")
    document.add_heading("{{ labels.breakdown }}", 2).paragraph_format.page_break_before = True
    _breakdown(document)
    _tag(document, "endfor")


def _breakdown(document: Any) -> None:
    table = _table(document, [12, 60, 22, 22, 22, 19], 4, dense=True)
    _head(
        table.rows[0],
        [
            "{{ labels.code }}",
            "{{ labels.indicator }}",
            "{%tc for name in part.regions %}",
            "{{ name }}",
            "{%tc endfor %}",
            "{{ labels.whole }}",
        ],
        {3, 5},
        6.8,
    )
    _loop(table.rows[1], "for row in part.rows")
    for cell, text in zip(
        table.rows[2].cells,
        (
            "{{ row.code }}",
            "{{ row.name }}",
            "{%tc for cell in row.cells %}",
            "{{ cell }}",
            "{%tc endfor %}",
            "{{ row.whole }}",
        ),
        strict=True,
    ):
        _fill(
            cell,
            text,
            8,
            bold="whole" in text,
            align=RIGHT if text in ("{{ cell }}", "{{ row.whole }}") else None,
        )
    _line(table.rows[2], "bottom", SOFT, 4)
    _loop(table.rows[3], "endfor")


def _growth_and_funds(document: Any) -> None:
    _tag(document, "if growth.rows")
    document.add_heading("{{ labels.growth }}", 2)
    _write(document.add_paragraph(), "{{ pictures.chart }}").paragraph_format.keep_with_next = True
    table = _table(document, [40, 22, 22], 4)
    _head(table.rows[0], ["{{ labels.month }}", "{{ labels.target }}", "{{ labels.actual }}"], {1, 2})
    _loop(table.rows[1], "for row in growth.rows")
    for index, key in enumerate(("month", "plan", "fact")):
        _fill(
            table.rows[2].cells[index],
            f"{{{{ row.{key} }}}}",
            8.5,
            bold=index == 2,
            align=RIGHT if index else None,
        )
    _line(table.rows[2], "bottom", SOFT, 4)
    _loop(table.rows[3], "endfor")
    _keep(table.rows[0])
    _keep(table.rows[2])
    _tag(document, "endif")
    _tag(document, "for part in funds")
    document.add_heading("{{ labels.funds }}", 2)
    _write(document.add_paragraph(), "{{ part.contest }}").paragraph_format.keep_with_next = True
    _funds(document)
    _write(document.add_paragraph(), "{{ labels.tenge }}", 7.5, MUTED)
    _tag(document, "endfor")


def _funds(document: Any) -> None:
    table = _table(document, [92, 35, 35, 35, 35, 35], 5)
    keys = ("region", "fund", "requested", "awarded", "paid", "left")
    _head(table.rows[0], [f"{{{{ labels.{key} }}}}" for key in keys], {1, 2, 3, 4, 5})
    _loop(table.rows[1], "for row in part.rows")
    for row, name in ((table.rows[2], "row"), (table.rows[4], "part.whole")):
        texts = [f"{{{{ {name}.region }}}}", *(f"{{{{ {name}.cells[{index}] }}}}" for index in range(5))]
        for index, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
            _fill(cell, text, bold=name != "row" or index == 3, align=RIGHT if index else None)
    _line(table.rows[2], "bottom", SOFT, 4)
    _loop(table.rows[3], "endfor")
    _line(table.rows[4], "bottom", ACCENT, 8)
    for row in table.rows:
        _keep(row)


def _closing(document: Any) -> None:
    document.add_heading("{{ labels.notes }}", 2)
    _tag(document, "for note in notes")
    _write(document.add_paragraph(), "{{ loop.index }}. {{ note }}", 8).paragraph_format.keep_with_next = True
    _tag(document, "endfor")
    table = _table(document, [62, 48, 6, 75, 6, 36], 4, flush=True)
    _loop(table.rows[0], "for signer in signatures")
    signer = table.rows[1].cells
    _fill(signer[0], "{{ signer.role }}")
    _fill(signer[3], "{{ signer.name }}", align=CENTRE)
    table.rows[1].height = Mm(14)
    for cell in table.rows[1].cells:
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.BOTTOM
    captions = ("", "{{ labels.signature }}", "", "{{ labels.signer }}", "", "{{ labels.day }}")
    for cell, text in zip(table.rows[2].cells, captions, strict=True):
        _fill(cell, text, 7.5, MUTED, align=CENTRE)
        if text:
            borders = _property(cell._tc.get_or_add_tcPr(), "w:tcBorders")
            _property(borders, "w:top", val="single", sz="6", space="0", color=INK)
    _loop(table.rows[3], "endfor")
    for row in table.rows:
        _keep(row)
    stamp = _write(document.add_paragraph(), "{{ labels.stamp }}", None, MUTED).paragraph_format
    stamp.space_before, stamp.keep_with_next = Pt(6), True
    _write(document.add_paragraph(), "{{ brand.disclaimer }} {{ snapshot }}.", 7.5, MUTED)


def _footer(section: Any, width: float) -> None:
    section.footer.is_linked_to_previous = False
    paragraph = section.footer.paragraphs[0]
    paragraph.style = "Normal"  # the footer style has tab stops of its own
    paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(width), WD_TAB_ALIGNMENT.RIGHT)
    for text in ("{{ titled }} · {{ snapshot_short }}", "\t", "{{ labels.page_before }}"):
        _write(paragraph, text, 7.5, MUTED)
    _field(paragraph, "PAGE")
    _write(paragraph, "{{ labels.page_between }}", 7.5, MUTED)
    _field(paragraph, "NUMPAGES")
    _write(paragraph, "{{ labels.page_after }}", 7.5, MUTED)
    borders = _property(paragraph._p.get_or_add_pPr(), "w:pBdr")
    _property(borders, "w:top", val="single", sz="4", space="4", color=SOFT)


def _field(paragraph: Paragraph, code: str) -> None:
    for tag, attributes, text in (
        ("w:fldChar", {"fldCharType": "begin"}, None),
        ("w:instrText", {}, code),
        ("w:fldChar", {"fldCharType": "separate"}, None),
        ("w:t", {}, "1"),
        ("w:fldChar", {"fldCharType": "end"}, None),
    ):
        run = paragraph.add_run()
        run.font.size, run.font.color.rgb = Pt(7.5), RGBColor.from_string(MUTED)
        _property(run._r, tag, **attributes).text = text


if __name__ == "__main__":
    make_template().save(FILE)
